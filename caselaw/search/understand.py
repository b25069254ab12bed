"""From a query to a plan, for one viewer and one section of the answer. What the query's words ask of a document is
told in `caselaw.search.wanted`."""

from __future__ import annotations

from dataclasses import replace

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import FILTERS, MAX_PAGE_SIZE, TOGETHER, SearchQuery, Section
from caselaw.search.asides import ranked_in
from caselaw.search.facets import counted, single_values
from caselaw.search.glossary import Saying
from caselaw.search.labels import standing
from caselaw.search.lexicon import NOTHING_LEARNED, Lexicon
from caselaw.search.plan import Clause, SearchPlan
from caselaw.search.query import Loose, Node
from caselaw.search.standing import priors
from caselaw.search.telling import spoken_by
from caselaw.search.wanted import wanted
from caselaw.search.weights import WEIGHTS
from caselaw.search.widening import Widening, added, widening


def plan(
    query: SearchQuery,
    node: Node,
    *,
    viewer: Viewer,
    section: Section | None,
    offset: int = 0,
    withdrawn: frozenset[DocumentId] = frozenset(),
    lexicon: Lexicon = NOTHING_LEARNED,
) -> SearchPlan:
    """The plan of one section of the answer, or, for `section` None, of the counts over both.

    `node` is the parsed text of the query; `withdrawn` are left out (see `SearchPlan`);
    `lexicon` is what the collection has taught itself, from texts that the viewer may read. Raises `QueryFault` for a
    field or value nobody knows, `Invalid` for a filter that is none or a page of impossible size.
    """
    unknown = [name for name in query.filters if name not in FILTERS]
    if unknown:
        raise Invalid("query.filter", field=unknown[0], known=", ".join(FILTERS))
    if not 1 <= query.size <= MAX_PAGE_SIZE:
        raise Invalid("query.size", limit=MAX_PAGE_SIZE)
    lists = counted(query)
    common = SearchPlan(
        audiences=viewer.audiences,
        where=clause(node, reader=query.reader, how=how_widened(query, node, lexicon)),
        filters={name: single_values(name, standing(name, values)) for name, values in query.filters.items() if values},
        together=TOGETHER,
        facets=lists.fields,
        facet_sizes=lists.sizes,
        weights=WEIGHTS.of_free_text() if isinstance(node, Loose) else WEIGHTS,
        priors=priors(query.sort),
        sort=query.sort,
        offset=offset,
        size=0,
        withdrawn=withdrawn,
    )
    return common if section is None else of_section(common, query, section, offset)


def of_section(counted: SearchPlan, query: SearchQuery, section: Section, offset: int = 0) -> SearchPlan:
    """The plan of one section, from that of the counts: what is looked for is understood once for all of them.

    The forms of a free text tell in its own language; in another, names are what it shares with a text."""
    return replace(
        counted,
        weights=counted.weights if section == "own" else WEIGHTS,
        where=ranked_in(counted.where, lambda language: (language == query.reader) == (section == "own")),
        languages_in=(query.reader,) if section == "own" else (),
        languages_out=(query.reader,) if section == "other" else (),
        facets=(),
        offset=offset,
        size=query.size,
    )


def clause(node: Node, *, reader: str, how: Widening | None = None) -> Clause:
    """What a query asks of a document, widened where it is said how. Raises `QueryFault` for a field or value nobody
    knows."""
    return wanted(node, spoken_by(node, reader), how)


def additions(query: SearchQuery, node: Node, lexicon: Lexicon = NOTHING_LEARNED) -> tuple[Saying, ...]:
    """What is looked for beside the words of the query, each once."""
    return added(node, how_widened(query, node, lexicon))


def how_widened(query: SearchQuery, node: Node, lexicon: Lexicon) -> Widening | None:
    """How this query is widened; None where it is not."""
    return widening(query, node, spoken_by(node, query.reader), lexicon)
