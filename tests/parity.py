"""The small library and the 300 questions that every engine must answer alike (`tests/samples/parity`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from caselaw.access.viewer import ANYONE
from caselaw.domain.audience import PUBLIC
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import SearchQuery
from caselaw.search.plan import SearchPlan
from caselaw.search.port import IndexDocument, IndexParagraph
from caselaw.search.query import free, parse
from caselaw.search.understand import plan

_FOLDER = Path(__file__).parent / "samples" / "parity"
_EVERYTHING = 100


@dataclass(frozen=True)
class Question:
    """`exact`: exact words, patterns and fields; `stemmed`: words in any form; `ranked`: free text."""

    kind: Literal["exact", "stemmed", "ranked"]
    reader: str
    text: str

    def plan(self) -> SearchPlan:
        """What the service would ask of the index for anyone, with all that is found."""
        query = SearchQuery(self.text, reader=self.reader, like=self.kind == "ranked")
        node = free(query.text) if query.like else parse(query.text)
        return replace(plan(query, node, viewer=ANYONE, section=None), size=_EVERYTHING)


def questions() -> list[Question]:
    lines = (_FOLDER / "queries.tsv").read_text(encoding="utf-8").splitlines()
    return [Question(*line.split("\t")) for line in lines]  # type: ignore[arg-type]


def library() -> Iterator[IndexDocument]:
    for line in (_FOLDER / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        facts: dict[str, Any] = json.loads(line)
        paragraphs = tuple(
            IndexParagraph(f"p-{at + 1}", at, **paragraph) for at, paragraph in enumerate(facts.pop("paragraphs"))
        )
        many: dict[str, Any] = {
            name: {field: tuple(given) for field, given in facts.pop(name).items()} for name in ("names", "values")
        }
        id_ = DocumentId(facts.pop("id"))
        yield IndexDocument(id=id_, audience=PUBLIC, revision=1, paragraphs=paragraphs, **many, **facts)
