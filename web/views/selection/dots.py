"""A row of dots: one for each organisation, over the level that it gave. Drawn here, readable without the drawing."""

from __future__ import annotations

from markupsafe import Markup

from caselaw.domain.languages import reading_direction
from caselaw.domain.selection.spread import Spread
from caselaw.domain.selection.table import Criterion, in_language

_STEP, _DOT, _ROW, _FOOT = 26, 4, 10, 16
_MOST = 9  # dots in a pile; a number says how many more


def dots(criterion: Criterion, spread: Spread, language: str) -> Markup:
    """The drawing for one case and criterion: levels from the start of the line to its end, the least that must be
    reached as a line. A label says all of it in words."""
    scale = criterion.scale or ()
    high = max([min(count, _MOST) for count in spread.counts.values()] or [1])
    width, height = _STEP * len(scale), high * _ROW + _FOOT + 4
    rtl = reading_direction(language) == "rtl"
    parts = []
    for place, level in enumerate(scale):
        x = _STEP * (len(scale) - 1 - place if rtl else place) + _STEP / 2
        least = criterion.must_have is not None and level.value == criterion.must_have
        parts.append(
            Markup('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                "least" if least else "level", x, height - 4, level.value
            )
        )
        count = spread.counts.get(level.value, 0)
        short = criterion.must_have is not None and level.value < criterion.must_have
        for pile in range(min(count, _MOST)):
            y = height - _FOOT - pile * _ROW - _DOT
            parts.append(
                Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format("short" if short else "dot", x, y, _DOT)
            )
    said = "; ".join(
        f"{in_language(level.labels, language)}: {spread.counts[level.value]}"
        for level in scale
        if spread.counts.get(level.value)
    )
    return Markup(
        '<svg class="dots" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>'
    ).format(said or "–", width, height, width, height, Markup("").join(parts))
