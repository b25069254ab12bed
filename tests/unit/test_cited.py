"""How what is cited is written in an index and in a query."""

from __future__ import annotations

import pytest

from caselaw.domain.citing.citation import Reading
from caselaw.search.cited import article, articles, decisions


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", "ACHR"),
        ("8", "ACHR/8"),
        ("8(1)", "ACHR/8(1)"),
        ("8.1", "ACHR/8(1)"),
        ("٨", "ACHR/8"),
        ("25.2.a", "ACHR/25(2)(a)"),
        ("25 (2) (a)", "ACHR/25(2)(a)"),
        ("10-A", "ACHR/10a"),
        ("2 bis", "ACHR/2bis"),
        ("L.411-1", "ACHR/l.411-1"),
    ],
)
def test_one_article_is_written_in_one_way(number: str, expected: str) -> None:
    assert article("ACHR", number) == expected


def test_a_part_of_an_article_is_found_by_the_article_and_by_the_instrument() -> None:
    assert articles([Reading("article", "ICESCR 11(1)")], None) == ("ICESCR/11(1)", "ICESCR/11", "ICESCR")
    assert articles([Reading("article", "ILO-169 6")], None) == ("ILO-169/6", "ILO-169")


def test_the_convention_is_that_of_the_court_which_says_so() -> None:
    readings = [
        Reading("article", "8"),
        Reading("article", "ACHR 8", "iacthr"),
        Reading("article", "ECHR 8", "echr"),
    ]
    assert articles(readings, "iacthr") == ("ACHR/8", "ACHR")
    assert articles(readings, "za-cc") == articles(readings, None) == ()
    assert articles([Reading("article", "11")], "iacthr") == ()


def test_a_decision_is_found_by_its_key_and_by_its_number_as_it_stands() -> None:
    reading = Reading("neutral", "[2000]  ZACC 19")
    assert decisions(reading) == (reading.key, "[2000] zacc 19")
    assert decisions(Reading("docket", "C-355/06")) == ("c-355/06",)  # whose number is not said: no key
    assert decisions(Reading("article", "ICESCR 11")) == ()
