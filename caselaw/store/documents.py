"""Documents and their paragraphs, read from the tables.

Every read takes the audiences of a viewer and asks the database for nothing else: what may not be read is not fetched,
not counted and not told apart from what does not exist. `EVERYONE` in their place is for rules and for guards.

What is restricted in a document does not stand in these tables (`caselaw.store.withholding.veil`): it is put back here,
for those audiences alone that it is meant for. `EVERYONE` reads what all readers of a document read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Row, Select, Table, and_, func, or_, select, true

from caselaw.domain.audience import Audience
from caselaw.domain.document import Document, Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.veil.document import withheld
from caselaw.store.document_rows import as_document, paragraph
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
from caselaw.store.withholding import veil


class Everyone(Enum):
    """In place of audiences: no restriction. Said by name, so that an absent value can never mean it."""

    EVERYONE = "everyone"


EVERYONE = Everyone.EVERYONE
"""For rules that are asked before anything is shown: every document, but nothing that is restricted in one."""

Audiences = Collection[Audience] | Everyone


@dataclass(frozen=True)
class Identity:
    """What most questions about a document need of it, without all that hangs on it."""

    work_id: str
    language: str


CASE = "case:"
"""How the key of a case begins that was cut from a report of many."""
COPY = ":copy:"
"""What stands behind the SHA-256 in the key of a whole file that was sent by somebody who may not read the document
that has it already."""
_HUNG = (identifiers, allegations, orders, document_terms, claims, problems)


def load_many(connection: Connection, ids: Collection[DocumentId], audiences: Audiences) -> dict[DocumentId, Document]:
    """The documents among `ids` that these audiences may read, by id; the others are simply not there.

    Complete values without paragraphs; the order of the result means nothing.
    """
    return _load(connection, _documents(audiences).where(documents.c.id.in_(ids)), audiences) if ids else {}


def identity(connection: Connection, document_id: DocumentId, audiences: Audiences) -> Identity | None:
    """Of which work a document is, and in which language; None where these audiences may not read it."""
    query = select(documents.c.work_id, documents.c.language)
    row = connection.execute(query.where(documents.c.id == document_id, readable(audiences, few=True))).first()
    return None if row is None else Identity(row.work_id, row.language)


def ids_of_work(connection: Connection, work_id: str, audiences: Audiences) -> frozenset[DocumentId]:
    """The versions of a work that these audiences may read, by their ids alone."""
    query = select(documents.c.id).where(documents.c.work_id == work_id, readable(audiences, few=True))
    return frozenset(DocumentId(each) for each in connection.execute(query).scalars())


def load_paragraphs(
    connection: Connection, document_id: DocumentId, audiences: Audiences, *, after: int = -1, size: int | None = None
) -> tuple[Paragraph, ...]:
    """The paragraphs of one document in reading order, those behind position `after`, at most `size`."""
    rows = connection.execute(
        select(paragraphs, documents.c.veiled)
        .join(documents, documents.c.id == paragraphs.c.document_id)
        .where(readable(audiences), paragraphs.c.document_id == document_id, paragraphs.c.position > after)
        .order_by(paragraphs.c.position)
        .limit(size)
    ).all()
    found = tuple(paragraph(row) for row in rows)
    if not rows or not rows[0].veiled or audiences is EVERYONE:
        return found
    opening = veil.openings(connection, [document_id], audiences)[document_id]
    return tuple(map(opening.paragraph, found))


def load_all_paragraphs(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, tuple[Paragraph, ...]]:
    """The paragraphs of several documents, whoever may read them, without what is restricted."""
    rows = connection.execute(
        select(paragraphs)
        .where(paragraphs.c.document_id.in_(ids))
        .order_by(paragraphs.c.document_id, paragraphs.c.position)
    )
    found: dict[DocumentId, list[Paragraph]] = {document: [] for document in ids}
    for row in rows:
        found[DocumentId(row.document_id)].append(paragraph(row))
    return {document: tuple(group) for document, group in found.items()}


def load_whole(connection: Connection, document_id: DocumentId) -> tuple[Document, tuple[Paragraph, ...]]:
    """A document with all that is restricted in it, which must be there: for the index, whose rows carry their audience
    themselves, and for who decides what stays restricted."""
    known = veil.of(connection, [document_id]).get(document_id, ())
    access = connection.execute(select(documents.c.access).where(documents.c.id == document_id)).scalar_one()
    every = {Audience(access), *(one.audience for one in known)}
    return load_many(connection, [document_id], every)[document_id], load_paragraphs(connection, document_id, every)


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
    groups = {table.name: _hung(connection, table, ids) for table in _HUNG}
    found = {
        DocumentId(row.id): as_document(row, {name: group.get(row.id, []) for name, group in groups.items()})
        for row in rows
    }
    veiled = [DocumentId(row.id) for row in rows if row.veiled]
    if veiled:
        allowed = () if audiences is EVERYONE else audiences
        for document, opening in veil.openings(connection, veiled, allowed).items():
            found[document] = _opened(rows, groups, document, opening)
    for case in _of_hidden_reports(connection, [row.id for row in rows if row.key.startswith(CASE)], audiences):
        found[case] = replace(found[case], facts=_without_report(case, found[case].facts))
    return found


def _opened(
    rows: Sequence[Row[Any]], groups: Mapping[str, Mapping[str, Sequence[Any]]], id_: DocumentId, opening: veil.Opening
) -> Document:
    """A document of which something is restricted, as far as its reader is let through."""
    row = next(row for row in rows if row.id == id_)
    hung = {name: opening.sealed.completed(name, group.get(id_, ())) for name, group in groups.items()}
    whole = as_document(SimpleNamespace(**{**row._mapping, **opening.sealed.column_values()}), hung)
    shown = opening.veil(whole.facts).document(whole) if opening.shown and opening.hidden else whole
    return replace(shown, restrictions=opening.shown, withheld=withheld(opening.hidden))


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
