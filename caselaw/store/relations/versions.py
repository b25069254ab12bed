"""Versions in the tables: the marks by which documents find each other, what was judged of pairs, and who is joined."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, text, update

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.versions import RULES
from caselaw.domain.versions.judging import PairStatus, Verdict
from caselaw.domain.versions.marks import kind_of
from caselaw.store import summaries
from caselaw.store.documents import Audiences, readable
from caselaw.store.tables import document_marks, document_pairs, documents, works
from caselaw.store.tables.base import now

_RELATING = 0x72656C61  # PostgreSQL advisory lock of the one process that joins and ties documents

_LEFT, _RIGHT = documents.alias("left_document"), documents.alias("right_document")


@dataclass(frozen=True)
class Member:
    """A document of a work, as far as joining asks for it."""

    id: DocumentId
    work_id: str
    access: Audience
    added: Any


@dataclass(frozen=True)
class Judged:
    """What was judged of a pair, the smaller id first; `by` is the account that decided, None for the rules."""

    left: DocumentId
    right: DocumentId
    verdict: Verdict
    rules: str
    by: str | None = None

    @property
    def decided(self) -> bool:
        """A person has decided: rules leave it as it is."""
        return self.by is not None


def alone(connection: Connection) -> bool:
    """True where no other process relates documents until this transaction ends (SQLite: asked by the job's lock)."""
    if connection.dialect.name == "sqlite":
        return True
    return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _RELATING}).scalar())


def mark(connection: Connection, document: DocumentId, marks: Collection[str]) -> None:
    """Give a document exactly these marks."""
    connection.execute(delete(document_marks).where(document_marks.c.document_id == document))
    if marks:
        connection.execute(
            insert(document_marks), [{"document_id": document, "mark": one} for one in sorted(marks)]
        )  # fmt: skip


def bearers(
    connection: Connection, document: DocumentId, marks: Collection[str], most: int
) -> dict[DocumentId, frozenset[str]]:  # fmt: skip
    """The other documents that bear some of these marks, with the kinds of those they share; a mark that more than
    `most` bear tells nothing."""
    found: dict[DocumentId, frozenset[str]] = {}
    for one in marks:
        rows = connection.execute(
            select(document_marks.c.document_id)
            .where(document_marks.c.mark == one, document_marks.c.document_id != document)
            .limit(most + 1)
        ).all()
        if len(rows) <= most:
            for row in rows:
                other = DocumentId(row.document_id)
                found[other] = found.get(other, frozenset()) | {kind_of(one)}
    return found


def ordered(one: DocumentId, other: DocumentId) -> tuple[DocumentId, DocumentId]:
    """The pair as it is stored, the smaller id first."""
    return (one, other) if one < other else (other, one)


def save(
    connection: Connection, left: DocumentId, right: DocumentId, verdict: Verdict, by: str | None = None
) -> None:  # fmt: skip
    """Keep what was judged of a pair (left < right), in place of what was judged before."""
    _forget(connection, left, right)
    connection.execute(
        insert(document_pairs).values(
            left_id=left, right_id=right, relation=verdict.relation, status=verdict.status, rules=RULES,
            reasons={"codes": list(verdict.reasons), "strength": round(verdict.strength, 4), "turned": verdict.turned},
            decided_by=by, made=now(),
        )
    )  # fmt: skip


def forget(connection: Connection, left: DocumentId, right: DocumentId) -> None:
    """The rules find nothing in a pair any more; what a person has decided stays."""
    _forget(connection, left, right, decided=False)


def pairs_of(connection: Connection, document: DocumentId, audiences: Audiences) -> tuple[Judged, ...]:
    """What was judged of this document with others, where these audiences may read both."""
    return _pairs(
        connection, or_(document_pairs.c.left_id == document, document_pairs.c.right_id == document), audiences
    )  # fmt: skip


def pairs_among(connection: Connection, ids: Collection[DocumentId]) -> tuple[Judged, ...]:
    """What was judged of all pairs of these, whoever may read them."""
    both = and_(document_pairs.c.left_id.in_(ids), document_pairs.c.right_id.in_(ids))
    return tuple(_judged(row) for row in connection.execute(select(document_pairs).where(both)))


def pairs_with(
    connection: Connection, status: PairStatus, relations: Collection[str], audiences: Audiences
) -> tuple[Judged, ...]:  # fmt: skip
    """All pairs of this status and one of these relations, where these audiences may read both; the newest first."""
    return _pairs(
        connection, and_(document_pairs.c.status == status, document_pairs.c.relation.in_(relations)), audiences
    )  # fmt: skip


def members(connection: Connection, work_ids: Collection[str]) -> dict[str, list[Member]]:
    """The documents of these works, the oldest first, whoever may read them."""
    found: dict[str, list[Member]] = {work: [] for work in work_ids}
    rows = connection.execute(
        select(documents.c.id, documents.c.work_id, documents.c.access, documents.c.added)
        .where(documents.c.work_id.in_(work_ids))
        .order_by(documents.c.added, documents.c.id)
    )
    for row in rows:
        found[row.work_id].append(Member(DocumentId(row.id), row.work_id, Audience(row.access), row.added))
    return found


def works_of(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, str]:
    """The work of each of these documents that is there."""
    rows = connection.execute(select(documents.c.id, documents.c.work_id).where(documents.c.id.in_(ids)))
    return {DocumentId(row.id): row.work_id for row in rows}


def move(connection: Connection, ids: Collection[DocumentId], work_id: str) -> Mapping[DocumentId, int]:
    """Make these documents versions of another work; their new revisions. The versions that they leave and those that
    they come to may be summed up otherwise now."""
    left = set(works_of(connection, ids).values()) - {work_id}
    if left:
        summaries.follow(connection, left, but=ids)
    rows = connection.execute(
        update(documents)
        .where(documents.c.id.in_(ids), documents.c.work_id != work_id)
        .values(work_id=work_id, revision=documents.c.revision + 1)
        .returning(documents.c.id, documents.c.revision)
    ).all()
    if left:
        summaries.follow(connection, [work_id], but=ids)
    return {DocumentId(row.id): row.revision for row in rows}


def new_work(connection: Connection) -> str:
    """A work of no document yet."""
    work = new_id()
    connection.execute(insert(works).values(id=work, key=None))
    return work


def _pairs(connection: Connection, condition: Any, audiences: Audiences) -> tuple[Judged, ...]:
    left, right = _LEFT, _RIGHT
    rows = connection.execute(
        select(document_pairs)
        .join(left, left.c.id == document_pairs.c.left_id)
        .join(right, right.c.id == document_pairs.c.right_id)
        .where(condition, readable(audiences, left), readable(audiences, right))
        .order_by(document_pairs.c.made.desc(), document_pairs.c.left_id, document_pairs.c.right_id)
    )
    return tuple(_judged(row) for row in rows)


def _forget(connection: Connection, left: DocumentId, right: DocumentId, *, decided: bool = True) -> None:
    these = and_(document_pairs.c.left_id == left, document_pairs.c.right_id == right)
    chosen = these if decided else and_(these, document_pairs.c.decided_by.is_(None))
    connection.execute(delete(document_pairs).where(chosen))


def _judged(row: Row[Any]) -> Judged:
    about = row.reasons
    verdict = Verdict(row.relation, row.status, tuple(about["codes"]), about["strength"], about["turned"])
    return Judged(DocumentId(row.left_id), DocumentId(row.right_id), verdict, row.rules, row.decided_by)
