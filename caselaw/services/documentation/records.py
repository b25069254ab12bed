"""Documentation records: made by researchers, by hand or from what a document tells, and tied to documents and to each
other. A record that a viewer may not read is not there for her."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, may_somewhere, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience, includes
from caselaw.domain.document import Document
from caselaw.domain.documentation.records import (
    CASE_TIES,
    DOCUMENT_TIES,
    FIELDS,
    CaseActor,
    CaseCompany,
    CaseResponse,
    DocumentedCase,
    passages,
    state,
    taken_over,
)
from caselaw.domain.documentation.trends import Asked, Grouping, trends
from caselaw.domain.editing import Collision, merge
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, id_in, new_id, require_id
from caselaw.domain.tracking.measure import FieldChange
from caselaw.services.documentation import telling
from caselaw.services.documentation.companies import obeyed
from caselaw.services.documentation.rules import INVALID, changed, with_passages
from caselaw.services.documentation.seeing import ShownCase, listed, shown
from caselaw.services.documentation.telling import known as _known
from caselaw.services.signing import actor
from caselaw.services.tracking.followed import Keepers
from caselaw.services.tracking.rules import keeper_of
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store.documentation import records
from caselaw.store.people import accounts
from caselaw.store.tables.base import now

__all__ = ["DocumentationService", "FoundCases", "ShownCase", "WrittenCase"]


@dataclass(frozen=True)
class WrittenCase:
    """The revision that stands; where two hands wrote one field, nothing was written: which fields, and what was wanted
    with what stands."""

    revision: int
    collisions: tuple[Collision, ...] = ()
    kept: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class FoundCases:
    """The records that were asked for, as lists show them, and by what else records can be asked for."""

    cases: tuple[DocumentedCase, ...]
    choices: Mapping[Grouping, tuple[str, ...]]


class DocumentationService:
    """The records and what they are tied to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keepers(self, viewer: Viewer) -> tuple[Audience, ...]:
        """For whom the viewer may make a record: her groups first."""
        asked = (*(group_audience(slug) for slug in sorted(viewer.groups)), MEMBERS)
        return tuple(one for one in asked if may(viewer, Action.DOCUMENT_CASE, Keepers(one)))

    def all(self, *, viewer: Viewer) -> tuple[DocumentedCase, ...]:
        """Every record that the viewer may read, as lists show them, the last made first."""
        with self._store.reading() as connection:
            return listed(connection, records.load_many(connection, _known(viewer)), viewer)

    def matching(self, asked: Asked, *, viewer: Viewer) -> FoundCases:
        """The records that counts are of where the same is asked for (`services.trends`), the last made first."""
        with self._store.reading() as connection:
            whole = records.load_many(connection, _known(viewer))
            cases = listed(connection, whole, viewer)
            mine = telling.told_by(whole, cases)
            every = telling.told(connection, viewer, "") if asked.company else mine  # documents join names, too
            decisions = obeyed(connection, every, viewer)
            found = trends(every, replace(asked, source="cases", across=""), decisions)
            wanted = {one.id for one in found.things}
            choices = found.choices if every is mine else trends(mine, Asked(), decisions).choices
        return FoundCases(tuple(one for one in cases if one.id in wanted), choices)

    def taken(self, found: Iterable[DocumentedCase], *, viewer: Viewer) -> None:
        """Write down that a list of these was taken along, where not everybody may read them all."""
        if any(one.access != PUBLIC for one in found):
            with self._store.begin(actor(viewer)) as work:
                work.record("export cases", "cases")

    def of_document(self, document: str, *, viewer: Viewer) -> tuple[DocumentedCase, ...]:
        """The records tied to a document, as lists show them; none where the viewer does not read the document."""
        asked = as_id(document)
        if asked is None or not _known(viewer):
            return ()
        with self._store.reading() as connection:
            if not stored.exists(connection, asked, viewer.audiences):
                return ()
            found = records.load_many(connection, _known(viewer), document=asked)
            return listed(connection, found, viewer)

    def get(self, case_id: str, *, viewer: Viewer) -> ShownCase:
        """One record. `NotFound`."""
        with self._store.reading() as connection:
            return shown(connection, _one(connection, case_id, viewer), viewer)

    def history(self, case_id: str, *, viewer: Viewer) -> tuple[tuple[FieldChange, ...], Mapping[str, str]]:
        """How it changed, the newest first, and who wrote, for those who may write it; others are told nothing."""
        with self._store.reading() as connection:
            found = shown(connection, _one(connection, case_id, viewer), viewer)
            if not found.writes:
                return (), {}
            told = records.changes(connection, case_id)
            if found.masked:
                told = tuple(replace(one, before=None, after=None) for one in told)
            return told, accounts.known_as(connection, {one.by for one in told})

    def offered(self, document: str, *, viewer: Viewer) -> Mapping[str, Any]:
        """What a document tells of its case, as the fields of a record yet to be made. `NotFound`, `Forbidden`."""
        if not may_somewhere(viewer, Action.DOCUMENT_CASE):
            raise Forbidden()
        with self._store.reading() as connection:
            source = _source(connection, document, viewer)
            return taken_over(source.id, source.facts)

    def begin(self, wanted: Mapping[str, Any], keeper: str, *, document: str = "", viewer: Viewer) -> str:
        """Make a record for `keeper`; its id. From a `document`, names keep the passage that they were taken from, and
        the document is tied to the record. Raises `Forbidden`, `NotFound`, and `Invalid` with each field's fault."""
        if not may_somewhere(viewer, Action.DOCUMENT_CASE):
            raise Forbidden()
        kept = keeper_of(keeper, INVALID)
        require(viewer, Action.DOCUMENT_CASE, Keepers(kept))
        with self._store.begin(actor(viewer)) as work:
            blank = DocumentedCase(new_id(), kept, 1, work.actor, now())
            fields = {field: value for field, value in wanted.items() if field != "access"}
            made = _made(blank, fields)
            source = _source(work.connection, document, viewer) if document else None
            if source:
                told = taken_over(source.id, source.facts)
                made = with_passages(made, _told(blank, told))
                _require_source(work.connection, source, kept, "keeper")
            records.add(work.connection, made)
            if source:
                records.link_document(work.connection, made.id, source.id, "report")
            work.record("document case", made.id, after=1)
        return made.id

    def change(self, case_id: str, wanted: Mapping[str, Any], revision: int, *, viewer: Viewer) -> WrittenCase:
        """Write fields as they were read at `revision`; what others wrote meanwhile stays. Raises `NotFound`,
        `Forbidden`, `Changed` for a revision that never was, and `Invalid` with each field's fault."""
        with self._store.begin(actor(viewer)) as work:
            stands = _kept(work.connection, case_id, viewer)
            if not 0 < revision <= stands.revision:
                raise Changed()
            before = state(stands)
            base = dict(before)
            for one in records.changes(work.connection, case_id):
                if one.revision > revision and one.field in base:
                    base[one.field] = one.before
            mine = state(changed(stands, wanted))
            joined = merge(base, before, {field: mine[field] for field in wanted if field in FIELDS})
            if joined.collisions:
                return WrittenCase(stands.revision, joined.collisions, {**before, **mine, **joined.wanted})
            if not joined.wanted:
                return WrittenCase(stands.revision)
            after = changed(stands, joined.wanted)
            if after.access != stands.access:
                self._require_readers(work.connection, after, viewer)
            written = records.change(work.connection, after, before, joined.wanted, work.actor)
            if written is None:
                raise Changed()
            work.record("change case", case_id, before=stands.revision, after=written)
            return WrittenCase(written)

    def link_document(self, case_id: str, document: str, kind: str, *, viewer: Viewer) -> None:
        """Tie a document that the viewer reads to a record; `document` is its id or address. `NotFound`, `Forbidden`,
        `Invalid`."""
        with self._store.begin(actor(viewer)) as work:
            _kept(work.connection, case_id, viewer)
            found = as_id(id_in(document))
            if found is None or not stored.exists(work.connection, found, viewer.audiences):
                raise Invalid(INVALID, {"document": ["measure.document"]})
            if kind not in DOCUMENT_TIES:
                raise Invalid(INVALID, {"document": ["measure.choice"]})
            records.link_document(work.connection, case_id, found, kind)
            work.record("tie case", case_id)

    def unlink_document(self, case_id: str, document: str, *, viewer: Viewer) -> None:
        """Take the tie to a document that the viewer reads away; one that is not there is no fault."""
        with self._store.begin(actor(viewer)) as work:
            _kept(work.connection, case_id, viewer)
            found = as_id(document)
            read = found and stored.exists(work.connection, found, viewer.audiences)
            if found and read and records.unlink_document(work.connection, case_id, found):
                work.record("untie case", case_id)

    def link_case(self, case_id: str, other: str, kind: str, *, viewer: Viewer) -> None:
        """Tie a record to another that the viewer reads; `other` is its id or address. `NotFound`, `Forbidden`,
        `Invalid`."""
        with self._store.begin(actor(viewer)) as work:
            _kept(work.connection, case_id, viewer)
            named = id_in(other)
            if kind not in CASE_TIES:
                raise Invalid(INVALID, {"case": ["measure.choice"]})
            if named == case_id or not records.load_many(work.connection, _known(viewer), ids=[named]):
                raise Invalid(INVALID, {"case": ["documentation.case"]})
            records.link_case(work.connection, case_id, named, kind)
            work.record("tie case", case_id)

    def unlink_case(self, case_id: str, other: str, *, viewer: Viewer) -> None:
        """Take the tie to a record that the viewer reads away; one that is not there is no fault."""
        with self._store.begin(actor(viewer)) as work:
            _kept(work.connection, case_id, viewer)
            read = records.load_many(work.connection, _known(viewer), ids=[other])
            if read and records.unlink_case(work.connection, case_id, other):
                work.record("untie case", case_id)

    def _require_readers(self, connection: Connection, after: DocumentedCase, viewer: Viewer) -> None:
        """It may be given to others only where the viewer writes for them, and they read all that names came from."""
        if after.access == PUBLIC or not may(viewer, Action.DOCUMENT_CASE, Keepers(after.access)):
            raise Invalid(INVALID, {"access": ["measure.access"]})
        wanted = [DocumentId(one) for one in passages(after)]
        there = stored.load_many(connection, wanted, viewer.audiences)
        if len(there) < len(wanted):
            raise Invalid(INVALID, {"access": ["documentation.wider"]})
        for one in there.values():
            _require_source(connection, one, after.access, "access")


