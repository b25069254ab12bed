"""All that the product knows about a search engine. A plan can only be made for a viewer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.search.plan import SearchPlan

ABOUT = "about"
"""The voice of what people wrote about a decision: its words bring the document up, and it is no paragraph: engines
neither give it as a hit nor let it answer an `InParagraph`."""


@dataclass(frozen=True)
class IndexParagraph:
    """A paragraph as an engine sees it; `ordinal` counts from 0 within the document. `lead` marks what says in short
    what the decision is about (summary, operative part). What is of the voice ABOUT is text beside the decision."""

    anchor: str
    ordinal: int
    language: str
    text: str
    section: str | None = None
    number: str | None = None
    voice: str = "body"
    lead: bool = False


@dataclass(frozen=True)
class IndexDocument:
    """One row: a document as one audience may read it.

    `superseded_by` are the audiences of the same document's richer rows: a viewer who belongs to one of them is served
    that row instead. `revision` is the document's, for the reconciler. `title` holds every name of the document,
    one a line. `date` and `date_last` are the first and last day it may have been decided on, yyyymmdd, `year` a plain
    number, None where unknown. `keywords` are whole values matched as they stand (identifiers, folded). `values` holds
    those of the other fields of `project.FIELDS`, `names` the names by field of `project.NAME_FIELDS`. `cited` counts
    decisions that cite it, `level` is higher for higher bodies, 0 where unknown: both only sort.
    """

    id: DocumentId
    audience: Audience
    revision: int
    language: str
    title: str
    kind: str
    court: str | None = None
    country: str | None = None
    year: int | None = None
    date: int | None = None
    collection: str | None = None
    keywords: tuple[str, ...] = ()
    paragraphs: tuple[IndexParagraph, ...] = ()
    superseded_by: tuple[Audience, ...] = ()
    date_last: int | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cited: int = 0
    level: int = 0


@dataclass(frozen=True)
class ParagraphHit:
    anchor: str
    score: float


@dataclass(frozen=True)
class Hit:
    """A document found, best paragraphs first. The same document never comes twice."""

    id: DocumentId
    score: float
    paragraphs: tuple[ParagraphHit, ...] = ()


@dataclass(frozen=True)
class SearchResult:
    """`total` counts documents exactly; `facets` maps field → value → documents, each without its own filter."""

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rebuilt:
    """`generation` is the new index's name; `refused` maps id → why."""

    generation: str
    documents: int
    refused: Mapping[DocumentId, str]


class SearchIndex(Protocol):
    """Raises `SearchUnavailable` where the engine cannot answer, `IndexBusy` where another process is writing."""

    def search(self, plan: SearchPlan) -> SearchResult: ...
    def put(
        self, rows: Iterable[IndexDocument]
    ) -> Mapping[DocumentId, str]: ...  # replaces all rows of their ids; rows of one id come together
    def drop(self, ids: Collection[DocumentId]) -> None: ...
    def versions(self, ids: Collection[DocumentId] | None = None) -> Mapping[DocumentId, int]: ...  # None: all
    def rebuild(self, rows: Iterable[IndexDocument]) -> Rebuilt: ...  # a new generation, then one swap
    def spellings(
        self, word: str, limit: int = 10
    ) -> list[str]: ...  # exact forms like it, likest and commonest first, of all audiences: ask before showing
    def tokens(self, text: str, language: str) -> list[str]: ...  # for the token tests
    def check(self) -> None: ...  # raises SearchUnavailable with what to do
    def close(self) -> None: ...
