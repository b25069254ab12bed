"""What happened in a case as a line of time that the server draws: each moment bears the number of its row in the list
below, as long as it may have lasted; the harm lies beneath as a band. The list says the same in words."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from caselaw.domain.documentation.timeline import Moment
from caselaw.domain.languages import reading_direction
from web.labels import number

_WIDTH, _SIDE = 640, 20
_LANE, _ROUND, _APART = 26, 10, 4
_LANES = 8
_BAND, _AXIS = 8, 34
_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 500)
_YEAR_WIDE = 44
_Across = Callable[[float], float]


def case_timeline(moments: Sequence[Moment], language: str, label: str) -> Markup:
    """The drawing; nothing where fewer than two moments are dated. `label` is said to who does not see it."""
    if len(moments) < 2:
        return Markup("")
    first, last = _scale(moments)
    turned = reading_direction(language) == "rtl"

    def across(day: float) -> float:
        """Where a year and its fraction lies, from the side from which one reads."""
        place = _SIDE + (day - first) / (last - first) * (_WIDTH - 2 * _SIDE)
        return _WIDTH - place if turned else place

    lanes, marks = _marks(moments, across, turned)
    floor = (lanes + 1) * _LANE
    parts = [_band(moments, across, floor), _line(_SIDE, _WIDTH - _SIDE, floor, "axis")]
    step = next(one for one in _YEARS if one * (_WIDTH - 2 * _SIDE) / (last - first) >= _YEAR_WIDE or one == _YEARS[-1])
    for year in range(first - first % -step, last + 1, step):
        parts.append(_line(across(year), across(year), floor, "tick", down=6))
        parts.append(_words(str(year), across(year), floor + 20, "quiet", 12))
    drawn = Markup('<svg class="case-line" role="img" aria-label="{}" viewBox="0 0 {} {}" direction="ltr">{}{}</svg>')
    return drawn.format(label, _WIDTH, floor + _AXIS, Markup("").join(parts), marks)


def _scale(moments: Sequence[Moment]) -> tuple[int, int]:
    years = [one.day.year for one in moments]
    return min(years), max(years) + 1


def _marks(moments: Sequence[Moment], across: _Across, turned: bool) -> tuple[int, Markup]:
    """How many lanes they take, the lowest the nearest to the line, and the moments in them."""
    ends: list[float] = []
    placed: list[tuple[int, int, float, float]] = []
    for place, one in enumerate(moments, 1):
        a, b = across(_year(one.day.first)), across(_year(one.day.last))
        start, end = (_WIDTH - a, _WIDTH - b) if turned else (a, b)
        free = next((lane for lane, until in enumerate(ends) if until + _APART <= start), None)
        if free is None:
            free = len(ends) if len(ends) < _LANES else min(range(_LANES), key=ends.__getitem__)
        reach = max(end, start + 2 * _ROUND)
        ends[free : free + 1] = [reach]
        placed.append((place, free, start, end))
    floor = (len(ends) + 1) * _LANE
    drawn = []
    for place, lane, start, end in placed:
        y = floor - (lane + 1) * _LANE + _ROUND - 2
        x, long = start + _ROUND, max(end - start, 2 * _ROUND)
        box = _WIDTH - start - long if turned else start
        drawn.append(
            Markup('<rect class="span" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="{}"/>').format(
                box, y - _ROUND, long, 2 * _ROUND, _ROUND
            )
        )
        drawn.append(_words(number(place), _WIDTH - x if turned else x, y + 4, "mark", 12))
    return len(ends), Markup("").join(drawn)


def _band(moments: Sequence[Moment], across: _Across, floor: float) -> Markup:
    """The time of the harm, where its beginning and its end are told."""
    told = {one.kind: one.day for one in moments if one.kind in ("began", "ended")}
    if len(told) < 2:
        return Markup("")
    a, b = across(_year(told["began"].first)), across(_year(told["ended"].last))
    return Markup('<rect class="harm" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}"/>').format(
        min(a, b), floor - _BAND, max(abs(a - b), 2), _BAND
    )


def _year(day: int) -> float:
    """yyyymmdd as a year and its fraction."""
    on = date(day // 10000, day // 100 % 100, day % 100)
    days = 366 if calendar.isleap(on.year) else 365
    return on.year + (on.timetuple().tm_yday - 1) / days


def _line(a: float, b: float, y: float, kind: str, *, down: int = 0) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, a, y, b, y + down)


def _words(words: str, x: float, y: float, kind: str, size: int) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" font-size="{}" text-anchor="middle">{}</text>').format(
        kind, x, y, size, words
    )