def _one(connection: Connection, case_id: str, viewer: Viewer) -> DocumentedCase:
    found = records.load_many(connection, _known(viewer), ids=[require_id(case_id)])
    if not found:
        raise NotFound()
    return found[0]


def _kept(connection: Connection, case_id: str, viewer: Viewer) -> DocumentedCase:
    found = _one(connection, case_id, viewer)
    require(viewer, Action.DOCUMENT_CASE, found)
    if shown(connection, found, viewer).masked:
        raise Conflict("measure.withheld")  # what she does not read she would write over
    return found


def _source(connection: Connection, document: str, viewer: Viewer) -> Document:
    asked = as_id(id_in(document))
    found = stored.load_many(connection, [asked], viewer.audiences).get(asked) if asked else None
    if found is None:
        raise NotFound()
    return found


def _require_source(connection: Connection, source: Document, kept: Audience, field: str) -> None:
    """Names come over only for those who read them where they stand: the document as a whole, and as much of it."""
    theirs = stored.load_many(connection, [source.id], {PUBLIC, MEMBERS, kept}).get(source.id)
    if theirs is None or not includes(source.access, kept) or theirs.withheld != source.withheld:
        raise Invalid(INVALID, {field: ["documentation.wider"]})


def _made(blank: DocumentedCase, fields: Mapping[str, Any]) -> DocumentedCase:
    try:
        return changed(blank, fields)
    except Invalid as fault:
        named = {("keeper" if field == "access" else field): codes for field, codes in fault.fields.items()}
        raise Invalid(INVALID, named) from None


def _told(blank: DocumentedCase, told: Mapping[str, Any]) -> DocumentedCase:
    """A record of nothing but the passages of what a document tells."""
    response = told["response"]
    return replace(
        blank,
        companies=tuple(CaseCompany(one["name"], passage=one["passage"]) for one in told["companies"]),
        state_actors=tuple(CaseActor(one["name"], passage=one["passage"]) for one in told["state_actors"]),
        response=CaseResponse(words=response.get("words", ""), passage=response.get("passage")),
    )
