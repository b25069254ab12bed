"""Interventions in the tables. Every read takes the audiences of a viewer, as in `caselaw.store.tracking.measures`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.tracking.intervention import DATES, Intervention, TakenUp, TextFile
from caselaw.domain.tracking.measure import FieldChange
from caselaw.store.tables import documents, intervention_changes, intervention_passages, interventions
from caselaw.store.tracking.measures import changed_rows

_APART = ("document", "text_document", "text_file", "table", "taken_up")


def load_many(
    connection: Connection, audiences: Collection[Audience], *, ids: Collection[str] | None = None,
    document: DocumentId | None = None, table: str | None = None,
) -> tuple[Intervention, ...]:  # fmt: skip
    """The interventions that these audiences may read, the last begun first; of `ids`, of a document or of a selection
    table alone, where given."""
    query = (
        select(interventions)
        .outerjoin(documents, documents.c.id == interventions.c.document_id)
        .where(interventions.c.access.in_(audiences))
        .where(or_(interventions.c.document_id.is_(None), documents.c.access.in_(audiences)))
        .order_by(interventions.c.made.desc(), interventions.c.id)
    )
    if ids is not None:
        query = query.where(interventions.c.id.in_(ids))
    if document is not None:
        query = query.where(interventions.c.document_id == document)
    if table is not None:
        query = query.where(interventions.c.selection_table == table)
    rows = connection.execute(query).all()
    passages = _passages(connection, {row.id for row in rows})
    return tuple(_intervention(row, passages.get(row.id, ())) for row in rows)


def add(connection: Connection, intervention: Intervention) -> None:
    connection.execute(insert(interventions).values(**_row(intervention)))


def change(
    connection: Connection, intervention: Intervention, before: Mapping[str, Any], after: Mapping[str, Any], by: str
) -> int | None:  # fmt: skip
    """As `caselaw.store.tracking.measures.change`."""
    values = {name: value for name, value in _row(intervention).items() if name not in ("id", "revision", "by", "made")}
    this = (interventions.c.id == intervention.id) & (interventions.c.revision == intervention.revision)
    changed = update(interventions).where(this).values(**values, revision=intervention.revision + 1)
    revision = connection.execute(changed.returning(interventions.c.revision)).scalar_one_or_none()
    if revision is not None:
        rows = changed_rows(before, after, revision, by)
        if rows:
            rows = [{**row, "intervention_id": intervention.id} for row in rows]
            connection.execute(insert(intervention_changes), rows)
    return revision


def take_up(connection: Connection, intervention_id: str, passages: Sequence[TakenUp]) -> None:
    """Put these passages of the decision in the place of those before."""
    of = intervention_passages.c.intervention_id == intervention_id
    connection.execute(delete(intervention_passages).where(of))
    rows = [
        {"intervention_id": intervention_id, "position": position, **vars(one), "marks": list(one.marks)}
        for position, one in enumerate(passages)
    ]
    if rows:
        connection.execute(insert(intervention_passages), rows)


def changes(connection: Connection, intervention_id: str) -> tuple[FieldChange, ...]:
    """How an intervention changed, the newest change first."""
    of = intervention_changes.c
    rows = connection.execute(
        select(intervention_changes).where(of.intervention_id == intervention_id).order_by(of.revision.desc(), of.field)
    )
    return tuple(FieldChange(r.field, r.before, r.after, r.revision, r.by, r.at) for r in rows)


def _passages(connection: Connection, of: Collection[str]) -> dict[str, tuple[TakenUp, ...]]:
    found: dict[str, tuple[TakenUp, ...]] = {}
    query = select(intervention_passages).where(intervention_passages.c.intervention_id.in_(of))
    for row in connection.execute(query.order_by(intervention_passages.c.position)):
        one = TakenUp(row.anchor, tuple(row.marks), row.words, row.lost)
        found[row.intervention_id] = (*found.get(row.intervention_id, ()), one)
    return found


def _row(intervention: Intervention) -> dict[str, Any]:
    row = {name: value for name, value in vars(intervention).items() if name not in _APART}
    file = intervention.text_file
    return (
        row
        | {name: str(row[name]) if row[name] else None for name in DATES}
        | {
            "document_id": intervention.document, "text_document": intervention.text_document,
            "file_sha256": file.sha256 if file else None, "file_name": file.name if file else None,
            "selection_table": intervention.table, "signatories": list(intervention.signatories),
        }
    )  # fmt: skip


def _intervention(row: Row[Any], passages: tuple[TakenUp, ...]) -> Intervention:
    apart = ("document_id", "text_document", "file_sha256", "file_name", "selection_table", "signatories")
    values: dict[str, Any] = {name: value for name, value in row._mapping.items() if name not in apart}
    dates = {name: PartialDate.parse(values[name]) if values[name] else None for name in DATES}
    return Intervention(
        **values | dates,
        document=DocumentId(row.document_id) if row.document_id else None,
        text_document=DocumentId(row.text_document) if row.text_document else None,
        text_file=TextFile(row.file_sha256, row.file_name) if row.file_sha256 else None,
        table=row.selection_table,
        signatories=tuple(row.signatories),
        taken_up=passages,
    )
