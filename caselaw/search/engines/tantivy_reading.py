"""Reading tantivy: one view of the two indexes, and the answer to a plan in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import tantivy
from tantivy import DocAddress, Order, Query

from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines import tantivy_compile as compiled
from caselaw.search.engines.clauses import phrases
from caselaw.search.engines.tantivy_generations import Generation, Stamp, count
from caselaw.search.engines.tantivy_rows import anchors, document_schema
from caselaw.search.plan import SearchPlan
from caselaw.search.port import Hit, ParagraphHit, SearchResult
from caselaw.search.project import encodable

_SPARE = 64  # hits read beyond the page, among which those that tie with its last are put in order of id
_MOST_TIED = 20_000  # of more hits with one score, those beyond come in the order of the index
_BUCKETS = 60_000  # values of a facet; tantivy refuses more than 65,000


@dataclass(frozen=True)
class View:
    """What one search sees: both indexes at one moment."""

    stamp: Stamp
    stamps: tuple[Stamp, Stamp]
    generation: Generation
    documents: tantivy.Searcher
    paragraphs: tantivy.Searcher


def answer(view: View, plan: SearchPlan) -> SearchResult:
    """What the plan finds in this view."""
    found = _find_phrases(view, plan)
    query = compiled.documents(plan, found)
    total = count(view.documents, query)
    page = _page(view, plan, query) if plan.size > 0 and 0 <= plan.offset < total else []
    return SearchResult(total, _hits(view, plan, page), _facets(view, plan, query, found))


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


def _find_phrases(view: View, plan: SearchPlan) -> compiled.Found:
    """A phrase never crosses paragraphs: they say which rows hold it, and in how many of them."""
    rows = {}
    for phrase in phrases(plan.where):
        query = compiled.in_paragraphs(phrase)
        size = count(view.paragraphs, query)
        hits = view.paragraphs.search(query, size, count=False).hits if size else []
        rows[phrase] = Counter(_numbers(view.paragraphs, "row", [address for _, address in hits]))
    return compiled.Found(view.documents.num_docs, rows)


def _page(view: View, plan: SearchPlan, query: Query) -> list[tuple[float, DocAddress]]:
    """The documents of the page with their scores, in order."""
    if plan.sort == "relevance" and compiled.ranks(plan.where):
        return _ranked(view, plan, query)
    order = "id" if plan.sort == "relevance" else plan.sort
    hits = view.documents.search(
        query, plan.size, count=False, offset=plan.offset, order_by_field=order, order=Order.Asc
    ).hits
    return [(0.0, address) for _, address in hits]


def _ranked(view: View, plan: SearchPlan, query: Query) -> list[tuple[float, DocAddress]]:
    """The best documents; those of one score by id, also where the page cuts through them."""
    end = plan.offset + plan.size
    limit = end + _SPARE
    while True:
        hits = view.documents.search(query, limit, count=False).hits
        if len(hits) < limit or hits[-1][0] < hits[end - 1][0] or limit > end + _MOST_TIED:
            break
        limit = end + (limit - end) * 8
    first, last = hits[min(plan.offset, len(hits) - 1)][0], hits[min(end, len(hits)) - 1][0]
    start = next(place for place, (score, _) in enumerate(hits) if score <= first)
    around = [(score, address) for score, address in hits[start:] if score >= last]
    if len({score for score, _ in around}) < len(around):
        around.sort(key=lambda hit: (-hit[0], _id(view, hit[1])))
    return around[plan.offset - start :][: plan.size]


def _hits(view: View, plan: SearchPlan, page: list[tuple[float, DocAddress]]) -> tuple[Hit, ...]:
    said = compiled.said_in_paragraphs(plan.where) if plan.paragraphs > 0 else None
    rows = _numbers(view.documents, "row", [address for _, address in page])
    hits = []
    for (score, address), row in zip(page, rows, strict=True):
        document = view.documents.doc(address)
        names = anchors(document.get_first("anchors") or b"[]")
        best = _paragraphs(view, compiled.of_row(said, row), names, plan.paragraphs) if said else ()
        hits.append(Hit(DocumentId(str(document.get_first("id"))), score, best))
    return tuple(hits)


def _paragraphs(view: View, query: Query, names: list[str], size: int) -> tuple[ParagraphHit, ...]:
    found = view.paragraphs.search(query, size + _SPARE, count=False).hits
    places = _numbers(view.paragraphs, "place", [address for _, address in found])
    best = sorted((-score, place) for (score, _), place in zip(found, places, strict=True))
    return tuple(ParagraphHit(names[place], -score) for score, place in best[:size] if place < len(names))


def _facets(view: View, plan: SearchPlan, query: Query, found: compiled.Found) -> dict[str, dict[str, int]]:
    """The commonest values of each facet: those without a filter of their own counted in one pass."""
    counts = _counted(view, query, [facet for facet in plan.facets if facet not in plan.filters])
    for facet in plan.facets:
        if facet in plan.filters:
            counts |= _counted(view, compiled.documents(plan, found, without=facet), [facet])
    return {
        facet: dict(sorted(counts[facet].items(), key=lambda pair: (-pair[1], pair[0]))[: plan.facet_size])
        for facet in plan.facets
    }


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
