"""A plan becomes requests to Elasticsearch by pure functions that return plain JSON; nothing here knows a client.

Words and phrases are handed over in their exact forms and analysed there as the texts were (`elastic_mapping`).
Clauses are flattened first: Elasticsearch reads no query of more than thirty levels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from caselaw.search.analysis import chain
from caselaw.search.engines.clauses import TITLE_WEIGHT, telling_forms
from caselaw.search.engines.elastic_mapping import DEEPEST_PAGE, EXACT, LONGEST_VALUE, Json, words
from caselaw.search.plan import (
    All,
    Clause,
    Everything,
    Keyword,
    Not,
    Phrase,
    SearchPlan,
    Some,
    Weighted,
    Word,
    said_weights,
)
from caselaw.search.project import FIELDS, encodable, keyword

NOTHING: Json = {"match_none": {}}
EVERYTHING: Json = {"match_all": {}}
_ORDER: dict[str, list[Json]] = {
    "relevance": [{"_score": "desc"}, {"id": "asc"}],
    "newest": [{"date": {"order": "desc", "missing": "_last"}}, {"id": "asc"}],
    "oldest": [{"date": {"order": "asc", "missing": "_last"}}, {"id": "asc"}],
}


def documents(plan: SearchPlan) -> Json:
    """The search for a page of documents with its total and facets, for the viewer of the plan alone.

    Filters of counted fields come after the query, so that each facet can set its own aside. `KeyError` for an unknown
    field.
    """
    counted = {name: values for name, values in plan.filters.items() if name in plan.facets}
    fixed = [_any_of(name, values) for name, values in plan.filters.items() if name not in counted]
    body: Json = {
        "query": _readable(plan, [*_limits(plan), *fixed]),
        "track_total_hits": True,
        "track_scores": True,
        "from": 0,
        "size": 0,
        "sort": _ORDER[plan.sort],
        "_source": False,
        "docvalue_fields": ["id", "audience", "revision"],
    }
    if plan.size > 0 and 0 <= plan.offset <= DEEPEST_PAGE - plan.size:
        body |= {"from": plan.offset, "size": plan.size}
    if counted:
        body["post_filter"] = _every([_any_of(name, values) for name, values in counted.items()])
    if plan.facets:
        body["aggs"] = {facet: _facet(facet, counted, plan.facet_size) for facet in plan.facets}
    return body


def paragraphs(plan: SearchPlan, rows: Sequence[str]) -> Json | None:
    """The search for the best paragraphs of the rows of a page; None where the plan says no word or wants none."""
    said = [
        _boosted(query, weight) for leaf, weight in said_weights(plan.where).items() for query in _in_paragraph(leaf)
    ]
    if not said or not rows or plan.paragraphs < 1:
        return None
    best: Json = {
        "size": plan.paragraphs,
        "sort": [{"_score": "desc"}, {"ordinal": "asc"}],
        "_source": False,
        "docvalue_fields": ["anchor"],
    }
    return {
        "query": {"bool": {"filter": [{"terms": {"row": list(rows)}}], "must": [_some(said)]}},
        "track_total_hits": False,
        "size": 0,
        "aggs": {
            "rows": {
                "terms": {"field": "row", "size": len(rows), "execution_hint": "map"},
                "aggs": {"best": {"top_hits": best}},
            }
        },
    }


def clause(wanted: Clause) -> Json:
    """One clause over whole documents."""
    return _clause(simplified(wanted))


def _clause(wanted: Clause) -> Json:
    match wanted:
        case Word() as word:
            forms = dict.fromkeys(telling_forms(word))
            return _every([_said(chain(word.language), "match", form) for form in forms], empty=NOTHING)
        case Phrase() as phrase:
            text = words(phrase.text)
            return _said(EXACT, "match_phrase", text) if text else NOTHING
        case Keyword() as whole:
            return _silent(_any_of(whole.field, (whole.value,)))
        case All() as every:
            return _all(every.clauses)
        case Some() as some:
            return _some([_clause(each) for each in some.clauses])
        case Not() as denial:
            return _all((denial,))
        case Weighted() as weighted:
            return _boosted(_clause(weighted.clause), weighted.weight)
        case _:
            return _silent(EVERYTHING)


def simplified(wanted: Clause) -> Clause:
    """The same clause with as few levels as will do."""
    match wanted:
        case Not():
            return Not(simplified(wanted.clause))
        case Weighted():
            return Weighted(simplified(wanted.clause), wanted.weight)
        case All():
            parts = [simplified(each) for each in wanted.clauses]
            opened = [part for each in parts for part in (each.clauses if isinstance(each, All) else (each,))]
            telling = tuple(part for part in opened if not isinstance(part, Everything))
            return (telling[0] if len(telling) == 1 else All(telling)) if telling else Everything()
        case Some():
            parts = [simplified(each) for each in wanted.clauses]
            opened = [part for each in parts for part in (each.clauses if isinstance(each, Some) else (each,))]
            return opened[0] if len(opened) == 1 else Some(tuple(opened))
        case _:
            return wanted


def _readable(plan: SearchPlan, limits: Iterable[Json]) -> Json:
    """What the plan finds among the rows that its viewer is served: no audience, no hit."""
    if not plan.audiences:
        return NOTHING
    audiences = sorted(plan.audiences)
    denied: list[Json] = [{"terms": {"superseded_by": audiences}}]
    if plan.withdrawn:
        denied.append(_any_of("id", plan.withdrawn))
    if plan.languages_out:
        denied.append({"terms": {"language": list(plan.languages_out)}})
    return {
        "bool": {
            "must": [clause(plan.where)],
            "filter": [{"terms": {"audience": audiences}}, *limits],
            "must_not": denied,
        }
    }


def _limits(plan: SearchPlan) -> Iterable[Json]:
    if plan.scope is not None:
        yield _any_of("id", plan.scope)
    if plan.languages_in:
        yield _any_of("language", plan.languages_in)


def _facet(facet: str, filters: dict[str, tuple[str, ...]], size: int) -> Json:
    if facet not in FIELDS:
        raise KeyError(facet)
    others = [_any_of(name, values) for name, values in filters.items() if name != facet]
    order: list[Json] = [{"_count": "desc"}, {"_key": "asc"}]
    counted: Json = {"terms": {"field": facet, "size": max(size, 1), "order": order}}
    return {"filter": _every(others), "aggs": {"counted": counted}}


def _any_of(name: str, values: Collection[str]) -> Json:
    """A whole value of a field is among `values`; half a character is in no index, nor is a page of text."""
    if name not in (*FIELDS, "id"):
        raise KeyError(name)
    if name == "identifier":
        values = {keyword(value) for value in values}
    known = sorted(value for value in values if encodable(value) and len(value) <= LONGEST_VALUE)
    return {"terms": {name: known}} if known else NOTHING


def _all(clauses: Iterable[Clause]) -> Json:
    """All hold; a denial alone is answered by everything else, and only words and phrases have a say in the score."""
    parts: dict[str, list[Json]] = {"must": [], "filter": [], "must_not": []}
    for each in clauses:
        if isinstance(each, Not):
            parts["must_not"].append(_clause(each.clause))
        elif isinstance(each, Keyword):
            parts["filter"].append(_any_of(each.field, (each.value,)))
        else:
            parts["must"].append(_clause(each))
    return {"bool": {name: queries for name, queries in parts.items() if queries}}


def _every(queries: Sequence[Json], *, empty: Json = EVERYTHING) -> Json:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"must": list(queries)}} if queries else empty


def _some(queries: Sequence[Json]) -> Json:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def _boosted(query: Json, weight: float) -> Json:
    return query if weight == 1.0 else {"bool": {"must": [query], "boost": weight}}


def _silent(query: Json) -> Json:
    """A condition without a say in the score."""
    return {"constant_score": {"filter": query, "boost": 0.0}}


def _said(field: str, how: str, text: str) -> Json:
    """Said in a paragraph, or, which counts for more, in a name of the document; `field` is a chain or EXACT."""
    named = {how: {f"title.{field}": {"query": text, "boost": TITLE_WEIGHT}}}
    return _some([{how: {f"body.{field}": {"query": text}}}, named])


def _in_paragraph(leaf: Word | Phrase) -> Iterable[Json]:
    """Any of its words: a paragraph that says one of two answers as well."""
    if isinstance(leaf, Word):
        for form in dict.fromkeys(telling_forms(leaf)):
            yield {"match": {f"body.{chain(leaf.language)}": {"query": form}}}
    elif text := words(leaf.text):
        yield {"match_phrase": {f"body.{EXACT}": {"query": text}}}
