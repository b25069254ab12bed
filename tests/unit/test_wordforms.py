"""Patterns over single words: each stands for what it says, and none makes a word last."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.search.wordforms import SHORTEST_PATTERN, matcher

letters = st.text("ab", max_size=8)


@given(st.text("ab*?", min_size=2, max_size=8), letters)
def test_a_pattern_stands_for_what_it_says(pattern: str, form: str) -> None:
    if len(re.sub(r"[*?]", "", pattern)) >= SHORTEST_PATTERN:
        assert matcher(pattern)(form) == fnmatchcase(form, pattern)


@pytest.mark.parametrize("stars", [10, 100])
def test_no_word_makes_a_pattern_try_for_long(stars: int) -> None:
    """Tried in every way, ten stars on two hundred letters would not be done in years."""
    assert not matcher("ab" + "*a" * stars + "z")("ab" + "a" * 198)
