"""What the check of a brief asks of the tables: which paragraphs there are, and of which decisions more is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select

from caselaw.domain.history import Treatment
from caselaw.domain.identifiers import DocumentId
from caselaw.store.documents import Audiences, readable
from caselaw.store.relations import history
from caselaw.store.tables import document_keys, documents, later_history, paragraphs

_AT_ONCE = 400
_Value = TypeVar("_Value", bound=str)


def anchors_there(
    connection: Connection, wanted: Mapping[DocumentId, Collection[str]], audiences: Audiences
) -> dict[DocumentId, frozenset[str]]:
    """Which of the wanted anchors each document has, where these audiences may read it."""
    found: dict[DocumentId, set[str]] = {}
    for document, some in wanted.items():
        for anchors in _portions(sorted(some)):
            rows = connection.execute(
                select(paragraphs.c.anchor)
                .join(documents, documents.c.id == paragraphs.c.document_id)
                .where(readable(audiences), paragraphs.c.document_id == document, paragraphs.c.anchor.in_(anchors))
            )
            found.setdefault(document, set()).update(rows.scalars())
    return {document: frozenset(anchors) for document, anchors in found.items()}


def numbering(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> frozenset[DocumentId]:
    """Those of the documents that number their paragraphs, where these audiences may read them."""
    found: set[DocumentId] = set()
    for some in _portions(sorted(ids)):
        rows = connection.execute(
            select(paragraphs.c.document_id)
            .join(documents, documents.c.id == paragraphs.c.document_id)
            .where(readable(audiences, few=True), paragraphs.c.document_id.in_(some), paragraphs.c.number.is_not(None))
            .distinct()
        )
        found.update(DocumentId(each) for each in rows.scalars())
    return frozenset(found)


def keys_borne(connection: Connection, ids: Collection[DocumentId]) -> frozenset[str]:
    """What these documents are cited by; who may read them has been asked before."""
    found: set[str] = set()
    for some in _portions(sorted(ids)):
        found.update(
            connection.execute(select(document_keys.c.key).where(document_keys.c.document_id.in_(some))).scalars()
        )
    return frozenset(found)


def with_later_history(connection: Connection, works: Collection[str]) -> frozenset[str]:
    """Those of the works of which something may be told, whoever may read it: so that the others need not be asked."""
    found: set[str] = set()
    for some in _portions(sorted(works)):
        rows = connection.execute(
            select(documents.c.work_id)
            .join(later_history, later_history.c.document_id == documents.c.id)
            .where(documents.c.work_id.in_(some))
            .distinct()
        )
        found.update(rows.scalars())
    return frozenset(found)


def treated(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> tuple[Treatment, ...]:
    """How these documents are treated, and treat others, where these audiences may read both."""
    found: dict[str, Treatment] = {}
    for some in _portions(sorted(ids)):
        found |= {one.id: one for one in history.treatments_of(connection, some, audiences)}
    return tuple(found.values())


def _portions(values: Sequence[_Value]) -> Iterable[Sequence[_Value]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
