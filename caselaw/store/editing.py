"""Facts that editors corrected, in the tables: what stands, what it was before, and what reading may not touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from caselaw.domain.citing.citation import citable_keys
from caselaw.domain.claims import RANK_EDITOR
from caselaw.domain.dates import PartialDate
from caselaw.domain.editing import COLUMNS, Change, Source, State, Value
from caselaw.domain.identifiers import DocumentId, Identifier, new_id
from caselaw.store import calling, citing, names
from caselaw.store.tables import (
    allegations,
    case_names,
    claims,
    document_keys,
    document_names,
    document_terms,
    documents,
    fact_changes,
    identifiers,
    name_starts,
    orders,
    rejected_terms,
)
from caselaw.store.tables.base import now
from caselaw.store.tracking import ties

HUNG: Mapping[str, Table[Any]] = {"identifiers": identifiers, "orders": orders, "allegations": allegations}
"""The fields that have a table of their own, in which each row is the whole of a record."""
_CLAIMED = {
    "decided": "date.decision", "judges": "judge", "respondents": "respondent", "stages": "stage",
    "status": "version.status",
}  # fmt: skip
_EMPTY: Mapping[str, Any] = {"title": "", "stages": [], "judges": [], "parties": [], "respondents": []}


def rejected(connection: Connection, document: DocumentId) -> list[tuple[str, str]]:
    """The terms that editors turned down for this document."""
    rows = connection.execute(select(rejected_terms).where(rejected_terms.c.document_id == document))
    return [(row.vocabulary, row.term) for row in rows]


def fixed(connection: Connection, document: DocumentId) -> frozenset[str]:
    """The fields that an editor has said, and that reading again leaves alone; terms are kept one by one."""
    said = select(fact_changes.c.field).where(fact_changes.c.document_id == document, fact_changes.c.origin == "editor")
    return frozenset(connection.execute(said.distinct()).scalars()) - {"terms"}


def changes(connection: Connection, document: DocumentId) -> tuple[Change, ...]:
    """Every change of the document's facts, the newest first."""
    rows = connection.execute(
        select(fact_changes)
        .where(fact_changes.c.document_id == document)
        .order_by(fact_changes.c.revision.desc(), fact_changes.c.at.desc(), fact_changes.c.id)
    )
    return tuple(_change(row) for row in rows)


def write(connection: Connection, document: DocumentId, wanted: State, source: Source, by: str) -> int:
    """Put these facts in the place of those that stand, say in claims that an editor did, and keep what depends on them
    equal: names, numbers by which it is cited, counts. Returns the new revision."""
    citing.recount(connection, document)
    values = {column: value for field in wanted.keys() & COLUMNS for column, value in _columns(field, wanted[field])}
    for field in wanted.keys() & HUNG:
        _hang(connection, HUNG[field], document, wanted[field])
    if "orders" in wanted:
        ties.follow(connection, document)
    if "terms" in wanted:
        _put_terms(connection, document, wanted["terms"])
    _claim(connection, document, wanted, source, by)
    revision: int = connection.execute(
        update(documents)
        .where(documents.c.id == document)
        .values(**values, revision=documents.c.revision + 1)
        .returning(documents.c.revision)
    ).scalar_one()
    for table in (name_starts, document_names, case_names):
        connection.execute(delete(table).where(table.c.document_id == document))
    names.add(connection, document)
    calling.add(connection, document)
    rekey(connection, document)
    citing.recount(connection, document)
    return revision


def keep(
    connection: Connection, document: DocumentId, revision: int, before: State, after: State, *, by: str,
    source: Source, origin: str = "editor", reverts: str | None = None,
) -> None:  # fmt: skip
    """Remember what changed with this revision: `after` holds the fields that did."""
    moment = now()
    rows = [
        {
            "id": new_id(), "document_id": document, "field": field, "before": before[field], "after": value,
            "revision": revision, "origin": origin, "by": by, "at": moment, "source_kind": source.kind,
            "source": source.text, "paragraph": source.paragraph, "reverts": reverts,
        }
        for field, value in after.items()
    ]  # fmt: skip
    if rows:
        connection.execute(insert(fact_changes), rows)


