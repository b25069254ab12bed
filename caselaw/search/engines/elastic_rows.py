"""How a row becomes what is written to Elasticsearch: pure functions from rows to bulk actions.

A row is written with its paragraphs in one step, and carries its revision as an external version, so that of two
workers the later revision stands, whoever comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import chain
from caselaw.search.engines.elastic_mapping import PARAGRAPHS, Json, words
from caselaw.search.port import IndexDocument, IndexParagraph
from caselaw.search.project import FIELDS, NAME_FIELDS, refusal, whole_values

_MOST_ROWS = 200  # written in one go
_MOST_LETTERS = 20_000_000

Groups = Mapping[DocumentId, tuple[IndexDocument, ...]]


@dataclass(frozen=True)
class Indexed:
    """A row as the index has it."""

    id: DocumentId
    audience: str
    revision: int

    @classmethod
    def of(cls, hit: Mapping[str, Any]) -> Indexed:
        fields = hit["fields"]
        return cls(DocumentId(fields["id"][0]), fields["audience"][0], int(fields["revision"][0]))

    @property
    def address(self) -> str:
        return row_id(self.id, self.audience)


def indexed(row: IndexDocument) -> Indexed:
    return Indexed(row.id, row.audience, row.revision)


def portions(rows: Iterable[IndexDocument]) -> Iterator[list[IndexDocument]]:
    """Rows a few at a time, never cutting between two of one document."""
    portion: list[IndexDocument] = []
    letters = 0
    for row in rows:
        if (len(portion) >= _MOST_ROWS or letters >= _MOST_LETTERS) and row.id != portion[-1].id:
            yield portion
            portion, letters = [], 0
        portion.append(row)
        letters += sum(len(paragraph.text) for paragraph in row.paragraphs)
    if portion:
        yield portion


def grouped(rows: Iterable[IndexDocument]) -> tuple[Groups, dict[DocumentId, str]]:
    """Rows by their id, of two for one audience the later; and the ids refused whole because of one row, with why."""
    groups: dict[DocumentId, dict[str, IndexDocument]] = {}
    refused: dict[DocumentId, str] = {}
    for row in rows:
        groups.setdefault(row.id, {})[row.audience] = row
        if why := refusal(row):
            refused[row.id] = why
    return {id_: tuple(group.values()) for id_, group in groups.items() if id_ not in refused}, refused


def row_action(row: IndexDocument, index: str) -> Json:
    """Write a row with its paragraphs, unless the index has a later revision of it."""
    source: Json = {name: list(values) for name in FIELDS if (values := whole_values(row, name))}
    paragraphs = sorted(row.paragraphs, key=lambda paragraph: paragraph.ordinal)
    source |= {
        "id": row.id,
        "audience": row.audience,
        "superseded_by": list(row.superseded_by),
        "revision": row.revision,
        "names": {field: [words(name) for name in row.names.get(field, ())] for field in NAME_FIELDS},
        "title": {chain(row.language): [words(name) for name in row.title.split("\n")]},
        "cited": row.cited,
        "rank": row.level,
        "lead": _leads(paragraphs),
        PARAGRAPHS: [_paragraph(paragraph) for paragraph in paragraphs],
    }
    if row.date is not None:
        source |= {"date": row.date, "date_last": row.date if row.date_last is None else row.date_last}
    return {
        "_op_type": "index",
        "_index": index,
        "_id": row_id(row.id, row.audience),
        **version(row.revision),
        "_source": source,
    }


def delete_action(row: Indexed, index: str, *, later: int = 0) -> Json:
    """Delete a row, unless the index has a later revision than this one and `later`."""
    found = {"_op_type": "delete", "_index": index, "_id": row.address}
    return {**found, **version(row.revision + later)}


def row_id(id_: str, audience: str) -> str:
    return f"{id_}@{audience}"


def version(revision: int) -> Json:
    return {"version": revision, "version_type": "external_gte"}


def _paragraph(paragraph: IndexParagraph) -> Json:
    return {
        "anchor": paragraph.anchor,
        "ordinal": paragraph.ordinal,
        "section": paragraph.section,
        "number": paragraph.number,
        "voice": paragraph.voice,
        "body": {chain(paragraph.language): words(paragraph.text)},
    }


def _leads(paragraphs: Iterable[IndexParagraph]) -> dict[str, list[str]]:
    leads: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        if paragraph.lead:
            leads.setdefault(chain(paragraph.language), []).append(words(paragraph.text))
    return leads
