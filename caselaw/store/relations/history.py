"""Later history and treatment in the tables, read only by those who may read every document that an entry names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from caselaw.domain.audience import Audience, includes
from caselaw.domain.dates import PartialDate
from caselaw.domain.history import BY_RULE, SHOWN, HistoryEntry, HistoryEvent, HistoryStatus, Treatment, TreatmentKind
from caselaw.domain.identifiers import DocumentId
from caselaw.store.documents import Audiences, readable
from caselaw.store.tables import documents, later_history, treatments
from caselaw.store.tables.base import now

_ON, _BY = documents.alias("on_document"), documents.alias("by_document")
_TREATING, _TREATED = documents.alias("treating"), documents.alias("treated")


def add(connection: Connection, entry: HistoryEntry) -> None:
    """Keep what became of a decision."""
    connection.execute(
        insert(later_history).values(
            id=entry.id, document_id=entry.document, event=entry.event, status=entry.status, by_id=entry.by,
            date=str(entry.date) if entry.date else None, note=entry.note, source=entry.source, made=now(),
        )
    )  # fmt: skip


def of_work(connection: Connection, work_id: str, audiences: Audiences) -> tuple[HistoryEntry, ...]:
    """What is known of the later history of a decision, over all its versions: where these audiences may read the
    version it was entered on and the decision it names. An entry by rule whose decision is gone says nothing."""
    on, by = _ON, _BY
    rows = connection.execute(
        select(later_history)
        .join(on, on.c.id == later_history.c.document_id)
        .outerjoin(by, by.c.id == later_history.c.by_id)
        .where(
            on.c.work_id == work_id,
            later_history.c.status.in_(SHOWN),
            readable(audiences, on),
            or_(and_(later_history.c.by_id.is_(None), later_history.c.source != BY_RULE), readable(audiences, by)),
            or_(later_history.c.by_id.is_not(None), later_history.c.source != BY_RULE),
        )
        .order_by(later_history.c.date, later_history.c.made, later_history.c.id)
    )
    return tuple(_entry(row) for row in rows)


def load(connection: Connection, entry_id: str) -> HistoryEntry | None:
    """An entry that readers are told of; None where there is none."""
    found = select(later_history).where(later_history.c.id == entry_id, later_history.c.status.in_(SHOWN))
    row = connection.execute(found).first()
    return None if row is None else _entry(row)


def confirm(connection: Connection, entry_id: str, source: str) -> None:
    """A person says that a proposed entry is right."""
    connection.execute(
        update(later_history).where(later_history.c.id == entry_id).values(status="confirmed", source=source)
    )  # fmt: skip


def reject(connection: Connection, entry_id: str, source: str) -> None:
    """A person says that a proposed entry is wrong: it is told no more, and not proposed again."""
    connection.execute(
        update(later_history).where(later_history.c.id == entry_id).values(status="rejected", source=source, note="")
    )  # fmt: skip


def remove(connection: Connection, entry_id: str) -> None:
    connection.execute(delete(later_history).where(later_history.c.id == entry_id))


def forget_told_by(connection: Connection, gone: DocumentId) -> None:
    """Before a decision is taken away: take away what it did to decisions that others may read than those who could
    read it, for of its entries they were never told. What the same readers knew stays without its name."""
    on, by = _ON, _BY
    rows = connection.execute(
        select(later_history.c.id, on.c.access, by.c.access.label("needed"))
        .join(on, on.c.id == later_history.c.document_id)
        .join(by, by.c.id == later_history.c.by_id)
        .where(later_history.c.by_id == gone)
    ).all()
    for row in rows:
        if not includes(Audience(row.needed), Audience(row.access)):
            remove(connection, row.id)


def proposed_by(connection: Connection, by: DocumentId) -> tuple[HistoryEntry, ...]:
    """What rules have proposed from this decision, whoever may read it, and whatever people made of it."""
    rows = connection.execute(select(later_history).where(later_history.c.by_id == by))
    return tuple(_entry(row) for row in rows)


def add_treatment(connection: Connection, one: Treatment) -> None:
    """Keep how one decision treats another."""
    connection.execute(
        insert(treatments).values(
            id=one.id, document_id=one.document, target_id=one.target, treatment=one.treatment,
            paragraph=one.paragraph, note=one.note, source=one.source, made=now(),
        )
    )  # fmt: skip


def treatments_of(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> tuple[Treatment, ...]:
    """How these documents are treated, and how they treat others, where these audiences may read both."""
    ours, theirs = _TREATING, _TREATED
    rows = connection.execute(
        select(treatments)
        .join(ours, ours.c.id == treatments.c.document_id)
        .join(theirs, theirs.c.id == treatments.c.target_id)
        .where(
            or_(treatments.c.document_id.in_(ids), treatments.c.target_id.in_(ids)),
            readable(audiences, ours),
            readable(audiences, theirs),
        )
        .order_by(ours.c.decided_order.desc(), treatments.c.made, treatments.c.id)
    )
    return tuple(_treatment(row) for row in rows)


def load_treatment(connection: Connection, treatment_id: str) -> Treatment | None:
    row = connection.execute(select(treatments).where(treatments.c.id == treatment_id)).first()
    return None if row is None else _treatment(row)


def remove_treatment(connection: Connection, treatment_id: str) -> None:
    connection.execute(delete(treatments).where(treatments.c.id == treatment_id))


def _entry(row: Row[Any]) -> HistoryEntry:
    return HistoryEntry(
        row.id, DocumentId(row.document_id), cast("HistoryEvent", row.event), cast("HistoryStatus", row.status),
        None if row.by_id is None else DocumentId(row.by_id), PartialDate.parse(row.date) if row.date else None,
        row.note, row.source,
    )  # fmt: skip


def _treatment(row: Row[Any]) -> Treatment:
    return Treatment(
        row.id, DocumentId(row.document_id), DocumentId(row.target_id), cast("TreatmentKind", row.treatment),
        row.paragraph, row.note, row.source,
    )  # fmt: skip