def rekey(connection: Connection, document: DocumentId) -> None:
    """Make the keys by which others cite the document anew, from its numbers as they stand."""
    connection.execute(delete(document_keys).where(document_keys.c.document_id == document))
    row = connection.execute(select(documents.c.kind, documents.c.court).where(documents.c.id == document)).one()
    numbers = connection.execute(select(identifiers).where(identifiers.c.document_id == document))
    found = citable_keys(row.kind, tuple(Identifier(one.scheme, one.value) for one in numbers), row.court)
    if found:
        connection.execute(insert(document_keys), [{"document_id": document, "key": key} for key in sorted(found)])


def drop_rejected(connection: Connection, document: DocumentId) -> None:
    """Take the terms away again that reading proposed and an editor has turned down."""
    for vocabulary, term in rejected(connection, document):
        same = (document_terms.c.vocabulary == vocabulary) & (document_terms.c.term == term)
        connection.execute(delete(document_terms).where(document_terms.c.document_id == document, same))


def _columns(field: str, value: Value) -> Iterable[tuple[str, Value]]:
    if field == "decided":
        return [("decided", value), ("decided_order", PartialDate.parse(value).first if value else None)]
    return [(field, _EMPTY.get(field) if value is None else value)]


def _hang(connection: Connection, table: Table[Any], document: DocumentId, rows: Sequence[Mapping[str, Value]]) -> None:
    connection.execute(delete(table).where(table.c.document_id == document))
    if rows:
        placed = [{**row, "document_id": document, "position": position} for position, row in enumerate(rows)]
        connection.execute(insert(table), placed)


def _put_terms(connection: Connection, document: DocumentId, terms: Sequence[Mapping[str, str]]) -> None:
    given = [one for one in terms if one["status"] != "rejected"]
    rows = [{"vocabulary": one["vocabulary"], "term": one["id"], "status": one["status"]} for one in given]
    _hang(connection, document_terms, document, rows)
    connection.execute(delete(rejected_terms).where(rejected_terms.c.document_id == document))
    turned_down = [
        {"document_id": document, "vocabulary": one["vocabulary"], "term": one["id"]}
        for one in terms
        if one["status"] == "rejected"
    ]
    if turned_down:
        connection.execute(insert(rejected_terms), turned_down)


def _claim(connection: Connection, document: DocumentId, wanted: State, source: Source, by: str) -> None:
    """In the place of what editors claimed of these fields before. A fact that was emptied has nobody's claim: that it
    is an editor's word stands in the history (`fixed`)."""
    said = [claim for field, value in wanted.items() for claim in _said(field, value)]
    for field in wanted:
        older = claims.c.field.startswith(f"{_stem(field)}.") | (claims.c.field == _stem(field))
        connection.execute(
            delete(claims).where(claims.c.document_id == document, claims.c.rank >= RANK_EDITOR, older)
        )  # fmt: skip
    last = connection.execute(select(func.max(claims.c.position)).where(claims.c.document_id == document)).scalar()
    first = 0 if last is None else last + 1
    shared = {
        "document_id": document, "source": f"editor:{by}", "paragraph": source.paragraph, "confidence": 1.0,
        "rank": RANK_EDITOR, "made": now(),
    }  # fmt: skip
    rows = [{**shared, "position": first + at, "field": name, "value": value} for at, (name, value) in enumerate(said)]
    if rows:
        connection.execute(insert(claims), rows)


def _stem(field: str) -> str:
    return {"identifiers": "identifier", "parties": "party"}.get(field, _CLAIMED.get(field, field))


def _said(field: str, value: Value) -> Iterable[tuple[str, str]]:
    """The claims that a fact is, as readers of texts make them: one for each value of a list."""
    if not value or field in ("orders", "allegations", "terms"):
        return []
    if field == "identifiers":
        return [(f"identifier.{one['scheme']}", one["value"]) for one in value]
    if field == "parties":
        return [(f"party.{one['role']}", one["name"]) for one in value]
    return [(_stem(field), one) for one in (value if isinstance(value, list) else [value])]


def _change(row: Row[Any]) -> Change:
    return Change(
        row.id, row.field, row.before, row.after, row.revision, row.by, row.at,
        Source(row.source_kind, row.source, row.paragraph), row.origin, row.reverts,
    )  # fmt: skip
