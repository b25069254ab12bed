"""Long lists of names in one pattern that finds what a plain alternation of them finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.any_of import any_of


@given(st.lists(st.text("ab c", min_size=1, max_size=6), min_size=1, max_size=12), st.text("ab c", max_size=30))
def test_it_finds_what_an_alternation_finds_longest_first(names: list[str], text: str) -> None:
    plain = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    assert [m.span() for m in re.finditer(any_of(names), text)] == [m.span() for m in re.finditer(plain, text)]


def test_marks_are_themselves_and_letters_of_any_script_stand() -> None:
    pattern = re.compile(any_of(["a.b", "a.b.c", "قاض", "قاضي"]))
    assert [pattern.fullmatch(text) is not None for text in ("a.b", "a.b.c", "axb", "قاضي")] == [
        True,
        True,
        False,
        True,
    ]


def test_no_names_are_no_pattern() -> None:
    with pytest.raises(ValueError, match="no names"):
        any_of([])
