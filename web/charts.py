"""Small charts that the server draws: how many decisions of each year, month or decade, as bars to click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caselaw.domain.searching.questions import FacetCount

SPANS = (1, 2, 5, 10, 20, 50, 100)
"""Years that one bar may stand for."""


@dataclass(frozen=True)
class Bar:
    """One bar: `value` is what a filter asks for, `label` what it is called; `tall` is its height in percent of the
    tallest (something is always seen of a bar that counts any), `chosen` that a filter chose it."""

    value: str
    label: str
    count: int
    tall: int
    chosen: bool = False


def year_bars(values: Sequence[FacetCount], most: int, between: tuple[int, int] | None = None) -> tuple[Bar, ...]:
    """The years with their counts, the earliest first, also those that count none between them, in at most `most`
    bars; `between` sets all others aside."""
    counts = {int(one.value): one for one in values if one.value.isdecimal() and one.count}
    years = sorted(year for year in counts if not between or between[0] <= year <= between[1])
    if not years:
        return ()
    span = next((span for span in SPANS if years[-1] // span - years[0] // span < most), SPANS[-1])
    starts = range(years[0] // span * span, years[-1] + 1, span)
    parts = [[counts[year] for year in range(start, start + span) if year in counts] for start in starts]
    return _bars(
        [
            (
                str(start) if span == 1 else f"{start}..{start + span - 1}",
                str(start) if span == 1 else f"{start}–{start + span - 1}",
                sum(one.count for one in part),
                any(one.chosen for one in part),
            )
            for start, part in zip(starts, parts, strict=True)
        ]
    )


def month_bars(values: Sequence[FacetCount], year: str, names: Sequence[str]) -> tuple[Bar, ...]:
    """The twelve months of a year; `names` are what they are called."""
    counts = {one.value: one for one in values}
    keys = [f"{year}-{month:02}" for month in range(1, 13)]
    return _bars(
        [
            (key, name, counts[key].count if key in counts else 0, key in counts and counts[key].chosen)
            for key, name in zip(keys, names, strict=True)
        ]
    )


def _bars(parts: Sequence[tuple[str, str, int, bool]]) -> tuple[Bar, ...]:
    most = max((count for _, _, count, _ in parts), default=0) or 1
    return tuple(
        Bar(value, label, count, max(4, round(100 * count / most)) if count else 0, chosen)
        for value, label, count, chosen in parts
    )
