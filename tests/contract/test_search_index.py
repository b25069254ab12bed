"""What every engine must answer: the same documents, counts and order for one plan, and nothing to the wrong person."""

from __future__ import annotations

from typing import Any

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import Sort
from caselaw.search.engines.clauses import DEEPEST
from caselaw.search.plan import All, Clause, Everything, Keyword, Not, Phrase, Some, Weighted, Word
from caselaw.search.port import SearchIndex
from tests.contract.rows import EVERYONE, MEMBER, MINERS, found, ids, passages, plan, row

PUBLIC_IDS = {"grootboom", "tellis", "desalojo", "expulsion", "taalim", "mixed", "sealed"}


def en(text: str) -> Word:
    return Word(text, "en")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (Word("eviction", "en"), {"grootboom"}),
        (Word("EVICTIONS", "en"), {"grootboom"}),
        (Word("desalojo", "es"), {"desalojo"}),
        (Word("Desalojos", "es"), {"desalojo"}),
        (Word("proteccion", "es"), {"desalojo"}),
        (Word("NINEZ", "es"), {"desalojo"}),
        (Word("expulsion", "fr"), {"expulsion"}),
        (Word("expulsions", "fr"), {"expulsion"}),
        (Word("l’expulsion", "fr"), {"expulsion"}),
        (Word("l'egalite", "fr"), {"expulsion"}),
        (Word("égalité", "fr"), {"expulsion"}),
        (Word("حق", "ar"), {"taalim"}),
        (Word("والحق", "ar"), {"taalim"}),
        (Word("الحَقّ", "ar"), {"taalim"}),
        (Word("محكمة", "ar"), {"taalim"}),
        (Word("قضت", "ar"), {"taalim"}),
        (Word("12", "ar"), {"taalim"}),
        (Word("١٢", "ar"), {"taalim"}),
        (Word("grootboom", "en"), {"grootboom"}),
        (Word("fundado", "es"), set()),
        (Word("bien-fondé", "fr"), {"expulsion"}),
        (Word("expulsion", "en"), set()),
        (Word("§", "en"), set()),
        (Word("", "en"), set()),
    ],
)
def test_a_word_is_found_in_its_language_in_any_form(library: SearchIndex, word: Word, expected: set[str]) -> None:
    assert found(library, word) == expected


def test_a_paragraph_is_found_in_its_own_language_whatever_its_document_is_in(library: SearchIndex) -> None:
    assert found(library, en("dwelling")) == {"mixed"}
    assert passages(library, en("dwelling"), "mixed") == ["p-2"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("forced eviction", {"grootboom"}),
        ("FORCED Eviction", {"grootboom"}),
        ("forced evictions", set()),
        ("eviction forced", set()),
        ("evictions", {"grootboom"}),
        ("eviction", {"grootboom"}),
        ("evict", set()),
        ("council everyone", set()),
        ("right to livelihood", {"tellis"}),
        ("derecho a la vivienda", {"desalojo"}),
        ("PROTECCION DE LA NINEZ", {"desalojo"}),
        ("l'expulsion de la famille", {"expulsion"}),
        ("l’article 31", {"expulsion"}),
        ("الحق في التعليم", {"taalim"}),
        ("المحكمة بالغاء", {"taalim"}),
        ("المادة 12", {"taalim"}),
        ("Olga Tellis", {"tellis"}),
        ("Grootboom Grootboom", set()),
        ("—", set()),
    ],
)
def test_a_phrase_is_exact_but_for_case_and_accents(library: SearchIndex, phrase: str, expected: set[str]) -> None:
    assert found(library, Phrase(phrase)) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Everything(), PUBLIC_IDS),
        (All(()), PUBLIC_IDS),
        (Some(()), set()),
        (All((en("evictions"), en("shelter"))), {"grootboom"}),
        (All((en("evictions"), en("livelihood"))), set()),
        (Some((en("evictions"), en("livelihood"))), {"grootboom", "tellis"}),
        (
            Some((Word("desalojo", "es"), Word("expulsion", "fr"), en("eviction"))),
            {"grootboom", "desalojo", "expulsion"},
        ),
        (All((en("right"), Not(en("livelihood")))), {"grootboom"}),
        (Not(en("right")), PUBLIC_IDS - {"grootboom", "tellis"}),
        (Not(Not(en("right"))), {"grootboom", "tellis"}),
        (All((Not(en("right")), Not(Keyword("language", "es")))), {"expulsion", "taalim", "sealed"}),
        (Not(Some((en("right"), Keyword("language", "es")))), {"expulsion", "taalim", "sealed"}),
        (
            Some((Not(Keyword("language", "en")), en("livelihood"))),
            {"tellis", "desalojo", "expulsion", "taalim", "mixed"},
        ),
        (All((Some((en("council"), en("pavement"))), Not(Phrase("right to livelihood")))), {"grootboom"}),
        (All((Phrase("forced eviction"), Keyword("court", "zacc"))), {"grootboom"}),
        (Not(Phrase("forced eviction")), PUBLIC_IDS - {"grootboom"}),
        (Keyword("country", "COL"), {"desalojo", "mixed"}),
        (Keyword("country", "col"), set()),
        (Keyword("kind", "order"), {"mixed"}),
        (Keyword("year", "2004"), {"desalojo", "expulsion"}),
        (Keyword("collection", "landmarks"), {"grootboom", "tellis"}),
        (Keyword("identifier", "[2000] ZACC  19"), {"grootboom"}),
        (Keyword("identifier", "cct11/00"), {"grootboom"}),
        (Keyword("identifier", "zacc"), set()),
    ],
)
def test_a_boolean_speaks_of_the_whole_document(library: SearchIndex, where: Clause, expected: set[str]) -> None:
    assert found(library, where) == expected


