"""Sealing: taking what is restricted out of the tables of a document, and putting it back for whoever writes there.

Whoever changes what stands in a document writes within `opened`: there the tables hold all of it, and when it is left
they hold again what all its readers read. Both happen in the transaction of the change: nobody sees what is between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, or_, select, update

from caselaw.domain.audience import Audience, narrower
from caselaw.domain.citing.citation import citable_keys
from caselaw.domain.document import Document, Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.veil.document import Veil
from caselaw.domain.veil.moving import moved
from caselaw.domain.veil.restrictions import MARK, Name, Passage, Restriction
from caselaw.store import calling, citations, citing, document_rows, names
from caselaw.store import documents as stored
from caselaw.store.intake import adding
from caselaw.store.tables import (
    allegations,
    case_names,
    citation_readings,
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
    sealed,
)
from caselaw.store.tables import citations as cited
from caselaw.store.tables.base import UtcDateTime
from caselaw.store.withholding import holds, veil

_HANGING: Mapping[str, Table[Any]] = {
    table.name: table
    for table in (identifiers, allegations, orders, document_terms, claims, problems, cited, paragraphs)
}
_Change = Mapping[str, Any] | None
"""What becomes of a row: other values in some columns, nothing (an empty mapping), or its end (None)."""


@contextmanager
def opened(connection: Connection, document: DocumentId) -> Iterator[tuple[Restriction, ...]]:
    """The document whole in its tables, for whoever changes something of it or of its restrictions; gives the
    restrictions that were there. A document without any costs one look."""
    known = held(connection, document)
    if known:
        unseal(connection, document)
    yield known
    if not seal(connection, document) and known:
        derive(connection, document)


def held(connection: Connection, document: DocumentId) -> tuple[Restriction, ...]:
    """The restrictions of a document that nobody else changes until this transaction ends: of two who restrict at once
    neither undoes what the other did."""
    connection.execute(select(documents.c.id).where(documents.c.id == document).with_for_update())
    return veil.of(connection, [document]).get(document, ())


def restrict(connection: Connection, document: DocumentId, wanted: Collection[Restriction]) -> int:
    """Give a document exactly these restrictions; its new revision."""
    with opened(connection, document):
        veil.put(connection, document, wanted)
    changed = update(documents).where(documents.c.id == document).values(revision=documents.c.revision + 1)
    return connection.execute(changed.returning(documents.c.revision)).scalar_one()


def unseal(connection: Connection, document: DocumentId) -> None:
    """Put what is kept apart back into the tables. What was changed there meanwhile by who did not know stays."""
    kept = connection.execute(select(sealed).where(sealed.c.document_id == document)).all()
    for row in kept:
        if row.relation == "documents":
            _restore_columns(connection, document, row.payload, row.shown)
        else:
            _restore(connection, _HANGING[row.relation], document, row.place, dict(row.payload), row.removed)
    connection.execute(delete(sealed).where(sealed.c.document_id == document))
    connection.execute(update(documents).where(documents.c.id == document).values(veiled=False))


def seal(connection: Connection, document: DocumentId) -> bool:
    """Take out of the tables what the document's restrictions hide; it stands there whole. False where it has none."""
    known = veil.of(connection, [document]).get(document, ())
    whole = stored.load_many(connection, [document], stored.EVERYONE).get(document) if known else None
    if whole is None:
        return False
    texts = stored.load_all_paragraphs(connection, [document])[document]
    over = Veil.over(known, texts, whole.facts)
    citing.recount(connection, document)
    _seal_columns(connection, whole, over)
    for table, change in _changes(connection, over, whole).items():
        _seal_rows(connection, _HANGING[table], document, change)
    connection.execute(update(documents).where(documents.c.id == document).values(veiled=True))
    derive(connection, document)
    _forget_marked_names(connection, document, known)
    return True


def seal_anew(
    connection: Connection, document: DocumentId, known: Sequence[Restriction], before: Mapping[str, str]
) -> None:
    """Seal a document that was read anew; `before` are its texts of before, in full, by anchor. Where hidden words are
    not found again, the document itself is from now on for those alone whom they were meant for."""
    moved_on = moved(known, before, stored.load_all_paragraphs(connection, [document])[document])
    closed = tuple(replace(one, unsure=True) for one in moved_on.lost)
    veil.put(connection, document, (*moved_on.restrictions, *closed))
    seal(connection, document)
    for one in closed:
        access = Audience(connection.execute(select(documents.c.access).where(documents.c.id == document)).scalar_one())
        least = narrower(access, one.audience) or one.audience
        if least != access:
            adding.change_access(connection, document, holds.narrowed(connection, document, least))


def _changes(connection: Connection, over: Veil, whole: Document) -> dict[str, Callable[[Any], _Change]]:
    """For each table that hangs on the document, what becomes of one of its rows."""
    found = citations.of_document(connection, whole.id, stored.EVERYONE)

    def citation(row: Any) -> _Change:
        moved = over.citation(found[row.position])
        return None if moved is None else {"starts": moved.start, "ends": moved.end}

    def order(row: Any) -> _Change:
        shown = over.order(document_rows.order(row))
        return None if shown is None else adding.order_row(shown)

    def allegation(row: Any) -> _Change:
        shown = over.allegation(document_rows.allegation(row))
        return None if shown is None else vars(shown)

    def kept(is_kept: bool) -> _Change:
        return {} if is_kept else None

    return {
        "identifiers": lambda row: kept(over.identifier(Identifier(row.scheme, row.value)) is not None),
        "document_terms": lambda row: kept("terms" not in over.fields),
        "allegations": allegation,
        "claims": lambda row: kept(over.claim(document_rows.claim(row)) is not None),
        "problems": lambda row: kept(over.problem(document_rows.problem(row)) is not None),
        "orders": order,
        "citations": citation,
        "paragraphs": lambda row: {"text": over.paragraph(document_rows.paragraph(row)).text},
    }


