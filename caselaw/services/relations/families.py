"""Families: the other decisions of a case, as far as the viewer may read them, and what a person says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.families.grouping import Families, tie_cases
from caselaw.domain.families.ties import CASE_RELATIONS, CaseRelation, Tie, TieStatus, standing_of
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.intake.record import Record
from caselaw.domain.versions.grouping import Joined
from caselaw.services.guarding import guarded
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store.documents import Audiences
from caselaw.store.relations import families
from caselaw.store.relations.families import Related

__all__ = ["CaseDecision", "FamilyService", "families_of"]

_MOST = 500  # documents of one case that are followed
_SURE = ("certain", "confirmed")


@dataclass(frozen=True)
class CaseDecision:
    """Another decision of the case, by the version that suits the reader.

    `relation` is what it is to the decision that was asked about; with `turned`, what that one is to it. "same_case"
    where they are tied by way of a third. `paragraph` is the passage that says so, of the document `said_in`.
    """

    document: Document
    relation: CaseRelation = "same_case"
    turned: bool = False
    status: TieStatus = "certain"
    rule: str = ""
    said_in: DocumentId | None = None
    paragraph: str | None = None


class FamilyService:
    """The case of a document. What the viewer may not read ties nothing together for her."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, document_id: str, *, viewer: Viewer) -> tuple[CaseDecision, ...]:
        """The other decisions of the case, the oldest first; `NotFound` where the viewer may not read this one."""
        document = require_id(document_id)
        with self._store.reading() as connection:
            known = stored.identity(connection, document, viewer.audiences)
            if known is None:
                raise NotFound()
            own = stored.ids_of_work(connection, known.work_id, viewer.audiences)
            if not families.of(connection, own, viewer.audiences):
                return ()  # tied to nothing: its documents need not be read to know so
            found, direct = _followed(connection, known.work_id, viewer.audiences)
        ours = found[document]
        works: dict[str, list[Document]] = {}
        for one in found.values():
            if one.work_id != ours.work_id:
                works.setdefault(one.work_id, []).append(one)
        decisions = [_decision(ours, group, direct, found) for group in works.values()]
        return tuple(sorted(decisions, key=_by_date))

    def tie(self, source: str, target: str, relation: str, *, viewer: Viewer) -> None:
        """Say what one decision is to another of its case. Raises `NotFound`, `Forbidden`, and `Invalid` for a relation
        that is not on the list, or two versions of one decision."""
        if relation not in CASE_RELATIONS:
            raise Invalid("families.relation", {"relation": ["families.relation"]}, choices=", ".join(CASE_RELATIONS))
        self._say(source, target, Tie(cast("CaseRelation", relation), "confirmed", "person"), viewer)

    def untie(self, source: str, target: str, *, viewer: Viewer) -> None:
        """Say that two decisions are not of one case, whatever the rules find. Raises as `tie`."""
        self._say(source, target, Tie("same_case", "rejected", "person"), viewer)

    def _say(self, source: str, target: str, said: Tie, viewer: Viewer) -> None:
        ours, theirs = require_id(source), require_id(target)
        with self._store.begin(actor(viewer)) as work:
            found = guarded(work.connection, [ours, theirs], Action.JOIN_VERSIONS, viewer)
            if found[ours].work_id == found[theirs].work_id:
                raise Invalid("families.one_decision")
            families.save(work.connection, ours, theirs, said, by=work.actor)
            work.record("untie decision" if said.status == "rejected" else "tie decision", ours)
            work.record("untie decision" if said.status == "rejected" else "tie decision", theirs)


def families_of(records: Sequence[tuple[str, Record]], joined: Joined) -> Families:
    """The cases among these named records, without a database; `joined` says which are versions of one decision."""
    standings = {
        name: standing_of(record.facts, record.paragraphs, record.citations) for name, record in records
    }  # fmt: skip
    return tie_cases(standings, joined)


def _followed(
    connection: Connection, work_id: str, audiences: Audiences
) -> tuple[dict[DocumentId, Document], list[Related]]:
    """The documents of the case that these audiences may read, and what is said of this decision itself."""
    found = {one.id: one for one in stored.versions_of(connection, work_id, audiences)}
    own = frozenset(found)
    direct: list[Related] = []
    frontier = own
    while frontier and len(found) < _MOST:
        related = [one for one in families.of(connection, frontier, audiences) if one.status != "rejected"]
        if frontier == own:
            direct = related
        follow = {end for one in related for end in (one.source, one.target) if one.status in _SURE or frontier == own}
        fresh = stored.load_many(connection, follow - found.keys(), audiences)
        sure = {end for one in related if one.status in _SURE for end in (one.source, one.target)}
        works = {fresh[one].work_id for one in fresh.keys() & sure}
        versions = {one.id: one for work in sorted(works) for one in stored.versions_of(connection, work, audiences)}
        found |= fresh | versions
        frontier = frozenset((fresh.keys() & sure) | versions.keys())
    return found, direct


def _decision(
    ours: Document, group: list[Document], direct: Iterable[Related], found: dict[DocumentId, Document]
) -> CaseDecision:
    """A work of the case by its best version, with what is said of the two: the surest, and rather by a type."""
    shown = min(group, key=lambda one: (one.is_summary, one.language[:2] != ours.language[:2], one.added, one.id))
    ids = {one.id for one in group}
    said = [one for one in direct if one.source in ids or one.target in ids]
    if not said:
        return CaseDecision(shown)
    best = min(said, key=lambda one: (one.status not in _SURE, one.relation == "same_case", one.source, one.target))
    return CaseDecision(
        shown, best.relation, best.source not in ids, best.status, best.rule,
        best.source if best.paragraph and best.source in found else None, best.paragraph,
    )  # fmt: skip


def _by_date(one: CaseDecision) -> tuple[int, str]:
    decided = one.document.facts.decided
    return decided.first if decided else 0, one.document.id
