"""Words spelled like another: the same are found as by comparing each with each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caselaw.search.spelled import SpelledWords
from caselaw.search.wordforms import distance, edits

FORMS = st.text("abcdeéñоسكن1", min_size=1, max_size=9)  # letters of other scripts share bits with ours


@given(st.lists(FORMS, max_size=60), FORMS)
def test_the_same_as_one_by_one(forms: list[str], asked: str) -> None:
    most = edits(asked)
    apart = {one: distance(asked, one, most) for one in forms if most and one != asked}
    assert SpelledWords(forms).like(asked) == {one: far for one, far in apart.items() if far <= most}


def test_each_form_is_held_once_and_a_short_one_is_like_none() -> None:
    words = SpelledWords(["water", "water", "wader", "later", "wet", "we"])
    assert len(words) == 5
    assert words.like("water") == {"wader": 1, "later": 1}
    assert words.like("we") == {}
