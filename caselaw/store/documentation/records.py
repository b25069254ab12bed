"""Documentation records in the tables. Every read takes the audiences of a viewer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from caselaw.domain.audience import PUBLIC, Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SUMMARY, Document
from caselaw.domain.documentation.records import (
    CaseActor,
    CaseCompany,
    CaseResponse,
    CaseTie,
    DocumentedCase,
    DocumentTie,
    Event,
    LinkedCase,
    LinkedDocument,
    Place,
    state,
)
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.term import Term
from caselaw.domain.tracking.measure import FieldChange
from caselaw.store.documents import load_many as load_documents
from caselaw.store.documents import readable
from caselaw.store.tables import case_changes, case_documents, case_ties, documented_cases, documents
from caselaw.store.tracking.measures import changed_rows

_ABUSE = "abuse_report"


def load_many(
    connection: Connection, audiences: Collection[Audience], *, ids: Collection[str] | None = None,
    document: DocumentId | None = None,
) -> tuple[DocumentedCase, ...]:  # fmt: skip
    """The records that these audiences may read, the last made first; of `ids`, or tied to a document, where given."""
    query = (
        select(documented_cases)
        .where(documented_cases.c.access.in_(audiences))
        .order_by(documented_cases.c.made.desc(), documented_cases.c.id)
    )
    if ids is not None:
        query = query.where(documented_cases.c.id.in_(ids))
    if document is not None:
        tied = select(case_documents.c.case_id).where(case_documents.c.document_id == document)
        query = query.where(documented_cases.c.id.in_(tied))
    return tuple(_case(row) for row in connection.execute(query))


def add(connection: Connection, case: DocumentedCase) -> None:
    row = {"id": case.id, "revision": case.revision, "by": case.by, "made": case.made}
    connection.execute(insert(documented_cases).values(**row, **_content(case)))


def change(
    connection: Connection, case: DocumentedCase, before: Mapping[str, Any], after: Mapping[str, Any], by: str
) -> int | None:  # fmt: skip
    """Write the record over the revision that it holds, with a line of history for each field of `after`; the new
    revision, None where somebody wrote meanwhile."""
    this = (documented_cases.c.id == case.id) & (documented_cases.c.revision == case.revision)
    changed = update(documented_cases).where(this).values(**_content(case), revision=case.revision + 1)
    revision = connection.execute(changed.returning(documented_cases.c.revision)).scalar_one_or_none()
    if revision is not None:
        rows = [{**row, "case_id": case.id} for row in changed_rows(before, after, revision, by)]
        if rows:
            connection.execute(insert(case_changes), rows)
    return revision


def changes(connection: Connection, case_id: str) -> tuple[FieldChange, ...]:
    """How a record changed, the newest change first."""
    of = case_changes.c
    rows = connection.execute(
        select(case_changes).where(of.case_id == case_id).order_by(of.revision.desc(), of.field)
    )  # fmt: skip
    return tuple(FieldChange(r.field, r.before, r.after, r.revision, r.by, r.at) for r in rows)


def documents_of(connection: Connection, cases: Collection[str]) -> dict[str, tuple[LinkedDocument, ...]]:
    """The documents that records are tied to, by record; whether somebody may read them is not asked here."""
    of = case_documents.c
    found: dict[str, tuple[LinkedDocument, ...]] = {}
    for row in connection.execute(select(case_documents).where(of.case_id.in_(cases)).order_by(of.document_id)):
        one = LinkedDocument(DocumentId(row.document_id), cast("DocumentTie", row.kind))
        found[row.case_id] = (*found.get(row.case_id, ()), one)
    return found


def link_document(connection: Connection, case_id: str, document: DocumentId, kind: DocumentTie) -> None:
    """Tie a document to a record, in the place of how it was tied before."""
    unlink_document(connection, case_id, document)
    connection.execute(insert(case_documents).values(case_id=case_id, document_id=document, kind=kind))


def unlink_document(connection: Connection, case_id: str, document: DocumentId) -> bool:
    this = (case_documents.c.case_id == case_id) & (case_documents.c.document_id == document)
    return connection.execute(delete(case_documents).where(this)).rowcount > 0


def cases_of(connection: Connection, case_id: str) -> tuple[LinkedCase, ...]:
    """The records that one is tied to, from either side; whether somebody may read them is not asked here."""
    of = case_ties.c
    rows = connection.execute(select(case_ties).where(or_(of.case_id == case_id, of.other_id == case_id)))
    found = [
        LinkedCase(row.other_id, cast("CaseTie", row.kind))
        if row.case_id == case_id
        else LinkedCase(row.case_id, cast("CaseTie", row.kind), turned=True)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.kind, one.case)))


def link_case(connection: Connection, case_id: str, other: str, kind: CaseTie) -> None:
    """Tie two records, in the place of how they were tied before, from either side."""
    unlink_case(connection, case_id, other)
    connection.execute(insert(case_ties).values(case_id=case_id, other_id=other, kind=kind))


def unlink_case(connection: Connection, case_id: str, other: str) -> bool:
    of = case_ties.c
    this = ((of.case_id == case_id) & (of.other_id == other)) | ((of.case_id == other) & (of.other_id == case_id))
    return connection.execute(delete(case_ties).where(this)).rowcount > 0


def abuse_documents(connection: Connection, audiences: Collection[Audience]) -> tuple[Document, ...]:
    """The documents that tell of one case of abuse each, summaries of such among them, as these audiences read them."""
    of = frozenset(audiences) | {PUBLIC}
    tells = or_(documents.c.kind == _ABUSE, and_(documents.c.kind == SUMMARY, documents.c.of_kind == _ABUSE))
    query = select(documents.c.id).where(readable(of), tells)
    ids = [DocumentId(one) for one in connection.execute(query).scalars()]
    return tuple(load_documents(connection, ids, of).values())


def works_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The work of each of these documents, whoever may read them: by it withheld names are known."""
    rows = connection.execute(select(documents.c.id, documents.c.work_id).where(documents.c.id.in_(ids)))
    return {row.id: row.work_id for row in rows}


def _content(case: DocumentedCase) -> dict[str, Any]:
    told = state(case)
    return {"access": told.pop("access"), "content": told}


def _case(row: Row[Any]) -> DocumentedCase:
    told = row.content
    return DocumentedCase(
        row.id,
        Audience(row.access),
        row.revision,
        row.by,
        row.made,
        title=told["title"],
        places=tuple(Place(**one) for one in told["places"]),
        began=PartialDate.parse(told["began"]) if told["began"] else None,
        ended=PartialDate.parse(told["ended"]) if told["ended"] else None,
        companies=tuple(CaseCompany(**one) for one in told["companies"]),
        state_actors=tuple(CaseActor(**one) for one in told["state_actors"]),
        terms=tuple(Term(one["vocabulary"], one["id"], "confirmed") for one in told["terms"]),
        response=CaseResponse(**told["response"]),
        sources=tuple(told["sources"]),
        events=tuple(Event(PartialDate.parse(one["day"]), one["words"], one["source"]) for one in told["events"]),
        notes=told["notes"],
        at_risk=told["at_risk"],
    )
