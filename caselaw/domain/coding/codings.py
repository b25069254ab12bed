"""Codings: somebody gives a code of a codebook to words of a decision, or to the whole of it, with a note and how sure
she is.

A passage is kept as the W3C's Web Annotation model keeps one (TextQuoteSelector and TextPositionSelector,
https://www.w3.org/TR/annotation-model/#selectors): the words, what stands before and behind them, and where they stand
in their paragraph. By these it is found again when the text is read anew (`caselaw.domain.coding.places`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId

Confidence = Literal[1, 2, 3]
CONFIDENCES: tuple[Confidence, ...] = (1, 2, 3)
Place = Literal["here", "moved", "near", "lost"]
"""How a passage stands since the text was read anew: where it was; the same words elsewhere; words that are nearly the
same; nowhere that could be told for sure."""
AROUND = 32
"""Code points that are kept of the text on each side of a passage."""
LONGEST_NOTE = 4_000


@dataclass(frozen=True)
class Passage:
    """Words of a paragraph: from `start` to `end`, in code points of the paragraph as it is in full."""

    anchor: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Coding:
    """`anchor` None: the whole record has the code. `round` None: the own work of a group, for `access`. `codebook` and
    `version` say which codebook `code` is of. `nearness` (0 to 1) tells how like the words now are to those coded."""

    id: str
    round: str | None
    document: DocumentId
    coder: str
    code: str
    anchor: str | None
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    note: str
    confidence: Confidence
    access: Audience
    codebook: str
    version: int
    place: Place = "here"
    nearness: float = 1.0
    revision: int = 1
    made: datetime | None = None
    changed: datetime | None = None
    withdrawn: datetime | None = None

    @property
    def passage(self) -> Passage | None:
        """Where it stands, or stood; None for the whole record."""
        if self.anchor is None:
            return None
        return Passage(self.anchor, self.start, self.end, self.quote, self.prefix, self.suffix)

    @property
    def needs_a_look(self) -> bool:
        """The text has changed under it: a person says whether it still holds."""
        return self.place in ("near", "lost") and self.withdrawn is None


Act = Literal["made", "changed", "withdrawn", "moved", "near", "lost", "placed"]
"""What happened to a coding: by its coder, or because the text was read anew."""


@dataclass(frozen=True)
class CodingChange:
    """A coding as it was from this act on. `by` is an account, or `READING` where the text was read anew."""

    revision: int
    act: Act
    at: datetime
    by: str
    after: Coding


READING = "reading"


def passage_of(anchor: str, text: str, start: int, end: int) -> Passage:
    """The words from `start` to `end` of a paragraph, with what stands around them. `ValueError` for none."""
    while start < end and text[start : start + 1].isspace():
        start += 1
    while end > start and text[end - 1 : end].isspace():
        end -= 1
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words from {start} to {end}")
    return Passage(anchor, start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def overlap(one: Coding, other: Coding) -> bool:
    """Both stand on the same words, in part at least."""
    if one.anchor is None or other.anchor is None:
        return one.anchor == other.anchor
    return one.anchor == other.anchor and one.start < other.end and other.start < one.end