def test_an_unknown_field_is_a_mistake_of_ours(library: SearchIndex) -> None:
    with pytest.raises(KeyError):
        library.search(plan(Keyword("text", "eviction")))


def nested(levels: int) -> Clause:
    clause: Clause = en("right")
    for level in range(levels - 1):
        clause = All((clause, Everything())) if level % 2 else Some((clause, en("right")))
    return clause


def test_clauses_nested_too_deep_are_refused_before_an_engine_sees_them(library: SearchIndex) -> None:
    assert found(library, nested(DEEPEST)) == {"grootboom", "tellis"}
    for levels in (DEEPEST + 1, 100_000):
        with pytest.raises(ValueError, match="deep"):
            library.search(plan(nested(levels)))


@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 100_000, "a " * 500, '"', "\\", "*", "𝒳", "\u202e"])
def test_hostile_words_find_nothing_and_break_nothing(library: SearchIndex, text: str) -> None:
    for where in (en(text), Phrase(text), Keyword("court", text), Keyword("identifier", text)):
        assert found(library, where) == set()
        result = library.search(plan(Some((where, en("shelter"))), filters={"kind": (text, "judgment")}))
        assert (ids(result), result.total) == (["grootboom"], 1)


def test_the_paragraphs_that_say_it_come_best_first(library: SearchIndex) -> None:
    where = All((Phrase("forced eviction"), en("evictions"), Not(en("livelihood"))))
    assert passages(library, where, "grootboom") == ["p-3", "p-1"]
    assert passages(library, where, "grootboom", 1) == ["p-3"]
    assert passages(library, where, "grootboom", 0) == []
    assert passages(library, Phrase("l’article 31"), "expulsion") == ["p-1"]


def test_what_is_no_word_of_the_text_has_no_paragraph(library: SearchIndex) -> None:
    for where in (Everything(), Keyword("court", "zacc"), Not(en("livelihood")), Word("grootboom", "en")):
        assert passages(library, where, "grootboom") == []


def test_more_words_found_rank_higher_and_a_name_more_than_a_mention(index: SearchIndex) -> None:
    index.put(
        [
            row("both", "water and sanitation for all", title="One"),
            row("one", "water for every and all", title="Two"),
            row("named", "something else for every and all", title="Water"),
        ]
    )
    result = index.search(plan(Some((en("water"), en("sanitation")))))
    assert set(ids(result)[:2]) == {"both", "named"}
    assert ids(result)[2:] == ["one"]
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


@pytest.mark.parametrize("phrase", ["forced labour", "labour"])
def test_a_phrase_or_exact_word_said_more_often_ranks_higher(index: SearchIndex, phrase: str) -> None:
    index.put(
        [
            row("once", "forced labour is a crime", "nothing more is said", "and nothing here"),
            row("often", "forced labour is a crime", "forced labour is banned", "end forced labour"),
            *(row(f"other{at}", "another matter", "of another kind") for at in range(5)),
        ]
    )
    assert ids(index.search(plan(Phrase(phrase)))) == ["often", "once"]


