"""Found words marked and passages cut, with nothing lost and nothing let through."""

from __future__ import annotations

from html import unescape
from re import sub

from hypothesis import given
from hypothesis import strategies as st

from web.excerpts import WIDTH, excerpt, marked, typeset


def plain(html: str) -> str:
    return unescape(sub(r"</?mark>", "", html))


def test_words_are_marked_and_everything_else_is_text() -> None:
    assert str(marked("a <b> cat & dog", [(6, 9), (12, 15)])) == ("a &lt;b&gt; <mark>cat</mark> &amp; <mark>dog</mark>")


def test_marks_that_overlap_or_lie_outside_are_passed_over() -> None:
    assert str(marked("abc", [(0, 2), (1, 3), (2, 9), (3, 3)])) == "<mark>ab</mark>c"


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))))
def test_no_letter_is_lost_by_marking(text: str, spans: list[tuple[int, int]]) -> None:
    assert plain(marked(text, spans)) == text


def test_a_long_paragraph_is_cut_around_its_first_found_word() -> None:
    text = "before " * 60 + "eviction " + "after " * 60
    place = text.index("eviction")
    cut = plain(excerpt(text, [(place, place + 8)]))
    assert cut.startswith("… before")
    assert cut.endswith("after …")
    assert "eviction" in cut
    assert len(cut) <= WIDTH + 4
    assert "<mark>eviction</mark>" in excerpt(text, [(place, place + 8)])


@given(st.text(alphabet="ab كن ", max_size=600), st.integers(0, 600), st.integers(1, 12))
def test_an_excerpt_is_a_piece_of_the_text_with_the_first_mark_in_it(text: str, start: int, length: int) -> None:
    spans = [(start, start + length)] if start + length <= len(text) else []
    cut = excerpt(text, spans)
    assert plain(cut).removeprefix("… ").removesuffix(" …") in text
    assert ("<mark>" in cut) == bool(spans)


def test_a_short_paragraph_stands_whole() -> None:
    assert str(excerpt("Short.", [])) == "Short."


def test_french_signs_stay_with_their_word_and_offsets_stay_true() -> None:
    text = "Les faits : « non » ; pourquoi ?"
    assert typeset(text, "fr") == "Les faits\u00a0: «\u00a0non\u00a0»\u00a0; pourquoi\u00a0?"
    assert len(typeset(text, "fr")) == len(text)
    assert typeset(text, "en") == text
