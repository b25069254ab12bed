"""Joining and parting: which work a document belongs to, changed so that no reader learns of what she may not read.

A document is moved to another work only where all who may read it may also read both documents that show why; else a
reader would see it move for no reason, and know that there is something she may not see.
"""

from __future__ import annotations

from collections.abc import Sequence

from caselaw.domain.audience import MEMBERS, PUBLIC, includes
from caselaw.domain.identifiers import DocumentId
from caselaw.services.withholding.name_holds import hold_names
from caselaw.store import UnitOfWork
from caselaw.store.relations import versions
from caselaw.store.relations.versions import Member
from caselaw.store.withholding.carrying import carried

_RANK = {PUBLIC: 0, MEMBERS: 1}
_APART = frozenset({"similar", "part"})


def join_pair(work: UnitOfWork, one: DocumentId, other: DocumentId) -> bool:
    """Make two documents, and the versions of each, one work; False where they are one already, where any two of them
    are known to be two decisions, or where moving would betray one of them to somebody."""
    works = versions.works_of(work.connection, [one, other])
    if len(set(works.values())) < 2:
        return False
    groups = versions.members(work.connection, set(works.values()))
    everyone = {member.id: member for group in groups.values() for member in group}
    if _known_apart(work, groups[works[one]], groups[works[other]]):
        return False
    shown = everyone[one], everyone[other]
    for staying, moving in _orders(groups[works[one]], groups[works[other]]):
        if all(includes(seen.access, member.access) for member in moving for seen in shown):
            _move(work, moving, staying[0].work_id, "join versions")
            return True
    return False


def part(work: UnitOfWork, document: DocumentId) -> str:
    """Make a document a work of its own, as a person wants it; the new work."""
    alone = versions.new_work(work.connection)
    works = versions.works_of(work.connection, [document])
    (group,) = versions.members(work.connection, works.values()).values()
    _move(work, [member for member in group if member.id == document], alone, "split version")
    return alone


def _move(work: UnitOfWork, moving: Sequence[Member], work_id: str, action: str) -> None:
    ids = [member.id for member in moving]
    with carried(work.connection, ids, work_id) as touched:
        moved = versions.move(work.connection, ids, work_id)
    for document, revision in {**touched, **moved}.items():
        work.record(action, document, before=revision - 1, after=revision)
        work.index(document)
        work.align(document)
    hold_names(work, work_id)


def _orders(ours: list[Member], theirs: list[Member]) -> list[tuple[list[Member], list[Member]]]:
    """Which group may stay and which move, the better first: the work for the widest audience, then the oldest."""
    first, second = sorted((ours, theirs), key=lambda group: (min(map(_rank, group)), group[0].added, group[0].id))
    return [(first, second), (second, first)]


def _rank(member: Member) -> int:
    return _RANK.get(member.access, 2)


def _known_apart(work: UnitOfWork, ours: list[Member], theirs: list[Member]) -> bool:
    mine = {member.id for member in ours}
    everyone = [member.id for member in (*ours, *theirs)]
    return any(
        (pair.left in mine) != (pair.right in mine)
        and (pair.verdict.relation in _APART or pair.verdict.status == "rejected")
        for pair in versions.pairs_among(work.connection, everyone)
    )
