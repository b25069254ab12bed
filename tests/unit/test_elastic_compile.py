"""A plan in, requests to Elasticsearch out: no server is asked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.elastic_clauses import NOTHING, SCALE, clause, simplified
from caselaw.search.engines.elastic_compile import documents, spellings, walk
from caselaw.search.plan import (
    All,
    Between,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Named,
    Near,
    Not,
    Pattern,
    Phrase,
    SearchPlan,
    Some,
    Word,
)
from caselaw.search.weights import WEIGHTS

PLAIN = replace(WEIGHTS, title=3.0, lead=0.0, exact=0.0)

ANYONE = frozenset({PUBLIC})


def planned(where: Clause | None = None, **limits: Any) -> SearchPlan:
    return SearchPlan(ANYONE, where or Everything(), **{"weights": PLAIN, **limits})


def said(field: str, text: str, how: str = "match") -> dict[str, Any]:
    body = {how: {f"body.{field}": {"query": text}}}
    title = {how: {f"title.{field}": {"query": text, "boost": 3.0}}}
    return {"bool": {"should": [body, title], "minimum_should_match": 1}}


def silent(query: dict[str, Any]) -> dict[str, Any]:
    return {"constant_score": {"filter": query, "boost": 0.0}}


WATER, LAND = Word("water", "en"), Word("land", "en")
SAID_WATER, SAID_LAND = said("en", "water"), said("en", "land")
IN_FRANCE = {"terms": {"country": ["FRA"]}}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (WATER, SAID_WATER),
        (Word("Évictions", "fr"), said("fr", "evictions")),
        (Word("l’expulsion", "fr"), said("fr", "expulsion")),
        (Word("the", "en"), said("en", "the")),
        (Word("water/land", "en"), {"bool": {"must": [SAID_WATER, SAID_LAND]}}),
        (Word("water water", "en"), SAID_WATER),
        (Word("§", "en"), NOTHING),
        (Word("agua", "es-CO"), said("es", "agua")),
        (Word("maji", "sw"), said("und", "maji")),
        (Phrase("Forced  EVICTION"), said("exact", "forced eviction", "match_phrase")),
        (Phrase("—"), NOTHING),
        (Keyword("country", "FRA"), silent(IN_FRANCE)),
        (Keyword("identifier", "[2000]  ZACC 19"), silent({"terms": {"identifier": ["[2000] zacc 19"]}})),
        (Keyword("country", "\ud800"), silent(NOTHING)),
        (Keyword("court", "x" * 8_001), silent(NOTHING)),
        (Everything(), silent({"match_all": {}})),
        (All((WATER, LAND)), {"bool": {"must": [SAID_WATER, SAID_LAND]}}),
        (Some((WATER, LAND)), {"bool": {"should": [SAID_WATER, SAID_LAND], "minimum_should_match": 1}}),
        (Some(()), NOTHING),
        (Not(WATER), {"bool": {"must_not": [SAID_WATER]}}),
        (All((WATER, Not(LAND))), {"bool": {"must": [SAID_WATER], "must_not": [SAID_LAND]}}),
        (All((WATER, Keyword("country", "FRA"))), {"bool": {"must": [SAID_WATER], "filter": [IN_FRANCE]}}),
    ],
)
def test_a_clause_becomes_a_query(wanted: Clause, expected: dict[str, Any]) -> None:
    assert clause(wanted, PLAIN) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (All(()), Everything()),
        (All((WATER,)), WATER),
        (All((Everything(), All((WATER, All((LAND,)))))), All((WATER, LAND))),
        (Some((Some((WATER,)), Some((LAND, Some(()))))), Some((WATER, LAND))),
        (Some((WATER, All((LAND, Everything())))), Some((WATER, LAND))),
        (Some((Everything(), WATER)), Some((Everything(), WATER))),
        (All((WATER, Some(()))), All((WATER, Some(())))),
        (Not(All((Not(WATER),))), Not(Not(WATER))),
    ],
)
def test_levels_that_say_nothing_are_left_out(wanted: Clause, expected: Clause) -> None:
    assert simplified(wanted) == expected


def test_a_viewer_is_served_her_audiences_and_no_row_that_a_richer_one_replaces() -> None:
    query = documents(replace(planned(WATER, size=0), audiences=frozenset({PUBLIC, MEMBERS})))["query"]
    assert query == {
        "bool": {
            "must": [SAID_WATER],
            "filter": [{"terms": {"audience": ["members", "public"]}}],
            "must_not": [{"terms": {"superseded_by": ["members", "public"]}}],
        }
    }


def test_nobody_finds_nothing() -> None:
    assert documents(SearchPlan(frozenset(), WATER, size=0))["query"] == NOTHING


def test_limits_are_filters_without_a_say_in_the_score() -> None:
    plan = SearchPlan(
        ANYONE, languages_in=("en",), languages_out=("fr",), scope=frozenset({DocumentId("b"), DocumentId("a")})
    )
    query = documents(plan)["query"]["bool"]
    assert query["filter"][1:] == [{"terms": {"id": ["a", "b"]}}, {"terms": {"language": ["en"]}}]
    assert query["must_not"][1:] == [{"terms": {"language": ["fr"]}}]
    assert documents(SearchPlan(ANYONE, scope=frozenset()))["query"]["bool"]["filter"][1:] == [NOTHING]


def test_each_facet_sets_its_own_filter_aside() -> None:
    filters = {"country": ("FRA",), "kind": ("order",), "collection": ("c",)}
    body = documents(SearchPlan(ANYONE, filters=filters, facets=("country", "court"), facet_size=7))
    assert {"terms": {"collection": ["c"]}} in body["query"]["bool"]["filter"]
    assert {"terms": {"kind": ["order"]}} in body["query"]["bool"]["filter"]
    assert body["post_filter"] == IN_FRANCE
    assert body["aggs"]["country"]["filter"] == {"match_all": {}}
    assert body["aggs"]["court"]["filter"] == IN_FRANCE
    order = [{"_count": "desc"}, {"_key": "asc"}]
    assert body["aggs"]["court"]["aggs"]["counted"] == {"terms": {"field": "court", "size": 7, "order": order}}


def test_two_chosen_facets_narrow_each_other() -> None:
    filters = {"country": ("FRA",), "kind": ("order",)}
    body = documents(SearchPlan(ANYONE, filters=filters, facets=("country", "kind")))
    assert body["aggs"]["country"]["filter"] == {"terms": {"kind": ["order"]}}
    assert body["aggs"]["kind"]["filter"] == IN_FRANCE
    assert body["post_filter"] == {"bool": {"must": [IN_FRANCE, {"terms": {"kind": ["order"]}}]}}


@pytest.mark.parametrize(
    "plan",
    [
        SearchPlan(ANYONE, Keyword("body", "x")),
        SearchPlan(ANYONE, filters={"audience": ("members",)}),
        SearchPlan(ANYONE, facets=("superseded_by",)),
    ],
)
def test_only_known_fields_can_be_asked_for(plan: SearchPlan) -> None:
    with pytest.raises(KeyError):
        documents(plan)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, (0, 10)),
        ({"offset": 20, "size": 5}, (20, 5)),
        ({"size": 0}, (0, 0)),
        ({"offset": -1}, (0, 0)),
        ({"offset": 9_990}, (9_990, 10)),
        ({"offset": 9_991}, (0, 0)),
    ],
)
def test_pages(limits: dict[str, int], expected: tuple[int, int]) -> None:
    body = documents(SearchPlan(ANYONE, **limits))  # type: ignore[arg-type]
    assert (body["from"], body["size"]) == expected
    assert body["track_total_hits"] is True


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("relevance", {"_score": "desc"}),
        ("newest", {"date": {"order": "desc", "missing": "_last"}}),
        ("oldest", {"date_last": {"order": "asc", "missing": "_last"}}),
        ("level", {"rank": "desc"}),
        ("cited", {"cited": "desc"}),
    ],
)
def test_order_ends_with_the_id(sort: Any, first: dict[str, Any]) -> None:
    order = documents(planned(sort=sort))["sort"]
    assert (order[0], order[-1]) == (first, {"id": "asc"})


def test_a_far_page_is_walked_to_by_the_place_of_the_last_document() -> None:
    plan = planned(WATER, filters={"country": ("FRA",)}, facets=("country",), sort="cited")
    first = walk(plan, 500, None, passages=False)
    later = walk(plan, 500, [3, 20040101, 20040101, "d"], passages=False)
    assert "search_after" not in first
    assert later["search_after"] == [3, 20040101, 20040101, "d"]
    assert later["sort"] == documents(plan)["sort"]
    assert IN_FRANCE in later["query"]["bool"]["filter"]
    assert "aggs" not in later


def test_paragraphs_of_the_page_say_any_of_the_words() -> None:
    where = All((Word("water/land", "en"), Phrase("l’eau"), Not(Word("mine", "en")), Keyword("kind", "order")))
    query = documents(planned(where, paragraphs=2, paragraphs_from=4))["query"]
    (held,) = query["bool"]["should"]
    assert held["nested"]["score_mode"] == "none"
    asked = held["nested"]["query"]["bool"]
    assert asked["must_not"] == [{"term": {"paragraphs.voice": "about"}}], "a summary is no paragraph"
    (said,) = asked["must"]
    assert said["bool"]["should"] == [
        {"match": {"paragraphs.body.en": {"query": "water"}}},
        {"match": {"paragraphs.body.en": {"query": "land"}}},
        {"match_phrase": {"paragraphs.body.exact": {"query": "l eau"}}},
    ]
    assert (held["nested"]["inner_hits"]["from"], held["nested"]["inner_hits"]["size"]) == (4, 2)


def test_words_near_each_other_that_could_be_one_word_are_asked_in_every_order() -> None:
    def orders(*words: str) -> int:
        near = clause(Near(words, 3), PLAIN)["bool"]["filter"][0]["bool"]["should"][0]["intervals"]["body.exact"]
        return len(near["any_of"]["intervals"]) if "any_of" in near else 1

    assert orders("water", "land", "hous*") == 1
    assert orders("water", "water") == 1
    assert orders("housing", "hous*") == 2
    assert orders("a*b", "b*c", "water") == 6


def test_what_fits_a_pattern_is_never_cut_off_at_a_number_of_words() -> None:
    for wanted in (Pattern("hous*"), Fuzzy("housing"), Named("party", "mazi*")):
        assert '"rewrite": "constant_score"' in json.dumps(clause(wanted, PLAIN))


def test_a_paragraph_is_asked_in_its_own_fields_alone() -> None:
    query = clause(InParagraph(All((WATER, Not(LAND))), sections=("reasons",)), PLAIN)
    (held,) = query["bool"]["filter"]
    assert held["nested"]["score_mode"] == "none"
    said = json.dumps(held)
    assert '"paragraphs.body.en"' in said
    assert '"title.' not in said
    assert '"body.en"' not in said
    assert query["bool"]["should"] == [SAID_WATER]


def test_days_overlap() -> None:
    assert clause(Between(20040101, 20041231), PLAIN) == silent(
        {"bool": {"filter": [{"range": {"date": {"lte": 20041231}}}, {"range": {"date_last": {"gte": 20040101}}}]}}
    )
    assert clause(Between(2, 1), PLAIN) == silent(NOTHING)


def test_weights_add_and_never_exclude() -> None:
    heavy = replace(WEIGHTS, title=2.0, lead=0.5, exact=0.25)
    assert clause(Word("Waters", "en"), heavy)["bool"]["should"] == [
        {"match": {"lead.en": {"query": "waters", "boost": 0.5}}},
        {"match": {"body.exact": {"query": "waters", "boost": 0.25}}},
    ]
    plan = planned(WATER, size=0, priors=((Keyword("court", "c"), 2.0),))
    assert documents(plan)["query"]["bool"]["should"] == [
        {"constant_score": {"filter": {"terms": {"court": ["c"]}}, "boost": 2.0 / SCALE}}
    ]
    assert "should" not in documents(replace(plan, where=Everything()))["query"]["bool"]


def test_only_a_single_word_of_letters_has_spellings() -> None:
    assert spellings("Évicton", 5)["suggest"]["body"]["text"] == "evicton"  # type: ignore[index]
    assert [spellings(word, 5) for word in ("", "to", "l’eau", "2004", "—")] == [None] * 5


@pytest.mark.parametrize(
    "plan",
    [
        planned(WATER, size=0),
        planned(WATER, offset=10_000),
        planned(WATER, paragraphs=0),
        planned(Not(WATER)),
        planned(Phrase("—")),
        planned(Keyword("kind", "order")),
    ],
)
def test_without_words_or_documents_no_paragraph_is_asked_for(plan: SearchPlan) -> None:
    assert "inner_hits" not in json.dumps(documents(plan))


def test_a_request_is_plain_json() -> None:
    where = Some((All((WATER, Not(Phrase("clean water")))), Keyword("year", "2004"), Everything()))
    plan = SearchPlan(ANYONE, where, filters={"court": ("zacc",)}, facets=("court",))
    assert json.loads(json.dumps(documents(plan))) == documents(plan)
