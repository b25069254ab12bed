"""Bars of years and months, and the shades of a map."""

from __future__ import annotations

from itertools import pairwise

import pytest

from caselaw.domain.searching.questions import FacetCount
from web.charts import month_bars, year_bars
from web.countries import STEPS, shaded, shades
from web.worldmap import DISPUTED, DOTS, missing, shapes, sheet


def counts(values: dict[int, int]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(str(value), str(value), count) for value, count in values.items())


def test_few_years_are_a_bar_each_also_those_between_that_count_none() -> None:
    bars = year_bars(counts({2000: 2, 2003: 8, 2001: 0}), 14)
    assert [(one.value, one.count, one.tall) for one in bars] == [
        ("2000", 2, 25),
        ("2001", 0, 0),
        ("2002", 0, 0),
        ("2003", 8, 100),
    ]


def test_many_years_are_put_together_and_nothing_is_lost() -> None:
    bars = year_bars(counts(dict.fromkeys(range(1951, 2025), 1)), 14)
    assert len(bars) <= 14
    assert (bars[0].value, bars[0].label) == ("1950..1959", "1950–1959")
    assert sum(one.count for one in bars) == 74


def test_of_chosen_years_those_alone_are_shown_in_smaller_steps() -> None:
    years = counts(dict.fromkeys(range(1951, 2025), 1))
    assert [one.value for one in year_bars(years, 14, (1990, 1993))] == ["1990", "1991", "1992", "1993"]
    assert year_bars(years, 14, (1800, 1850)) == ()
    assert year_bars((), 14) == ()


def test_what_counts_little_is_still_seen() -> None:
    assert [one.tall for one in year_bars(counts({2000: 1, 2001: 10_000}), 14)] == [4, 100]


def test_a_year_has_twelve_months() -> None:
    names = [f"month {number}" for number in range(1, 13)]
    bars = month_bars((FacetCount("2004-03", "March 2004", 5, chosen=True),), "2004", names)
    assert [(one.value, one.count) for one in bars if one.count] == [("2004-03", 5)]
    assert (len(bars), bars[2].label, bars[2].chosen) == (12, "month 3", True)


@pytest.mark.parametrize("most", [1, 2, 5, 6, 90, 4_000, 90_000])
def test_shades_part_all_counts_and_the_most_is_darkest(most: int) -> None:
    values = tuple(FacetCount(code, code, count) for code, count in (("ZAF", most), ("COL", 1)))
    legend = shades(values)
    assert 1 <= len(legend) <= STEPS
    assert (legend[0].first, legend[-1].last) == (1, None)
    assert all(one.last is not None and one.last + 1 == other.first for one, other in pairwise(legend))
    steps = {one.code: one.step for one in shaded(values)}
    assert (steps["ZAF"], steps["COL"]) == (legend[-1].step, legend[0].step)


def test_countries_without_a_shape_are_told_of_and_open_frontiers_dashed() -> None:
    values = tuple(FacetCount(code, code, 1) for code in ("TUV", "ESH", "TTO", "FRA"))
    found = {one.code: one for one in shaded(values)}
    assert [found[code].drawn for code in ("TUV", "ESH", "TTO", "FRA")] == [False, True, True, True]
    assert [code for code, one in found.items() if one.dashed] == ["ESH"]
    assert shaded((FacetCount("FRA", "France", 0),)) == ()


def test_the_shapes_are_light_whole_and_where_they_belong() -> None:
    assert len(sheet()) < 60_000
    assert DISPUTED | DOTS.keys() <= shapes().keys()
    assert {"ZAF", "COL", "EGY", "FRA", "USA", "GBR", "RUS", "BRA", "SGP"} <= shapes().keys()
    assert missing("TUV")
    assert all(data.startswith("M") and data.endswith("z") and "lz" not in data for data in shapes().values())
