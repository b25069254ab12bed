"""What could not be read, of every document."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.reading import Unread
from caselaw.domain.problems import Problem
from caselaw.store.tables import documents, problems


def everywhere(connection: Connection) -> Iterator[Unread]:
    """Every problem of every document, the documents added last first; whoever may read them."""
    rows = connection.execute(
        select(problems, documents.c.title, documents.c.source_name)
        .join(documents, documents.c.id == problems.c.document_id)
        .order_by(documents.c.added.desc(), documents.c.id, problems.c.position)
    )
    for row in rows:
        problem = Problem(row.code, row.severity, row.place, row.params)
        yield Unread(DocumentId(row.document_id), row.title, row.source_name, problem)
