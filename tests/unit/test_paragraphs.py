"""Anchors: unique in a document, stable, made of the printed number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.domain.paragraph import anchors, passage_part


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "2", "3"], ["p-1", "p-2", "p-3"]),
        (["12", "12", "12"], ["p-12", "p-12-b", "p-12-c"]),
        ([None, "1", None], ["p-u1", "p-1", "p-u3"]),
        (["S1", "12.4", "[44]", "7 bis"], ["p-S1", "p-12-4", "p-44", "p-7-bis"]),
        (["12 b", "12", "12"], ["p-12-b", "p-12", "p-12-c"]),  # a printed "12 b" keeps its anchor
        (["—"], ["p-u1"]),
    ],
)
def test_anchors_come_from_the_printed_number(numbers: list[str | None], expected: list[str]) -> None:
    assert anchors(numbers) == expected


@given(
    st.lists(
        st.none() | st.sampled_from(["1", "2", "2-b", "2 c", "", "u3", "A.1", "١٢"]) | st.text(max_size=5), max_size=60
    )
)
def test_no_two_paragraphs_share_an_anchor(numbers: list[str | None]) -> None:
    made = anchors(numbers)
    assert len(set(made)) == len(numbers)
    assert all(anchor.isascii() and " " not in anchor for anchor in made)


@pytest.mark.parametrize(
    ("anchor", "position", "leads"),
    [
        ("p-12", None, "#p-12"), ("p-12-b", None, "#p-12-b"), ("p-u300", None, "#p-u300"), (None, None, ""),
        ("p-u301", None, "?paragraph=p-u301#p-u301"), ("p-61", None, "?paragraph=p-61#p-61"),
        ("p-61", 299, "#p-61"), ("p-12", 300, "?paragraph=p-12#p-12"),
        ("p-IV-2", None, "?paragraph=p-IV-2#p-IV-2"),
    ],
)  # fmt: skip
def test_the_way_to_a_paragraph_names_it_twice_where_it_may_stand_in_a_later_part(
    anchor: str | None, position: int | None, leads: str
) -> None:
    assert passage_part(anchor, position) == leads
