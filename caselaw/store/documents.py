"""Documents and their paragraphs, read from the tables.

Every read takes the audiences of a viewer and asks the database for nothing else: what may not be read is not fetched,
not counted and not told apart from what does not exist. `EVERYONE` in their place is for the indexer and for guards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Row, Select, Table, and_, func, or_, select, true

from caselaw.domain.allegation import Allegation
from caselaw.domain.audience import Audience
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document, Facts, Party, SourceFile
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.order import Order
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.problems import Problem
from caselaw.domain.term import Term
from caselaw.store import abuse
from caselaw.store.tables import (
    allegations,
    claims,
    document_terms,
    documents,
    identifiers,
    orders,
    paragraphs,
    problems,
    report_ties,
    source_files,
)


class Everyone(Enum):
    """In place of audiences: no restriction. Said by name, so that an absent value can never mean it."""

    EVERYONE = "everyone"


EVERYONE = Everyone.EVERYONE
"""For the index, whose rows carry their audience themselves, and for rules that are asked before anything is shown."""

Audiences = Collection[Audience] | Everyone
CASE = "case:"
"""How the key of a case begins that was cut from a report of many."""
_HUNG = (identifiers, allegations, orders, document_terms, claims, problems)


def load_many(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> dict[DocumentId, Document]:
    """The documents among `ids` that these audiences may read, by id; the others are simply not there.

    Complete values without paragraphs; the order of the result means nothing.
    """
    return _load(connection, _documents(audiences).where(documents.c.id.in_(ids)), audiences)


def load_paragraphs(
    connection: Connection, document_id: DocumentId, audiences: Audiences, *, after: int = -1, size: int | None = None
) -> tuple[Paragraph, ...]:
    """The paragraphs of one document in reading order, those behind position `after`, at most `size`."""
    rows = connection.execute(
        select(paragraphs)
        .join(documents, documents.c.id == paragraphs.c.document_id)
        .where(readable(audiences), paragraphs.c.document_id == document_id, paragraphs.c.position > after)
        .order_by(paragraphs.c.position)
        .limit(size)
    )
    return tuple(paragraph(row) for row in rows)


def load_all_paragraphs(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, tuple[Paragraph, ...]]:
    """All paragraphs of several documents, whoever may read them: for the index."""
    rows = connection.execute(
        select(paragraphs)
        .where(paragraphs.c.document_id.in_(ids))
        .order_by(paragraphs.c.document_id, paragraphs.c.position)
    )
    found: dict[DocumentId, list[Paragraph]] = {document: [] for document in ids}
    for row in rows:
        found[DocumentId(row.document_id)].append(paragraph(row))
    return {document: tuple(group) for document, group in found.items()}


def versions_of(connection: Connection, work_id: str, audiences: Audiences) -> tuple[Document, ...]:
    """The language versions of a work that these audiences may read, by language."""
    found = _load(connection, _documents(audiences).where(documents.c.work_id == work_id), audiences)
    return tuple(sorted(found.values(), key=lambda document: (document.language, document.added, document.id)))


def newest(
    connection: Connection, audiences: Audiences, *, before: tuple[datetime, str] | None, size: int
) -> tuple[Document, ...]:
    """A page of what these audiences may read, newest first; `before` is the last one of the page before."""
    query = _documents(audiences).order_by(documents.c.added.desc(), documents.c.id.desc()).limit(size)
    if before is not None:
        added, last = before
        query = query.where(
            or_(documents.c.added < added, and_(documents.c.added == added, documents.c.id < last))
        )  # fmt: skip
    return tuple(_load(connection, query, audiences).values())


def exists(connection: Connection, document_id: DocumentId, audiences: Audiences) -> bool:
    """There is such a document, and these audiences may read it."""
    query = select(documents.c.id).where(documents.c.id == document_id, readable(audiences))
    return connection.execute(query).first() is not None


def count(connection: Connection, audiences: Audiences) -> int:
    return connection.execute(select(func.count()).select_from(documents).where(readable(audiences))).scalar_one()


def count_languages(connection: Connection, audiences: Audiences) -> dict[str, int]:
    """Documents by language, the most frequent first."""
    number = func.count()
    rows = connection.execute(
        select(documents.c.language, number)
        .where(readable(audiences))
        .group_by(documents.c.language)
        .order_by(number.desc(), documents.c.language)
    )
    return {row[0]: row[1] for row in rows}


def count_countries(connection: Connection, audiences: Audiences) -> int:
    return connection.execute(
        select(func.count(documents.c.country.distinct())).where(readable(audiences))
    ).scalar_one()  # fmt: skip


def revisions(connection: Connection, ids: Collection[DocumentId] | None = None) -> dict[DocumentId, int]:
    """The revision of each document (None: of all), for comparing with the index."""
    query = select(documents.c.id, documents.c.revision)
    if ids is not None:
        query = query.where(documents.c.id.in_(ids))
    return {DocumentId(row.id): row.revision for row in connection.execute(query)}


def next_ids(connection: Connection, after: str, size: int) -> tuple[DocumentId, ...]:
    """The ids behind `after` in the order of ids: for walking through all documents in batches."""
    query = select(documents.c.id).where(documents.c.id > after).order_by(documents.c.id).limit(size)
    return tuple(DocumentId(row.id) for row in connection.execute(query))


def readable(audiences: Audiences, of: FromClause = documents, *, few: bool = False) -> ColumnElement[bool]:
    """The condition that these audiences may read `of`: the table of documents, or an alias of it.

    `few` says that another condition leads to some rows: joined to nothing, so that SQLite takes these, and does not go
    by the index of access through all that the public may read.
    """
    access = of.c.access.concat("") if few else of.c.access
    return true() if audiences is EVERYONE else access.in_(audiences)


def _documents(audiences: Audiences) -> Select[Any]:
    return (
        select(
            documents, source_files.c.format, source_files.c.size, source_files.c.pages, source_files.c.text_layer
        )
        .outerjoin(source_files, source_files.c.sha256 == documents.c.source_sha256)
        .where(readable(audiences))
    )  # fmt: skip


def _load(connection: Connection, query: Select[Any], audiences: Audiences) -> dict[DocumentId, Document]:
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    hung = [_hung(connection, table, ids) for table in _HUNG]
    found = {
        DocumentId(row.id): _document(
            row, {t.name: group.get(row.id, []) for t, group in zip(_HUNG, hung, strict=True)}
        )
        for row in rows
    }
    for case in _of_hidden_reports(connection, [row.id for row in rows if row.key.startswith(CASE)], audiences):
        found[case] = replace(found[case], facts=_without_report(case, found[case].facts))
    return found


def _of_hidden_reports(
    connection: Connection, cases: Collection[str], audiences: Audiences
) -> Collection[DocumentId]:  # fmt: skip
    """These cases but for those of reports that these audiences may read; a report that was taken away may be read by
    nobody."""
    if audiences is EVERYONE or not cases:
        return ()
    shown = connection.execute(
        select(report_ties.c.document_id)
        .join(documents, documents.c.id == report_ties.c.report_id)
        .where(report_ties.c.document_id.in_(cases), readable(audiences))
    )
    return {DocumentId(case) for case in cases} - {DocumentId(row.document_id) for row in shown}


def _without_report(document: DocumentId, facts: Facts) -> Facts:
    """The facts of a case whose report is hidden: an allegation names no source but those that the case's own text
    names. For what it names else is the report, by title and page; the case itself stands in its place."""
    named, itself = facts.abuse.sources if facts.abuse else (), facts.title or document
    said = (one if one.source in named else replace(one, source=itself) for one in facts.allegations)
    return replace(facts, allegations=tuple(said))


def _hung(connection: Connection, table: Table, ids: Collection[str]) -> dict[str, list[Row[Any]]]:
    """The rows of a table that hangs on documents, by document, in their order."""
    document: Column[str] = table.c.document_id
    groups: dict[str, list[Row[Any]]] = {}
    if ids:
        for row in connection.execute(select(table).where(document.in_(ids)).order_by(document, table.c.position)):
            groups.setdefault(row.document_id, []).append(row)
    return groups


def _document(row: Row[Any], hung: Mapping[str, Sequence[Row[Any]]]) -> Document:
    return Document(
        id=DocumentId(row.id),
        work_id=row.work_id,
        language=row.language,
        status=row.status,
        facts=_facts(row, hung),
        access=Audience(row.access),
        revision=row.revision,
        added=row.added,
        languages=row.languages,
        collection=row.collection,
        source=_source(row),
        claims=tuple(Claim(c.field, c.value, c.source, c.paragraph, c.confidence, c.rank) for c in hung["claims"]),
        problems=tuple(Problem(p.code, p.severity, p.place, p.params) for p in hung["problems"]),
    )


def _facts(row: Row[Any], hung: Mapping[str, Sequence[Row[Any]]]) -> Facts:
    return Facts(
        kind=row.kind,
        title=row.title,
        case_name=row.case_name,
        headline=row.headline,
        court=row.court,
        country=row.country,
        decided=PartialDate.parse(row.decided) if row.decided else None,
        identifiers=tuple(Identifier(i.scheme, i.value) for i in hung["identifiers"]),
        parties=tuple(Party(party["name"], party["role"]) for party in row.parties),
        judges=tuple(row.judges),
        allegations=tuple(
            Allegation(a.company, a.statement, a.status, a.source, a.role, a.home_state, a.body)
            for a in hung["allegations"]
        ),
        summary_of=row.summary_of,
        of_kind=row.of_kind,
        stages=tuple(row.stages),
        outcome=row.outcome,
        respondents=tuple(row.respondents),
        orders=tuple(_order(order) for order in hung["orders"]),
        terms=tuple(Term(t.vocabulary, t.term, t.status) for t in hung["document_terms"]),
        abuse=abuse.value(row.abuse),
    )


def _order(row: Row[Any]) -> Order:
    return Order(
        text=row.text,
        kind=row.kind,
        number=row.number,
        addressee=row.addressee,
        deadline=row.deadline,
        due=PartialDate.parse(row.due) if row.due else None,
        paragraph=row.paragraph,
    )


def _source(row: Row[Any]) -> SourceFile | None:
    if row.source_sha256 is None:
        return None
    return SourceFile(row.source_sha256, row.source_name or "", row.format, row.size, row.pages, row.text_layer)


def paragraph(row: Row[Any]) -> Paragraph:
    """A row of `paragraphs` as the value it holds."""
    return Paragraph(
        anchor=row.anchor,
        position=row.position,
        text=row.text,
        language=row.language,
        number=row.number,
        page=row.page,
        kind=row.kind,
        section=row.section,
        voice=row.voice,
        level=row.level,
        called_by=row.called_by,
    )
