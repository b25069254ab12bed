"""A documentation record as one viewer reads it: with the documents and the cases that she reads, and no trace of
others; without the names that are withheld from her in any document that it is tied to, and without what was taken
from a document or a passage that is closed to her."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.document import Document
from caselaw.domain.documentation.records import (
    DocumentedCase,
    DocumentTie,
    LinkedCase,
    passages,
    without_closed,
    without_names,
)
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.veil.restrictions import Field, Passage
from caselaw.store import documents as stored
from caselaw.store.coding import sight as coding_sight
from caselaw.store.documentation import records
from caselaw.store.tracking import measures
from caselaw.store.withholding import names

Masked = Callable[[str], str]
_TOLD_BY = frozenset({"abuse", "allegations"})  # the facts of a document that names are taken from


@dataclass(frozen=True)
class ShownCase:
    """A record for one viewer: its documents and how each is tied, the other cases (as lists show them) and how;
    `masked` says that names were taken out of it; `writes` that she may change it."""

    case: DocumentedCase
    documents: tuple[tuple[Document, DocumentTie], ...]
    cases: tuple[tuple[DocumentedCase, LinkedCase], ...]
    masked: bool
    writes: bool


def listed(connection: Connection, found: Sequence[DocumentedCase], viewer: Viewer) -> tuple[DocumentedCase, ...]:
    """Records as lists and counts show them: those in which a person is in danger name nobody."""
    masks = _masks(connection, found, viewer.audiences)
    is_open = _opened(connection, found, viewer.audiences)
    kept = [without_closed(one, is_open) for one in found]
    shown = (_masked(one, masks[one.id]) if one.id in masks else one for one in kept)
    return tuple(without_names(one) if one.at_risk else one for one in shown)


def shown(connection: Connection, case: DocumentedCase, viewer: Viewer) -> ShownCase:
    """One record wholly."""
    links = records.documents_of(connection, [case.id]).get(case.id, ())
    there = stored.load_many(connection, {one.document for one in links}, viewer.audiences)
    ties = records.cases_of(connection, case.id)
    others = records.load_many(connection, viewer.audiences, ids=[one.case for one in ties])
    named = {one.id: one for one in listed(connection, others, viewer)}
    mask = _masks(connection, [case], viewer.audiences).get(case.id)
    seen = without_closed(case, _opened(connection, [case], viewer.audiences))
    return ShownCase(
        _masked(seen, mask) if mask else seen,
        tuple((there[one.document], one.kind) for one in links if one.document in there),
        tuple((named[one.case], one) for one in ties if one.case in named),
        mask is not None or seen != case,
        may(viewer, Action.DOCUMENT_CASE, case),
    )


def _masks(
    connection: Connection, cases: Sequence[DocumentedCase], audiences: Collection[Audience]
) -> dict[str, Masked]:
    """What takes out of a record the names that are withheld from these audiences in some document of it, whether they
    read that document or not."""
    links = records.documents_of(connection, [one.id for one in cases])
    of = {one.id: {link.document for link in links.get(one.id, ())} | passages(one) for one in cases}
    works = records.works_of(connection, {one for each in of.values() for one in each})
    kept = measures.works_with_names(connection, set(works.values()))
    masks = {work: mask for work in kept if (mask := names.masking(connection, work, audiences))}
    found: dict[str, Masked] = {}
    for case, ids in of.items():
        mine = [masks[works[one]] for one in sorted(ids) if works.get(one) in masks]
        if mine:
            found[case] = _all(mine)
    return found


def _opened(
    connection: Connection, cases: Sequence[DocumentedCase], audiences: Collection[Audience]
) -> Callable[[str], bool]:
    """Whether what stands in a passage of some document is open to these audiences: the document is, and neither the
    passage nor the case that it tells is kept for fewer."""
    ids = {DocumentId(one) for case in cases for one in passages(case)}
    there = coding_sight.readable_among(connection, ids, audiences)
    shut = records.works_of(connection, ids).keys() - there  # one that is gone closes nothing
    closed = {
        document: {one.target for one in sight.over.restrictions}
        for document, sight in coding_sight.sights(connection, there, audiences).items()
    }

    def is_open(passage: str) -> bool:
        document, _, anchor = passage.partition("#")
        targets = closed.get(DocumentId(document), set())
        of_fields = any(isinstance(one, Field) and one.name in _TOLD_BY for one in targets)
        of_passage = any(isinstance(one, Passage) and one.anchor == anchor for one in targets)
        return document not in shut and not of_fields and not of_passage

    return is_open


def _all(masks: Sequence[Callable[[str, str], str]]) -> Masked:
    def masked(text: str) -> str:
        for mask in masks:
            text = mask(text, LANGUAGES[0])
        return text

    return masked


def _masked(case: DocumentedCase, mask: Masked) -> DocumentedCase:
    return replace(
        case,
        title=mask(case.title),
        places=tuple(replace(one, words=mask(one.words)) for one in case.places),
        companies=tuple(replace(one, name=mask(one.name), parent=mask(one.parent)) for one in case.companies),
        state_actors=tuple(replace(one, name=mask(one.name)) for one in case.state_actors),
        response=replace(case.response, words=mask(case.response.words)),
        sources=tuple(map(mask, case.sources)),
        events=tuple(replace(one, words=mask(one.words), source=mask(one.source)) for one in case.events),
        notes=mask(case.notes),
    )
