"""Codings in and out of their tables, each with all that it was before.

What is read here is as it was written, the words in full: who shows it asks `caselaw.store.coding.sight` what of it a
viewer may read.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from caselaw.domain.coding.codings import Act, Coding, CodingChange
from caselaw.domain.identifiers import DocumentId
from caselaw.store.tables import coding_changes, codings
from caselaw.store.tables.base import now

_COLUMNS = {"round": "round_id", "document": "document_id", "start": "starts", "end": "ends"}
_IN_ORDER = attrgetter(*(_COLUMNS.get(one.name, one.name) for one in fields(Coding)))
_MOMENTS = ("made", "changed", "withdrawn")


def add(connection: Connection, new: Coding) -> Coding:
    """Keep a new coding; as it is kept."""
    moment = now()
    kept = replace(new, revision=1, made=moment, changed=moment)
    connection.execute(insert(codings).values(**_row(kept)))
    _tell(connection, kept, "made", kept.coder)
    return kept


def change(connection: Connection, coding: Coding, act: Act, by: str) -> Coding:
    """Keep a coding as it is now, at one more revision; as it is kept."""
    moment = now()
    kept = replace(coding, revision=coding.revision + 1, changed=moment)
    if act == "withdrawn":
        kept = replace(kept, withdrawn=moment)
    connection.execute(update(codings).where(codings.c.id == kept.id).values(**_row(kept)))
    _tell(connection, kept, act, by)
    return kept


def load(connection: Connection, coding_id: str, *, lock: bool = False) -> Coding | None:
    query = select(codings).where(codings.c.id == coding_id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return _coding(row) if row else None


def of_round(
    connection: Connection, round_id: str, *, coder: str | None = None, document: DocumentId | None = None,
    moments: bool = True,
) -> tuple[Coding, ...]:  # fmt: skip
    """What was coded in a round (by this coder, of this record) and not withdrawn; without `moments` not when, which is
    quicker."""
    own = codings.c.round_id == round_id
    if coder is not None:
        own &= codings.c.coder == coder
    if document is not None:
        own &= codings.c.document_id == document
    return _some(connection, own, moments=moments)


def of_document(connection: Connection, document: DocumentId) -> tuple[Coding, ...]:
    """What was coded of a document, in any round or none, and not withdrawn: whoever shows it asks who may see it."""
    return _some(connection, codings.c.document_id == document)


def out_of_place(connection: Connection, coder: str) -> tuple[Coding, ...]:
    """What this coder has coded of texts that have changed under it, so that somebody has to look."""
    return _some(connection, (codings.c.coder == coder) & codings.c.place.in_(("near", "lost")))


def changes(connection: Connection, coding_id: str) -> tuple[CodingChange, ...]:
    """All that a coding was, from its beginning."""
    query = select(coding_changes).where(coding_changes.c.coding_id == coding_id).order_by(coding_changes.c.number)
    return tuple(CodingChange(r.number, r.act, r.at, r.by, _read(r.after)) for r in connection.execute(query))


def counts(connection: Connection, round_id: str, coder: str) -> dict[DocumentId, int]:
    """How many codings this coder has in each record of the round."""
    query = (
        select(codings.c.document_id, func.count())
        .where(codings.c.round_id == round_id, codings.c.coder == coder, codings.c.withdrawn.is_(None))
        .group_by(codings.c.document_id)
    )
    return {DocumentId(document): count for document, count in connection.execute(query)}


def _some(
    connection: Connection, condition: ColumnElement[bool], *, moments: bool = True
) -> tuple[Coding, ...]:  # fmt: skip
    names = [_COLUMNS.get(one.name, one.name) for one in fields(Coding) if moments or one.name not in _MOMENTS]
    query = select(*(codings.c[name] for name in names)).where(condition, codings.c.withdrawn.is_(None))
    rows = connection.execute(query.order_by(codings.c.made, codings.c.id)).all()
    return tuple(Coding(*row) for row in rows)  # a round has ten thousands: fetched at once, taken by their places


def _tell(connection: Connection, kept: Coding, act: Act, by: str) -> None:
    written = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in vars(kept).items()
    }  # fmt: skip
    row = {"coding_id": kept.id, "number": kept.revision, "act": act, "at": kept.changed, "by": by, "after": written}
    connection.execute(insert(coding_changes).values(**row))


def _read(written: dict[str, Any]) -> Coding:
    values: dict[str, Any] = {
        name: datetime.fromisoformat(value).astimezone(UTC) if name in _MOMENTS and value else value
        for name, value in written.items()
    }
    return Coding(**values)


def _row(coding: Coding) -> dict[str, Any]:
    return {_COLUMNS.get(name, name): value for name, value in vars(coding).items()}


def _coding(row: Row[Any]) -> Coding:
    return Coding(*_IN_ORDER(row))
