"""Case summaries in the tables: their texts by language, what of them is published, and how each field changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from caselaw.domain.audience import Audience, narrower
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.summary import CaseSummary, Fields, PublishedSummary, SummaryChange, SummaryText
from caselaw.store import jobs
from caselaw.store.insertion import insert_new
from caselaw.store.tables import case_summaries, documents, summary_changes, summary_texts
from caselaw.store.tables.base import now


def of_work(connection: Connection, work_id: str, among: Collection[DocumentId]) -> CaseSummary | None:
    """The summary that hangs on one of these documents of a work, the oldest document first."""
    row = connection.execute(
        select(case_summaries, documents.c.access.label("document_access"))
        .join(documents, documents.c.id == case_summaries.c.document_id)
        .where(documents.c.work_id == work_id, documents.c.id.in_(among))
        .order_by(documents.c.added, documents.c.id)
        .limit(1)
    ).first()
    return None if row is None else _summary(connection, row)


def any_near(connection: Connection, document: DocumentId) -> bool:
    """Some version of the decision has a summary: the quick question before the page of every document."""
    ours, theirs = documents.alias("ours"), documents.alias("theirs")
    found = (
        select(case_summaries.c.document_id)
        .join(theirs, theirs.c.id == case_summaries.c.document_id)
        .join(ours, ours.c.work_id == theirs.c.work_id)
        .where(ours.c.id == document)
        .limit(1)
    )
    return connection.execute(found).first() is not None


def published(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience] | None = None
) -> dict[DocumentId, PublishedSummary]:
    """What is published of the summaries of these documents' decisions, by document: for these audiences, or, where
    None, whoever may read it. Of two summaries of one decision the one on its oldest version is meant."""
    ours, home = documents.alias("ours"), documents.alias("home")
    asked = (
        select(ours.c.id.label("asked"), home.c.work_id, home.c.access.label("home_access"), case_summaries)
        .join(home, home.c.work_id == ours.c.work_id)
        .join(case_summaries, case_summaries.c.document_id == home.c.id)
        .where(ours.c.id.in_(ids))
        .order_by(home.c.added, home.c.id)
    )
    if audiences is not None:
        asked = asked.where(home.c.access.in_(audiences))
    first: dict[DocumentId, Row[Any]] = {}
    for row in connection.execute(asked):
        first.setdefault(DocumentId(row.asked), row)
    homes = {row.document_id for row in first.values()}
    texts = _published_texts(connection, homes) if homes else {}
    found: dict[DocumentId, PublishedSummary] = {}
    for document, row in first.items():
        readers = narrower(Audience(row.home_access), Audience(row.access or row.home_access))
        if readers and (audiences is None or readers in audiences) and texts.get(row.document_id):
            found[document] = PublishedSummary(
                DocumentId(row.document_id), row.work_id, readers, row.source_language, texts[row.document_id]
            )
    return found


def _published_texts(connection: Connection, homes: Collection[str]) -> dict[str, dict[str, Fields]]:
    found: dict[str, dict[str, Fields]] = {}
    for row in connection.execute(select(summary_texts).where(summary_texts.c.document_id.in_(homes))):
        if row.published is not None:
            found.setdefault(row.document_id, {})[row.language] = row.published
    return found


def follow(connection: Connection, works: Collection[str], but: Collection[DocumentId] = ()) -> None:
    """Let the index follow for the versions of these works that have a summary: what is published of it, or for whom,
    is another thing now. `but` are those for which somebody else sees to it."""
    has = select(documents.c.work_id).join(case_summaries, case_summaries.c.document_id == documents.c.id)
    told = connection.execute(has.where(documents.c.work_id.in_(works)).distinct()).scalars().all()
    if not told:
        return
    these = documents.c.work_id.in_(told) & documents.c.id.not_in(but)
    changed = update(documents).where(these).values(revision=documents.c.revision + 1).returning(documents.c.id)
    for document in connection.execute(changed).scalars().all():
        jobs.add(connection, jobs.INDEX, document)


def follow_around(connection: Connection, document: DocumentId) -> None:
    """`follow` for the other versions of the decision that this document is of."""
    of = connection.execute(select(documents.c.work_id).where(documents.c.id == document)).scalars().all()
    follow(connection, of, but=[document])


def begin(connection: Connection, document: DocumentId, language: str) -> None:
    """Begin a summary in this language, where the document has none yet."""
    insert_new(
        connection, case_summaries, {"document_id": document, "source_language": language, "access": None}
    )  # fmt: skip


def restrict(connection: Connection, document: DocumentId, access: Audience | None) -> None:
    """Give the summary to fewer readers than the document has; None: to the same."""
    connection.execute(
        update(case_summaries).where(case_summaries.c.document_id == document).values(access=access)
    )  # fmt: skip


def write(
    connection: Connection, document: DocumentId, before: SummaryText | None, language: str, fields: Fields, *,
    made_from: int | None, by: str,
) -> int:  # fmt: skip
    """Put these fields in the place of those before, as a draft, and remember what changed; the text's new revision."""
    revision = before.revision + 1 if before else 1
    values = {
        "fields": dict(fields), "revision": revision, "made_from": made_from, "reviewed_by": None, "changed_by": by,
        "changed": now(),
    }  # fmt: skip
    if before is None:
        connection.execute(insert(summary_texts).values(document_id=document, language=language, **values))
    else:
        _update(connection, document, language, values)
    old: Mapping[str, str] = before.fields if before else {}
    rows = [
        {
            "id": new_id(), "document_id": document, "language": language, "field": field, "before": old.get(field),
            "after": fields.get(field), "revision": revision, "by": by, "at": values["changed"],
        }
        for field in dict.fromkeys((*old, *fields))
        if old.get(field) != fields.get(field)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(summary_changes), rows)
    return revision


def review(connection: Connection, document: DocumentId, language: str, by: str | None) -> None:
    """Say who reviewed the text as it stands; None: nobody."""
    _update(connection, document, language, {"reviewed_by": by})


def publish(connection: Connection, document: DocumentId, text: SummaryText) -> None:
    """Show readers the text as it stands."""
    values = {"published": dict(text.fields), "published_revision": text.revision}
    _update(connection, document, text.language, values)


def withdraw(connection: Connection, document: DocumentId, language: str) -> None:
    """Show readers this language no more."""
    _update(connection, document, language, {"published": None, "published_revision": None})


def changes(connection: Connection, document: DocumentId, language: str) -> tuple[SummaryChange, ...]:
    """How the text of a language changed, the newest first."""
    of = summary_changes.c
    rows = connection.execute(
        select(summary_changes)
        .where(of.document_id == document, of.language == language)
        .order_by(of.revision.desc(), of.field)
    )
    return tuple(SummaryChange(r.language, r.field, r.before, r.after, r.revision, r.by, r.at) for r in rows)


def _update(connection: Connection, document: DocumentId, language: str, values: Mapping[str, Any]) -> None:
    this = (summary_texts.c.document_id == document) & (summary_texts.c.language == language)
    connection.execute(update(summary_texts).where(this).values(**values))


def _summary(connection: Connection, row: Row[Any]) -> CaseSummary:
    texts = connection.execute(select(summary_texts).where(summary_texts.c.document_id == row.document_id))
    return CaseSummary(
        DocumentId(row.document_id),
        row.source_language,
        Audience(row.access or row.document_access),
        {one.language: _text(one) for one in texts},
    )


def _text(row: Row[Any]) -> SummaryText:
    return SummaryText(
        row.language, row.fields, row.revision, row.changed_by, row.changed, row.made_from, row.reviewed_by,
        row.published, row.published_revision,
    )  # fmt: skip