def test_what_counts_less_ranks_lower_in_documents_and_paragraphs(index: SearchIndex) -> None:
    index.put([row("a", "water", "food"), row("b", "food", "house"), row("c", "water", "house")])
    where = Some((en("water"), Weighted(All((en("food"),)), 0.1)))
    assert ids(index.search(plan(where, size=10))) == ["a", "c", "b"]
    assert passages(index, where, "a") == ["p-1", "p-2"]
    turned = Some((Weighted(en("water"), 0.1), en("food")))
    assert ids(index.search(plan(turned, size=10))) == ["a", "b", "c"]
    assert passages(index, turned, "a") == ["p-2", "p-1"]
    assert found(index, All((Weighted(en("water"), 0.5), Not(Weighted(en("food"), 0.5))))) == {"c"}


@pytest.mark.parametrize("where", [Everything(), en("water"), Phrase("water"), Phrase("clean water"), Not(en("land"))])
def test_equals_come_by_id_and_pages_neither_repeat_nor_miss(index: SearchIndex, where: Clause) -> None:
    index.put([row(f"d{at:02d}", "clean water", court=f"c{at % 2}") for at in reversed(range(23))])
    index.put([row(f"d{at:02d}", "clean water", court=f"c{at % 2}", revision=2) for at in range(7, 11)])
    pages = [ids(index.search(plan(where, offset=offset, size=5))) for offset in range(0, 30, 5)]
    assert [len(page) for page in pages] == [5, 5, 5, 5, 3, 0]
    assert [id_ for page in pages for id_ in page] == [f"d{at:02d}" for at in range(23)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", ["desalojo", "expulsion", "grootboom", "tellis", "mixed", "sealed", "taalim"]),
        ("oldest", ["tellis", "grootboom", "expulsion", "desalojo", "mixed", "sealed", "taalim"]),
    ],
)
def test_by_date_the_undated_come_last_both_ways(library: SearchIndex, sort: Sort, expected: list[str]) -> None:
    assert ids(library.search(plan(sort=sort))) == expected
    assert [ids(library.search(plan(sort=sort, offset=at, size=1)))[0] for at in range(7)] == expected


def test_a_search_by_date_still_brings_the_paragraphs(library: SearchIndex) -> None:
    (hit,) = library.search(plan(en("shelter"), sort="newest")).hits
    assert [paragraph.anchor for paragraph in hit.paragraphs] == ["p-2"]


def test_filters_narrow_and_facets_count_without_their_own(library: SearchIndex) -> None:
    result = library.search(
        plan(
            filters={"language": ("en", "es"), "country": ("ZAF", "COL")},
            facets=("language", "country", "court", "kind", "year"),
        )
    )
    assert set(ids(result)) == {"grootboom", "desalojo", "mixed"}
    assert result.total == 3
    assert result.facets == {
        "language": {"es": 2, "en": 1},
        "country": {"COL": 2, "IND": 1, "KEN": 1, "ZAF": 1},
        "court": {"cocc": 1, "zacc": 1},
        "kind": {"judgment": 2, "order": 1},
        "year": {"2000": 1, "2004": 1},
    }


def test_facets_count_what_the_words_find(library: SearchIndex) -> None:
    where = Some((en("right"), Phrase("derecho a la vivienda")))
    result = library.search(plan(where, filters={"year": ("1985",)}, facets=("year", "country"), size=0))
    assert (result.total, result.hits) == (1, ())
    assert result.facets == {"year": {"1985": 1, "2000": 1, "2004": 1}, "country": {"IND": 1}}


def test_the_commonest_values_of_a_facet_come_first_and_no_more_than_wanted(library: SearchIndex) -> None:
    facets = library.search(plan(facets=("language",), facet_size=3)).facets
    assert list(facets["language"].items()) == [("en", 3), ("es", 2), ("ar", 1)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"court": ("zacc",)}, {"grootboom"}),
        ({"court": ("zacc", "insc")}, {"grootboom", "tellis"}),
        ({"collection": ("landmarks",), "year": ("2000", "2004")}, {"grootboom"}),
        ({"identifier": ("CCT11/00",)}, {"grootboom"}),
        ({"court": ("nowhere",)}, set()),
        ({"court": ()}, set()),
    ],
)
def test_filters(library: SearchIndex, filters: dict[str, tuple[str, ...]], expected: set[str]) -> None:
    assert set(ids(library.search(plan(filters=filters)))) == expected


def test_languages_in_and_out_are_two_halves_of_one_answer(library: SearchIndex) -> None:
    own = library.search(plan(languages_in=("es", "fr"), facets=("country",)))
    other = library.search(plan(languages_out=("es", "fr"), facets=("country",)))
    assert set(ids(own)) == {"desalojo", "mixed", "expulsion"}
    assert own.facets == {"country": {"COL": 2, "FRA": 1}}
    assert set(ids(other)) == PUBLIC_IDS - set(ids(own))
    assert own.total + other.total == len(PUBLIC_IDS)


