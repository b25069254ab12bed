"""Where words that are to be withheld stand: every place, of whole words."""

from __future__ import annotations

import pytest

from caselaw.domain.audience import Audience
from caselaw.domain.veil.restrictions import Passage, Restriction, Span, mask, spans_of
from caselaw.domain.veil.words import places


def _found(text: str, words: str) -> list[str]:
    return [text[span.start : span.end] for span in places(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ana Ruiz spoke. Then Ana Ruiz left.", "Ana Ruiz", ["Ana Ruiz", "Ana Ruiz"]),
        ("ANA RUIZ spoke.", "ana ruiz", ["ANA RUIZ"]),
        ("Ana\n  Ruiz spoke.", "Ana Ruiz", ["Ana\n  Ruiz"]),
        ("She lives in Porthaven.", "Porth", ["Porthaven"]),
        ("She lives in Porthaven.", "haven", ["Porthaven"]),
        ("Paid 1.500 (in cash).", "1.500 (in", ["1.500 (in"]),
        ("Paid 1x500.", "1.500", []),
        ("Jose\u0301 spoke.", "Jose", ["Jose\u0301"]),
        ("قالت مَريَم ذلك", "مَريَ", ["مَريَم"]),
        ("Nobody is named.", "Ana", []),
        ("", "Ana", []),
    ],
)
def test_words_are_found_whole_wherever_they_stand(text: str, words: str, found: list[str]) -> None:
    assert _found(text, words) == found


def test_a_word_beside_punctuation_takes_none_of_it() -> None:
    assert places("(Ana)", "Ana") == (Span(1, 4),)


def test_what_was_found_can_be_withheld() -> None:
    text = "Porthaven, and Porthaven again"
    restricted = [Restriction(Passage("p1", span), Audience("group:a")) for span in places(text, "porth")]
    assert mask(text, spans_of("p1", text, restricted)).text == "[▮], and [▮] again"
