"""Measures in the tables, with what was said of them. Every read takes the audiences of a viewer: what she may not
read, or hangs on a document that she may not read, is not fetched."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.term import Term
from caselaw.domain.tracking.measure import Evidence, FieldChange, Measure, StatusEntry, Withdrawn
from caselaw.store.tables import documents, measure_changes, measure_entries, measures, withheld_names
from caselaw.store.tables.base import now

_DATES = ("due", "next_by")


def load_many(
    connection: Connection, audiences: Collection[Audience], *, ids: Collection[str] | None = None,
    of: Collection[DocumentId] | None = None,
) -> tuple[Measure, ...]:  # fmt: skip
    """The measures that these audiences may read, the first begun first, each with those entries that they may read;
    of `ids`, or of these documents alone, where given."""
    query = (
        select(measures)
        .outerjoin(documents, documents.c.id == measures.c.document_id)
        .where(measures.c.access.in_(audiences))
        .where(or_(measures.c.document_id.is_(None), documents.c.access.in_(audiences)))
        .order_by(measures.c.made, measures.c.id)
    )
    if ids is not None:
        query = query.where(measures.c.id.in_(ids))
    if of is not None:
        query = query.where(measures.c.document_id.in_(of))
    rows = connection.execute(query).all()
    entries = _entries(connection, audiences, None if ids is None and of is None else {row.id for row in rows})
    return tuple(_measure(row, entries.get(row.id, ())) for row in rows)


def add(connection: Connection, measure: Measure) -> None:
    """A measure that is new, without its entries."""
    connection.execute(insert(measures).values(**_row(measure)))


def change(
    connection: Connection, measure: Measure, before: Mapping[str, Any], after: Mapping[str, Any], by: str
) -> int | None:  # fmt: skip
    """Put `measure` in the place of the one of its revision, and remember the fields that changed from `before` to
    `after`; the new revision, None where somebody else was faster."""
    values = {name: value for name, value in _row(measure).items() if name not in ("id", "revision", "by", "made")}
    this = (measures.c.id == measure.id) & (measures.c.revision == measure.revision)
    changed = update(measures).where(this).values(**values, revision=measure.revision + 1)
    revision = connection.execute(changed.returning(measures.c.revision)).scalar_one_or_none()
    if revision is not None:
        rows = changed_rows(before, after, revision, by)
        if rows:
            connection.execute(insert(measure_changes), [{**row, "measure_id": measure.id} for row in rows])
    return revision


def changed_rows(before: Mapping[str, Any], after: Mapping[str, Any], revision: int, by: str) -> list[dict[str, Any]]:
    """One row of a history for each field that is another now."""
    moment = now()
    return [
        {"id": new_id(), "field": field, "before": before[field], "after": value, "revision": revision, "by": by,
         "at": moment}
        for field, value in after.items()
        if value != before[field]
    ]  # fmt: skip


def changes(connection: Connection, measure_id: str) -> tuple[FieldChange, ...]:
    """How a measure changed, the newest change first."""
    of = measure_changes.c
    rows = connection.execute(
        select(measure_changes).where(of.measure_id == measure_id).order_by(of.revision.desc(), of.field)
    )
    return tuple(FieldChange(r.field, r.before, r.after, r.revision, r.by, r.at) for r in rows)


def add_entry(connection: Connection, measure_id: str, entry: StatusEntry) -> None:
    """What a line says of a measure, beside all that was said before."""
    connection.execute(
        insert(measure_entries).values(
            id=entry.id, measure_id=measure_id, line=entry.line, grade=entry.grade, assessment=entry.assessment,
            day=str(entry.on), words=entry.words, access=entry.access, consent=entry.consent,
            evidence=[vars(one) for one in entry.evidence], by=entry.by, at=entry.at,
        )
    )  # fmt: skip


def withdraw_entry(connection: Connection, entry_id: str, by: str, why: str) -> bool:
    """Take an entry back, once; False where somebody already did."""
    these = (measure_entries.c.id == entry_id) & measure_entries.c.withdrawn_at.is_(None)
    changed = update(measure_entries).where(these).values(withdrawn_by=by, withdrawn_at=now(), withdrawn_why=why)
    return connection.execute(changed.returning(measure_entries.c.id)).first() is not None


def newest_entries(
    connection: Connection, audiences: Collection[Audience], size: int
) -> tuple[tuple[str, datetime], ...]:  # fmt: skip
    """Ids of the measures of which something was said last, as far as these audiences may read it, and when."""
    query = (
        select(measure_entries.c.measure_id, measure_entries.c.at)
        .join(measures, measures.c.id == measure_entries.c.measure_id)
        .outerjoin(documents, documents.c.id == measures.c.document_id)
        .where(measure_entries.c.access.in_(audiences), measures.c.access.in_(audiences))
        .where(measure_entries.c.withdrawn_at.is_(None))
        .where(or_(measures.c.document_id.is_(None), documents.c.access.in_(audiences)))
        .order_by(measure_entries.c.at.desc(), measure_entries.c.id)
        .limit(size)
    )
    return tuple((row.measure_id, row.at) for row in connection.execute(query))


def works_with_names(connection: Connection, works: Collection[str]) -> frozenset[str]:
    """Those of these works in which a name is withheld: few, which are then looked at one by one."""
    query = select(withheld_names.c.work_id).where(withheld_names.c.work_id.in_(works)).distinct()
    return frozenset(connection.execute(query).scalars()) if works else frozenset()


def _entries(
    connection: Connection, audiences: Collection[Audience], of: Collection[str] | None
) -> dict[str, tuple[StatusEntry, ...]]:
    """By measure, in the order in which they were written."""
    query = select(measure_entries).where(measure_entries.c.access.in_(audiences))
    if of is not None:
        query = query.where(measure_entries.c.measure_id.in_(of))
    found: dict[str, tuple[StatusEntry, ...]] = {}
    for row in connection.execute(query.order_by(measure_entries.c.at, measure_entries.c.id)):
        found[row.measure_id] = (*found.get(row.measure_id, ()), _entry(row))
    return found


def _entry(row: Row[Any]) -> StatusEntry:
    taken = Withdrawn(row.withdrawn_by, row.withdrawn_at, row.withdrawn_why) if row.withdrawn_at else None
    return StatusEntry(
        row.id, row.line, row.grade, PartialDate.parse(row.day), Audience(row.access), row.by, row.at, row.assessment,
        row.words, row.consent, tuple(Evidence(**one) for one in row.evidence), taken,
    )  # fmt: skip


def _row(measure: Measure) -> dict[str, Any]:
    row = {name: value for name, value in vars(measure).items() if name not in ("document", "entries")}
    dates = {name: str(row[name]) if row[name] else None for name in _DATES}
    terms = [vars(one) for one in measure.terms]
    return row | dates | {"document_id": measure.document, "marks": list(measure.marks), "terms": terms}


def _measure(row: Row[Any], entries: tuple[StatusEntry, ...]) -> Measure:
    values: dict[str, Any] = {name: value for name, value in row._mapping.items() if name != "document_id"}
    dates = {name: PartialDate.parse(values[name]) if values[name] else None for name in _DATES}
    return Measure(
        **values | dates | {"marks": tuple(row.marks), "terms": tuple(Term(**one) for one in row.terms)},
        document=DocumentId(row.document_id) if row.document_id else None,
        entries=entries,
    )  # fmt: skip
