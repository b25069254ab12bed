"""Reading tantivy: one view of the two indexes, and the answer to a plan in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

import tantivy
from tantivy import DocAddress, Order, Query

from caselaw.domain.identifiers import DocumentId
from caselaw.search.analysis import exact
from caselaw.search.engines import tantivy_compile as compiled
from caselaw.search.engines.clauses import wholes
from caselaw.search.engines.tantivy_generations import Generation
from caselaw.search.engines.tantivy_near import Field, near
from caselaw.search.engines.tantivy_paragraphs import Paragraphs, near_words, of_rows
from caselaw.search.engines.tantivy_rows import anchors, document_schema, order
from caselaw.search.engines.tantivy_terms import count, fitting, some_of
from caselaw.search.generations import Stamp
from caselaw.search.plan import Clause, InParagraph, Phrase, SearchPlan
from caselaw.search.port import Hit, ParagraphHit, SearchResult
from caselaw.search.project import encodable
from caselaw.search.spelled import SpelledWords
from caselaw.search.weights import Weights
from caselaw.search.wordforms import edits

_SPARE = 64  # hits read beyond the page, among which those that tie with its last are put in order of id
_MOST_TIED = 20_000  # of more hits with one score, those beyond come in the order of the index
_LATELY = 3  # searches that may go on at once without looking twice for what they ask
_MOST_WORDS = 300_000  # words of a collection that are held in memory for spellings, some forty megabytes
_BUCKETS = 60_000  # values of a facet; tantivy refuses more than 65,000


@dataclass(frozen=True)
class View:
    """What one search sees: both indexes at one moment."""

    stamp: Stamp
    stamps: tuple[Stamp, Stamp]
    generation: Generation
    documents: tantivy.Searcher
    paragraphs: tantivy.Searcher
    lately: list[_Asked] = field(default_factory=list)
    words: list[SpelledWords] = field(default_factory=list)


@dataclass(frozen=True)
class _Asked:
    """What a plan looks for, found out once for the plans of one search, which differ in filters and page."""

    where: Clause
    weights: Weights
    documents: Query
    paragraphs: Query | None
    ranks: bool


@dataclass(frozen=True)
class _Page:
    """How many documents there are, and those of one page with their scores, in order."""

    total: int
    documents: list[tuple[float, DocAddress]]


def answer(view: View, plan: SearchPlan) -> SearchResult:
    """What the plan finds in this view."""
    asked = _asked(view, plan)
    query = compiled.documents(plan, asked.documents)
    page = _page(view, plan, asked, query)
    return SearchResult(page.total, _hits(view, asked, plan, page.documents), _facets(view, plan, asked, query))


def versions(view: View, ids: Collection[DocumentId] | None) -> dict[DocumentId, int]:
    """The revision of each document: the lowest, where its rows differ."""
    query = Query.all_query()
    if ids is not None:
        query = Query.term_set_query(document_schema(), "id", sorted(filter(encodable, ids)))
    size = count(view.documents, query)
    hits = view.documents.search(query, size, count=False).hits if size else []
    addresses = [address for _, address in hits]
    revisions: dict[DocumentId, int] = {}
    for address, revision in zip(addresses, _numbers(view.documents, "revision", addresses), strict=True):
        id_ = DocumentId(_id(view, address))
        revisions[id_] = min(revision, revisions.get(id_, revision))
    return revisions


def spellings(view: View, form: str, limit: int) -> list[str]:
    """The words of the index spelled like this exact form, likest first, then those in most documents."""
    if not edits(form):
        return []
    apart = _words(view).like(form)
    schema = document_schema()
    holders = {
        other: count(view.documents, some_of([fitting(schema, name, other) for name in ("exact", "title_exact")]))
        for other in apart
    }
    return sorted((other for other in apart if holders[other]), key=lambda it: (apart[it], -holders[it], it))[:limit]


def _words(view: View) -> SpelledWords:
    """Every exact word of the texts and names of this view, once; reading them takes longer than comparing them, so
    they are kept as long as the view where they are not too many."""
    if view.words:
        return view.words[0]
    names = ("exact", "title_exact")
    words = SpelledWords(word for name in names for word, _ in view.documents.terms_with_prefix(name, ""))
    if len(words) <= _MOST_WORDS:
        view.words[:] = [words]
    return words


def _asked(view: View, plan: SearchPlan) -> _Asked:
    for each in view.lately:
        if each.where is plan.where and each.weights == plan.weights and (each.paragraphs or plan.size <= 0):
            return each
    paragraphs = Paragraphs(view.paragraphs)
    found = _found(view, paragraphs, plan)
    asked = _Asked(
        plan.where,
        plan.weights,
        compiled.asked_of_documents(plan, found),
        paragraphs.answering(plan.where, plan.weights) if plan.size > 0 else None,
        compiled.ranks(plan.where),
    )
    view.lately[:] = [asked, *view.lately[:_LATELY]]
    return asked


def _found(view: View, paragraphs: Paragraphs, plan: SearchPlan) -> compiled.Found:
    """No phrase goes across paragraphs or names: they say which rows hold it, and how often."""
    rows: dict[compiled.Whole, Mapping[int, float]] = {}
    for whole in wholes(plan.where):
        held = _rows(view.paragraphs, paragraphs.holding(whole))
        for row in _rows(view.documents, _named(view, whole)):
            held[row] = held.get(row, 0) + plan.weights.title
        rows[whole] = held
    return compiled.Found(view.documents.num_docs, rows)


def _named(view: View, whole: compiled.Whole) -> Query:
    """The documents of which a name holds all of it."""
    if isinstance(whole, InParagraph):
        return Query.empty_query()
    if isinstance(whole, Phrase):
        return Query.phrase_query(document_schema(), "title_exact", list(exact(whole.text)))
    return near(Field(view.documents, document_schema(), "title_exact"), *near_words(whole))


def _rows(searcher: tantivy.Searcher, query: Query) -> dict[int, float]:
    """The numbers of the rows that answer, each with how many answer in it."""
    answer = searcher.aggregate(query, {"rows": {"terms": {"field": "row", "size": _BUCKETS}}})["rows"]
    if not answer["sum_other_doc_count"]:
        return {int(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]}
    hits = searcher.search(query, count(searcher, query), count=False).hits
    return dict(Counter(_numbers(searcher, "row", [address for _, address in hits])))


def _page(view: View, plan: SearchPlan, asked: _Asked, query: Query) -> _Page:
    if plan.size <= 0 or not 0 <= plan.offset < view.documents.num_docs:
        return _Page(count(view.documents, query), [])
    if plan.sort == "relevance" and asked.ranks:
        return _ranked(view, plan, query)
    by = "id" if plan.sort == "relevance" else order(plan.sort)
    found = view.documents.search(query, plan.size, offset=plan.offset, order_by_field=by, order=Order.Asc)
    return _Page(_counted_with(found), [(0.0, address) for _, address in found.hits])


def _ranked(view: View, plan: SearchPlan, query: Query) -> _Page:
    """The best documents; those of one score by id, also where the page cuts through them."""
    end = plan.offset + plan.size
    limit = end + _SPARE
    found = view.documents.search(query, limit)
    total, hits = _counted_with(found), found.hits
    while len(hits) == limit and hits[-1][0] == hits[end - 1][0] and limit <= end + _MOST_TIED:
        limit = end + (limit - end) * 8
        hits = view.documents.search(query, limit, count=False).hits
    if plan.offset >= len(hits):
        return _Page(total, [])
    first, last = hits[min(plan.offset, len(hits) - 1)][0], hits[min(end, len(hits)) - 1][0]
    start = next(place for place, (score, _) in enumerate(hits) if score <= first)
    around = [(score, address) for score, address in hits[start:] if score >= last]
    if len({score for score, _ in around}) < len(around):
        around.sort(key=lambda hit: (-hit[0], _id(view, hit[1])))
    return _Page(total, around[plan.offset - start :][: plan.size])


def _counted_with(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # missing in tantivy's own types


def _hits(view: View, asked: _Asked, plan: SearchPlan, page: list[tuple[float, DocAddress]]) -> tuple[Hit, ...]:
    said = asked.paragraphs if page and plan.paragraphs > 0 else None
    rows = _numbers(view.documents, "row", [address for _, address in page])
    stored = [view.documents.doc(address) for _, address in page]
    names = {row: anchors(document.get_first("anchors") or b"[]") for row, document in zip(rows, stored, strict=True)}
    best = _best(view, plan, of_rows(said, rows), names) if said else {}
    return tuple(
        Hit(DocumentId(str(document.get_first("id"))), score, best.get(row, ()))
        for (score, _), row, document in zip(page, rows, stored, strict=True)
    )


def _best(
    view: View, plan: SearchPlan, query: Query, names: Mapping[int, list[str]]
) -> dict[int, tuple[ParagraphHit, ...]]:
    """The paragraphs wanted of each row, best first; `names` are the anchors of all that a row has."""
    found = view.paragraphs.search(query, max(1, sum(map(len, names.values()))), count=False).hits
    addresses = [address for _, address in found]
    rows, places = (_numbers(view.paragraphs, name, addresses) for name in ("row", "place"))
    best: dict[int, list[tuple[float, int]]] = {}
    for (score, _), row, place in zip(found, rows, places, strict=True):
        if place < len(names[row]):
            best.setdefault(row, []).append((-score, place))
    first, end = plan.paragraphs_from, plan.paragraphs_from + plan.paragraphs
    return {
        row: tuple(ParagraphHit(names[row][place], -score) for score, place in sorted(scored)[first:end])
        for row, scored in best.items()
    }


def _facets(view: View, plan: SearchPlan, asked: _Asked, query: Query) -> dict[str, dict[str, int]]:
    """The commonest values of each facet: those without a filter of their own counted in one pass."""
    apart = frozenset(plan.filters) - plan.together
    counts = _counted(view, query, [facet for facet in plan.facets if facet not in apart])
    for facet in plan.facets:
        if facet in apart:
            counts |= _counted(view, compiled.documents(plan, asked.documents, without=facet), [facet])
    return {facet: _commonest(counts[facet], plan.facet_sizes.get(facet, plan.facet_size)) for facet in plan.facets}


def _commonest(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """So many of them, the commonest first, and of equals in the order of their names."""
    return dict(sorted(sorted(counts.items()), key=itemgetter(1), reverse=True)[:size])


def _counted(view: View, query: Query, fields: list[str]) -> dict[str, dict[str, int]]:
    if not fields:
        return {}
    wanted = {field: {"terms": {"field": field, "size": _BUCKETS}} for field in fields}
    answer = view.documents.aggregate(query, wanted)
    return {
        field: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[field]["buckets"]} for field in fields
    }


def _id(view: View, address: DocAddress) -> str:
    return str(view.documents.doc(address).get_first("id"))


def _numbers(searcher: tantivy.Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(name, addresses)]
