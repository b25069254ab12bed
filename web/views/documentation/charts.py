"""Charts that the server draws: bars, and columns over the years. The numbers stand in a table beside them; a chart can
be taken along as a file of its own, which then says what to read with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from caselaw.domain.languages import reading_direction
from web.labels import number

_WIDTH, _SIDE = 480, 8
_TITLE, _LINE, _BAR, _ROW, _GAP = 26, 16, 10, 38, 18
_HIGH, _AXIS, _WIDEST, _NUMBERED, _APART = 90, 20, 36, 12, 76
_LETTERS = 62  # of a line of small print
_INK, _QUIET, _PAPER, _FILL = "#1c1b19", "#5a564e", "#ffffff", "#0b4a4f"
_NO_SPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Panel:
    """One part of a chart: its points are pairs of a name and a count; `over_time`: the names are years, in order."""

    title: str
    points: Sequence[tuple[str, int]]
    over_time: bool = False
    more: str = ""


def chart(panels: Sequence[Panel], language: str, label: str) -> Markup:
    """The chart for a page, all panels on one scale; `label` says what it is to who does not see it."""
    body, height = _body(panels, language, 4)
    return Markup(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}" direction="{}">{}</svg>'
    ).format(label, _WIDTH, height, reading_direction(language), body)  # fmt: skip


def chart_file(panels: Sequence[Panel], language: str, title: str, notes: Iterable[str]) -> bytes:
    """The chart as a file of its own, with its title above and `notes` below."""
    heads = wrap(title, 48)
    y = _GAP + 22 * len(heads)
    body, height = _body(panels, language, y)
    parts = [_text(line, 0, _GAP + 22 * place, language, 18, bold=True) for place, line in enumerate(heads)]
    for note in notes:
        for line in wrap(note, _LETTERS):
            height += _LINE
            parts.append(_text(line, 0, height, language, 12, quiet=True))
        height += 6
    height += _GAP
    drawn = Markup(
        '<svg xmlns="{}" width="{}" height="{}" viewBox="0 0 {} {}" direction="{}" '
        'xml:lang="{}" font-family="sans-serif">'
        '<title>{}</title><rect width="{}" height="{}" fill="{}"/>{}{}</svg>\n'
    ).format(
        _NO_SPACE, _WIDTH * 2, height * 2, _WIDTH, height, reading_direction(language), language, title, _WIDTH, height,
        _PAPER, Markup("").join(parts), body,
    )  # fmt: skip
    return str(drawn).encode()


def _body(panels: Sequence[Panel], language: str, y: float) -> tuple[Markup, float]:
    most = max((count for panel in panels for _, count in panel.points), default=1) or 1
    parts: list[Markup] = []
    for panel in panels:
        if panel.title:
            y += _TITLE
            parts.append(_text(panel.title, 0, y - 6, language, 15, bold=True))
        draw = _columns if panel.over_time else _bars
        y = draw(parts, panel, most, language, y)
        if panel.more:
            y += _LINE
            parts.append(_text(panel.more, 0, y - 4, language, 12, quiet=True))
        y += _GAP
    return Markup("").join(parts), y


def _bars(parts: list[Markup], panel: Panel, most: int, language: str, y: float) -> float:
    for name, count in panel.points:
        long = count / most * (_WIDTH - 2 * _SIDE - 40)
        parts.append(_text(name, 0, y + _LINE - 2, language, 13))
        parts.append(_box(0, y + _LINE + 4, max(long, 1.5 if count else 0), _BAR, language))
        parts.append(_text(number(count), long + 6, y + _LINE + 13, language, 12, quiet=True))
        y += _ROW
    return y


def _columns(parts: list[Markup], panel: Panel, most: int, language: str, y: float) -> float:
    if not panel.points:
        return y
    undated = not panel.points[-1][0].isdecimal()
    room = _WIDTH - 2 * _SIDE - (_APART if undated else 0)
    step = min(_WIDEST, room / max(1, len(panel.points) - undated))
    floor = y + _LINE + _HIGH
    every = next(one for one in (1, 2, 5, 10, 20, 50) if one * step >= _WIDEST)
    top = max(count for _, count in panel.points)
    for place, (name, count) in enumerate(panel.points):
        high, year = count / most * _HIGH, name.isdecimal()
        at = place * step if year else place * step + _APART / 2
        parts.append(_box(at + 1, floor - high, max(step - 2, 1), high, language))
        if count and (len(panel.points) <= _NUMBERED or count == top):
            parts.append(_text(number(count), at + step / 2, floor - high - 4, language, 12, middle=True))
            top = top if len(panel.points) <= _NUMBERED else top + 1  # the highest is numbered once
        if not year or int(name) % every == 0 or len(panel.points) <= _NUMBERED:
            parts.append(_text(name, at + step / 2, floor + 15, language, 11, middle=True, quiet=True))
    parts.append(
        Markup('<line class="axis" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"/>').format(
            _SIDE, floor + 0.5, _WIDTH - _SIDE, floor + 0.5, _QUIET
        )
    )
    return floor + _AXIS


def _box(x: float, y: float, width: float, height: float, language: str) -> Markup:
    start = _WIDTH - _SIDE - x - width if reading_direction(language) == "rtl" else _SIDE + x
    return Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>').format(
        start, y, width, height, _FILL
    )


def _text(
    words: str, x: float, y: float, language: str, size: int, *, bold: bool = False, quiet: bool = False,
    middle: bool = False,
) -> Markup:  # fmt: skip
    place = _WIDTH - _SIDE - x if reading_direction(language) == "rtl" else _SIDE + x
    return Markup(
        '<text class="{}" x="{:.1f}" y="{:.1f}" font-size="{}" font-weight="{}" text-anchor="{}" fill="{}">{}</text>'
    ).format(
        "quiet" if quiet else "words", place, y, size, 600 if bold else 400, "middle" if middle else "start",
        _QUIET if quiet else _INK, words,
    )  # fmt: skip
