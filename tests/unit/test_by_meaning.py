"""What of a query is asked by meaning, what still holds for what is found so, and what words count beside it."""

from __future__ import annotations

import pytest

from caselaw.search.by_meaning import (
    FLOOR,
    FLOOR_OF_FEW,
    LEARNED_WORDS,
    WORDS,
    beside_words,
    floor_of,
    is_plain,
    said_text,
    says_something,
    weight_of_words,
)
from caselaw.search.plan import (
    All,
    Between,
    Clause,
    Everything,
    InParagraph,
    Keyword,
    Named,
    Not,
    Phrase,
    Some,
    Weighted,
    Word,
)
from caselaw.search.query import free, parse

HOUSE, LAND = Word("house", "en"), Phrase("land reform")
SPAIN, JUDGE = Keyword("country", "ESP"), Named("judge", "Sachs")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("eviction", True),
        ("forced eviction, without a hearing?", True),
        ("l’eau et food/water", True),
        ("desalojo forzoso de familias", True),
        ("الإخلاء القسري للأسر", True),
        ('"forced eviction"', False),
        ("forced AND eviction", False),
        ("eviction OR removal", False),
        ("eviction -mine", False),
        ("(forced eviction)", False),
        ("court:za-cc eviction", False),
        ("", False),
    ],
)
def test_a_plain_query_is_words_and_no_sign(text: str, plain: bool) -> None:
    assert is_plain(parse(text), text) is plain


@pytest.mark.parametrize(
    ("text", "something"),
    [
        ("eviction", True),
        ("حق", True),
        ("article 11 housing", True),
        ("la ley 1448 de 2011", False),
        ("ECLI:FR:CCASS:2020:CO00712", False),
        ("n° 19-19.463", False),
        ("E/C.12/61/D/5/2015", False),
        ("2009", False),
        ("", False),
    ],
)
def test_a_number_alone_has_no_meaning_that_could_be_near(text: str, something: bool) -> None:
    assert says_something(text) is something


def test_free_text_is_plain_whatever_stands_in_it() -> None:
    text = 'He said "no" (AND left) court:za-cc'
    assert is_plain(free(text), text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("forced eviction", "forced eviction"),
        ('"forced eviction" OR removal', "forced eviction removal"),
        ("eviction -mine country:Spain", "eviction"),
        ("eviction NOT (mine OR quarry)", "eviction"),
    ],
)
def test_what_is_denied_or_in_a_field_is_not_asked_by_meaning(text: str, said: str) -> None:
    assert said_text(parse(text)) == said


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (HOUSE, Everything()),
        (SPAIN, SPAIN),
        (All((HOUSE, SPAIN)), SPAIN),
        (All((HOUSE, LAND)), Everything()),
        (All((HOUSE, SPAIN, JUDGE)), All((SPAIN, JUDGE))),
        (Some((HOUSE, SPAIN)), Everything()),
        (Some((SPAIN, JUDGE)), Some((SPAIN, JUDGE))),
        (Not(HOUSE), Not(HOUSE)),
        (All((Weighted(Some((HOUSE, LAND)), 0.7), Not(LAND), Between(20040101, 20101231))),
         All((Not(LAND), Between(20040101, 20101231)))),
        (InParagraph(HOUSE, sections=("reasons",)), Everything()),
    ],
)  # fmt: skip
def test_all_but_the_words_still_holds(asked: Clause, left: Clause) -> None:
    assert beside_words(asked) == left


def test_words_count_more_the_more_of_them_are_learned() -> None:
    assert weight_of_words(10, 0) == WORDS
    assert weight_of_words(10, 5) == pytest.approx(WORDS + LEARNED_WORDS / 2)
    assert weight_of_words(10, 99) == pytest.approx(WORDS + LEARNED_WORDS)
    assert weight_of_words(0, 0) == WORDS


def test_few_words_must_be_nearer() -> None:
    assert floor_of("right to food") == FLOOR_OF_FEW
    assert floor_of("everyone has the right to food") == FLOOR
