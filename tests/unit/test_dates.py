"""Partial dates: read, ordered and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.domain.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2004", "year", 20040101, 20041231),
        ("2004-02", "month", 20040201, 20040229),
        ("2100-02", "month", 21000201, 21000228),
        ("2004-03-03", "day", 20040303, 20040303),
    ],
)
def test_a_date_says_how_precise_it_is_and_what_it_spans(text: str, precision: str, first: int, last: int) -> None:
    date = PartialDate.parse(text)
    assert (str(date), date.precision, date.first, date.last) == (text, precision, first, last)


@pytest.mark.parametrize(
    "text", ["", "04", "2004-13", "2004-00", "2003-02-29", "2004-03-03T00", "3 March 2004", "٢٠٠٤-1"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2004, None, 3)


@given(st.dates())
def test_every_day_survives_writing_and_reading(day: object) -> None:
    date = PartialDate.parse(str(day))
    assert str(date) == str(day)
    assert date.first == date.last
