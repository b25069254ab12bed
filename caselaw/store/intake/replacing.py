"""A stored document read again: what was read takes the place of what had been, what people said of it stays.

The id, the key, the work, the audience, the collection and the date of arrival stay as they are, and so does all that
is tied to the id. What an editor said or corrected keeps its fact; a term that a person confirmed stays confirmed, one
that she turned down stays away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, update

from caselaw.domain.claims import RANK_EDITOR
from caselaw.domain.editing import COLUMNS
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.reading import Legible
from caselaw.domain.intake.record import Record
from caselaw.store import calling, citing, editing, names
from caselaw.store.coding import moving
from caselaw.store.documents import COPY
from caselaw.store.intake import adding
from caselaw.store.tables import (
    allegations,
    case_names,
    citation_readings,
    citations,
    claims,
    document_keys,
    document_names,
    document_terms,
    documents,
    identifiers,
    name_starts,
    orders,
    paragraphs,
    problems,
    source_files,
)
from caselaw.store.tables.base import now
from caselaw.store.tracking import ties
from caselaw.store.withholding import sealing

READ: tuple[Table[Any], ...] = (
    citation_readings, citations, document_keys, name_starts, document_names, case_names, identifiers, allegations,
    orders, document_terms, claims, problems, paragraphs,
)  # fmt: skip
"""The tables that hold what was read of a document, and nothing else."""
_WRITTEN_AT = {"made", "revision"}
_DATES = {"date.decision": ("decided", "decided_order")}


def keys(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, str]:
    """The keys of these documents: the SHA-256 of the file, where a document is the whole of one (of the same file sent
    by somebody who may not read the first copy, too, whose key goes on behind it)."""
    rows = connection.execute(select(documents.c.id, documents.c.key).where(documents.c.id.in_(ids)))
    return {DocumentId(row.id): row.key.partition(COPY)[0] for row in rows}


def by_file(connection: Connection, beginning: str) -> list[DocumentId]:
    """The documents that are the whole of a file whose SHA-256 begins so; no more than two, which is one too many."""
    found = connection.execute(
        select(documents.c.id)
        .where(
            documents.c.source_sha256.startswith(beginning, autoescape=True),
            or_(documents.c.key == documents.c.source_sha256, documents.c.key.contains(COPY)),
        )
        .limit(2)
    )
    return [DocumentId(each) for each in found.scalars()]


def legible(connection: Connection, document: DocumentId) -> Legible:
    """How well the document was read."""
    text = select(func.count(), func.coalesce(func.sum(func.length(paragraphs.c.text)), 0))
    count, letters = connection.execute(text.where(paragraphs.c.document_id == document)).one()
    wrong = select(func.count()).where(problems.c.document_id == document, problems.c.severity == "error")
    return Legible(count, letters, connection.execute(wrong).scalar_one())


def replace(connection: Connection, document: DocumentId, record: Record) -> int | None:
    """Put the record in the place of what was read before; returns the new revision, None where both are the same.

    The record's access, collection and work are not looked at: those of a stored document are changed by other acts.
    What was restricted stays so, wherever it stands now.
    """
    with connection.begin_nested() as attempt:
        known = sealing.held(connection, document)
        if known:
            sealing.unseal(connection, document)
            sealing.derive(connection, document)
        before = _all(connection, document)
        texts = _texts(connection, document) if known else {}
        citing.recount(connection, document)
        kept = _kept(connection, document)
        coded = moving.places(connection, document)
        for table in READ:
            connection.execute(delete(table).where(table.c.document_id == document))
        adding.hang(connection, document, record, now())
        for table, rows in kept.items():
            _put_back(connection, table, document, rows)
        editing.drop_rejected(connection, document)
        corrected = editing.fixed(connection, document)
        revision = _update(connection, document, record, {row["field"] for row in kept[claims]}, corrected)
        editing.rekey(connection, document)
        names.add(connection, document)
        calling.add(connection, document)
        citing.recount(connection, document)
        ties.follow(connection, document)
        moving.follow(connection, document, coded)
        if _all(connection, document) == before:
            attempt.rollback()
            return None
        if known:
            sealing.seal_anew(connection, document, known, texts)
    return revision


def _update(
    connection: Connection, document: DocumentId, record: Record, said: set[str], corrected: Collection[str]
) -> int:
    """The document's own row, but for the fields that an editor has `said` in a claim, or corrected."""
    values: dict[str, Any] = {
        **adding.facts_row(record.facts), "language": record.language, "languages": dict(record.languages),
    }  # fmt: skip
    fixed = {column for field in said for column in _DATES.get(field, (field,))}
    fixed |= {column for field in corrected for column in COLUMNS.get(field, ())}
    values = {column: value for column, value in values.items() if column not in fixed}
    if record.source is not None:
        source = record.source
        connection.execute(
            update(source_files)
            .where(source_files.c.sha256 == source.sha256)
            .values(format=source.format, pages=source.pages, text_layer=source.text_layer)
        )
    revision: int = connection.execute(
        update(documents)
        .where(documents.c.id == document)
        .values(**values, revision=documents.c.revision + 1)
        .returning(documents.c.revision)
    ).scalar_one()
    return revision


def _texts(connection: Connection, document: DocumentId) -> dict[str, str]:
    rows = connection.execute(
        select(paragraphs.c.anchor, paragraphs.c.text).where(paragraphs.c.document_id == document)
    )
    return {row.anchor: row.text for row in rows}


def _kept(connection: Connection, document: DocumentId) -> dict[Table[Any], list[dict[str, Any]]]:
    """What people said: editors' claims, confirmed terms, and the lists that an editor corrected."""
    corrected = editing.fixed(connection, document)
    by_people: dict[Table[Any], ColumnElement[bool]] = {
        claims: claims.c.rank >= RANK_EDITOR,
        document_terms: document_terms.c.status == "confirmed",
        **{table: table.c.document_id.is_not(None) for field, table in editing.HUNG.items() if field in corrected},
    }
    found: dict[Table[Any], list[dict[str, Any]]] = {}
    for table, said in by_people.items():
        rows = connection.execute(select(table).where(table.c.document_id == document, said).order_by(table.c.position))
        found[table] = [dict(row) for row in rows.mappings()]
    return found


def _put_back(connection: Connection, table: Table[Any], document: DocumentId, rows: list[dict[str, Any]]) -> None:
    """Behind what was read; a term that was proposed again gives way to the confirmed one, and a list that was read
    again to the corrected one."""
    if table in editing.HUNG.values():
        connection.execute(delete(table).where(table.c.document_id == document))
    if not rows:
        return
    if table is document_terms:
        for row in rows:
            same = (table.c.vocabulary == row["vocabulary"]) & (table.c.term == row["term"])
            connection.execute(delete(table).where(table.c.document_id == document, same))
    last = select(func.max(table.c.position)).where(table.c.document_id == document)
    behind = connection.execute(last).scalar()
    first = 0 if behind is None else behind + 1
    connection.execute(insert(table), [{**row, "position": first + at} for at, row in enumerate(rows)])


def _all(connection: Connection, document: DocumentId) -> list[list[tuple[Any, ...]]]:
    """All that is stored of a document, but for when."""
    return [list(_rows(connection, table, document)) for table in (documents, *READ)]


def _rows(connection: Connection, table: Table[Any], document: DocumentId) -> Iterator[tuple[Any, ...]]:
    wanted = [column for column in table.columns if column.name not in _WRITTEN_AT]
    of_document = table.c.id if table is documents else table.c.document_id
    for row in connection.execute(select(*wanted).where(of_document == document).order_by(*table.primary_key.columns)):
        yield tuple(row)
