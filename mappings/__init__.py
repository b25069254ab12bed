"""Reviewed data that code reads: courts, languages, fields. Imports nothing of the product."""

from __future__ import annotations

from importlib.resources import files


def open_text(name: str) -> str:
    """The text of one data file, named from this package ("courts.csv", "languages/fr.json")."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
