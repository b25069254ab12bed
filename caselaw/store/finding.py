"""What a page of search hits reads: the few columns it shows of each document, and the paragraphs found.

The statements are made once. A page of hits is the most frequent thing this database is asked for, and making a
statement takes longer than running it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, TextualSelect, bindparam, func, select, text

from caselaw.domain.audience import Audience
from caselaw.domain.document import Document
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.store.documents import load_many
from caselaw.store.tables import citation_counts, documents, paragraphs
from caselaw.store.withholding import veil

_STEP = 8


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


# In the order of the fields of `Headed`; then whether something of the document is restricted.
_SHOWN = (
    documents.c.id, documents.c.language, documents.c.access, documents.c.kind, documents.c.title, documents.c.headline,
    documents.c.court, documents.c.country, documents.c.decided, func.coalesce(citation_counts.c.cited, 0),
    documents.c.veiled,
)  # fmt: skip
_COUNTED = documents.outerjoin(
    citation_counts,
    (citation_counts.c.document_id == documents.c.id) & (citation_counts.c.audience == documents.c.access),
)
_HEADED = (
    select(*_SHOWN)
    .select_from(_COUNTED)
    .where(
        documents.c.id.in_(bindparam("ids", expanding=True)),
        # joined to nothing, so that SQLite takes these few, and not by an index all that the public may read
        documents.c.access.concat("").in_(bindparam("audiences", expanding=True)),
    )
)
_READ = tuple(paragraphs.c[each.name] for each in fields(Paragraph))


@cache
def _anchored(pairs: int, audiences: int) -> TextualSelect:
    """The statement for so many pairs of document and anchor: as a table of their own they are found one by one by the
    index, which a list of pairs is not (seven times slower on SQLite)."""
    asked = ", ".join(f"(:d{number}, :a{number})" for number in range(pairs))
    readable = ", ".join(f":r{number}" for number in range(audiences))
    columns = ", ".join((*(f"p.{column.name}" for column in _READ), "documents.veiled"))
    return text(
        f"WITH asked (d, a) AS (VALUES {asked}) SELECT p.document_id, {columns} FROM asked "  # noqa: S608 - names and numbers of ours
        f"JOIN paragraphs AS p ON p.document_id = asked.d AND p.anchor = asked.a "
        f"JOIN documents ON documents.id = p.document_id WHERE documents.access IN ({readable})"
    ).columns(paragraphs.c.document_id, *_READ, documents.c.veiled)


def headed(
    connection: Connection, ids: Collection[DocumentId], audiences: Collection[Audience]
) -> dict[DocumentId, Headed]:
    """The documents among `ids` that these audiences may read, by id; the others are simply not there."""
    asked = {"ids": list(ids), "audiences": list(audiences)}
    rows: Sequence[Sequence[Any]] = connection.execute(_HEADED, asked).all()
    found = {row[0]: Headed(*row[:-1]) for row in rows}
    if veiled := [row[0] for row in rows if row[-1]]:
        for whole in load_many(connection, veiled, audiences).values():
            found[whole.id] = _as_read(found[whole.id], whole)
    return found


def found_paragraphs(
    connection: Connection, anchors: Mapping[DocumentId, Collection[str]], audiences: Collection[Audience]
) -> dict[DocumentId, dict[str, Paragraph]]:
    """The paragraphs of these documents under these anchors, by document and anchor, where the audiences may read
    them. A document or anchor that is gone, or not for them, is not there."""
    pairs = sorted({(document, anchor) for document, some in anchors.items() for anchor in some})
    found: dict[DocumentId, dict[str, Paragraph]] = {}
    if not pairs or not audiences:
        return found
    pairs += [pairs[-1]] * (-len(pairs) % _STEP)  # so that few statements are made; a row found twice is the same
    asked = {name: value for n, pair in enumerate(pairs) for name, value in zip((f"d{n}", f"a{n}"), pair, strict=True)}
    asked |= {f"r{number}": audience for number, audience in enumerate(audiences)}
    veiled: set[DocumentId] = set()
    for id_, *values, is_veiled in connection.execute(_anchored(len(pairs), len(audiences)), asked).all():
        read = Paragraph(*values)
        found.setdefault(id_, {})[read.anchor] = read
        if is_veiled:
            veiled.add(id_)
    for document, opening in veil.openings(connection, veiled, audiences).items():
        found[document] = {anchor: opening.paragraph(read) for anchor, read in found[document].items()}
    return found


def _as_read(shown: Headed, document: Document) -> Headed:
    """The head of a document of which something is restricted, as its reader reads it."""
    facts = document.facts
    return replace(
        shown,
        title=facts.title,
        headline=facts.headline,
        court=facts.court,
        country=facts.country,
        decided=str(facts.decided) if facts.decided else None,
    )
