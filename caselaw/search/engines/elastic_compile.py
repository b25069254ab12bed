"""A plan becomes requests to Elasticsearch by pure functions that return plain JSON; nothing here knows a client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from caselaw.search.analysis import exact
from caselaw.search.engines.clauses import telling_forms
from caselaw.search.engines.elastic_clauses import (
    EVERYTHING,
    IS_ABOUT,
    NOTHING,
    any_of,
    boosted,
    clause,
    constant,
    every,
    inside,
    leaf,
    paragraph,
    some,
)
from caselaw.search.engines.elastic_mapping import EXACT, PARAGRAPHS, Json
from caselaw.search.plan import Fuzzy, InParagraph, Leaf, SearchPlan, Word, answers, said_weights, said_words, wanted_of
from caselaw.search.project import FIELDS
from caselaw.search.wordforms import edits

DEEPEST_PAGE = 10_000
"""Documents that Elasticsearch gives in one answer, and the last that it counts up to: further ones are walked to."""

_NEWEST: list[Json] = [
    {"date": {"order": "desc", "missing": "_last"}},
    {"date_last": {"order": "asc", "missing": "_last"}},
]
_ORDER: dict[str, list[Json]] = {
    "relevance": [{"_score": "desc"}],
    "newest": _NEWEST,
    "oldest": [{"date_last": {"order": "asc", "missing": "_last"}}, {"date": {"order": "desc", "missing": "_last"}}],
    "level": [{"rank": "desc"}, *_NEWEST],
    "cited": [{"cited": "desc"}, *_NEWEST],
}


def documents(plan: SearchPlan) -> Json:
    """The search for a page of documents with its total and facets, for the viewer of the plan alone. A page that is
    too deep for one answer is left out: see `walk`.

    Filters of counted fields come after the query, so that each facet can set its own aside. `KeyError` for an unknown
    field.
    """
    apart = plan.filters.keys() - plan.together
    counted = {name: values for name, values in plan.filters.items() if name in plan.facets and name in apart}
    body = _found(plan, counted.keys(), passages=is_near(plan)) | {"track_total_hits": True, "from": 0, "size": 0}
    if is_near(plan):
        body |= {"from": plan.offset, "size": plan.size}
    if counted:
        body["post_filter"] = every([any_of(name, values) for name, values in counted.items()])
    if plan.facets:
        body["aggs"] = {facet: _facet(facet, counted, plan) for facet in plan.facets}
    return body


def is_near(plan: SearchPlan) -> bool:
    """True where the page is given with the answer; False for one without documents too."""
    return plan.size > 0 and 0 <= plan.offset <= DEEPEST_PAGE - plan.size


def walk(plan: SearchPlan, size: int, after: Sequence[object] | None, *, passages: bool) -> Json:
    """The next `size` documents after one that is known by its place in the order (`sort` of its hit)."""
    body = _found(plan, (), passages=passages) | {"track_total_hits": False, "size": size}
    return body | ({"search_after": list(after)} if after else {})


def spellings(word: str, limit: int) -> Json | None:
    """The search for words spelled like one; None where no other word could be."""
    form, *more = exact(word) or [""]
    if more or not edits(form):
        return None
    asked: Json = {
        "max_edits": edits(form),
        "prefix_length": 0,
        "min_word_length": 1,
        "accuracy": 0.0,
        "suggest_mode": "always",
        "max_term_freq": 1_000_000_000,
        "size": limit,
        "shard_size": limit,
        "max_inspections": limit,
    }
    return {
        "size": 0,
        "suggest": {
            name: {"text": form, "term": {"field": f"{name}.{EXACT}", "analyzer": "keyword", **asked}}
            for name in ("body", "title")
        },
    }


def _found(plan: SearchPlan, later: Iterable[str], *, passages: bool) -> Json:
    """What the plan finds, in its order, where wanted with its best paragraphs; the filters of the fields `later` are
    left to be set after the query."""
    fixed = [any_of(name, values) for name, values in wanted_of(plan) if name not in later]
    query = _lifted(plan, _readable(plan, [*_limits(plan), *fixed]))
    best = _best(plan) if passages else None
    return {
        "query": {"bool": {"must": [query], "should": [best]}} if best else query,
        "track_scores": True,
        "sort": [*_ORDER[plan.sort], {"id": "asc"}],
        "_source": False,
        "docvalue_fields": ["id", "audience", "revision"],
    }


def _best(plan: SearchPlan) -> Json | None:
    """What brings the best paragraphs of each document with it, in the same round trip, and says nothing of its rank;
    None where the plan says nothing that a paragraph could hold, or wants none."""
    said = list(_answering(plan))
    if not said or plan.paragraphs < 1:
        return None
    wanted: Json = {
        "from": plan.paragraphs_from,
        "size": plan.paragraphs,
        "sort": [{"_score": "desc"}, {f"{PARAGRAPHS}.ordinal": "asc"}],
        "_source": False,
        "docvalue_fields": [f"{PARAGRAPHS}.anchor"],
    }
    own: Json = {"bool": {"must": [some(said)], "must_not": [IS_ABOUT]}}
    return {"nested": {"path": PARAGRAPHS, "query": own, "score_mode": "none", "inner_hits": wanted}}


def _answering(plan: SearchPlan) -> Iterable[Json]:
    """What a paragraph counts by: a word of several stems by each of them."""
    for said, weight in answers(plan.where).items():
        for query in _counted(said, plan):
            if query != NOTHING:
                yield boosted(query, weight)


def _counted(said: Leaf | InParagraph, plan: SearchPlan) -> Iterator[Json]:
    place = paragraph(plan.weights)
    match said:
        case InParagraph():
            ranking = [
                boosted(query, weight)
                for word, weight in said_weights(said.clause).items()
                for query in _counted(word, plan)
            ]
            held = {"filter": [inside(said, plan.weights)], "must": [constant(EVERYTHING, 1.0)]}
            yield {"bool": {**held, "should": ranking}}
        case Word():
            for form in dict.fromkeys(telling_forms(said)):
                yield leaf(Word(form, said.language), place)
        case Fuzzy():
            for form in dict.fromkeys(exact(said.text)):
                yield leaf(Fuzzy(form), place)
        case _:
            yield leaf(said, place)


def _lifted(plan: SearchPlan, query: Json) -> Json:
    """With what the plan's priors add to the score of what its words found."""
    if not plan.priors or not said_words(plan.where):
        return query
    lifts = [constant(any_of(each.field, (each.value,)), weight) for each, weight in plan.priors]
    return {"bool": {"must": [query], "should": lifts}}


