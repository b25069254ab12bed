"""Following what a decision orders: a measure is begun, changed, assessed by three who are kept apart, and read.

Whose work it is (`keeper`) is one group, or all members; who reads it may be more. An entry may be for fewer than its
measure, and nothing that is written tells others that it is there: the revision counts the facts alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience, includes
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.editing import Collision, merge
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import new_id, require_id
from caselaw.domain.intake.upload import Sent
from caselaw.domain.order import Order
from caselaw.domain.tracking.measure import FIELDS, Evidence, FieldChange, Measure, StatusEntry, state
from caselaw.domain.tracking.tie import marks, order_key
from caselaw.services.reading.documents import OriginalFile
from caselaw.services.signing import actor
from caselaw.services.tracking import followed
from caselaw.services.tracking import rules as measure_rules
from caselaw.services.tracking.evidence_files import EvidenceFiles
from caselaw.services.tracking.followed import Followed, Keepers
from caselaw.services.tracking.orders import chosen_orders, in_version, new_measure
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store.people import accounts
from caselaw.store.tables.base import now
from caselaw.store.tracking import measures


@dataclass(frozen=True)
class OfDocument:
    """What of a decision is followed, in any of its versions that the viewer reads; `open` are the orders and
    recommendations of this one that nobody follows whom she may know of, each with its key."""

    document: Document
    measures: tuple[Followed, ...]
    open: tuple[tuple[str, Order], ...]


@dataclass(frozen=True)
class MeasureHistory:
    """How the fields of a measure changed, the newest first, and the names of those who wrote (for its keepers)."""

    changes: tuple[FieldChange, ...]
    people: Mapping[str, str]


@dataclass(frozen=True)
class WrittenMeasure:
    """The answer to writing: the revision that stands, or the `collisions` that kept it from being written; `kept` is
    then all that was wanted, joined with what others wrote elsewhere."""

    revision: int
    collisions: tuple[Collision, ...] = ()
    kept: Mapping[str, Any] | None = None


class ImplementationService:
    """Measures; what a viewer may not read is not there for her."""

    def __init__(self, store: Store, files: EvidenceFiles | None = None) -> None:
        self._store = store
        self._files = files

    def of_document(self, document_id: str, *, viewer: Viewer) -> OfDocument:
        """What is followed of a decision, and what could be. `NotFound` where the viewer may not read it."""
        with self._store.reading() as connection:
            document = _readable(connection, document_id, viewer)
            versions = stored.ids_of_work(connection, document.work_id, viewer.audiences)
            found = followed.load(connection, viewer, of=versions)
        taken = {order_key(order) for one in found if (order := in_version(one, document))}
        asked = [(order_key(one), one) for one in document.facts.orders if one.kind != "finding"]
        return OfDocument(document, found, tuple(pair for pair in asked if pair[0] not in taken))

    def of_orders(self, document: Document, *, viewer: Viewer) -> Mapping[Order, tuple[Followed, ...]]:
        """What is said of the orders of a document that this viewer reads, by order: of those alone that are followed
        and were found in it."""
        if not document.facts.orders:
            return {}
        with self._store.reading() as connection:
            versions = stored.ids_of_work(connection, document.work_id, viewer.audiences)
            found = followed.load(connection, viewer, of=versions)
        told: dict[Order, tuple[Followed, ...]] = {}
        for one in found:
            if order := in_version(one, document):
                told[order] = (*told.get(order, ()), one)
        return told

    def get(self, measure_id: str, *, viewer: Viewer) -> Followed:
        """One measure. `NotFound`."""
        with self._store.reading() as connection:
            return _one(connection, measure_id, viewer)

    def history(self, measure_id: str, *, viewer: Viewer) -> MeasureHistory:
        """How it changed, for its keepers; others are told nothing. `NotFound`."""
        with self._store.reading() as connection:
            found = _one(connection, measure_id, viewer)
            if not found.keeps:
                return MeasureHistory((), {})
            told = measures.changes(connection, measure_id)
            if found.document and followed.masking(connection, [found.document], viewer):
                told = tuple(replace(one, before=None, after=None) for one in told)  # former words may say the name
            ids = {one.by for one in told} | {one.by for one in found.measure.entries} | {found.measure.by}
            ids |= {one.withdrawn.by for one in found.measure.entries if one.withdrawn}
            return MeasureHistory(told, accounts.known_as(connection, ids))

    def keepers(self, viewer: Viewer, document: Document | None = None) -> tuple[Audience, ...]:
        """Whose work of hers a new measure (of this document) can be."""
        asked = (*(group_audience(slug) for slug in sorted(viewer.groups)), MEMBERS)
        return tuple(
            one for one in asked
            if may(viewer, Action.FOLLOW_MEASURE, Keepers(one)) and (not document or includes(document.access, one))
        )  # fmt: skip

    def begin(
        self, document_id: str | None, wanted: Mapping[str, Any], keeper: str, *, orders: Sequence[str] = (),
        viewer: Viewer,
    ) -> tuple[str, ...]:  # fmt: skip
        """Follow orders of a document by their keys, or one thing that is written by hand; the ids of the measures.

        Raises `NotFound`, `Forbidden`, `Invalid`, and `Conflict` where an order stands there no more as it did.
        """
        with self._store.begin(actor(viewer)) as work:
            document = _readable(work.connection, document_id, viewer) if document_id else None
            if not self.keepers(viewer, document):
                raise Forbidden()
            kept = _keeper(keeper, viewer, document)
            found = chosen_orders(document, orders)
            made: list[str] = []
            chosen: list[Order | None] = [*found] or [None]
            for order in chosen:
                measure = new_measure(document, order, kept, work.actor)
                measure = measure_rules.changed(measure, wanted)
                _require_readers(measure, None, document, viewer)
                measures.add(work.connection, measure)
                work.record("follow measure", measure.id, after=1)
                made.append(measure.id)
        return tuple(made)

    def change(self, measure_id: str, wanted: Mapping[str, Any], revision: int, *, viewer: Viewer) -> WrittenMeasure:
        """Write fields of a measure as they were read at `revision`; what others wrote meanwhile stays.

        Raises `NotFound`, `Forbidden`, `Changed` for a revision that never was, and `Invalid` with each field's fault.
        """
        with self._store.begin(actor(viewer)) as work:
            found = _kept(work.connection, measure_id, viewer)
            measure = _stored(work.connection, found, viewer)
            if not 0 < revision <= measure.revision:
                raise Changed()
            before = state(measure)
            base = _at(before, measures.changes(work.connection, measure_id), revision)
            asked = {field: value for field, value in wanted.items() if field in FIELDS}
            mine = {field: state(measure_rules.changed(measure, asked))[field] for field in asked}
            joined = merge(base, before, mine)
            if joined.collisions:
                return WrittenMeasure(measure.revision, joined.collisions, {**before, **mine, **joined.wanted})
            if not joined.wanted:
                return WrittenMeasure(measure.revision)
            after = measure_rules.changed(measure, joined.wanted)
            _require_readers(after, measure, found.document, viewer)
            written = measures.change(work.connection, after, before, joined.wanted, work.actor)
            if written is None:
                raise Changed()
            work.record("change measure", measure_id, before=measure.revision, after=written)
            return WrittenMeasure(written)

    def tie(self, measure_id: str, key: str, revision: int, *, viewer: Viewer) -> int:
        """Say which order of the document a measure follows (an empty key: none that was read); the new revision.
        Raises `NotFound`, `Forbidden`, `Changed`, `Conflict`, and `Invalid` where nothing would say what it is."""
        with self._store.begin(actor(viewer)) as work:
            found = _kept(work.connection, measure_id, viewer)
            measure = _stored(work.connection, found, viewer)
            if revision != measure.revision:
                raise Changed()
            order = chosen_orders(found.document, [key])[0] if key else None
            tied = replace(
                measure, paragraph=order.paragraph if order else None, number=order.number if order else None,
                marks=marks(order.text) if order else (), lost=False,
            )  # fmt: skip
            measure_rules.changed(tied, {})
            written = measures.change(work.connection, tied, {}, {}, work.actor)
            if written is None:
                raise Changed()
            work.record("tie measure", measure_id, before=revision, after=written)
            return written

    def assess(
        self, measure_id: str, wanted: Mapping[str, Any], file: Sent | None = None, *, viewer: Viewer
    ) -> str:  # fmt: skip
        """Add what a line says, with a file that it rests on where one was sent; the id of the entry. Raises
        `NotFound`, `Forbidden`, `Invalid`."""
        sent: tuple[Evidence, ...] = ()
        if file is not None and self._files is not None:
            with self._store.reading() as connection:
                _kept(connection, measure_id, viewer)
            sent = (self._files.keep(file),)
        with self._store.begin(actor(viewer)) as work:
            found = _kept(work.connection, measure_id, viewer)
            measure = found.measure
            blank = StatusEntry(
                new_id(), "ours", "unknown", PartialDate(now().year), measure.keeper, work.actor, now()
            )  # fmt: skip
            publishes = measure.access != PUBLIC or may(viewer, Action.PUBLISH_MEASURE, Keepers(measure.keeper))
            entry = measure_rules.entry(
                wanted, blank, most_public=measure.access, keeper=measure.keeper,
                usual=measure.access if publishes else measure.keeper, sent=sent,
            )  # fmt: skip
            if entry.access not in viewer.audiences:
                raise Invalid("measure.invalid", {"access": ["measure.access"]})
            if entry.access == PUBLIC:
                require(viewer, Action.PUBLISH_MEASURE, Keepers(measure.keeper))
            _require_documents(work.connection, entry, viewer)
            measures.add_entry(work.connection, measure_id, entry)
            work.record("assess measure", f"{measure_id} {entry.id}")
            return entry.id

    def file(self, measure_id: str, entry_id: str, *, viewer: Viewer) -> OriginalFile:
        """The file that an entry rests on, clean of who made it, and that it was given out is written down. Raises
        `NotFound`, and `Forbidden` for one that cannot be cleaned."""
        found = self.get(measure_id, viewer=viewer)
        if self._files is None:
            raise NotFound()
        opened = self._files.open(found, entry_id, viewer)
        with self._store.begin(actor(viewer)) as work:
            work.record("serve evidence", f"{measure_id} {entry_id}")
        return opened

    def withdraw(self, measure_id: str, entry_id: str, why: str, *, viewer: Viewer) -> None:
        """Take an entry back; it stays in the history with the reason. Raises `NotFound`, `Forbidden`, `Conflict` where
        it was taken back already, and `Invalid` without a reason."""
        try:
            reason = measure_rules.text(why, 1_000)
        except ValueError as fault:
            raise Invalid("measure.invalid", {"why": [str(fault)]}) from None
        with self._store.begin(actor(viewer)) as work:
            found = _kept(work.connection, measure_id, viewer)
            entry = next((one for one in found.measure.entries if one.id == entry_id), None)
            if entry is None:
                raise NotFound()
            if entry.access == PUBLIC:
                require(viewer, Action.PUBLISH_MEASURE, Keepers(found.measure.keeper))
            if not reason:
                raise Invalid("measure.invalid", {"why": ["measure.why"]})
            if not measures.withdraw_entry(work.connection, entry_id, work.actor, reason):
                raise Conflict("measure.withdrawn")
            work.record("withdraw assessment", f"{measure_id} {entry_id}")


def _readable(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    document = require_id(document_id)
    found = stored.load_many(connection, [document], viewer.audiences).get(document)
    if found is None:
        raise NotFound()
    return found


def _one(connection: Connection, measure_id: str, viewer: Viewer) -> Followed:
    found = followed.load(connection, viewer, ids=[require_id(measure_id)])
    if not found:
        raise NotFound()
    return found[0]


def _kept(connection: Connection, measure_id: str, viewer: Viewer) -> Followed:
    """The measure, where the viewer may do something to it. Who reads it and does not keep it is refused."""
    found = _one(connection, measure_id, viewer)
    require(viewer, Action.FOLLOW_MEASURE, Keepers(found.measure.keeper))
    return found


def _stored(connection: Connection, found: Followed, viewer: Viewer) -> Measure:
    """The measure with its words as they stand in the table, where the viewer reads them in full."""
    if found.document and followed.masking(connection, [found.document], viewer):
        raise Conflict("measure.withheld")  # what she does not read she would write over
    return measures.load_many(connection, viewer.audiences, ids=[found.measure.id])[0]


def _keeper(keeper: str, viewer: Viewer, document: Document | None) -> Audience:
    kept = measure_rules.keeper_of(keeper, "measure.invalid")
    require(viewer, Action.FOLLOW_MEASURE, Keepers(kept))
    if document is not None and not includes(document.access, kept):
        raise Invalid("measure.invalid", {"keeper": ["measure.keeper"]})
    return kept


def _require_readers(after: Measure, before: Measure | None, document: Document | None, viewer: Viewer) -> None:
    """Whoever keeps a measure reads it, nobody who may not read its document does, and the public only by somebody who
    may publish. What was published stays so when something else is changed."""
    if before is not None and after.access == before.access:
        return
    wrong = after.access not in viewer.audiences or not includes(after.access, after.keeper)
    if wrong or (document is not None and not includes(document.access, after.access)):
        raise Invalid("measure.invalid", {"access": ["measure.access"]})
    if after.access == PUBLIC:
        require(viewer, Action.PUBLISH_MEASURE, Keepers(after.keeper))


def _require_documents(connection: Connection, entry: StatusEntry, viewer: Viewer) -> None:
    """The documents that an entry rests on are those that the viewer reads."""
    wanted = [one.value for one in entry.evidence if one.kind == "document"]
    try:
        ids = [require_id(one) for one in wanted]
    except NotFound:
        raise Invalid("measure.invalid", {"evidence": ["measure.document"]}) from None
    if len(stored.load_many(connection, ids, viewer.audiences)) < len(set(ids)):
        raise Invalid("measure.invalid", {"evidence": ["measure.document"]})


def _at(now: Mapping[str, Any], changes: Sequence[FieldChange], revision: int) -> dict[str, Any]:
    """The fields as they stood at a revision. `changes` come newest first."""
    found = dict(now)
    for one in changes:
        if one.revision > revision:
            found[one.field] = one.before
    return found
