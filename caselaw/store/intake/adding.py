"""Storing a record: the rows of a new document, and the few changes a stored one knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.document import Facts, SourceFile
from caselaw.domain.errors import Conflict
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.intake.record import Record
from caselaw.domain.order import Order
from caselaw.store import calling, citations, citing, names, summaries
from caselaw.store.documentation import abuse
from caselaw.store.insertion import insert_new
from caselaw.store.tables import (
    allegations,
    claims,
    document_terms,
    documents,
    identifiers,
    orders,
    paragraphs,
    problems,
    source_files,
    works,
)
from caselaw.store.tables.base import now
from caselaw.store.withholding import holds

_KEYS_AT_ONCE = 5_000  # SQLite takes 32,766 parameters in a statement


def by_key(connection: Connection, key: str) -> DocumentId | None:
    found = connection.execute(select(documents.c.id).where(documents.c.key == key)).scalar()
    return None if found is None else DocumentId(found)


def known_keys(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Which of these keys are stored."""
    wanted, known = list(keys), set[str]()
    for start in range(0, len(wanted), _KEYS_AT_ONCE):
        some = wanted[start : start + _KEYS_AT_ONCE]
        known.update(connection.execute(select(documents.c.key).where(documents.c.key.in_(some))).scalars())
    return frozenset(known)


def add(connection: Connection, record: Record, access: Audience) -> DocumentId:
    """Store a new document at revision 1 for this audience.

    Raises `Conflict` where another process has stored the record's key: then the caller's transaction is to be undone.
    """
    document, added = DocumentId(new_id()), now()
    if record.source is not None:
        _add_source(connection, record.source)
    row = {
        "id": document,
        "work_id": _work(connection, record.work_key),
        "key": record.key,
        "language": record.language,
        "status": record.status,
        "languages": dict(record.languages),
        "access": access,
        "collection": record.collection,
        "source_sha256": record.source.sha256 if record.source else None,
        "source_name": record.source.name if record.source else None,
        "revision": 1,
        "added": added,
        **facts_row(record.facts),
    }
    if not insert_new(connection, documents, row):
        raise Conflict()
    hang(connection, document, record, added)
    names.add(connection, document)
    citing.recount(connection, document)
    calling.add(connection, document)
    return document


def hang(connection: Connection, document: DocumentId, record: Record, made: datetime) -> None:
    """Hang on a document all that was read of it; `made` is when."""
    _hang(connection, paragraphs, document, [_paragraph_row(record, index) for index in range(len(record.paragraphs))])
    _hang(connection, identifiers, document, [{"scheme": i.scheme, "value": i.value} for i in record.facts.identifiers])
    _hang(connection, allegations, document, [vars(allegation) for allegation in record.facts.allegations])
    _hang(connection, orders, document, [order_row(order) for order in record.facts.orders])
    _hang(
        connection,
        document_terms,
        document,
        [{"vocabulary": t.vocabulary, "term": t.id, "status": t.status} for t in record.facts.terms],
    )
    _hang(connection, claims, document, [{**vars(claim), "made": made} for claim in record.claims])
    _hang(
        connection,
        problems,
        document,
        [
            {"code": p.code, "severity": p.severity, "place": p.where, "params": dict(p.params)}
            for p in record.problems
        ],
    )  # fmt: skip
    citations.add(connection, document, record)


def change_access(connection: Connection, document: DocumentId, access: Audience) -> int | None:
    """Give the document to another audience, or to the editors of it while something holds it; returns its new
    revision, None where it had that audience already."""
    access = holds.narrowed(connection, document, access)
    changed = connection.execute(
        update(documents)
        .where(documents.c.id == document, documents.c.access != access)
        .values(access=access, revision=documents.c.revision + 1)
        .returning(documents.c.revision)
    )
    summaries.follow_around(connection, document)
    names.change_access(connection, document, access)
    citing.recount(connection, document)
    return changed.scalar()


def remove(connection: Connection, document: DocumentId) -> int | None:
    """Take a document and all that hangs on it out of the tables; returns its last revision, None if there is none."""
    citing.recount(connection, document)
    summaries.follow_around(connection, document)
    return connection.execute(
        delete(documents).where(documents.c.id == document).returning(documents.c.revision)
    ).scalar()  # fmt: skip


def _add_source(connection: Connection, source: SourceFile) -> None:
    values = {
        "sha256": source.sha256,
        "format": source.format,
        "size": source.size,
        "pages": source.pages,
        "text_layer": source.text_layer,
        "added": now(),
    }
    insert_new(connection, source_files, values)


def _work(connection: Connection, key: str | None) -> str:
    """The work under this key, made if it is new; without a key always a new one. Of two versions that come in the same
    moment the second sees the first: what one of them does not print may have to be withheld in the other."""
    work = new_id()
    if insert_new(connection, works, {"id": work, "key": key}):
        return work
    return connection.execute(select(works.c.id).where(works.c.key == key).with_for_update()).scalar_one()


def facts_row(facts: Facts) -> dict[str, object]:
    """The facts that stand in the document's own row."""
    return {
        "kind": facts.kind,
        "title": facts.title,
        "case_name": facts.case_name,
        "headline": facts.headline,
        "court": facts.court,
        "country": facts.country,
        "decided": str(facts.decided) if facts.decided else None,
        "decided_order": facts.decided.first if facts.decided else None,
        "summary_of": facts.summary_of,
        "of_kind": facts.of_kind,
        "parties": [{"name": party.name, "role": party.role} for party in facts.parties],
        "judges": list(facts.judges),
        "stages": list(facts.stages),
        "outcome": facts.outcome,
        "respondents": list(facts.respondents),
        "abuse": abuse.row(facts.abuse),
    }


def order_row(order: Order) -> dict[str, object]:
    """An order as it lies in its table."""
    return {**vars(order), "due": str(order.due) if order.due else None}


def _paragraph_row(record: Record, index: int) -> dict[str, object]:
    paragraph = record.paragraphs[index]
    return {
        "anchor": paragraph.anchor,
        "number": paragraph.number,
        "page": paragraph.page,
        "language": paragraph.language,
        "kind": paragraph.kind,
        "section": paragraph.section,
        "voice": paragraph.voice,
        "level": paragraph.level,
        "called_by": paragraph.called_by,
        "text": paragraph.text,
    }


def _hang(connection: Connection, table: Table, document: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Hang rows on a document in their order."""
    if rows:
        connection.execute(
            insert(table),
            [{**row, "document_id": document, "position": position} for position, row in enumerate(rows)],
        )
