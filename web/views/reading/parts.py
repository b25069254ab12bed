"""A long text in parts: which of them is shown, how the others are reached, and where each paragraph of it stands.

Without a script too: `?paragraph=p-44` opens the part that holds it, `?from=300` what begins at that position.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import request, url_for

from caselaw.domain.document import Document
from caselaw.domain.paragraph import FIRST_PART, Paragraph
from web.light import light
from web.session import services, viewer
from web.views.reading import finding

WHOLE = 1500
"""Paragraphs shown on one page; longer documents are read in parts of this size."""


@dataclass(frozen=True)
class PartLink:
    """One part in the list of all: its place from 1, the numbers printed at its beginning and end, where any are."""

    place: int
    first: str | None
    last: str | None
    address: str
    current: bool


@dataclass(frozen=True)
class Part:
    """The part of a document that is shown, `size` paragraphs from position `start` on. `every` is the whole text,
    `finding` what was looked for in it, `missing` the paragraph that the address names and the text has not."""

    document: Document
    start: int
    size: int
    every: Sequence[Paragraph]
    finding: finding.Finding
    missing: str = ""

    @cached_property
    def shown(self) -> Sequence[Paragraph]:
        return tuple(one for one in self.every if one.position >= self.start)[: self.size]

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(one.anchor for one in self.shown)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(one.anchor for one in self.every)

    @property
    def _end(self) -> int:
        """The position behind the last paragraph of the whole text."""
        return self.every[-1].position + 1 if self.every else 0

    def way(self, anchor: str | None) -> str | None:
        """Where a paragraph is reached from this page; None for one that the text has not."""
        if anchor in self._anchors:
            return f"#{anchor}"
        if anchor not in self._known:
            return None
        return f"{url_for('pages.document', document_id=self.document.id, paragraph=anchor)}#{anchor}"

    @property
    def before(self) -> str | None:
        """The address of the part before."""
        return self._part(max(self.start - self.size, 0)) if self.start else None

    @property
    def after(self) -> str | None:
        """The address of the part behind."""
        return self._part(self.start + self.size) if self.start + self.size < self._end else None

    @property
    def all_parts(self) -> tuple[PartLink, ...]:
        """Every part in order; none where one page shows all."""
        if self.before is None and self.after is None:
            return ()
        return tuple(self._link(start) for start in range(0, self._end, self.size))

    def _link(self, start: int) -> PartLink:
        numbers = [one.number for one in self.every if start <= one.position < start + self.size and _counts(one)]
        return PartLink(
            start // self.size + 1,
            numbers[0] if numbers else None,
            numbers[-1] if numbers else None,
            self._part(start),
            start <= self.start < start + self.size,
        )

    def _part(self, start: int) -> str:
        return _address(self.document, start, self.finding.words)


def size() -> int:
    """How many paragraphs a page shows to this reader."""
    return FIRST_PART if light() else WHOLE


def read(found: Document) -> Part:
    """The part that the address asks for, with the words it asks to find."""
    words, named = finding.asked(), request.args.get("paragraph", "").strip()
    every = _text(found, words)
    place = anchor_named(every, named)
    at = next((one.position for one in every if one.anchor == place), None)
    start = _start(request.args.get("from")) if at is None else at // size() * size()
    return Part(
        found, start, size(), every,
        finding.find(every, words, _place(found, words)),
        named if named and at is None else "",
    )  # fmt: skip


def anchor_named(every: Sequence[Paragraph], named: str) -> str | None:
    """The anchor of the paragraph that somebody names by its anchor or by its printed number; None for none."""
    if not named:
        return None
    plain = named.strip(" §¶[]().\u00a0")
    by_number = (one.anchor for one in every if one.number and one.number.strip(" .§¶[]()") == plain)
    return next((one.anchor for one in every if one.anchor == named), None) or next(by_number, None)


def _text(found: Document, words: str) -> Sequence[Paragraph]:
    """The whole text; of a short one, which most are, one look is enough."""
    service = services().documents
    if not words:
        begin = service.paragraphs(found.id, viewer=viewer(), size=size() + 1)
        if len(begin) <= size():
            return begin
    return service.paragraphs(found.id, viewer=viewer())


def _place(found: Document, words: str) -> Callable[[Paragraph], str]:
    """Where a paragraph stands on the page of the document in which these words were found."""

    def place(one: Paragraph) -> str:
        return f"{_address(found, one.position // size() * size(), words)}#{one.anchor}"

    return place


def _address(found: Document, start: int, words: str) -> str:
    """The page of the document from position `start` on, with these words found in it."""
    more = {"from": start or None, "find": words or None}
    return url_for("pages.document", document_id=found.id, **more)  # type: ignore[arg-type]


def _counts(one: Paragraph) -> bool:
    return bool(one.number) and one.kind == "body"


def _start(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
