"""In what order documents come on every engine: weights, priors and sorts; facets of any size; words spelled alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import Sort
from caselaw.search.plan import (
    All,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Keyword,
    Near,
    Not,
    Pattern,
    Phrase,
    Some,
    Weighted,
    Word,
)
from caselaw.search.port import IndexDocument, IndexParagraph, SearchIndex
from caselaw.search.weights import WEIGHTS
from tests.contract.rows import found, ids, passages, plan, row

WATER = Word("water", "en")
LANDS = Word("lands", "en")


@pytest.mark.parametrize("where", [WATER, Phrase("water"), Phrase("the water case"), Pattern("wat*"), Fuzzy("watre")])
def test_a_name_counts_what_the_plan_says(index: SearchIndex, where: Clause) -> None:
    index.put(
        [
            row("named", "a matter of the council", title="The water case"),
            row("said", "the water case and the water case", title="The council"),
            *(row(f"other{at}", "another matter") for at in range(4)),
        ]
    )
    most = replace(WEIGHTS, title=50.0, lead=0.0, exact=0.0)
    assert ids(index.search(plan(where, weights=most))) == ["named", "said"]
    assert ids(index.search(plan(where, weights=replace(most, title=0.01)))) == ["said", "named"]


def test_what_stands_in_the_summary_counts_more(index: SearchIndex) -> None:
    def led(id_: str, *texts: str) -> IndexDocument:
        return row(
            id_,
            paragraphs=tuple(IndexParagraph(f"p-{at}", at, "en", text, lead=not at) for at, text in enumerate(texts)),
        )

    index.put(
        [
            led("first", "the water supply", "of the council and of others"),
            led("later", "of the council and of others", "the water supply, the water"),
            *(row(f"other{at}", "another matter") for at in range(4)),
        ]
    )
    plain = replace(WEIGHTS, lead=0.0, exact=0.0)
    assert ids(index.search(plan(WATER, weights=plain))) == ["later", "first"]
    assert ids(index.search(plan(WATER, weights=replace(plain, lead=5.0)))) == ["first", "later"]


def test_what_is_said_as_it_was_typed_counts_more(index: SearchIndex) -> None:
    index.put(
        [
            row("typed", "the lands of the community"),
            row("stem", "land and land and landed land"),
            *(row(f"other{at}", "another matter") for at in range(4)),
        ]
    )
    plain = replace(WEIGHTS, lead=0.0, exact=0.0)
    assert ids(index.search(plan(LANDS, weights=plain))) == ["stem", "typed"]
    assert ids(index.search(plan(LANDS, weights=replace(plain, exact=5.0)))) == ["typed", "stem"]


def test_of_paragraphs_too_the_one_that_says_it_as_typed(index: SearchIndex) -> None:
    index.put([row("a", "land and land and land", "some lands of the community here"), row("b", "another matter")])
    plain = replace(WEIGHTS, lead=0.0, exact=0.0)
    for exact, expected in ((0.0, ["p-1", "p-2"]), (5.0, ["p-2", "p-1"])):
        (hit,) = index.search(plan(LANDS, weights=replace(plain, exact=exact))).hits
        assert [paragraph.anchor for paragraph in hit.paragraphs] == expected


def test_priors_lift_what_was_found_and_find_nothing(index: SearchIndex) -> None:
    index.put(
        [
            row("more", "water water water", court="c1"),
            row("less", "water and other things", court="c2", values={"cited_by": ("1", "10")}),
            row("none", "nothing", court="c2"),
        ]
    )
    assert ids(index.search(plan(WATER))) == ["more", "less"]
    lifted = plan(WATER, priors=((Keyword("court", "c2"), 3.0), (Keyword("court", "c9"), 9.0)))
    assert ids(index.search(lifted)) == ["less", "more"]
    assert index.search(lifted).total == 2
    several = plan(
        WATER, priors=((Keyword("court", "c1"), 1.0), (Keyword("cited_by", "1"), 1.0), (Keyword("cited_by", "10"), 5.0))
    )
    assert ids(index.search(several)) == ["less", "more"]
    scores = {hit.id: hit.score for hit in index.search(several).hits}
    plain = {hit.id: hit.score for hit in index.search(plan(WATER)).hits}
    assert scores[DocumentId("less")] - plain[DocumentId("less")] == pytest.approx(6.0, abs=0.01)
    assert scores[DocumentId("more")] - plain[DocumentId("more")] == pytest.approx(1.0, abs=0.01)


def test_where_no_word_ranks_a_prior_moves_nothing(index: SearchIndex) -> None:
    index.put([row("a", "water", court="c1"), row("b", "water", court="c2")])
    for where in (Everything(), Not(Phrase("land")), Keyword("kind", "judgment")):
        assert ids(index.search(plan(where, priors=((Keyword("court", "c2"), 3.0),)))) == ["a", "b"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Some((Pattern("wat*"), Phrase("council"))), ["both", "council", "water"]),
        (Some((Weighted(Pattern("wat*"), 9.0), Phrase("council"))), ["both", "water", "council"]),
        (Some((Weighted(Fuzzy("watre"), 9.0), Phrase("council"))), ["both", "water", "council"]),
        (Some((Near(("council", "water"), 9), Word("house", "en"))), ["both", "house"]),
        (InParagraph(Some((WATER, Weighted(Phrase("council"), 9.0)))), ["both", "council", "water"]),
    ],
)
def test_each_clause_that_holds_adds_to_the_score(index: SearchIndex, where: Clause, expected: list[str]) -> None:
    index.put(
        [
            row("both", "the council of the water"),
            row("council", "the council of the town"),
            row("water", "the waters of the water works in the town"),
            row("house", "the house of a town"),
            row("none", "of another kind"),
            row("nothing", "of another town"),
        ]
    )
    assert ids(index.search(plan(where))) == expected


def test_a_paragraph_that_holds_all_comes_before_one_that_says_part(index: SearchIndex) -> None:
    paragraphs = (
        IndexParagraph("p-1", 0, "en", "water water water and water", "reasons"),
        IndexParagraph("p-2", 1, "en", "the water of the council", "reasons"),
        IndexParagraph("p-3", 2, "en", "the council council council", "facts"),
    )
    index.put([row("a", paragraphs=paragraphs)])
    council = Phrase("council")
    assert passages(index, InParagraph(All((WATER, council))), "a") == ["p-2"]
    assert set(passages(index, Some((council, InParagraph(WATER, sections=("reasons",)))), "a")) == {
        "p-1",
        "p-2",
        "p-3",
    }
    assert passages(index, InParagraph(Everything(), sections=("reasons",)), "a") == ["p-1", "p-2"]


DATED = (
    row("day", date=20040601, date_last=20040601, cited=1, level=2),
    row("first-day", date=20040101, date_last=20040101, cited=3),
    row("last-day", date=20041231, date_last=20041231, cited=3, level=2),
    row("month", date=20040601, date_last=20040630, level=7),
    row("year", date=20040101, date_last=20041231, cited=10, level=2),
    row("another-year", date=20040101, date_last=20041231, level=7),
    row("next", date=20050101, date_last=20050101, level=2, cited=1),
    row("before", date=20031231, date_last=20031231),
    row("undated", level=7, cited=10),
    row("also-undated"),
)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (
            "newest",
            [
                "next",
                "last-day",
                "day",
                "month",
                "first-day",
                "another-year",
                "year",
                "before",
                "also-undated",
                "undated",
            ],
        ),
        (
            "oldest",
            [
                "before",
                "first-day",
                "day",
                "month",
                "last-day",
                "another-year",
                "year",
                "next",
                "also-undated",
                "undated",
            ],
        ),
        (
            "level",
            [
                "month",
                "another-year",
                "undated",
                "next",
                "last-day",
                "day",
                "year",
                "first-day",
                "before",
                "also-undated",
            ],
        ),
        (
            "cited",
            [
                "year",
                "undated",
                "last-day",
                "first-day",
                "next",
                "day",
                "month",
                "another-year",
                "before",
                "also-undated",
            ],
        ),
    ],
)
def test_sorts_are_honest_about_days_that_are_not_known(index: SearchIndex, sort: Sort, expected: list[str]) -> None:
    index.put(DATED)
    assert ids(index.search(plan(sort=sort))) == expected
    assert [ids(index.search(plan(sort=sort, offset=at, size=1)))[0] for at in range(10)] == expected
    said = plan(Some((Not(WATER), WATER)), sort=sort, priors=((Keyword("kind", "order"), 3.0),))
    assert ids(index.search(said)) == expected


def test_a_facet_may_have_a_size_of_its_own(index: SearchIndex) -> None:
    index.put([row(f"d{at:02d}", court=f"c{at:02d}", country=f"A{at % 7}") for at in range(20)])
    result = index.search(plan(facets=("court", "country"), facet_size=3, facet_sizes={"court": 15, "kind": 1}))
    assert list(result.facets["court"]) == [f"c{at:02d}" for at in range(15)]
    assert list(result.facets["country"]) == ["A0", "A1", "A2"]
    narrow = plan(facets=("court",), facet_size=50, facet_sizes={"court": 2}, filters={"court": ("c09",)})
    assert index.search(narrow).facets == {"court": {"c00": 1, "c01": 1}}


def test_a_facet_of_several_values_counts_a_document_under_each(index: SearchIndex) -> None:
    index.put(
        [
            row("a", values={"right": ("housing", "living"), "region": ("africa",)}),
            row("b", values={"right": ("living",), "cites": ("icescr:11",)}),
            row("c", values={"right": ("water", "water")}),
        ]
    )
    result = index.search(plan(facets=("right", "region", "cites")))
    assert result.facets == {
        "right": {"living": 2, "housing": 1, "water": 1},
        "region": {"africa": 1},
        "cites": {"icescr:11": 1},
    }
    narrowed = index.search(plan(filters={"right": ("housing",)}, facets=("right", "region")))
    assert (ids(narrowed), narrowed.facets["region"]) == (["a"], {"africa": 1})
    assert found(index, Keyword("cites", "icescr:11")) == {"b"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("eviction", ["evictions"]),
        ("evicton", ["eviction", "evictions"]),
        ("EVICTON", ["eviction", "evictions"]),
        ("housng", ["housing", "hosing"]),
        ("huosing", ["housing", "hosing"]),
        ("watr", ["water"]),
        ("viviendda", ["vivienda"]),
        ("grotboom", ["grootboom"]),
        ("السكم", ["السكن"]),
        ("l'eviction", []),
        ("zz", []),
        ("xyzzyx", []),
        ("2004", []),
        ("", []),
        ("—", []),
        ("\ud800", []),
    ],
)
def test_words_of_the_collection_spelled_like_one(index: SearchIndex, word: str, expected: list[str]) -> None:
    index.put(
        [
            row("a", "eviction and evictions", "housing", title="Grootboom"),
            row("b", "the eviction", "housing, water"),
            row("c", "hosing down in 2003", "eviction"),
            row("d", "la vivienda y el agua", language="es"),
            row("e", "الحق في السكن", language="ar"),
        ]
    )
    assert index.spellings(word) == expected
    assert index.spellings(word, 1) == expected[:1]


def test_what_is_dropped_is_not_spelled_any_more(index: SearchIndex) -> None:
    index.put([row("a", "the eviction"), row("b", "the conviction", title="Smith")])
    assert index.spellings("smiht") == ["smith"]
    index.drop([DocumentId("b")])
    index.rebuild([row("a", "the eviction")])
    assert index.spellings("smiht") == []
    assert index.spellings("evicton") == ["eviction"]


def test_an_empty_index_spells_nothing(index: SearchIndex) -> None:
    assert index.spellings("eviction") == []
