"""What editors said of documents to the robots of other search engines, in and out of its table."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from caselaw.domain.identifiers import DocumentId
from caselaw.store.tables import robot_choices


def choice(connection: Connection, document: DocumentId) -> bool | None:
    """Whether others may list the document, as an editor said; None where nobody has."""
    found = select(robot_choices.c.listed).where(robot_choices.c.document_id == document)
    return connection.execute(found).scalar_one_or_none()


def choose(connection: Connection, document: DocumentId, listed: bool | None) -> None:
    """Keep what an editor says in the place of what was said before; None takes it away."""
    connection.execute(delete(robot_choices).where(robot_choices.c.document_id == document))
    if listed is not None:
        connection.execute(insert(robot_choices).values(document_id=document, listed=listed))
