"""How far organisations agree: for each candidate and criterion who gave which level, not only a mean.

Answers of an organisation with a conflict of interest stay out of every figure; of one that abstains there are none.
A weighted figure is a lens on the answers: it has the lowest and the highest beside it, and decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.selection.table import Answer, Criterion, Declaration


@dataclass(frozen=True)
class Spread:
    """The scores of one candidate under one criterion: `counts` by level, the middle one (of two the lower), how far
    the answers lie apart (0: all the same, 1: half at either end), and how many fell short of a must-have."""

    counts: Mapping[int, int]
    median: int | None
    apart: float
    short: int
    words: int

    @property
    def answers(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Weighed:
    """A candidate through the lens of some weights, in hundredths of the highest levels: the middle organisation's
    figure, the lowest and the highest; None where nobody gave a score."""

    middle: float | None
    lowest: float | None
    highest: float | None
    organisations: int


def spread(criterion: Criterion, answers: Sequence[Answer]) -> Spread:
    """The answers of those who count, to one candidate under this criterion."""
    scores = sorted(one.score for one in answers if one.score is not None and criterion.level(one.score))
    least = criterion.must_have
    return Spread(
        counts=Counter(scores),
        median=scores[(len(scores) - 1) // 2] if scores else None,
        apart=_apart(scores, criterion),
        short=sum(1 for score in scores if least is not None and score < least),
        words=sum(1 for one in answers if one.words),
    )


def _apart(scores: Sequence[int], criterion: Criterion) -> float:
    """The mean distance of two answers, over the greatest there can be among so many."""
    if len(scores) < 2 or not criterion.scale:
        return 0.0
    width = max(one.value for one in criterion.scale) - min(one.value for one in criterion.scale)
    total = sum(b - a for i, a in enumerate(scores) for b in scores[i + 1 :])
    half = len(scores) // 2
    return total / (half * (len(scores) - half) * width)


def counting(
    answers: Collection[Answer], declarations: Mapping[tuple[str, str], Declaration]
) -> tuple[Answer, ...]:  # fmt: skip
    """The answers that say something, of organisations without a conflict of interest that do not abstain."""
    out = {key for key, one in declarations.items() if one.kind != "none"}
    return tuple(one for one in answers if one.said and (one.organisation, one.candidate) not in out)


def weigh(criteria: Sequence[Criterion], weights: Mapping[str, int], answers: Sequence[Answer]) -> Weighed:
    """One candidate through the lens of these weights. Each organisation's figure is the mean of what it answered, each
    level as a share of its scale; what it left out counts neither way."""
    known = {one.id: one for one in criteria if one.scale}
    by_organisation: dict[str, list[tuple[float, int]]] = {}
    for one in answers:
        criterion = known.get(one.criterion)
        if criterion is None or one.score is None or criterion.level(one.score) is None:
            continue
        weight = weights.get(one.criterion, criterion.weight)
        if weight:
            values = [level.value for level in criterion.scale or ()]
            share = (one.score - min(values)) / (max(values) - min(values))
            by_organisation.setdefault(one.organisation, []).append((share, weight))
    figures = sorted(
        100 * sum(share * weight for share, weight in each) / sum(weight for _, weight in each)
        for each in by_organisation.values()
    )
    if not figures:
        return Weighed(None, None, None, 0)
    return Weighed(figures[(len(figures) - 1) // 2], figures[0], figures[-1], len(figures))
