"""What the glossary adds to a query, and what it leaves alone."""

from __future__ import annotations

import pytest

from caselaw.access.viewer import ANYONE
from caselaw.domain.searching.questions import SearchQuery, Section
from caselaw.search.asides import ASIDE, Added
from caselaw.search.lexicon import Entry, Lexicon
from caselaw.search.plan import Clause, Some, Word, children, said_words
from caselaw.search.query import free, parse
from caselaw.search.understand import additions, clause, of_section, plan
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
        ("(tutela OR amparo) salud", "es", ["tutela", "amparo", "health"]),
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
        ("-eviction gravel", "en", []),
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
    weights = [{part.weight for part in parts_added(where)} for where in (free_text, typed)]
    assert weights == [{WEIGHTS.added_to_free}, {WEIGHTS.added}]


def test_a_reader_can_take_out_a_concept_or_all() -> None:
    assert concepts("water disconnection eviction", dropped=frozenset({"forced-eviction"})) == ["water-disconnection"]
    assert concepts("water disconnection eviction", without=frozenset({"glossary"})) == []


def test_what_was_typed_is_looked_for_as_before_and_counts_most() -> None:
    plain, wide = (clause(parse("eviction"), reader="en", how=how) for how in (None, Widening(("en",))))
    assert isinstance(wide, Some)
    typed, added = wide.clauses
    assert typed == plain
    for part in parts_added(added):
        assert 0 < part.weight < 1
        assert {word.language for word in said_words(part) if isinstance(word, Word)} == {part.language}
    assert {part.language for part in parts_added(added)} == {"en", "es", "fr", "ar", "pt"}


@pytest.mark.parametrize(("section", "home"), [("own", {"en"}), ("other", {"es", "fr", "ar", "pt"})])
def test_what_is_added_ranks_texts_of_its_language_and_still_finds_all(section: Section, home: set[str]) -> None:
    """A Spanish footnote of an English decision is not the passage that answers an English question."""
    query = SearchQuery("eviction water")
    counted = plan(query, parse(query.text), viewer=ANYONE, section=None)
    ranked = of_section(counted, query, section)
    assert said_words(ranked.where) == said_words(counted.where)
    for part in parts_added(ranked.where):
        assert part.weight == pytest.approx(WEIGHTS.added * (1 if part.language in home else ASIDE))
    assert all(part.weight == WEIGHTS.added for part in parts_added(counted.where))


def test_what_was_typed_or_denied_is_ranked_as_it_was() -> None:
    query = SearchQuery('"prior consultation" (quay OR harbour) -dam', filters={"language": ("en",)})
    counted = plan(query, parse(query.text), viewer=ANYONE, section=None)
    assert not parts_added(counted.where)
    assert of_section(counted, query, "own").where == counted.where


def parts_added(where: Clause) -> list[Added]:
    """The parts of a plan that nobody typed."""
    inner = [part for child in children(where) for part in parts_added(child)]
    return [where, *inner] if isinstance(where, Added) else inner


def test_the_term_that_was_typed_is_not_added_again() -> None:
    terms = [
        saying.term for saying in additions(SearchQuery("desalojos forzosos", reader="es"), parse("desalojos forzosos"))
    ]
    assert "desalojo forzoso" not in terms
    assert "forced eviction" in terms


def test_a_learned_word_stands_for_what_it_is_known_to_mean() -> None:
    """In a small collection *roof* learns *casa*, whose stem is that of *caso*, which stands in every judgment."""
    learned = (
        Entry("en", "roof", "es", "caso", 0.8, 20),
        Entry("es", "caso", "en", "case", 0.9, 400),
        Entry("en", "liberty", "es", "libertad", 0.7, 40),
        Entry("es", "libertad", "en", "freedom", 0.5, 50),
        Entry("es", "libertad", "en", "liberty", 0.4, 50),
        Entry("en", "remedy", "es", "recurso", 0.6, 30),
    )
    lexicon = Lexicon([learned])

    def added_to(text: str, **changes: object) -> list[str]:
        query = SearchQuery(text, **changes)  # type: ignore[arg-type]
        return [one.term for one in additions(query, free(text) if query.like else parse(text), lexicon)]

    assert added_to("roof") == []
    assert added_to("liberty") == ["libertad"]
    assert added_to("remedy") == ["recurso"]
    assert added_to("roof", like=True) == ["caso"]
