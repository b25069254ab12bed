"""What holds for the words of every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.search.analysis import CHAINS, LONGEST, chain, exact, is_stop, stem, stems, stems_of, tokenize
from tests.tokens import Row, rows


@pytest.mark.parametrize(
    ("language", "row"), [(language, row) for language in ("pt", "und") for row in rows(language)]
)  # fmt: skip
def test_other_languages_become_these_words_and_stems(language: str, row: Row) -> None:
    assert exact(row.text) == list(row.exact)
    assert stems(row.text, language) == list(row.stems)


@pytest.mark.parametrize(
    ("language", "expected"), [("es", "es"), ("es-CO", "es"), ("AR", "ar"), ("ru", "und"), ("", "und"), ("und", "und")]
)
def test_a_language_is_served_by_its_chain(language: str, expected: str) -> None:
    assert chain(language) == expected


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = "Le droit à l’eau 🌊 et الحَقُّ في السَّـكَن"
    assert [text[token.start : token.end] for token in tokenize(text)] == [
        "Le", "droit", "à", "l", "eau", "et", "الحَقُّ", "في", "السَّـكَن",
    ]  # fmt: skip


def test_stop_words_stay_in_the_stream_and_are_known_per_language() -> None:
    assert stems("the right to water", "en") == ["the", "right", "to", "water"]
    assert is_stop("The", "en")
    assert is_stop("l", "fr")
    assert is_stop("à", "fr")
    assert is_stop("إلى", "ar")
    assert not is_stop("son", "en")
    assert not is_stop("the", "und")
    assert not any(is_stop(word, "en") for word in ("state", "right", "against", "women"))


def test_a_word_of_unheard_length_is_cut() -> None:
    assert exact("a" * 100_000) == ["a" * LONGEST]


def test_one_word_stays_one_word() -> None:
    """What folds to several words or to a sign must not tear the stream: engines get it joined by spaces."""
    for word in ("ﷺ", "ﷻ", "㍿", "Ⅷ"):
        assert len(exact(word)) <= 1
    assert exact("2½") == ["2"]


@given(st.text())
def test_any_text_gives_clean_words_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert [token.exact for token in tokens] == exact(text)
    assert all(token.exact and not any(sign.isspace() for sign in token.exact) for token in tokens)
    places = [place for token in tokens for place in (token.start, token.end)]
    assert places == sorted(places)
    for language in CHAINS:
        made = stems(text, language)
        assert made == stems_of(exact(text), language)
        assert len(made) == len(tokens)
        assert not any(sign.isspace() for stemmed in made for sign in stemmed)
        assert [stem(text[token.start : token.end], language) for token in tokens] == made


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Nd"]), min_size=1))
def test_case_and_composition_change_nothing(text: str) -> None:
    import unicodedata

    assert exact(unicodedata.normalize("NFD", text)) == exact(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("language", "least"), [("en", 60), ("es", 60), ("fr", 60), ("ar", 60), ("pt", 20)])
def test_the_tables_are_long_enough_to_mean_something(language: str, least: int) -> None:
    table = rows(language)
    assert len({row.text for row in table}) == len(table) >= least
