"""What the glossary adds to a query, and what it leaves alone."""

from __future__ import annotations

import pytest

from caselaw.domain.searching import SearchQuery
from caselaw.search.plan import Some, Weighted, Word, said_words
from caselaw.search.query import free, parse
from caselaw.search.understand import additions, clause
from caselaw.search.weights import WEIGHTS
from caselaw.search.widening import Widening


def concepts(text: str, reader: str = "en", **changes: object) -> list[str]:
    query = SearchQuery(text, reader=reader, **changes)  # type: ignore[arg-type]
    node = free(text) if query.like else parse(text)
    return list(dict.fromkeys(saying.concept for saying in additions(query, node)))


@pytest.mark.parametrize(
    ("text", "reader", "expected"),
    [
        ("forced eviction", "en", ["forced-eviction"]),
        ("forced evictions", "en", ["forced-eviction"]),
        ("Évictions forcées", "fr", ["forced-eviction"]),
        ("droit à l’eau", "fr", ["right-to-water"]),
        ("droit à l'eau potable", "fr", ["right-to-water"]),
        ("الحق في السكن", "ar", ["right-to-adequate-housing"]),
        ("والحق في الماء", "ar", ["right-to-water"]),
        ("water disconnection of informal settlements", "en", ["water-disconnection", "informal-settlement"]),
        ("(tutela OR amparo) salud", "es", ["tutela", "amparo"]),
        ("medidas provisionales", "es", ["interim-measures", "provisional-measures"]),
        ("deportation", "en", ["deportation"]),
        ("expulsion", "fr", []),
        ("best interests of child", "en", ["best-interests-of-the-child"]),
        ("derecho a vivienda", "es", ["right-to-adequate-housing"]),
        ("privée", "fr", []),
        ("abri", "fr", []),
        ("les sans-abri", "fr", ["homelessness"]),
        ("discrimination", "fr", []),
        ("private property", "en", []),
        ("frais de justice", "fr", []),
        ("privatizaciones", "es", ["privatization"]),
        ("auto", "en", []),
        ("auto", "es", ["court-order"]),
        ("desalojo", "en", ["forced-eviction"]),
        ("السخرة", "fr", ["forced-labour"]),
        ('"forced eviction"', "en", []),
        ("-eviction water", "en", []),
        ("court:za-cc", "en", []),
        ("", "en", []),
    ],
)
def test_the_concepts_of_a_query(text: str, reader: str, expected: list[str]) -> None:
    assert concepts(text, reader) == expected


def test_free_text_is_widened_as_well() -> None:
    text = "The residents say that the forced eviction of their families left them without any water supply."
    assert concepts(text, like=True) == ["forced-eviction", "water-supply"]


def test_what_is_added_counts_less_in_free_text() -> None:
    free_text = clause(free("forced eviction of the residents"), reader="en", how=Widening(("en",)))
    typed = clause(parse("forced eviction"), reader="en", how=Widening(("en",)))
    weights = [
        max(part.weight for part in where.clauses if isinstance(part, Weighted))
        for where in (free_text, typed)
        if isinstance(where, Some)
    ]
    assert weights == [WEIGHTS.added_to_free, WEIGHTS.added]


def test_a_reader_can_take_out_a_concept_or_all() -> None:
    assert concepts("water disconnection eviction", dropped=frozenset({"forced-eviction"})) == ["water-disconnection"]
    assert concepts("water disconnection eviction", without=frozenset({"glossary"})) == []


def test_what_was_typed_is_looked_for_as_before_and_counts_most() -> None:
    plain, wide = (clause(parse("eviction"), reader="en", how=how) for how in (None, Widening(("en",))))
    assert isinstance(wide, Some)
    typed, added = wide.clauses
    assert typed == plain
    assert isinstance(added, Weighted)
    assert 0 < added.weight < 1
    assert {word.language for word in said_words(added) if isinstance(word, Word)} == {"en", "es", "fr", "ar", "pt"}


def test_the_term_that_was_typed_is_not_added_again() -> None:
    terms = [
        saying.term for saying in additions(SearchQuery("desalojos forzosos", reader="es"), parse("desalojos forzosos"))
    ]
    assert "desalojo forzoso" not in terms
    assert "forced eviction" in terms
