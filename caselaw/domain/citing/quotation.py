"""A quotation: the words of one or several paragraphs, in the marks of a language, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caselaw.domain.citing.pinpoint import printed
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import direction

MOST = 30
"""Paragraphs of one quotation."""
MARKS = {"en": ("“", "”"), "es": ("«", "»"), "fr": ("«\u00a0", "\u00a0»"), "ar": ("«", "»"), "de": ("„", "“")}
"""What stands around a quotation, by the language that it is written into."""
_BETWEEN = re.compile(r"\s*[-–—,:]\s*|\s+(?:to|a|à|إلى)\s+")
_UNQUOTED = frozenset({"heading", "footnote"})


@dataclass(frozen=True)
class Quotation:
    """The words with their marks in `language`, and `citation`, which names the decision and the passage."""

    language: str
    words: str
    citation: str

    @property
    def text(self) -> str:
        """Words and citation, as they are copied: each in its own direction where they differ."""
        if direction(self.words) == direction(self.citation):
            return f"{self.words} ({self.citation})"
        return f"{self.words}\n\u2068({self.citation})\u2069"


def chosen_paragraphs(text: Sequence[Paragraph], asked: str) -> tuple[Paragraph, ...]:
    """The paragraphs from the first to the last that are asked for, by printed number or by anchor: 44, 44-46,
    p-u7-p-u9. Headings and footnotes between them are not quoted. Empty where there is no such paragraph."""
    places: dict[str, int] = {}
    for place, one in enumerate(text):
        for name in (printed(one), one.anchor):
            places.setdefault(name, place)
    ends = _ends(asked.strip(), places)
    if ends is None:
        return ()
    first, last = sorted(ends)
    between = text[first : last + 1]
    return tuple(one for one in between if one.kind not in _UNQUOTED) or tuple(between)


def quoted(passage: Sequence[Paragraph], language: str) -> str:
    """The words of these paragraphs between the marks of the language."""
    begin, end = MARKS.get(language, MARKS["en"])
    return begin + "\n\n".join(one.text for one in passage) + end


def _ends(asked: str, places: dict[str, int]) -> tuple[int, int] | None:
    """The places of both ends; a number may hold the sign of a range itself (15-1), so every sign is tried."""
    if asked and asked in places:
        return places[asked], places[asked]
    for sign in _BETWEEN.finditer(asked):
        first, last = asked[: sign.start()], asked[sign.end() :]
        if first and last and first in places and last in places:
            return places[first], places[last]
    return None
