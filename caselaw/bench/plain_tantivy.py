"""Bare tantivy with its own tokenizer and stemmers, filling the two indexes and the fields that ours has: what our
analysis in Python is measured against when an index is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from caselaw.search.analysis import chain
from caselaw.search.port import IndexDocument
from caselaw.search.project import FIELDS, whole_values

_STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "ar": "arabic", "pt": "portuguese"}
_HEAP = 64_000_000  # bytes, and one thread, as ours


def fill(folder: Path, rows: Iterable[IndexDocument]) -> int:
    """Index these rows in `folder`; how many paragraphs they had."""
    documents, paragraphs = (_index(folder, name, indexed) for name, indexed in _SCHEMAS.items())
    of_documents, of_paragraphs = documents.writer(_HEAP, 1), paragraphs.writer(_HEAP, 1)
    count = 0
    for number, row in enumerate(rows):
        for place, each in enumerate(row.paragraphs):
            count += 1
            fields = {"row": number, "place": place, "id": row.id, _stems(each.language): each.text, "exact": each.text}
            of_paragraphs.add_document(tantivy.Document.from_dict(fields, paragraphs.schema))
        of_documents.add_document(tantivy.Document.from_dict(_document(number, row), documents.schema))
    for writer in (of_paragraphs, of_documents):
        writer.commit()
        writer.wait_merging_threads()
    return count


def _document(number: int, row: IndexDocument) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for each in row.paragraphs:
        texts.setdefault(_stems(each.language), []).append(each.text)
    fields: dict[str, Any] = {name: list(values) for name in FIELDS if (values := whole_values(row, name))}
    order = f"{row.date or 0:08d}{row.id}"
    return fields | {language: "\n".join(some) for language, some in texts.items()} | {
        "row": number, "revision": row.revision, "id": row.id, "audience": row.audience,
        "exact": "\n".join(each.text for each in row.paragraphs), "title_exact": row.title, "title_stems": row.title,
        **dict.fromkeys(_ORDERS, order), "anchors": "\n".join(each.anchor for each in row.paragraphs).encode(),
    }  # fmt: skip


_ORDERS = ("by_newest", "by_oldest", "by_level", "by_cited")


def _stems(language: str) -> str:
    return f"stems_{chain(language)}"


def _of_documents(builder: tantivy.SchemaBuilder) -> None:
    builder.add_unsigned_field("revision", fast=True)
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    for name in (*FIELDS, *_ORDERS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="plain", index_option="basic")
    builder.add_text_field("title_exact", tokenizer_name="plain", index_option="position")
    builder.add_text_field("title_stems", tokenizer_name="stems_en", index_option="freq")
    builder.add_bytes_field("anchors", stored=True)


def _of_paragraphs(builder: tantivy.SchemaBuilder) -> None:
    builder.add_unsigned_field("place", fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="plain", index_option="position")


_SCHEMAS: Mapping[str, Any] = {"documents": _of_documents, "paragraphs": _of_paragraphs}


def _index(folder: Path, name: str, fields: Any) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for code in (*_STEMMERS, "und"):
        builder.add_text_field(f"stems_{code}", tokenizer_name=f"stems_{code}", index_option="freq")
    fields(builder)
    (folder / name).mkdir(parents=True)
    index = tantivy.Index(builder.build(), str(folder / name))
    index.register_tokenizer("plain", _analyzer(None))
    for code in (*_STEMMERS, "und"):
        index.register_tokenizer(f"stems_{code}", _analyzer(_STEMMERS.get(code)))
    return index


def _analyzer(stemmer: str | None) -> tantivy.TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return (builder.filter(Filter.stemmer(stemmer)) if stemmer else builder).build()
