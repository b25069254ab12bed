"""Restrictions in the tables, and what they keep apart, put back for whoever may read it.

The tables of documents hold what everybody reads who may read the document: whoever reads them and knows nothing of
restrictions reads no word too much. Only what is asked here adds to that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.veil.document import Veil
from caselaw.domain.veil.restrictions import Field, Name, Passage, Restriction, Span, hidden
from caselaw.store.tables import documents, restrictions, sealed
from caselaw.store.withholding import names as withholding


@dataclass(frozen=True)
class Sealed:
    """What is kept apart of a document: by table, by place, whole rows, and those of them that stand nowhere else."""

    rows: Mapping[str, Mapping[int, Mapping[str, Any]]] = field(default_factory=dict)
    removed: Mapping[str, Collection[int]] = field(default_factory=dict)

    def column_values(self) -> Mapping[str, Any]:
        """The columns of the document's own row."""
        return self.rows.get("documents", {}).get(0, {})

    def completed(self, table: str, rows: Iterable[Any]) -> list[Any]:
        """The rows of a table that hangs on the document, in full and in order; each has attributes as a row has."""
        whole = self.rows.get(table, {})
        there = [
            SimpleNamespace(**{**row._mapping, **whole[row.position]}) if row.position in whole else row for row in rows
        ]
        missing = [SimpleNamespace(**whole[place]) for place in self.removed.get(table, ())]
        return sorted([*there, *missing], key=lambda row: row.position)

    def texts(self) -> dict[str, str]:
        """The paragraphs with hidden words, in full, by anchor."""
        return {row["anchor"]: row["text"] for row in self.rows.get("paragraphs", {}).values()}


NOTHING_SEALED = Sealed()


@dataclass(frozen=True)
class Opening:
    """What a reader of a document is let through to, and what stays hidden from her."""

    shown: tuple[Restriction, ...]
    hidden: tuple[Restriction, ...]
    sealed: Sealed

    def paragraph(self, shown: Paragraph) -> Paragraph:
        """A paragraph as it lies in its table, as this reader reads it."""
        whole = self.sealed.rows.get("paragraphs", {}).get(shown.position)
        if whole is None:
            return shown
        return self.veil().paragraph(_with_text(shown, whole["text"]))

    def veil(self, facts: Any = None) -> Veil:
        """What hides the rest; `facts` in full, where facts are to be veiled."""
        return Veil(self.hidden, self.sealed.texts(), facts)


def of(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, tuple[Restriction, ...]]:
    """The restrictions of these documents, with the names that are withheld in their works; one that has none is not
    there."""
    found: dict[DocumentId, list[Restriction]] = {}
    rows = connection.execute(
        select(restrictions)
        .where(restrictions.c.document_id.in_(ids))
        .order_by(restrictions.c.document_id, restrictions.c.position)
    )
    for row in rows:
        found.setdefault(DocumentId(row.document_id), []).append(_restriction(row))
    for document, names in withholding.restrictions_of(connection, ids).items():
        found.setdefault(document, []).extend(names)
    return {document: tuple(some) for document, some in found.items()}


def put(connection: Connection, document: DocumentId, wanted: Collection[Restriction]) -> None:
    """Give the document exactly these restrictions; its content is sealed by `caselaw.store.withholding.sealing`. Names
    hang on the work, and stay as they are."""
    connection.execute(delete(restrictions).where(restrictions.c.document_id == document))
    own = dict.fromkeys(one for one in wanted if not isinstance(one.target, Name))
    rows = [{"document_id": document, "position": at, **_row(one)} for at, one in enumerate(own)]
    if rows:
        connection.execute(insert(restrictions), rows)


def sealed_of(connection: Connection, ids: Collection[DocumentId]) -> dict[DocumentId, Sealed]:
    """What is kept apart of these documents."""
    rows: dict[DocumentId, dict[str, dict[int, Mapping[str, Any]]]] = {}
    gone: dict[DocumentId, dict[str, list[int]]] = {}
    for row in connection.execute(select(sealed).where(sealed.c.document_id.in_(ids))):
        document = DocumentId(row.document_id)
        rows.setdefault(document, {}).setdefault(row.relation, {})[row.place] = row.payload
        if row.removed:
            gone.setdefault(document, {}).setdefault(row.relation, []).append(row.place)
    return {document: Sealed(some, gone.get(document, {})) for document, some in rows.items()}


def openings(
    connection: Connection, veiled: Collection[DocumentId], audiences: Collection[Audience]
) -> dict[DocumentId, Opening]:
    """For each of these documents, of which something is restricted, what these audiences are let through to. What is
    sealed is read only of those where it is something."""
    if not veiled:
        return {}
    every = of(connection, veiled)
    closed = {document: hidden(every.get(document, ()), audiences) for document in veiled}
    some = [document for document in veiled if len(closed[document]) < len(every.get(document, ()))]
    kept = sealed_of(connection, some) if some else {}
    return {
        document: Opening(
            tuple(one for one in every.get(document, ()) if one not in closed[document]),
            closed[document],
            kept.get(document, NOTHING_SEALED),
        )
        for document in veiled
    }


def veiled_among(connection: Connection, ids: Collection[DocumentId]) -> list[DocumentId]:
    """Those of the documents of which something is restricted."""
    asked = select(documents.c.id).where(documents.c.id.in_(ids), documents.c.veiled)
    return [DocumentId(one) for one in connection.execute(asked).scalars()]


def _with_text(paragraph: Paragraph, text: str) -> Paragraph:
    return Paragraph(**{**vars(paragraph), "text": text})


def _restriction(row: Row[Any]) -> Restriction:
    if row.field is not None:
        target: Field | Passage = Field(row.field)
    elif row.starts is None:
        target = Passage(row.anchor)
    else:
        target = Passage(row.anchor, Span(row.starts, row.ends, row.mark))
    return Restriction(target, Audience(row.audience), row.origin, row.unsure)


def _row(one: Restriction) -> dict[str, Any]:
    target = one.target
    span = target.span if isinstance(target, Passage) else None
    return {
        "audience": one.audience,
        "field": target.name if isinstance(target, Field) else None,
        "anchor": target.anchor if isinstance(target, Passage) else None,
        "starts": span.start if span else None,
        "ends": span.end if span else None,
        "mark": span.mark if span else None,
        "origin": one.origin,
        "unsure": one.unsure,
    }
