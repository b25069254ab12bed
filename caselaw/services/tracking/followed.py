"""A measure as one viewer reads it: with the words of its order, and what its document says where it says nothing.

What of the document is for fewer people is not read here by others either: a measure whose order a viewer does not read
is not there for her, and withheld names are taken out of what people wrote about the decision.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience, includes
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.order import Order
from caselaw.domain.term import Term
from caselaw.domain.tracking.measure import (
    Evidence,
    Grade,
    Line,
    Measure,
    Standing,
    StatusEntry,
    grade,
    latest,
    standing,
)
from caselaw.domain.tracking.tie import find
from caselaw.store import documents as stored
from caselaw.store.coding.sight import readable_among
from caselaw.store.tracking import measures
from caselaw.store.withholding import names

Masked = Callable[[str], str]


@dataclass(frozen=True)
class Keepers:
    """Those whose work it is, as a thing of the policy."""

    access: Audience


@dataclass(frozen=True)
class Followed:
    """A measure for one viewer; `order` is the order that it follows, where it was found; `keeps`: she is among those
    whose work it is, and reads its next step."""

    measure: Measure
    document: Document | None
    order: Order | None
    keeps: bool
    today: date

    @property
    def words(self) -> str:
        return self.measure.what or (self.order.text if self.order else "")

    @property
    def language(self) -> str | None:
        """Of the order's words; what people wrote themselves may be in any."""
        return self.document.language if self.document and not self.measure.what else None

    @property
    def title(self) -> str:
        return self.measure.source or (self.document.facts.title if self.document else "")

    @property
    def addressee(self) -> str:
        return self.measure.addressee or (self.order.addressee if self.order and self.order.addressee else "")

    @property
    def deadline(self) -> str:
        return self.measure.deadline or (self.order.deadline if self.order and self.order.deadline else "")

    @property
    def due(self) -> PartialDate | None:
        return self.measure.due or (self.order.due if self.order else None)

    @property
    def countries(self) -> tuple[str, ...]:
        if self.measure.country:
            return (self.measure.country,)
        if self.document is None:
            return ()
        facts = self.document.facts
        return facts.respondents or ((facts.country,) if facts.country else ())

    @property
    def body(self) -> str | None:
        return self.measure.body or (self.document.facts.court if self.document else None)

    @property
    def terms(self) -> tuple[Term, ...]:
        """What it is about: what was said of itself, else of the whole decision."""
        if self.measure.terms or self.document is None:
            return self.measure.terms
        return tuple(one for one in self.document.facts.terms if one.vocabulary in ("right", "group", "theme"))

    @cached_property
    def standing(self) -> Standing:
        return standing(self.measure, self.due, self.today)

    def latest(self, line: Line) -> StatusEntry | None:
        return latest(self.measure.entries, line)

    def grade(self, line: Line) -> Grade:
        return grade(self.measure.entries, line)

    def told_to_all(self, line: Line) -> Grade:
        """What a line says to every reader of the measure: entries that are for fewer are not there for the others."""
        access = self.measure.access
        return grade([one for one in self.measure.entries if includes(one.access, access)], line)


def load(
    connection: Connection, viewer: Viewer, *, ids: Collection[str] | None = None,
    of: Collection[DocumentId] | None = None,
) -> tuple[Followed, ...]:  # fmt: skip
    """The measures that the viewer may read, the first begun first; of `ids` or of these documents alone."""
    return seen(connection, measures.load_many(connection, viewer.audiences, ids=ids, of=of), viewer)


def seen(connection: Connection, found: Sequence[Measure], viewer: Viewer) -> tuple[Followed, ...]:
    """Measures as the viewer reads them, with the documents that she reads."""
    wanted = {one.document for one in found if one.document}
    proofs = {
        DocumentId(proof.value)
        for one in found
        for entry in one.entries
        for proof in entry.evidence
        if proof.kind == "document"
    }
    there = stored.load_many(connection, wanted, viewer.audiences)
    masks = masking(connection, there.values(), viewer)
    today = datetime.now(UTC).date()
    known = readable_among(connection, proofs, viewer.audiences) if proofs else frozenset()  # that they are there
    shown = (_seen(one, there, known, masks, viewer, today) for one in found)
    return tuple(one for one in shown if one is not None)


def masking(connection: Connection, documents: Iterable[Document], viewer: Viewer) -> dict[DocumentId, Masked]:
    """What takes the names out of a text that the viewer does not read, by document; nothing for most documents."""
    of_work: dict[str, list[Document]] = {}
    for one in documents:
        of_work.setdefault(one.work_id, []).append(one)
    found: dict[DocumentId, Masked] = {}
    for work in measures.works_with_names(connection, of_work):
        if masked := names.masking(connection, work, viewer.audiences):
            found |= {one.id: _in_language(masked, one.language.partition("-")[0]) for one in of_work[work]}
    return found


def _in_language(masked: Callable[[str, str], str], language: str) -> Masked:
    return lambda text: masked(text, language)


def _seen(
    measure: Measure, there: dict[DocumentId, Document], known: Collection[DocumentId],
    masks: dict[DocumentId, Masked], viewer: Viewer, today: date,
) -> Followed | None:  # fmt: skip
    document = there.get(measure.document) if measure.document else None
    if measure.document and document is None:
        return None
    order = None
    if document and measure.is_tied and not measure.lost:
        order = find(measure.paragraph, measure.number, measure.marks, document.facts.orders)
        if order is None and not document.is_whole:
            return None  # the order is for fewer people than the decision
        if order is None:
            measure = replace(measure, lost=True)
    keeps = measure.keeper in viewer.audiences
    if not keeps:
        measure = replace(measure, next_step="", next_by=None, responsible="")
    measure = replace(measure, entries=tuple(_legible(one, known, keeps) for one in measure.entries))
    if document and document.id in masks:
        measure = _masked(measure, masks[document.id])
    return Followed(measure, document, order, keeps, today)


def _legible(entry: StatusEntry, known: Collection[DocumentId], keeps: bool) -> StatusEntry:
    """The entry without documents that the viewer does not read; who wrote it is for the keepers."""
    proofs = tuple(one for one in entry.evidence if one.kind != "document" or one.value in known)
    return replace(entry, evidence=proofs, by=entry.by if keeps else "")


def _masked(measure: Measure, masked: Masked) -> Measure:
    texts: dict[str, Any] = {
        name: masked(getattr(measure, name))
        for name in ("what", "addressee", "deadline", "source", "next_step", "responsible", "stopped")
    }
    entries = tuple(
        replace(one, words=masked(one.words), evidence=tuple(_masked_proof(proof, masked) for proof in one.evidence))
        for one in measure.entries
    )
    return replace(measure, **texts, entries=entries)


def _masked_proof(proof: Evidence, masked: Masked) -> Evidence:
    value = masked(proof.value) if proof.kind == "words" else proof.value
    return replace(proof, value=value, label=masked(proof.label))
