"""What a page of search hits reads: the few columns it shows of each document, and the paragraphs found.

The statements are made once. A page of hits is the most frequent thing this database is asked for, and making a
statement takes longer than running it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, tuple_

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.store.documents import paragraph
from caselaw.store.tables import citation_counts, documents, paragraphs


@dataclass(frozen=True)
class Headed:
    """A document as a list of hits shows it; `decided` is ISO 8601 of any precision, `cited` how many decisions cite it
    that all may read who may read it."""

    id: DocumentId
    language: str
    access: Audience
    kind: str
    title: str
    headline: str | None = None
    court: str | None = None
    country: str | None = None
    decided: str | None = None
    cited: int = 0


_SHOWN = (
    documents.c.id, documents.c.language, documents.c.access, documents.c.kind, documents.c.title, documents.c.headline,
    documents.c.court, documents.c.country, documents.c.decided, citation_counts.c.cited,
)  # fmt: skip
_COUNTED = documents.outerjoin(
    citation_counts,
    (citation_counts.c.document_id == documents.c.id) & (citation_counts.c.audience == documents.c.access),
)
_READABLE = documents.c.access.in_(bindparam("audiences", expanding=True))
_HEADED = select(*_SHOWN).select_from(_COUNTED).where(documents.c.id.in_(bindparam("ids", expanding=True)), _READABLE)
# SQLite finds rows by an index for each list, not for a list of pairs: the pairs only choose among what the lists find.
_ANCHORED = (
    select(paragraphs)
    .join(documents, documents.c.id == paragraphs.c.document_id)
    .where(
        paragraphs.c.document_id.in_(bindparam("ids", expanding=True)),
        paragraphs.c.anchor.in_(bindparam("anchors", expanding=True)),
        tuple_(paragraphs.c.document_id, paragraphs.c.anchor).in_(bindparam("pairs", expanding=True)),
        _READABLE,
    )
)


def headed(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience]
) -> dict[DocumentId, Headed]:
    """The documents among `ids` that these audiences may read, by id; the others are simply not there."""
    rows = connection.execute(_HEADED, {"ids": list(ids), "audiences": list(audiences)})
    return {
        DocumentId(row.id): Headed(
            id=DocumentId(row.id),
            language=row.language,
            access=Audience(row.access),
            kind=row.kind,
            title=row.title,
            headline=row.headline,
            court=row.court,
            country=row.country,
            decided=row.decided,
            cited=row.cited or 0,
        )
        for row in rows
    }


def found_paragraphs(
    connection: Connection, anchors: Mapping[DocumentId, Collection[str]], audiences: Collection[Audience]
) -> dict[DocumentId, dict[str, Paragraph]]:
    """The paragraphs of these documents under these anchors, by document and anchor, where the audiences may read
    them. A document or anchor that is gone, or not for them, is not there."""
    asked = {
        "ids": list(anchors),
        "anchors": list({anchor for some in anchors.values() for anchor in some}),
        "pairs": [(document, anchor) for document, some in anchors.items() for anchor in some],
        "audiences": list(audiences),
    }
    found: dict[DocumentId, dict[str, Paragraph]] = {}
    for row in connection.execute(_ANCHORED, asked):
        found.setdefault(DocumentId(row.document_id), {})[row.anchor] = paragraph(row)
    return found