def _seal_columns(connection: Connection, whole: Document, over: Veil) -> None:
    before, shown = adding.facts_row(whole.facts), adding.facts_row(over.veiled_facts())
    if whole.source is not None:
        before, shown = {**before, "source_name": whole.source.name}, {**shown, "source_name": ""}
    changed = [column for column, value in before.items() if value != shown[column]]
    if changed:
        _keep(connection, whole.id, "documents", 0, {c: before[c] for c in changed}, {c: shown[c] for c in changed})
        own = documents.c.id == whole.id
        connection.execute(update(documents).where(own).values({column: shown[column] for column in changed}))


def _seal_rows(
    connection: Connection, table: Table[Any], document: DocumentId, change: Callable[[Any], _Change]
) -> None:
    rows = connection.execute(
        select(table).where(table.c.document_id == document).order_by(table.c.position)
    ).all()  # fmt: skip
    for row in rows:
        new = change(row)
        place = and_(table.c.document_id == document, table.c.position == row.position)
        if new is None:
            payload = _written(row._mapping)
            if table is cited:
                payload[citations.READINGS] = _readings(connection, document, row.position)
            _keep(connection, document, table.name, row.position, payload, {}, removed=True)
            connection.execute(delete(table).where(place))
        elif any(row._mapping[column] != value for column, value in new.items()):
            _keep(connection, document, table.name, row.position, _written(row._mapping), dict(new))
            connection.execute(update(table).where(place).values(**new))


def _keep(
    connection: Connection, document: str, relation: str, place: int, payload: Any, shown: Any, *, removed: bool = False
) -> None:
    row = {"document_id": document, "relation": relation, "place": place, "payload": payload, "shown": shown}
    connection.execute(insert(sealed).values(**row, removed=removed))


def _restore_columns(
    connection: Connection, document: DocumentId, payload: Mapping[str, Any], shown: Mapping[str, Any]
) -> None:
    own = documents.c.id == document
    there = connection.execute(select(documents).where(own)).mappings().one()
    values = {column: value for column, value in payload.items() if there[column] == shown[column]}
    if values:
        connection.execute(update(documents).where(own).values(values))


def _restore(
    connection: Connection, table: Table[Any], document: DocumentId, place: int, payload: dict[str, Any], removed: bool
) -> None:
    readings = payload.pop(citations.READINGS, ())
    values = _read(table, payload)
    of_document = table.c.document_id == document
    if not removed:
        connection.execute(update(table).where(of_document, table.c.position == place).values(values))
        return
    if connection.execute(select(table.c.position).where(of_document, table.c.position == place)).first() is not None:
        place = connection.execute(select(func.max(table.c.position)).where(of_document)).scalar_one() + 1
    connection.execute(insert(table).values({**values, "position": place}))
    if readings:
        connection.execute(insert(citation_readings), [{**one, "position": place} for one in readings])


def _readings(connection: Connection, document: DocumentId, position: int) -> list[dict[str, Any]]:
    of = citation_readings.c
    rows = connection.execute(
        select(citation_readings).where(of.document_id == document, of.position == position).order_by(of.rank)
    )
    return [dict(row) for row in rows.mappings()]


def _written(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row in the types of JSON."""
    return {
        str(name): value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()
    }  # fmt: skip


def _read(table: Table[Any], payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if isinstance(table.c[name].type, UtcDateTime) else value
        for name, value in payload.items()
    }


def derive(connection: Connection, document: DocumentId) -> None:
    """Make anew what is looked up: names and numbers, from what stands in the tables now."""
    for table in (document_keys, name_starts, document_names, case_names):
        connection.execute(delete(table).where(table.c.document_id == document))
    facts = _facts(connection, document)
    keys = sorted(citable_keys(facts.kind, facts.identifiers, facts.court))
    if keys:
        connection.execute(insert(document_keys), [{"document_id": document, "key": key} for key in keys])
    names.add(connection, document)
    calling.add(connection, document)
    citing.recount(connection, document)


def _facts(connection: Connection, document: DocumentId) -> Facts:
    return stored.load_many(connection, [document], stored.EVERYONE)[document].facts


def _forget_marked_names(connection: Connection, document: DocumentId, known: Sequence[Restriction]) -> None:
    """A name with a mark in it is completed for nobody."""
    spans = (one.target.span for one in known if isinstance(one.target, Passage))
    marks = {MARK, *(span.mark for span in spans if span)}
    marks |= {one.target.mark for one in known if isinstance(one.target, Name)}
    marked = or_(*(document_names.c.name.contains(mark, autoescape=True) for mark in marks))
    of_document = document_names.c.document_id == document
    gone = connection.execute(select(document_names.c.position).where(of_document, marked)).scalars().all()
    if gone:
        starts = name_starts.c.document_id == document, name_starts.c.position.in_(gone)
        connection.execute(delete(name_starts).where(*starts))
        connection.execute(delete(document_names).where(of_document, document_names.c.position.in_(gone)))
