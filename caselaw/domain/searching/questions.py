"""What is asked and what is answered, free of any engine: the value at each end of a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Voice
from caselaw.domain.text import Direction

Section = Literal["own", "other"]
Sort = Literal["relevance", "newest", "oldest", "level", "cited"]
Mode = Literal["hybrid", "lexical", "semantic"]
"""By words and meaning, by words alone, by meaning alone."""
MODES: tuple[Mode, ...] = ("hybrid", "lexical", "semantic")
FACETS = ("language", "region", "country", "court", "level", "kind", "year", "right", "outcome")
"""The fields whose values are counted with every search; those that others lie under stand before these."""
FURTHER_FACETS = (
    "theme", "doctrine", "group", "remedy", "stage", "binding", "respondent", "place", "extraterritorial", "conflict",
    "industry", "mechanism", "objective", "condition", "company", "article", "working_group", "month", "coded",
    "capture",
)  # fmt: skip
"""The fields whose values are counted for who asks for them, and where one of their values was chosen: each costs every
search a millisecond at some thousand documents found, names twenty."""
FILTERS = (*FACETS, *FURTHER_FACETS, "collection")
TOGETHER = frozenset({"group"})
"""The fields of which a document must have every value chosen, not any: women *and* migrants, who are both at once.
Their counts say what is left with one value more."""
SECTIONS: tuple[Section, Section] = ("own", "other")
GLOSSARY = "glossary"
LEXICON = "lexicon"
ENCODER = "encoder"
SOURCES = (GLOSSARY, LEXICON, ENCODER)
"""What finds more than the words that were typed: other names of a concept, learned words, texts that mean the like."""
PAGE_SIZE = 10
MAX_PAGE_SIZE = 100
PARAGRAPHS = 3
"""Hits of one document that are shown unless more are asked for."""
FURTHEST_PARAGRAPH = 10_000
"""Of the hits of one document, those before the first that is given."""
MAX_QUERY = 2000
"""Code points of a query that are read."""
MAX_TEXT = 20_000
"""Code points of a text of which the like is looked for."""
MAX_VALUES = 50
"""Values of one filter."""


@dataclass(frozen=True)
class SearchQuery:
    """A search as asked for.

    `text` is in our own query language; `reader` the language of the person (labels, and which section is "own");
    `filters` maps a field of FILTERS to the values wanted, any of which will do (of TOGETHER all are wanted; of `year`
    a value may also be from and to, `2000..2010`, `2000..`, `..2010`); `cursors` holds the place to go on
    from in each section, as given by the last answer. `size` is documents a section and page. With `like` the text is
    free text: documents like it are wanted, and nothing in it is a sign of the query language. `without` are the
    sources of SOURCES that add no words of their own, `dropped` the concepts whose other names are not looked for, and,
    as `lexicon:WORD`, the words whose learned translations are not. `more` are the facets of which all values are
    wanted. `within` asks for one document alone, of which `paragraphs` hits are given from the `paragraphs_from`-th on.
    """

    text: str = ""
    reader: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    size: int = PAGE_SIZE
    cursors: Mapping[Section, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = SECTIONS
    like: bool = False
    without: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    mode: Mode = "hybrid"
    more: frozenset[str] = frozenset()
    within: DocumentId | None = None
    paragraphs: int = PARAGRAPHS
    paragraphs_from: int = 0


@dataclass(frozen=True)
class FoundParagraph:
    """A paragraph that answers; `highlights` are [start, end) in code points of `text`; `pinpoint` is how it is cited
    in the reader's language, None where it cannot be cited (a summary). `voice` and `section` are those of
    `caselaw.domain.paragraph.Paragraph`: whose words it is, and where in the decision."""

    anchor: str
    number: str | None
    page: int | None
    language: str
    direction: Direction
    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    pinpoint: str | None = None
    why: tuple[str, ...] = ()
    voice: Voice = "body"
    section: str | None = None
    position: int = 0


@dataclass(frozen=True)
class FoundInSummary:
    """A line of the published summary of a decision in which words stand that were looked for: what people wrote about
    the decision, never its own text, and so without anchor or pinpoint."""

    language: str
    direction: Direction
    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class FoundDocument:
    """A document that answers, with the best of its paragraphs; `court` and `country` are names to read in the
    reader's language, `court_id` and `country_code` (alpha-3) what programs hold on to; `date` is ISO 8601 of any
    precision; `score` falls from 1 with the place among all documents of the answer and says nothing else. `meaning`
    marks a document that was found by its meaning alone, and is in no count; `further` says that more of its paragraphs
    answer than are given. `headline` is that of the published summary, where there is one in the reader's language, and
    then in `headline_language`, which is None for the document's own; `summary` is what was found in the summary."""

    id: DocumentId
    title: str
    headline: str | None
    kind: str
    court: str | None
    country: str | None
    language: str
    date: str | None
    access: str
    score: float
    section: Section
    why: tuple[str, ...] = ()
    title_highlights: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[FoundParagraph, ...] = ()
    court_id: str | None = None
    country_code: str | None = None
    meaning: bool = False
    further: bool = False
    headline_language: str | None = None
    summary: FoundInSummary | None = None


@dataclass(frozen=True)
class Kin:
    """A document that is the same decision in `language`."""

    id: DocumentId
    language: str


@dataclass(frozen=True)
class FacetCount:
    """`label` is `value` in the reader's language; `count` documents, this facet's own filter set aside; `parent` the
    broader value of the same facet, or of the one above it (region of a country), where there is one."""

    value: str
    label: str
    count: int
    chosen: bool = False
    parent: str | None = None


@dataclass(frozen=True)
class Expansion:
    """A term added to the query: `term` in `language`, taken `from_` one of SOURCES for the concept `concept`, or for a
    word of the query, written `lexicon:WORD`."""

    term: str
    language: str
    from_: str
    concept: str = ""


@dataclass(frozen=True)
class Instead:
    """Another query that finds something: `query` in our language, `term` what it has for `typed`."""

    query: str
    typed: str
    term: str


@dataclass(frozen=True)
class Part:
    """A part of a query as typed, [start, end) in code points of it; how many documents it finds by itself (`alone`),
    and how many the query would find without it (`others`), which is then `rest`. A filter is a part as well: of the
    `field`, its values in words as `text`, and at no place of the query."""

    text: str
    start: int
    end: int
    alone: int
    others: int
    rest: str = ""
    field: str = ""


@dataclass(frozen=True)
class SearchAnswer:
    """One page of an answer. `said` is the query as understood, in words; `total` counts documents by section; `next`
    holds the cursor of each section that goes on. `direct` are the decisions that the query names; `spellings` other
    queries, where few or none were found; `parts` what each part of a query that finds nothing finds by itself; `more`
    the facets that have more values than are given; `mode` how it was found: by words alone where meaning was asked for
    and nothing here can be compared by it."""

    query: str
    said: str
    total: Mapping[Section, int]
    documents: tuple[FoundDocument, ...] = ()
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    expansions: tuple[Expansion, ...] = ()
    next: Mapping[Section, str] = field(default_factory=dict)
    direct: tuple[FoundDocument, ...] = ()
    spellings: tuple[Instead, ...] = ()
    parts: tuple[Part, ...] = ()
    more: frozenset[str] = frozenset()
    mode: Mode = "hybrid"