def _readable(plan: SearchPlan, limits: Iterable[Json]) -> Json:
    """What the plan finds among the rows that its viewer is served: no audience, no hit."""
    if not plan.audiences:
        return NOTHING
    audiences = sorted(plan.audiences)
    denied: list[Json] = [{"terms": {"superseded_by": audiences}}]
    if plan.withdrawn:
        denied.append(any_of("id", plan.withdrawn))
    if plan.languages_out:
        denied.append({"terms": {"language": list(plan.languages_out)}})
    return {
        "bool": {
            "must": [clause(plan.where, plan.weights)],
            "filter": [{"terms": {"audience": audiences}}, *limits],
            "must_not": denied,
        }
    }


def _limits(plan: SearchPlan) -> Iterable[Json]:
    if plan.scope is not None:
        yield any_of("id", plan.scope)
    if plan.languages_in:
        yield any_of("language", plan.languages_in)


def _facet(facet: str, filters: dict[str, tuple[str, ...]], plan: SearchPlan) -> Json:
    if facet not in FIELDS:
        raise KeyError(facet)
    others = [any_of(name, values) for name, values in filters.items() if name != facet]
    order: list[Json] = [{"_count": "desc"}, {"_key": "asc"}]
    size = plan.facet_sizes.get(facet, plan.facet_size)
    counted: Json = {"terms": {"field": facet, "size": max(size, 1), "order": order}}
    return {"filter": every(others), "aggs": {"counted": counted}}
