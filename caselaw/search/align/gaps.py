"""What the best road left standing between its steps: more than three paragraphs against one, and lone headings.

One format keeps a quotation of eight lines in one paragraph, another makes eight of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from caselaw.search.align.comparison import Comparison
from caselaw.search.align.path import Step

_MOST = 40
"""Paragraphs that are tried as one."""
_SIMILAR, _LEAST_BETWEEN = 2.0, 0.03
"""What two alone between the same pairs need: lengths within this factor, and not all evidence against them."""


def grown(comparison: Comparison, steps: Sequence[Step]) -> list[Step]:
    """The steps, those beside a gap on one side alone taking it in where that makes them likelier."""
    found = list(steps)
    for number, gap in enumerate(list(_gaps(comparison, steps))):
        if (gap.a == 0) == (gap.b == 0) or gap.a + gap.b > _MOST:
            continue
        best, place = 0.0, None
        for beside in (number - 1, number):
            if 0 <= beside < len(found):
                step = found[beside]
                larger = _with(step, gap)
                won = comparison.odds_of(larger) - comparison.odds_of(step) if min(larger.a, larger.b) == 1 else 0.0
                if won > best:
                    best, place = won, beside
        if place is not None:
            found[place] = _with(found[place], gap)
    return found


def joined(comparison: Comparison, steps: Sequence[Step], least: float) -> list[Step]:
    """Gaps of one paragraph against several that are likely the same, more than `least`."""
    return [
        gap
        for gap in _gaps(comparison, steps)
        if min(gap.a, gap.b) == 1 < max(gap.a, gap.b) <= _MOST and comparison.score_of(gap) >= least
    ]


def facing(comparison: Comparison, steps: Sequence[Step]) -> list[Step]:
    """Gaps of one paragraph on each side, of one kind and about one length: short headings mostly, which are worded
    freely."""
    left, right = comparison.left, comparison.right
    return [
        gap
        for gap in _gaps(comparison, steps)
        if gap.a == gap.b == 1
        and left.kinds[gap.left] == right.kinds[gap.right]
        and 1 / _SIMILAR <= left.sizes[gap.left] * comparison.ratio / right.sizes[gap.right] <= _SIMILAR
        and comparison.score_of(gap) >= _LEAST_BETWEEN
    ]


def _gaps(comparison: Comparison, steps: Sequence[Step]) -> Iterator[Step]:
    """What lies before each step and behind the last, empty or not."""
    edges = [Step(0, 0, 0, 0), *steps, Step(len(comparison.left.sizes), len(comparison.right.sizes), 0, 0)]
    for before, after in pairwise(edges):
        i, j = before.left + before.a, before.right + before.b
        yield Step(i, j, after.left - i, after.right - j)


def _with(step: Step, gap: Step) -> Step:
    """A step and the gap before or behind it as one."""
    return Step(min(step.left, gap.left), min(step.right, gap.right), step.a + gap.a, step.b + gap.b)
