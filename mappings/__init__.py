"""Reviewed data: languages, courts, countries, terms. Imports nothing of ours; edited without reading code."""

from __future__ import annotations

from importlib.resources import files


def open_text(name: str) -> str:
    """The text of one file of this folder ("languages/es.json"); `FileNotFoundError` where there is none."""
    return (files(__name__) / name).read_text(encoding="utf-8")
