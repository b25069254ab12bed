"""What of a coding a viewer reads who may know of it: the words as they stand in the text that she may read.

A coding of words that lie in a passage withheld from her is not there for her; one of words in which a name is withheld
is, with the mark in the place of the name. A note is freed of what is withheld as a fact of the record is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from caselaw.domain.audience import Audience
from caselaw.domain.coding.codings import Coding
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.veil.document import Veil
from caselaw.domain.veil.restrictions import Masked, Span, hidden, mask, spans_of
from caselaw.store import documents as stored
from caselaw.store.tables import documents
from caselaw.store.withholding import veil


@dataclass(frozen=True)
class Sight:
    """What keeps something of one document from a viewer."""

    over: Veil

    def coding(self, one: Coding) -> Coding | None:
        """The coding as the viewer reads it; None where it is not for her."""
        if one.place == "lost":  # where its words are now, or whether they are withheld, nobody can tell
            return self.unworded(one)
        note = self.over.text(one.note) if one.note else ""
        if one.anchor is None:
            return replace(one, note=note)
        masked = self.over.masked.get(one.anchor)
        if masked is None:
            return replace(one, note=note)
        if self._is_withheld(one.anchor, one.start, one.end):
            return None
        start, end = shown_at(masked, one.start), shown_at(masked, one.end, end=True)
        return replace(
            one, note=note, start=start, end=end, quote=masked.text[start:end], prefix=masked.text[:start][-32:],
            suffix=masked.text[end : end + 32],
        )  # fmt: skip

    def in_full(self, anchor: str, start: int, end: int) -> tuple[int, int] | None:
        """Where words that the viewer chose in the text as she reads it stand in the whole text; None where she chose
        a withheld passage, or a part of one."""
        masked = self.over.masked.get(anchor)
        if masked is None:
            return start, end
        there = whole_at(masked, start), whole_at(masked, end, end=True)
        return None if self._is_withheld(anchor, *there) else there

    def text_in_full(self, anchor: str, shown: str) -> str:
        """The whole text of a paragraph that the viewer reads as `shown`."""
        return self.over.texts.get(anchor, shown)

    def unworded(self, one: Coding) -> Coding:
        """A coding without its words, where they cannot be held against what is withheld."""
        return replace(one, note=self.over.text(one.note) if one.note else "", quote="", prefix="", suffix="")

    def _is_withheld(self, anchor: str, start: int, end: int) -> bool:
        text = self.over.texts.get(anchor, "")
        passages = mask(text, spans_of(anchor, text, self.over.restrictions)).spans
        return any(span.start < end and start < span.end for span in passages)


def sights(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience]
) -> Mapping[DocumentId, Sight]:
    """For those of these documents of which something is withheld from these audiences, what it is."""
    veiled = veil.veiled_among(connection, ids)
    if not veiled:
        return {}
    every = veil.of(connection, veiled)
    closed = {document: hidden(every.get(document, ()), audiences) for document in veiled}
    some = [document for document in veiled if closed[document]]
    kept = veil.sealed_of(connection, some) if some else {}
    return {
        document: Sight(Veil(closed[document], kept.get(document, veil.NOTHING_SEALED).texts(), Facts()))
        for document in some
    }


def seen(
    connection: Connection, codings: Iterable[Coding], audiences: Collection[Audience]
) -> tuple[Coding, ...]:  # fmt: skip
    """Those of these codings whose records and words these audiences may read, as they read them. Whether a viewer may
    know of another's coding at all is asked before."""
    some = tuple(codings)
    ids = {one.document for one in some}
    there = readable_among(connection, ids, audiences)
    veils = sights(connection, there, audiences)
    if not veils and len(there) == len(ids):
        return some
    shown = (
        veils[one.document].coding(one) if one.document in veils else one for one in some if one.document in there
    )  # fmt: skip
    return tuple(one for one in shown if one is not None)


def readable_among(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience]
) -> frozenset[DocumentId]:
    """Those of these documents that these audiences may read."""
    found = select(documents.c.id).where(documents.c.id.in_(ids), stored.readable(audiences, few=True))
    return frozenset(DocumentId(each) for each in connection.execute(found).scalars())


def shown_at(masked: Masked, at: int, *, end: bool = False) -> int:
    """Where a place of the whole text stands in the text with marks; one inside a mark stands at its edge."""
    moved = 0
    for span in masked.spans:
        if span.start < at < span.end:
            return span.start + moved + (len(span.mark) if end else 0)
        if span.end <= at:
            moved += _grown(span)
    return at + moved


def whole_at(masked: Masked, at: int, *, end: bool = False) -> int:
    """Where a place of the text with marks stands in the whole text; one inside a mark stands at its edge."""
    moved = 0
    for span in masked.spans:
        begins = span.start + moved
        if begins < at < begins + len(span.mark):
            return span.end if end else span.start
        if begins + len(span.mark) <= at:
            moved += _grown(span)
    return at - moved


def _grown(span: Span) -> int:
    return len(span.mark) - (span.end - span.start)