def test_the_scope_narrows_hits_counts_and_facets(library: SearchIndex) -> None:
    scope = frozenset(map(DocumentId, ("grootboom", "tellis", "memo", "nothing")))
    result = library.search(plan(scope=scope, facets=("court",)))
    assert (set(ids(result)), result.total) == ({"grootboom", "tellis"}, 2)
    assert result.facets == {"court": {"insc": 1, "zacc": 1}}
    assert library.search(plan(scope=frozenset())).total == 0


def test_what_is_withdrawn_is_neither_shown_nor_counted(library: SearchIndex) -> None:
    scope = frozenset(map(DocumentId, ("grootboom", "tellis", "nothing")))
    withdrawn = frozenset(map(DocumentId, ("tellis", "nothing")))
    result = library.search(plan(scope=scope, withdrawn=withdrawn, facets=("court",)))
    assert (ids(result), result.total, result.facets) == (["grootboom"], 1, {"court": {"zacc": 1}})


@pytest.mark.parametrize("limits", [{"size": 0}, {"offset": 7}, {"offset": 10**9}, {"sort": "newest", "offset": 10**9}])
def test_beyond_the_last_page_there_are_only_counts(library: SearchIndex, limits: dict[str, Any]) -> None:
    result = library.search(plan(facets=("kind",), **limits))
    assert (result.total, result.hits) == (7, ())
    assert result.facets["kind"] == {"judgment": 5, "decision": 1, "order": 1}


@pytest.mark.parametrize(
    ("audiences", "extra"),
    [
        (EVERYONE, set()),
        (MEMBER, {"memo"}),
        (MEMBER | {MINERS}, {"memo", "mine"}),
        ({PUBLIC, MINERS}, {"mine"}),
    ],
)
def test_nobody_is_served_what_is_not_for_her(library: SearchIndex, audiences: set[Audience], extra: set[str]) -> None:
    hidden = {"memo", "mine"} - extra
    assert found(library, Everything(), audiences) == PUBLIC_IDS | extra
    for where in (en("memorandum"), Phrase("internal memorandum"), Keyword("kind", "report"), en("testimony")):
        assert found(library, where, audiences).isdisjoint(hidden)
    report = library.search(plan(Keyword("kind", "report"), audiences, facets=("kind", "country")))
    assert report.total == len(extra)
    assert sum(report.facets["kind"].values()) == len(extra)
    scope = frozenset(map(DocumentId, hidden))
    assert library.search(plan(Everything(), audiences, scope=scope)).total == 0


def test_without_an_audience_there_is_nothing(library: SearchIndex) -> None:
    result = library.search(plan(audiences=(), facets=("kind",)))
    assert (result.total, result.hits, result.facets) == (0, (), {"kind": {}})


def test_each_reader_is_served_one_row_of_a_document_the_fullest_she_may_read(library: SearchIndex) -> None:
    witness = All((en("witness"),))
    assert found(library, witness, EVERYONE) == {"sealed"}
    assert found(library, witness, MEMBER) == {"sealed"}
    assert found(library, Phrase("witness is Wanjiru"), EVERYONE) == set()
    assert found(library, Phrase("witness is Wanjiru"), MEMBER) == {"sealed"}
    assert found(library, Not(en("wanjiru")), EVERYONE) >= {"sealed"}
    assert found(library, en("abridged"), EVERYONE) == {"sealed"}
    assert found(library, en("abridged"), MEMBER) == set()
    for audiences in (EVERYONE, MEMBER):
        assert library.search(plan(audiences=audiences, facets=("country",))).facets["country"]["KEN"] == 1
    assert found(library, Word("evictions", "en"), {PUBLIC, MINERS}) == {"grootboom", "mine"}
    assert found(library, Word("evictions", "en"), {PUBLIC, MEMBERS}) == {"grootboom", "memo", "sealed"}


def test_an_index_without_documents_answers_with_nothing(index: SearchIndex) -> None:
    result = index.search(plan(All((en("right"), Phrase("the right"))), facets=("court",)))
    assert (result.total, result.hits, result.facets) == (0, (), {"court": {}})
    assert index.versions() == {}
    index.put([])
    index.check()
    assert index.search(plan(Phrase("the right"), facets=("court",))).total == 0


def test_the_tokens_of_a_text_are_its_stems(index: SearchIndex) -> None:
    assert index.tokens("The evictions", "en") == ["the", "evict"]
