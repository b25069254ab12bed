"""Which words of coded passages tell, which passages share them, and how two lists become one."""

from __future__ import annotations

import pytest

from caselaw.domain.coding.suggestion import Spot, fused, shared_weights
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.services.coding.suggesting_words import WordsOfCode, as_they_stand, telling

PAID = "The company paid for the journeys of the senators."
TEXTS = {
    "both": "Two senators took journeys which a company had paid.",
    "one": "The senators adopted the budget of the year.",
    "costs": "Each party bears the costs of the proceedings.",
}


def found(*coded: tuple[str, str]) -> dict[str, frozenset[str]]:
    words = WordsOfCode()
    for quote, language in coded:
        words.coded(quote, language)
    for anchor, text in TEXTS.items():
        words.among(Spot(DocumentId("0" * 16), anchor, len(text)), Paragraph(anchor, 0, text, "en"), wanted=True)
    return {spot.anchor: shared for spot, shared in words.best(5).items()}


def test_a_passage_that_shares_several_words_is_found_and_one_that_shares_a_single_one_is_not() -> None:
    assert list(found((PAID, "en"))) == ["both"]
    assert as_they_stand(TEXTS["both"], "en", found((PAID, "en"))["both"]) == (
        "senators",
        "journeys",
        "company",
        "paid",
    )


def test_words_of_another_language_propose_nothing() -> None:
    assert found((PAID, "fr")) == {}
    assert found() == {}


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("the of and 12 a", "en", 0),
        ("de la empresa", "es", 1),
        ("l’entreprise et la mine", "fr", 2),
        ("في الشركة", "ar", 1),
    ],
)
def test_function_words_and_numbers_tell_nothing(text: str, language: str, words: int) -> None:
    assert len(telling(text, language)) == words


def test_of_several_passages_the_words_that_two_have_count_and_usual_words_count_less() -> None:
    passages = [frozenset({"gift", "senator", "court"}), frozenset({"gift", "senator", "court", "once"})]
    weights = shared_weights(passages, {"gift": 2, "senator": 40, "court": 98}, 100)
    assert "once" not in weights
    assert weights["gift"] > weights["senator"] > weights["court"]


def test_what_two_lists_put_in_front_comes_first() -> None:
    assert fused("abc", "bd")[0] == "b"
    assert set(fused("abc", "bd")) == set("abcd")
    assert fused([], []) == ()
