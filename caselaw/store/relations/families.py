"""Families in the tables: which documents are decisions of one case, and who says so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select

from caselaw.domain.families.ties import CaseRelation, Tie, TieStatus
from caselaw.domain.identifiers import DocumentId
from caselaw.store.documents import Audiences, readable
from caselaw.store.tables import citation_readings, document_relations, documents
from caselaw.store.tables.base import now

_AT_ONCE = 400
_SOURCE, _TARGET = documents.alias("source_document"), documents.alias("target_document")


@dataclass(frozen=True)
class Related:
    """`source` stands in this relation to `target`; `by` is the account that said so, None for the rules."""

    source: DocumentId
    target: DocumentId
    relation: CaseRelation
    status: TieStatus
    rule: str
    paragraph: str | None = None
    by: str | None = None


def save(connection: Connection, left: DocumentId, right: DocumentId, tie: Tie, by: str | None = None) -> None:
    """Keep what ties two documents, in place of what was kept before."""
    _drop(connection, left, right)
    source, target = (right, left) if tie.turned else (left, right)
    connection.execute(
        insert(document_relations).values(
            source_id=source, target_id=target, relation=tie.relation, status=tie.status, rule=tie.rule,
            paragraph=tie.paragraph, decided_by=by, made=now(),
        )
    )  # fmt: skip


def forget(connection: Connection, left: DocumentId, right: DocumentId) -> None:
    """Nothing ties two documents any more; what a person has said stays."""
    _drop(connection, left, right, document_relations.c.decided_by.is_(None))


def of(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> tuple[Related, ...]:
    """What leads from these documents and to them, where these audiences may read both ends."""
    source, target = _SOURCE, _TARGET
    found: dict[tuple[str, str], Related] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        rows = connection.execute(
            select(document_relations)
            .join(source, source.c.id == document_relations.c.source_id)
            .join(target, target.c.id == document_relations.c.target_id)
            .where(
                or_(document_relations.c.source_id.in_(some), document_relations.c.target_id.in_(some)),
                readable(audiences, source),
                readable(audiences, target),
            )
            .order_by(document_relations.c.source_id, document_relations.c.target_id)
        )
        found |= {(row.source_id, row.target_id): _related(row) for row in rows}
    return tuple(found.values())


def citing(connection: Connection, keys: Collection[str], most: int) -> frozenset[DocumentId]:
    """The documents that cite one of these keys; a key that more than `most` cite tells nothing of one case."""
    found: set[DocumentId] = set()
    for key in keys:
        rows = connection.execute(
            select(citation_readings.c.document_id).where(citation_readings.c.key == key).distinct().limit(most + 1)
        ).all()
        if len(rows) <= most:
            found |= {DocumentId(row.document_id) for row in rows}
    return frozenset(found)


def _drop(connection: Connection, left: DocumentId, right: DocumentId, *only: Any) -> None:
    these = or_(
        and_(document_relations.c.source_id == left, document_relations.c.target_id == right),
        and_(document_relations.c.source_id == right, document_relations.c.target_id == left),
    )
    connection.execute(delete(document_relations).where(these, *only))


def _related(row: Row[Any]) -> Related:
    return Related(
        DocumentId(row.source_id), DocumentId(row.target_id), cast("CaseRelation", row.relation),
        cast("TieStatus", row.status), row.rule, row.paragraph, row.decided_by,
    )  # fmt: skip
