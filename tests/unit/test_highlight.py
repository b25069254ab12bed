"""What is marked in a paragraph, and which part of a long one is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.search.highlight import highlights, marks, sought, window
from caselaw.search.plan import All, Fuzzy, InParagraph, Leaf, Near, Pattern, Phrase
from caselaw.search.query import parse
from caselaw.search.understand import clause


def marked(query: str, text: str, language: str) -> list[str]:
    words = sought(clause(parse(query), reader=language))
    return [text[start:end] for start, end in highlights(text, language, words)]


@pytest.mark.parametrize(
    ("query", "language", "text", "found"),
    [
        ("eviction", "en", "Evicted families; an eviction order.", ["Evicted", "eviction"]),
        ("the right", "en", "The right to the land", ["right"]),
        ("expulsion", "fr", "L’expulsion d’office, des expulsions", ["expulsion", "expulsions"]),
        ("educacion", "es", "La educación y lo educativo", ["educación", "educativo"]),
        ("السكن", "ar", "الحقُّ في السَّكَـــنِ والسكن", ["السَّكَـــنِ", "والسكن"]),
        ('"right to food"', "en", "A right to food. Rights to food.", ["right to food"]),
        ('"droit à l\'eau"', "fr", "Le droit à l’eau", ["droit à l’eau"]),
        ('food "right to food"', "en", "The right to food and food", ["right to food", "food"]),
        ('"a b" "b c"', "en", "a b c", ["a b c"]),
        ("112/99", "en", "Report 112/99, not 112 or 99/112", ["112/99"]),
        ("housing -prison", "en", "housing and prison", ["housing"]),
        ("-(housing -prison)", "en", "housing and prison", ["prison"]),
        ("country:KEN housing", "en", "Kenya housing", ["housing"]),
        ("oeuvre", "fr", "Le chef-d’œuvre", ["œuvre"]),
        ("cooperation", "en", "inter\u00adnational coopera\u00adtion", ["coopera\u00adtion"]),
        ("", "en", "anything", []),
    ],
)
def test_words_are_marked_as_they_are_written(query: str, language: str, text: str, found: list[str]) -> None:
    assert marked(query, text, language) == found


def test_a_word_is_marked_by_the_analysis_of_the_paragraph() -> None:
    """Spanish rules do not mark an English paragraph: only what the search has matched is shown as found."""
    assert marked("pan", "pan and panes", "es") == ["pan", "panes"]
    assert marked("pan", "pan and pants", "en") == ["pan"]


@given(st.text(max_size=200), st.text(max_size=20), st.sampled_from(["en", "es", "fr", "ar", "und"]))
def test_marks_are_in_order_and_inside(text: str, phrase: str, language: str) -> None:
    words = sought(
        clause(parse('"' + "".join(sign for sign in phrase if sign not in '"“”„‟＂*?؟٭＊？') + '" the'), reader="en")
    )
    places = [place for span in highlights(text, language, words) for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


LONG = "Lorem ipsum dolor sit amet. " * 40 + "The eviction of tenants from housing was unlawful. " + "Sed ut. " * 60


def test_the_window_shows_where_most_different_words_stand() -> None:
    text = "eviction " + "filler " * 200 + LONG
    spans = highlights(text, "en", sought(clause(parse("eviction housing"), reader="en")))
    shown = window(text, spans, 420)
    assert [shown.text[start:end] for start, end in shown.highlights] == ["eviction", "housing"]
    assert shown.text == text[shown.start : shown.start + len(shown.text)]
    assert len(shown.text) <= 420
    assert shown.cut_before
    assert shown.cut_after
    assert not shown.text.startswith(("orem", "iller", " "))
    assert text[shown.start + len(shown.text)].isspace()


def test_a_short_paragraph_is_shown_whole() -> None:
    shown = window("An eviction.", ((3, 11),), 420)
    assert (shown.text, shown.highlights, shown.cut_before, shown.cut_after) == (
        "An eviction.",
        ((3, 11),),
        False,
        False,
    )


def test_without_a_mark_the_beginning_is_shown() -> None:
    shown = window(LONG, (), 420)
    assert (shown.start, shown.highlights, shown.cut_before, shown.cut_after) == (0, (), False, True)


def test_the_beginning_of_a_word_is_not_sought_behind_what_was_found() -> None:
    text = "x" * 500 + " " + "y" * 90 + "eviction of tenants " + "Sed ut. " * 60
    start = text.index("eviction")
    shown = window(text, ((start, start + 8),), 180)
    assert [shown.text[first:last] for first, last in shown.highlights] == ["eviction"]


@given(st.text(min_size=1, max_size=900), st.lists(st.tuples(st.integers(0, 890), st.integers(1, 9)), max_size=8))
def test_a_window_never_shows_a_mark_outside(text: str, marks: list[tuple[int, int]]) -> None:
    spans = sorted({(start, start + length) for start, length in marks if start + length <= len(text)})
    shown = window(text, spans, 420)
    assert shown.text
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.highlights)
    assert text[shown.start :].startswith(shown.text)


@pytest.mark.parametrize(
    ("leaf", "text", "found"),
    [
        (Pattern("évict*"), "Evicted and EVICTIONS, not convicted", ["Evicted", "EVICTIONS"]),
        (Pattern("wom?n"), "Women, a woman, womxyn", ["Women", "woman"]),
        (Pattern("anti-discrim*"), "anti-discrimination; discrimination", ["anti", "discrimination"]),
        (Pattern("œuv*"), "Le chef-d’œuvre", ["œuvre"]),
        (Pattern("سك*"), "الحقُّ في سَكَـــنٍ", ["سَكَـــنٍ"]),
        (Fuzzy("housing"), "Housnig and housing, not mining", ["Housnig", "housing"]),
        (Near(("right", "water"), 2), "Water is a right. The right of all people to have it", ["Water", "right"]),
        (Near(("a", "a"), 0), "a b a a", ["a", "a"]),
        (Near(("forc*", "evict*"), 1), "forced mass eviction; evicted by mere force", ["forced", "eviction"]),
        (Near(("droit", "eau"), 2), "le droit à l’eau", ["droit", "eau"]),
        (Phrase("coopera tion"), "cooperation", []),
    ],
)
def test_exact_words_are_marked_however_they_were_asked_for(leaf: Leaf, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(text, "en", sought(leaf))] == found


def test_only_one_part_of_a_decision_is_asked_for_its_words() -> None:
    words = sought(InParagraph(All((Phrase("right to food"), Pattern("hung*"))), sections=("reasons",)))
    assert highlights("Hunger and the right to food", "en", words) == ((0, 6), (15, 28))


def test_what_was_found_is_told_by_its_forms() -> None:
    found = marks("Evicted, then the eviction order", "en", sought(clause(parse("eviction order"), reader="en")))
    assert found.forms == {"evicted", "eviction", "order"}
    assert not found.exactly
    assert marks("the right to food", "en", sought(Phrase("right to food"))).exactly
