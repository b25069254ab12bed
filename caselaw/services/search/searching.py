"""Searching: one query, two sections of answer, each with its own ranking; nothing the viewer may not read shows.

The index proposes, the database disposes: what is shown is read from the database for this viewer's audiences, and what
was deleted or restricted since it was indexed is not counted either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import accumulate

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import (
    LEXICON,
    MAX_PAGE_SIZE,
    SECTIONS,
    Expansion,
    FoundDocument,
    SearchAnswer,
    SearchQuery,
    Section,
)
from caselaw.messages import DEFAULT_LANGUAGE
from caselaw.search.cursors import cursor, offset_of
from caselaw.search.facets import Listed, listed
from caselaw.search.glossary import Saying
from caselaw.search.lexicon import NOTHING_LEARNED, Lexicon
from caselaw.search.plan import SearchPlan
from caselaw.search.port import Hit, SearchIndex
from caselaw.search.query import Node, free, parse
from caselaw.search.saying import said
from caselaw.search.understand import additions, of_section, plan
from caselaw.services.codebooks import names as code_names
from caselaw.services.editing.summarised import summaries_read
from caselaw.services.search.direct import direct, without_common_words
from caselaw.services.search.fusing import Found, answered, asked_for, of_counts, with_reasons
from caselaw.services.search.helping import Help, Helping
from caselaw.services.search.meaning import MeaningService
from caselaw.services.search.passages import are_chosen, giving_passages
from caselaw.services.search.showing import Reasons, Shown, reasons, with_headline
from caselaw.store import Store
from caselaw.store.finding import found_paragraphs, headed
from caselaw.store.jobs import withdrawn

Taught = Callable[[Connection, frozenset[Audience]], Lexicon]
"""Where the lexicon of a search comes from: what was learned from texts that these audiences may read."""


def untaught(_connection: Connection, _audiences: frozenset[Audience]) -> Lexicon:
    """A collection that has learned nothing."""
    return NOTHING_LEARNED


Freshened = Callable[[Connection], None]
"""Lets this process know what editors changed in the glossary since the last search."""


def as_listed(_connection: Connection) -> None:
    """A glossary that nobody changes."""


@dataclass(frozen=True)
class _Understood:
    """What a query asks for one viewer: the decisions that it names, the plan of its counts, and what was added."""

    node: Node
    named: tuple[FoundDocument, ...]
    counted: SearchPlan
    added: tuple[Saying, ...]
    lexicon: Lexicon


class SearchService:
    """The one verb of searching, for pages, API and command line."""

    def __init__(
        self,
        store: Store,
        index: SearchIndex,
        taught: Taught = untaught,
        freshened: Freshened = as_listed,
        meaning: MeaningService | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._taught = taught
        self._freshened = freshened
        self._meaning = meaning

    def search(
        self, query: SearchQuery, *, viewer: Viewer, leaving_out: frozenset[DocumentId] = frozenset()
    ) -> SearchAnswer:
        """A page of answer for this viewer, without the documents of `leaving_out`.

        Raises `QueryFault` for a query that cannot be read, `Invalid` for a filter, size or cursor that is none, and
        `SearchUnavailable` where the engine does not answer.
        """
        require(viewer, Action.SEARCH)
        if query.reader not in LANGUAGES:
            query = replace(query, reader=DEFAULT_LANGUAGE)
        offsets = {section: offset_of(query, section) for section in query.sections}
        understood = self._understood(query, viewer, leaving_out)
        node, named, counted, added = understood.node, understood.named, understood.counted, understood.added
        why = reasons(query, node, counted.where, added)
        asked = asked_for(self._meaning, query, node, named=bool(named))
        plans = {section: of_section(counted, query, section, offset) for section, offset in offsets.items()}
        results = {
            section: answered(self._index.search, each, query, node, asked, added) for section, each in plans.items()
        }
        total = {section: result.total for section, result in results.items()}
        lists = self._lists(of_counts(counted, results.values()), query, viewer)
        if not any(total.values()):
            self._index.check()  # only an index that is there can say that there is nothing
        found = self._read(results, offsets, counted, query, why, viewer)
        aid = self._help(understood, query, sum(total.values()), viewer)
        return SearchAnswer(
            query=query.text,
            said=said(query, node, code_names.spoken(lists)),
            mode="lexical" if query.mode == "semantic" and asked is None else query.mode,
            total=total,
            documents=found,
            direct=without_common_words(named, query.text, found),
            expansions=tuple(Expansion(each.term, each.language, each.source, each.concept) for each in added),
            facets=lists.facets,
            more=lists.more,
            spellings=aid.spellings,
            parts=aid.parts,
            next=_next(results, offsets, query),
        )

    def every(self, query: SearchQuery, *, viewer: Viewer, most: int) -> tuple[DocumentId, ...]:
        """The documents that a query finds, page by page until there are more than `most`. Raises as `search`."""
        first = replace(query, size=MAX_PAGE_SIZE, paragraphs=1)
        found: dict[DocumentId, None] = {}
        following: SearchQuery | None = first
        while following is not None and len(found) <= most:
            answer = self.search(following, viewer=viewer)
            found |= {one.id: None for one in answer.documents}
            onward = dict(answer.next)
            following = replace(first, cursors=onward, sections=tuple(onward)) if onward else None
        return tuple(found)

    def _understood(self, query: SearchQuery, viewer: Viewer, leaving_out: frozenset[DocumentId]) -> _Understood:
        node = free(query.text) if query.like else parse(query.text)
        with self._store.reading() as connection:
            self._freshened(connection)
            lexicon = NOTHING_LEARNED if LEXICON in query.without else self._taught(connection, viewer.audiences)
            gone = withdrawn(connection, viewer.audiences) | leaving_out
            named = direct(connection, query, node, viewer.audiences)
            told = summaries_read(connection, [one.id for one in named], viewer.audiences) if named else {}
            named = tuple(with_headline(one, told, query.reader) for one in named)
        counted = plan(query, node, viewer=viewer, section=None, withdrawn=gone, lexicon=lexicon)
        added = additions(query, node, lexicon)
        return _Understood(node, named, giving_passages(counted, query), added, lexicon)

    def _help(self, understood: _Understood, query: SearchQuery, found: int, viewer: Viewer) -> Help:
        """What helps on where few were `found`; nothing where the query names its decision."""
        if understood.named:
            return Help()
        asked, lexicon = understood.counted, understood.lexicon
        return Helping(self._store, self._index, query, understood.node, asked, found, viewer, lexicon).help()

    def _lists(self, counted: SearchPlan, query: SearchQuery, viewer: Viewer) -> Listed:
        lists = listed(self._index.search(counted).facets if counted.facets else {}, query)
        if not code_names.unnamed(lists):
            return lists
        with self._store.reading() as connection:
            return code_names.named(connection, lists, viewer, query.reader)

    def _read(
        self,
        results: Mapping[Section, Found],
        offsets: Mapping[Section, int],
        asked: SearchPlan,
        query: SearchQuery,
        why: Reasons,
        viewer: Viewer,
    ) -> tuple[FoundDocument, ...]:
        """The hits as the database has them for this viewer now, section by section."""
        hits = [hit for result in results.values() for hit in result.hits]
        if not hits:
            return ()
        anchors = {hit.id: [paragraph.anchor for paragraph in hit.paragraphs] for hit in hits if hit.paragraphs}
        with self._store.reading() as connection:
            documents = headed(connection, [hit.id for hit in hits], viewer.audiences)
            paragraphs = found_paragraphs(connection, anchors, viewer.audiences) if anchors else {}
            told = summaries_read(connection, list(documents), viewer.audiences)
        there = [[hit for hit in result.hits if hit.id in documents] for result in results.values()]
        scores = _scores(there, asked, max(offsets.values()))
        whole = query.within is not None  # of one document all passages, in its own order
        shown = Shown(why, query.reader, paragraphs, scores, query.paragraphs, whole, are_chosen(query), told)
        found = (
            shown.document(documents[hit.id], hit, section)
            for section, result in results.items()
            for hit in result.hits
            if hit.id in documents
        )
        return with_reasons(found, results, query.reader)


def _next(results: Mapping[Section, Found], offsets: Mapping[Section, int], query: SearchQuery) -> dict[Section, str]:
    """The cursor of each section that goes on."""
    ends = {section: offsets[section] + query.size for section in results}
    return {section: cursor(query, section, end) for section, end in ends.items() if end < results[section].length}


def _scores(sections: Sequence[Sequence[Hit]], asked: SearchPlan, offset: int) -> dict[DocumentId, float]:
    """One divided by the place among all hits of both sections, each in its own order.

    The engine's own numbers stay inside: how rare a word is it counts over every text it holds, those too that this
    reader may not know of, and from such numbers, or from their ratios, one could count them.
    """
    if asked.sort == "relevance":
        lowest = (accumulate((hit.score for hit in hits), min) for hits in sections)
        paired = (zip(scores, hits, strict=True) for scores, hits in zip(lowest, sections, strict=True))
        ranked = [hit for _, hit in merge(*paired, key=lambda pair: -pair[0])]
    else:
        ranked = [hit for hits in sections for hit in hits]
    before = len(SECTIONS) * offset  # so that a page goes on below all that stood on the pages before it
    return {hit.id: 1 / place for place, hit in enumerate(ranked, before + 1)}
