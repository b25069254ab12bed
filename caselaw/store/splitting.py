"""Splits in the tables: the parts of a report that a person decides on, and the ties of the cases made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.splitting.parts import Part, Split, SplitDraft, Tie
from caselaw.store.documents import Audiences, readable
from caselaw.store.tables import documents, paragraphs, report_splits, report_tie_paragraphs, report_ties, split_drafts
from caselaw.store.tables.base import now

_REPORT, _SOURCE = documents.alias("report"), documents.alias("source")


def add(connection: Connection, report: DocumentId, strategy: str, paragraphs: int, pages: int | None) -> None:
    """A split of this report at revision 1, without parts yet."""
    connection.execute(
        insert(report_splits).values(
            document_id=report, strategy=strategy, paragraphs=paragraphs, pages=pages, revision=1, added=now()
        )
    )


def renew(connection: Connection, report: DocumentId, strategy: str, paragraphs: int, pages: int | None) -> None:
    """The split was made anew, by this strategy, of a report with so many paragraphs."""
    connection.execute(
        update(report_splits)
        .where(report_splits.c.document_id == report)
        .values(strategy=strategy, paragraphs=paragraphs, pages=pages)
    )


def bump(connection: Connection, report: DocumentId) -> int:
    """One more revision; the new one."""
    return connection.execute(
        update(report_splits)
        .where(report_splits.c.document_id == report)
        .values(revision=report_splits.c.revision + 1)
        .returning(report_splits.c.revision)
    ).scalar_one()


def load(connection: Connection, report: DocumentId, *, lock: bool = False) -> tuple[Split, int, int | None] | None:
    """The split with its parts in reading order, how many paragraphs the report had, and pages; None where there is
    none. `lock` keeps other writers away until the end of the transaction (SQLite has one writer anyway)."""
    query = (
        select(report_splits, documents.c.title, documents.c.access)
        .join(documents, documents.c.id == report_splits.c.document_id)
        .where(report_splits.c.document_id == report)
    )
    row = connection.execute(query.with_for_update(of=report_splits) if lock else query).first()
    if row is None:
        return None
    return _split(row, drafts(connection, report)), row.paragraphs, row.pages


def everywhere(connection: Connection, audiences: Audiences) -> tuple[Split, ...]:
    """Every split whose report these audiences may read, the newest first."""
    rows = connection.execute(
        select(report_splits, documents.c.title, documents.c.access)
        .join(documents, documents.c.id == report_splits.c.document_id)
        .where(readable(audiences))
        .order_by(report_splits.c.added.desc(), report_splits.c.document_id)
    ).all()
    return tuple(_split(row, drafts(connection, DocumentId(row.document_id))) for row in rows)


def drafts(connection: Connection, report: DocumentId) -> tuple[SplitDraft, ...]:
    """The parts of a report in reading order."""
    rows = connection.execute(
        select(split_drafts).where(split_drafts.c.report_id == report).order_by(split_drafts.c.first_paragraph)
    )
    return tuple(_draft(row) for row in rows)


def report_of(connection: Connection, draft: str) -> DocumentId | None:
    """The report that this draft is a part of."""
    found = connection.execute(select(split_drafts.c.report_id).where(split_drafts.c.id == draft)).scalar()
    return None if found is None else DocumentId(found)


def add_drafts(connection: Connection, report: DocumentId, new: Sequence[SplitDraft]) -> None:
    """Keep the parts of a report as drafts."""
    rows = [
        {
            "id": draft.id, "report_id": report, "kind": draft.part.kind, "first_paragraph": draft.part.first,
            "last_paragraph": draft.part.last, "title": draft.part.title, "country": draft.part.country,
            "status": draft.status, "reason": draft.reason, "made": draft.made, "case_id": draft.case,
        }
        for draft in new
    ]  # fmt: skip
    if rows:
        connection.execute(insert(split_drafts), rows)


def change_draft(connection: Connection, draft: SplitDraft) -> None:
    """Keep the draft as it is now, under its id."""
    connection.execute(
        update(split_drafts)
        .where(split_drafts.c.id == draft.id)
        .values(
            kind=draft.part.kind,
            first_paragraph=draft.part.first,
            last_paragraph=draft.part.last,
            title=draft.part.title,
            country=draft.part.country,
            status=draft.status,
            reason=draft.reason,
            made=draft.made,
            case_id=draft.case,
        )
    )


def remove_drafts(connection: Connection, ids: Iterable[str]) -> None:
    for one in ids:
        connection.execute(delete(split_drafts).where(split_drafts.c.id == one))


def waiting(connection: Connection, report: DocumentId | None = None) -> tuple[str, ...]:
    """The approved drafts of which no record was made yet, in reading order."""
    query = select(split_drafts.c.id).where(split_drafts.c.status == "approved", split_drafts.c.made.is_(False))
    if report is not None:
        query = query.where(split_drafts.c.report_id == report)
    ordered = query.order_by(split_drafts.c.report_id, split_drafts.c.first_paragraph)
    return tuple(connection.execute(ordered).scalars())


def tie(
    connection: Connection, case: DocumentId, report: DocumentId, pages: tuple[int, int] | None, anchors: dict[str, str]
) -> None:
    """Tie a case to its report's pages, and each of its paragraphs to the report's."""
    first, last = pages or (None, None)
    connection.execute(insert(report_ties).values(document_id=case, report_id=report, first_page=first, last_page=last))
    rows = [{"document_id": case, "anchor": own, "report_anchor": theirs} for own, theirs in anchors.items()]
    if rows:
        connection.execute(insert(report_tie_paragraphs), rows)


def cut_from(connection: Connection, report: DocumentId, anchor: str) -> tuple[tuple[DocumentId, str], ...]:
    """The paragraphs of cases, whoever may read them, that were cut from this paragraph of a report."""
    of = report_tie_paragraphs.c
    rows = connection.execute(
        select(of.document_id, of.anchor)
        .join(report_ties, report_ties.c.document_id == of.document_id)
        .where(report_ties.c.report_id == report, of.report_anchor == anchor)
        .order_by(of.document_id, of.anchor)
    )
    return tuple((DocumentId(row.document_id), row.anchor) for row in rows)


def tie_of(connection: Connection, case: DocumentId, audiences: Audiences) -> Tie | None:
    """The report that a case stands in, where these audiences may read both."""
    report = _REPORT
    row = connection.execute(
        select(report_ties, report.c.id, report.c.title, report.c.language)
        .join(report, report.c.id == report_ties.c.report_id)
        .join(documents, documents.c.id == report_ties.c.document_id)
        .where(report_ties.c.document_id == case, readable(audiences), readable(audiences, report))
    ).first()
    if row is None:
        return None
    pairs = connection.execute(
        select(report_tie_paragraphs.c.anchor, report_tie_paragraphs.c.report_anchor, paragraphs.c.position)
        .join(
            paragraphs,
            and_(paragraphs.c.document_id == row.id, paragraphs.c.anchor == report_tie_paragraphs.c.report_anchor),
        )
        .where(report_tie_paragraphs.c.document_id == case)
        .order_by(paragraphs.c.position)
    ).all()
    first = pairs[0].position if pairs else 0
    return replace(_tie(row, {pair.anchor: pair.report_anchor for pair in pairs}), position=first)


def cases_of(connection: Connection, report: DocumentId, audiences: Audiences) -> tuple[Tie, ...]:
    """The cases made of a report that these audiences may read, where they may read the report too, by page."""
    source = _SOURCE
    rows = connection.execute(
        select(report_ties, documents.c.id, documents.c.title, documents.c.language)
        .join(documents, documents.c.id == report_ties.c.document_id)
        .join(source, source.c.id == report_ties.c.report_id)
        .outerjoin(split_drafts, split_drafts.c.case_id == documents.c.id)
        .where(report_ties.c.report_id == report, readable(audiences), readable(audiences, source))
        .order_by(func.coalesce(split_drafts.c.first_paragraph, 0), report_ties.c.first_page, documents.c.id)
    )
    return tuple(_tie(row, {}) for row in rows)


def readers_of_cases(connection: Connection, report: DocumentId) -> dict[DocumentId, Audience]:
    """The cases made of a report, whoever may read them, and for whom each is."""
    rows = connection.execute(
        select(documents.c.id, documents.c.access)
        .join(report_ties, report_ties.c.document_id == documents.c.id)
        .where(report_ties.c.report_id == report)
    )
    return {DocumentId(row.id): Audience(row.access) for row in rows}


def _tie(row: Row[Any], anchors: dict[str, str]) -> Tie:
    return Tie(DocumentId(row.id), row.title, row.language, row.first_page, row.last_page, anchors)


def _split(row: Row[Any], parts: tuple[SplitDraft, ...]) -> Split:
    return Split(
        DocumentId(row.document_id), row.title, row.strategy, row.revision, Audience(row.access), row.added, parts
    )  # fmt: skip


def _draft(row: Row[Any]) -> SplitDraft:
    part = Part(row.kind, row.first_paragraph, row.last_paragraph, row.title, row.country)
    case = None if row.case_id is None else DocumentId(row.case_id)
    return SplitDraft(row.id, part, row.status, row.reason, row.made, case)
