"""What of a document is for fewer people than the document: single facts and passages, restricted to a narrower
audience, and the mark that stands in their place for whoever is not in it.

The mark is always the same, whatever it stands for: neither the words nor how many they were may be told from it. Pages
say it in the reader's language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from caselaw.domain.audience import Audience, includes
from caselaw.domain.withholding.names import WithheldName, spans

MARK = "[▮]"
"""Stands in place of what is withheld; it has no letter, so that no search finds it."""

FIELDS = (
    "title", "headline", "parties", "judges", "court", "country", "decided", "identifiers", "orders", "outcome",
    "stages", "respondents", "summary_of", "allegations", "abuse", "terms",
)  # fmt: skip
"""The facts that can be restricted; `title` is every name of the decision, `abuse` the case of a report of abuse."""


@dataclass(frozen=True, order=True)
class Span:
    """Code points of a text, from `start` up to `end`, and what takes their place."""

    start: int
    end: int
    mark: str = MARK

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")


@dataclass(frozen=True, order=True)
class Field:
    """One of FIELDS. Raises `ValueError` for another."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in FIELDS:
            raise ValueError(f"not a fact that can be restricted: {self.name}")


@dataclass(frozen=True, order=True)
class Passage:
    """A paragraph (`span` None) or words of it."""

    anchor: str
    span: Span | None = None


@dataclass(frozen=True)
class Name:
    """The name of a person, wherever it stands in the document and however it is written; `mark` takes its place."""

    name: WithheldName
    mark: str


Target = Field | Passage | Name


@dataclass(frozen=True)
class Restriction:
    """Only `audience`, among those who may read the document, reads `target`.

    `origin` says what made it: an editor's act, or a rule that may take its own away again; `unsure` that the text was
    read anew and more is withheld than was asked for, until an editor looks.
    """

    target: Target
    audience: Audience
    origin: str = "editor"
    unsure: bool = False


@dataclass(frozen=True)
class Masked:
    """A text with marks in the place of `spans`, which are in order, apart from each other, and of the text before."""

    text: str
    spans: tuple[Span, ...] = ()

    def shift(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the code points from `start` to `end` of the text before stand now; None where any of them is masked
        (an empty place inside a mask too)."""
        moved = 0
        for span in self.spans:
            if span.end <= start:
                moved += len(span.mark) - (span.end - span.start)
            elif span.start < end or span.start < start:
                return None
        return start + moved, end + moved


def mask(text: str, wanted: Iterable[Span]) -> Masked:
    """The text with a mark for each span; of spans that touch or overlap one mark, the first's. A span grows over marks
    that belong to its last letter (accents, vowel signs) and stops at the end of the text; an empty one hides nothing.
    """
    merged: list[Span] = []
    for span in sorted(wanted):
        end = _whole_letters(text, span.start, span.end)
        start = min(span.start, len(text))
        while start > 0 and start < end and unicodedata.combining(text[start]):
            start -= 1
        if start >= end:
            continue
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end), merged[-1].mark)
        else:
            merged.append(Span(start, end, span.mark))
    parts, behind = [], 0
    for span in merged:
        parts += [text[behind : span.start], span.mark]
        behind = span.end
    return Masked("".join((*parts, text[behind:])), tuple(merged))


def _whole_letters(text: str, start: int, end: int) -> int:
    end = min(end, len(text))
    while start < end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def hidden(restrictions: Iterable[Restriction], audiences: Collection[Audience]) -> tuple[Restriction, ...]:
    """Those of the restrictions that keep something from a viewer of these audiences."""
    return tuple(one for one in restrictions if one.audience not in audiences)


@dataclass(frozen=True)
class View:
    """One way in which a document reads: `hidden` is what its readers do not read, `superseded_by` the audiences whose
    members are given a fuller view instead."""

    audience: Audience
    hidden: tuple[Restriction, ...]
    superseded_by: tuple[Audience, ...] = ()


def views(access: Audience, restrictions: Sequence[Restriction]) -> tuple[View, ...]:
    """The views of a document for `access`, the poorest first: whoever may read it is served exactly one.

    An audience that some readers of the document do not certainly belong to (two groups) has no view: what is meant for
    both is in none. A viewer of several groups is served the fullest of theirs, of two equal ones the later by name.
    """
    asked = {one.audience for one in restrictions if includes(access, one.audience)} - {access}
    read = {audience: _unread(restrictions, audience) for audience in asked}
    ordered = [access, *sorted(asked, key=lambda audience: (-len(read[audience]), audience))]
    return tuple(
        View(audience, read.get(audience, _unread(restrictions, access)), tuple(ordered[place + 1 :]))
        for place, audience in enumerate(ordered)
    )


def _unread(restrictions: Sequence[Restriction], audience: Audience) -> tuple[Restriction, ...]:
    """What is hidden from all of whom no more is known than that they are of this audience."""
    return tuple(one for one in restrictions if not includes(one.audience, audience))


def spans_of(anchor: str, text: str, restrictions: Iterable[Restriction]) -> tuple[Span, ...]:
    """The parts of a paragraph that these restrictions withhold."""
    passages = (one.target for one in restrictions if isinstance(one.target, Passage) and one.target.anchor == anchor)
    return tuple(passage.span or Span(0, len(text)) for passage in passages)


def spans_of_names(text: str, restrictions: Iterable[Restriction]) -> tuple[Span, ...]:
    """The names in a text that these restrictions withhold."""
    marks = {one.target.name: one.target.mark for one in restrictions if isinstance(one.target, Name)}
    return tuple(Span(start, end, marks[name]) for start, end, name in spans(text, tuple(marks))) if marks else ()
