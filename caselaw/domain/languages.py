"""The languages that are complete here: pages, sentences, names of courts and treaties. Texts come in any other too."""

from __future__ import annotations

from collections.abc import Mapping

from caselaw.domain.text import Direction

AUTONYMS: Mapping[str, str] = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية"}
"""Each language as its own readers call it."""

LANGUAGES = tuple(AUTONYMS)


def reading_direction(language: str) -> Direction:
    """Which way a page in one of LANGUAGES runs; a paragraph goes by its own letters (`text.direction`)."""
    return "rtl" if language == "ar" else "ltr"
