"""The two tantivy indexes of a generation: their fields, and how a row fills them.

Documents rank, count and carry the facets; paragraphs answer which passages say it, and phrases. Text goes in as our
own words joined by spaces (`caselaw.search.analysis`), so that every engine agrees on what a word is. Stems have
no positions; only the exact words of paragraphs and names do. The text itself is not stored: it is in the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any

import tantivy

from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import chain, exact, stems_of
from caselaw.search.plan import WIDEST
from caselaw.search.port import IndexDocument, IndexParagraph
from caselaw.search.project import FIELDS, NAME_FIELDS, whole_values

FORMAT = "6"
"""Grows when the fields below change: an index of another format is not searched but built anew."""

SORTS = ("newest", "oldest", "level", "cited")

_LAST = 99_999_999  # after every date and count, whichever way they are sorted
_REMEMBERED, _LONGEST_RUN = 100_000, 60  # runs of characters kept in each memory, and the characters of the longest
_APART = f" {'¶ ' * (WIDEST + 1)}"  # between two names of a document, so that no phrase or nearness goes across


@cache
def document_schema() -> tantivy.Schema:
    """The fields of a row as a whole."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_unsigned_field("revision", fast=True)
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("audience", "superseded_by"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FIELDS, *map(order, SORTS)):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("first", "last"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("stems", "title_stems", "lead_stems"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("exact", *map(names_of, NAME_FIELDS)):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("title_exact", tokenizer_name="whitespace", index_option="position")
    builder.add_bytes_field("anchors", stored=True)
    return builder.build()


@cache
def paragraph_schema() -> tantivy.Schema:
    """The fields of one paragraph; `row` and `place` lead back to its row and its place there."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_unsigned_field("place", fast=True)
    for name in ("id", "section", "number", "voice"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
    return builder.build()


def order(sort: str) -> str:
    """The field by which documents are put in the order of one of SORTS."""
    return f"by_{sort}"


def names_of(field: str) -> str:
    """The field that holds the words of the names of one of NAME_FIELDS."""
    return f"named_{field}"


def row_number(row: IndexDocument) -> int:
    """The number by which paragraphs know their row: 64 bits of its id and audience."""
    digest = hashlib.blake2b(f"{row.id}\n{row.audience}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def built(row: IndexDocument) -> tuple[tantivy.Document, list[tantivy.Document]]:
    """The row as a tantivy document and its paragraphs; raises `ValueError` for what the schema does not take."""
    number = row_number(row)
    ordered = sorted(row.paragraphs, key=lambda paragraph: paragraph.ordinal)
    said = [streams(paragraph.text, paragraph.language) for paragraph in ordered]
    paragraphs = [
        tantivy.Document.from_dict(
            {"row": number, "place": place, "id": row.id, "stems": stems, "exact": words} | _standing(paragraph),
            paragraph_schema(),
        )
        for place, (paragraph, (stems, words)) in enumerate(zip(ordered, said, strict=True))
    ]
    names = [streams(name, row.language) for name in row.title.split("\n")]
    fields = _facts(row) | {
        "row": number,
        "anchors": json.dumps([paragraph.anchor for paragraph in ordered]).encode(),
        "stems": " ".join(stems for stems, _ in said),
        "exact": " ".join(words for _, words in said),
        "lead_stems": " ".join(stems for paragraph, (stems, _) in zip(ordered, said, strict=True) if paragraph.lead),
        "title_stems": " ".join(stems for stems, _ in names),
        "title_exact": _APART.join(words for _, words in names),
    }
    return tantivy.Document.from_dict(fields, document_schema()), paragraphs


def marked(stem: str, language: str) -> str:
    """A stem as it is indexed: with its chain, in one field for all. A field for each would take the length of a text
    for its length in that language, on average over documents that have none, and rank the rarer languages badly."""
    return f"{chain(language)}:{stem}"


def anchors(stored: bytes) -> list[str]:
    """The anchors of a document, by the place of their paragraphs."""
    return [str(anchor) for anchor in json.loads(stored)]


def grouped(rows: Iterable[IndexDocument]) -> Iterator[tuple[DocumentId, list[IndexDocument]]]:
    """The rows of each document, which come one after another; of two for one audience the later stands."""
    for id_, group in groupby(rows, key=lambda row: row.id):
        yield id_, list({row.audience: row for row in group}.values())


def portions(rows: Iterable[IndexDocument], size: int = 20_000) -> Iterator[Mapping[DocumentId, list[IndexDocument]]]:
    """Documents by their id, about as many at a time as have `size` paragraphs together."""
    portion: dict[DocumentId, list[IndexDocument]] = {}
    held = 0
    for id_, group in grouped(rows):
        portion[id_] = group
        held += sum(len(row.paragraphs) for row in group)
        if held >= size:
            yield portion
            portion, held = {}, 0
    if portion:
        yield portion


def streams(text: str, language: str) -> tuple[str, str]:
    """The marked stems and the exact words of a text, each joined by spaces."""
    runs = text.split()
    stems, words = _stems_of_runs(chain(language)), _words_of_runs()
    return " ".join(filter(None, map(stems.__getitem__, runs))), " ".join(filter(None, map(words.__getitem__, runs)))


class _Runs(dict[str, str]):
    """What is indexed of each run of characters between spaces: most of a collection is some ten thousand of them."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, run: str) -> str:
        made = self._make(run)
        if len(run) <= _LONGEST_RUN:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[run] = made
        return made


@cache
def _words_of_runs() -> _Runs:
    return _Runs(lambda run: " ".join(exact(run)))


@cache
def _stems_of_runs(language: str) -> _Runs:
    def marked_stems(run: str) -> str:
        return " ".join(marked(stem, language) for stem in stems_of(exact(run), language) if stem)

    return _Runs(marked_stems)


def _standing(paragraph: IndexParagraph) -> dict[str, str]:
    known = {"section": paragraph.section, "number": paragraph.number, "voice": paragraph.voice}
    return {name: value for name, value in known.items() if value}


def _facts(row: IndexDocument) -> dict[str, Any]:
    fields: dict[str, Any] = {name: list(values) for name in FIELDS if (values := whole_values(row, name))}
    fields |= {names_of(field): " ".join(exact("\n".join(names))) for field, names in row.names.items() if names}
    fields |= {"id": row.id, "audience": row.audience, "revision": row.revision}
    newest = oldest = f"{_LAST}{_LAST}"
    if row.date is not None:
        first, last = row.date, row.date if row.date_last is None else row.date_last
        fields |= {"first": first, "last": last}
        newest, oldest = f"{_LAST - first:08d}{last:08d}", f"{last:08d}{_LAST - first:08d}"
    fields |= {
        order("newest"): newest + row.id,
        order("oldest"): oldest + row.id,
        order("level"): f"{_LAST - row.level:08d}{newest}{row.id}",
        order("cited"): f"{_LAST - row.cited:08d}{newest}{row.id}",
    }
    if row.superseded_by:
        fields["superseded_by"] = list(row.superseded_by)
    return fields
