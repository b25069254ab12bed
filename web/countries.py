"""Which country is shaded how on the map of an answer, and what its shades mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caselaw.domain.searching.questions import FacetCount
from web.worldmap import DISPUTED, missing

STEPS = 5
_SPREAD: dict[int, tuple[int, ...]] = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_GROWTH = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000)


@dataclass(frozen=True)
class Shaded:
    """A country that counts something: `step` is its shade, from 1 to STEPS; `drawn` says that the map shows it, and
    `dashed` that a frontier of it is not settled."""

    code: str
    name: str
    count: int
    step: int
    chosen: bool
    drawn: bool
    dashed: bool


@dataclass(frozen=True)
class Shade:
    """What a shade means: so many documents, from and to; no end for the last."""

    step: int
    first: int
    last: int | None


def shaded(values: Sequence[FacetCount]) -> tuple[Shaded, ...]:
    """The countries that count something or were chosen, the most first."""
    starts = _starts(values)
    steps = _SPREAD[len(starts)]
    found = (one for one in values if one.count or one.chosen)
    return tuple(
        Shaded(
            one.value,
            one.label,
            one.count,
            steps[max(sum(one.count >= start for start in starts) - 1, 0)],
            one.chosen,
            not missing(one.value),
            one.value in DISPUTED,
        )
        for one in sorted(found, key=lambda one: (-one.count, one.label))
    )


def shades(values: Sequence[FacetCount]) -> tuple[Shade, ...]:
    """The shades that this map uses, the lightest first."""
    starts = _starts(values)
    ends = [*(start - 1 for start in starts[1:]), None]
    return tuple(Shade(step, first, last) for step, first, last in zip(_SPREAD[len(starts)], starts, ends, strict=True))


def _starts(values: Sequence[FacetCount]) -> tuple[int, ...]:
    """From how many documents on each shade begins: 1, 3, 10 … or, where all counts are small, one after the other;
    so that a map of few and a map of thousands both tell their countries apart."""
    most = max((one.count for one in values), default=0)
    if most <= STEPS:
        return tuple(range(1, max(most, 1) + 1))
    usable = [start for start in _GROWTH if start <= most]
    skipped = len(usable) - STEPS
    return tuple(usable) if skipped <= 0 else (1, *usable[-(STEPS - 1) :])
