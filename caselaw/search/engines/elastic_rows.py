"""How a row becomes what is written to Elasticsearch: pure functions from rows to bulk actions and queries.

A row carries its revision as an external version, so that of two workers the later revision stands, whoever comes last.
Its paragraphs name the row and the revision they belong to: a reader sees all old paragraphs or all new ones, because a
search takes only those that the row points to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import chain
from caselaw.search.engines.elastic_mapping import Json, words
from caselaw.search.port import IndexDocument
from caselaw.search.project import FIELDS, refusal, whole_values

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
    def key(self) -> str:
        """What the paragraphs of this row and revision carry."""
        return f"{self.id}@{self.audience}#{self.revision}"


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
    """Write a row, unless the index has a later revision of it."""
    source: Json = {name: list(values) for name in FIELDS if (values := whole_values(row, name))}
    source |= {
        "id": row.id,
        "audience": row.audience,
        "superseded_by": list(row.superseded_by),
        "revision": row.revision,
        "title": {chain(row.language): [words(name) for name in row.title.split("\n")]},
        "body": _bodies((paragraph.language, paragraph.text) for paragraph in row.paragraphs),
    }
    if row.date is not None:
        source["date"] = row.date
    return {**_address(index, row_id(row.id, row.audience)), **version(row.revision), "_source": source}


def paragraph_actions(row: IndexDocument, index: str) -> Iterator[Json]:
    key = indexed(row).key
    for paragraph in row.paragraphs:
        source = {
            "id": row.id,
            "row": key,
            "revision": row.revision,
            "ordinal": paragraph.ordinal,
            "anchor": paragraph.anchor,
            "language": paragraph.language,
            "body": {chain(paragraph.language): words(paragraph.text)},
        }
        yield {**_address(index, f"{key}/{paragraph.ordinal}"), "_source": source}


def delete_action(row: Indexed, index: str, *, later: int = 0) -> Json:
    """Delete a row, unless the index has a later revision than this one and `later`."""
    found = {"_op_type": "delete", "_index": index, "_id": row_id(row.id, row.audience)}
    return {**found, **version(row.revision + later)}


def outdated_paragraphs(groups: Groups, before: Collection[Indexed]) -> Json | None:
    """The paragraphs that the rows of `groups` leave behind of those that stood `before`; None where nothing did."""
    ids = {row.id for row in before}
    left: list[Json] = []
    for id_ in sorted(ids & groups.keys()):
        rows = groups[id_]
        keys = [indexed(row).key for row in rows]
        older = [{"term": {"id": id_}}, {"range": {"revision": {"lte": max(row.revision for row in rows)}}}]
        left.append({"bool": {"filter": older, "must_not": [{"terms": {"row": keys}}]}})
        for row in rows:
            if indexed(row) in before:  # the same revision once more: it may have fewer paragraphs now
                places = [paragraph.ordinal for paragraph in row.paragraphs]
                same = [{"term": {"row": indexed(row).key}}]
                left.append({"bool": {"filter": same, "must_not": [{"terms": {"ordinal": places}}]}})
    return {"bool": {"should": left, "minimum_should_match": 1}} if left else None


def row_id(id_: str, audience: str) -> str:
    return f"{id_}@{audience}"


def version(revision: int) -> Json:
    return {"version": revision, "version_type": "external_gte"}


def _address(index: str, id_: str) -> Json:
    return {"_op_type": "index", "_index": index, "_id": id_}


def _bodies(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    bodies: dict[str, list[str]] = {}
    for language, text in texts:
        bodies.setdefault(chain(language), []).append(words(text))
    return bodies
