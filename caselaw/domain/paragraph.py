"""Paragraphs and their anchors: the unit that is found, linked and cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from caselaw.domain.text import Direction, direction

ParagraphKind = Literal["body", "heading", "footnote", "quote", "table"]
Voice = Literal["body", "party", "quoted", "opinion", "translation"]
VOICES: tuple[Voice, ...] = get_args(Voice)
_PLACED = re.compile(r"p-(u?)(\d{1,6})(?:-|$)")
_UNSAFE = re.compile(r"[^0-9A-Za-z]+")
SHORTEST_STATEMENT = 40
"""Code points; few sentences of any language are shorter."""
FIRST_PART = 300
"""Paragraphs that every page of a document begins with, however long it is and however slow the line."""
_EARLY = 60  # a paragraph with a lower number hardly ever stands behind so many others


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of one language version.

    `anchor` is unique in the document ("p-12"; "p-12-b" for the second 12; "p-u7" for an unnumbered seventh paragraph);
    `position` counts from 0 in reading order; `number` is as printed, or None; `page` counts from 1, or None;
    `section` is the part of the decision it stands in, one of `caselaw.domain.section.SECTIONS`, where known; `text` is
    NFC. `voice` says whose words these are: the body's that decides, a party's, those of another text it quotes, or a
    judge's who writes apart. `level` is how deep a heading stands (1 is the highest), where known; `called_by` the
    anchor of the paragraph that calls a footnote, where it is told.
    """

    anchor: str
    position: int
    text: str
    language: str
    number: str | None = None
    page: int | None = None
    kind: ParagraphKind = "body"
    section: str | None = None
    voice: Voice = "body"
    level: int | None = None
    called_by: str | None = None

    @property
    def is_label(self) -> bool:
        """It answers no question: a heading, or what is no longer than a name, a date or a signature."""
        return self.kind == "heading" or len(self.text) < SHORTEST_STATEMENT

    @property
    def direction(self) -> Direction:
        return direction(self.text)


def stands_early(anchor: str, position: int | None = None) -> bool:
    """Whether a paragraph is among the FIRST_PART of its document: by its `position`, else, as far as that tells, by
    its anchor."""
    if position is not None:
        return position < FIRST_PART
    placed = _PLACED.match(anchor)
    if placed is None:
        return False
    return int(placed[2]) <= (FIRST_PART if placed[1] else _EARLY)


def passage_part(anchor: str | None, position: int | None = None) -> str:
    """What leads to a paragraph, after the address of its document's page: the page shows a long text in parts, so that
    a paragraph further on is named before the `#`, too."""
    if not anchor:
        return ""
    return f"#{anchor}" if stands_early(anchor, position) else f"?paragraph={anchor}#{anchor}"


def anchors(numbers: Iterable[str | None]) -> list[str]:
    """One anchor for each paragraph in reading order, from its printed number (None where there is none).

    A number printed twice keeps its first anchor, so that links made before a later repetition stay true.
    """
    given: set[str] = set()
    result = []
    for position, number in enumerate(numbers):
        slug = _UNSAFE.sub("-", number).strip("-") if number else ""
        first = anchor = f"p-{slug}" if slug else f"p-u{position + 1}"
        repetition = 1
        while anchor in given:
            repetition += 1
            anchor = f"{first}-{_letters(repetition)}"
        given.add(anchor)
        result.append(anchor)
    return result


def _letters(count: int) -> str:
    """2 → b, 3 → c, … 26 → z, 27 → aa: the mark of a repetition."""
    letters = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
