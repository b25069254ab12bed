"""After a document was read again, or its orders were corrected: which order each measure means now, and where the
passages stand that took an intervention up. What is not found is marked for a person to look at, and never dropped."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.tracking.tie import find, find_paragraph, marks
from caselaw.store.document_rows import order
from caselaw.store.tables import intervention_passages, interventions, measures, orders, paragraphs


def follow(connection: Connection, document: DocumentId) -> None:
    """Tie measures and interventions anew to a document, whose tables hold all of it."""
    _measures(connection, document)
    _passages(connection, document)


def _measures(connection: Connection, document: DocumentId) -> None:
    rows = connection.execute(select(measures).where(measures.c.document_id == document)).all()
    tied = [row for row in rows if row.marks]
    if not tied:
        return
    read = select(orders).where(orders.c.document_id == document).order_by(orders.c.position)
    there = [order(row) for row in connection.execute(read)]
    for row in tied:
        found = find(row.paragraph, row.number, row.marks, there)
        values = (
            {"lost": True}
            if found is None
            else {"lost": False, "paragraph": found.paragraph, "number": found.number, "marks": list(marks(found.text))}
        )
        connection.execute(update(measures).where(measures.c.id == row.id).values(**values))


def _passages(connection: Connection, document: DocumentId) -> None:
    rows = connection.execute(
        select(intervention_passages)
        .join(interventions, interventions.c.id == intervention_passages.c.intervention_id)
        .where(interventions.c.document_id == document)
    ).all()
    if not rows:
        return
    read = select(paragraphs.c.anchor, paragraphs.c.text).where(paragraphs.c.document_id == document)
    texts = [(row.anchor, row.text) for row in connection.execute(read)]
    by_anchor = dict(texts)
    for row in rows:
        anchor = find_paragraph(row.anchor, row.marks, texts)
        this = (intervention_passages.c.intervention_id == row.intervention_id) & (
            intervention_passages.c.position == row.position
        )
        values = (
            {"lost": True}
            if anchor is None
            else {"lost": False, "anchor": anchor, "marks": list(marks(by_anchor[anchor]))}
        )
        connection.execute(update(intervention_passages).where(this).values(**values))
