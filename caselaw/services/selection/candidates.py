"""Cases as candidates of a selection table: which may stand on one, and for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, Audience, includes
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import DocumentId, as_id, new_id
from caselaw.domain.selection.rules import checked_candidate
from caselaw.domain.selection.table import MOST_CANDIDATES, Candidate, CaseSheet, SelectionTable
from caselaw.store import UnitOfWork, documents


def record_candidate(document: DocumentId, access: Audience, table: SelectionTable) -> Candidate:
    """A record as a candidate of a table: for those of the table who may read the record."""
    narrow = access if is_for_members(access) else table.access  # who may read the record is asked again each time
    return Candidate("", {}, document, CaseSheet(), table.access if includes(access, table.access) else narrow)


def of_records(
    connection: Connection, ids: Collection[str], table: SelectionTable, viewer: Viewer
) -> list[Candidate]:  # fmt: skip
    """Those of these records that she may read, as candidates."""
    wanted = [found for each in ids if (found := as_id(each))]
    read = documents.load_many(connection, wanted, viewer.audiences) if wanted else {}
    return [record_candidate(one, read[one].access, table) for one in wanted if one in read]


def require_few(candidates: int) -> None:
    if candidates > MOST_CANDIDATES:
        raise Invalid("selection.many_candidates", {"ids": ["selection.many_candidates"]}, most=MOST_CANDIDATES)


def fresh_candidates(
    work: UnitOfWork, candidates: Sequence[Candidate], table: SelectionTable, viewer: Viewer, known: set[DocumentId]
) -> list[Candidate]:  # fmt: skip
    """The candidates that are new: a decision but once, in whichever language version, and only one that she may read
    herself: of another not even that it exists is told."""
    ids = {*known, *(one.document for one in candidates if one.document)}
    read = documents.load_many(work.connection, ids, viewer.audiences)
    decisions = {read[one].work_id for one in known if one in read}
    fresh: list[Candidate] = []
    for one in candidates:
        if one.document is not None:
            found = read.get(one.document)
            if found is None or one.document in known or found.work_id in decisions:
                continue
            decisions.add(found.work_id)
        require_fitting(one, table, viewer)
        fresh.append(replace(checked_candidate(one), id=new_id()))
    return fresh


def require_fitting(candidate: Candidate, table: SelectionTable, viewer: Viewer) -> None:
    """A candidate is for the readers of its table or for other readers of whom she is one: nobody puts up what she
    could not see herself."""
    known = candidate.access in viewer.audiences and is_for_members(candidate.access)
    if candidate.access != table.access and not known:
        raise Invalid("selection.candidate_access", {"access": ["selection.candidate_access"]})


def is_for_members(access: Audience) -> bool:
    """All members, or those of one group: a table is nothing public, nor a draft that waits for editors."""
    return access == MEMBERS or access.startswith("group:")
