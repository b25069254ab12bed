"""From evidence to an alignment: the road through both texts, its pairs, and how alike the texts are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from caselaw.domain.paragraph import Paragraph
from caselaw.search.align.comparison import WITH_MEANING, Comparison
from caselaw.search.align.evidence import Places, Signs
from caselaw.search.align.gaps import facing, grown, joined
from caselaw.search.align.pairs import WITHOUT_ENCODER, Alignment, Evidence, Pair
from caselaw.search.align.path import SHAPES, Step, best_path
from caselaw.search.encoder import Encoder

_LEAST = 0.4
"""A pair must be more likely than this, or both are left without a counterpart."""
_SPEAKS: dict[Evidence, float] = {"figures": 0.5, "words": 0.15, "meaning": 0.55}
_WINDOW, _SETTLED = 1_500, 1_000
"""Paragraphs looked at together, and how many of them are settled then: a longer text needs no more memory."""


_SAMPLE, _TELLING = 16, 40
"""Pairs whose meaning is looked at to see whether an alignment by print is one, of those with some letters."""


class Match(NamedTuple):
    left: int
    right: int
    score: float
    evidence: tuple[Evidence, ...]


def matched(left: Sequence[Paragraph], right: Sequence[Paragraph], encoder: Encoder | None) -> Alignment:
    """See `caselaw.search.align.align`."""
    method = WITHOUT_ENCODER if encoder is None else f"{WITHOUT_ENCODER}+{encoder.name} {encoder.version}"
    found = _found(left, right, encoder)
    return Alignment(_in_order(found, len(left), len(right)), method, round(_coverage(found, left, right), 4))


def sampled_likeness(left: Sequence[Paragraph], right: Sequence[Paragraph], encoder: Encoder | None) -> float:
    """See `caselaw.search.align.likeness`."""
    found = _found(left, right, None)
    coverage = _coverage(found, left, right)
    if encoder is None or not found:
        return round(coverage, 4)
    telling = [match for match in found if len(left[match.left].text) >= _TELLING] or found
    step = max(len(telling) / _SAMPLE, 1.0)
    sample = [telling[int(number * step)] for number in range(min(_SAMPLE, len(telling)))]
    ours = encoder.encode([left[match.left].text for match in sample])
    theirs = encoder.encode([right[match.right].text for match in sample])
    agreeing = 1 / (1 + np.exp(-WITH_MEANING.meaning * ((ours * theirs).sum(axis=1) - _SPEAKS["meaning"])))
    return round(coverage * float(agreeing.mean()), 4)


def _found(left: Sequence[Paragraph], right: Sequence[Paragraph], encoder: Encoder | None) -> list[Match]:
    """The pairs of two whole texts, seen through a window that moves on behind what is settled."""
    found: list[Match] = []
    i = j = 0
    while i < len(left) and j < len(right):
        ours, theirs = left[i : i + _WINDOW], right[j : j + _WINDOW]
        pairs = _pairs(Comparison.of(ours, theirs, encoder))
        whole = i + _WINDOW >= len(left) and j + _WINDOW >= len(right)
        if not whole:
            pairs = [pair for pair in pairs if pair.left < _SETTLED and pair.right < _SETTLED]
        found += [pair._replace(left=pair.left + i, right=pair.right + j) for pair in pairs]
        if whole:
            break
        i += max(max((pair.left + 1 for pair in pairs), default=_SETTLED), _SETTLED // 2)
        j += max((pair.right + 1 for pair in pairs), default=_SETTLED)
    return found


def _pairs(comparison: Comparison) -> list[Match]:
    """Pairs of the text, of the notes, then of what is left of the one with the other: programs differ in what they
    take for a note, and in where they put it."""
    notes, others = comparison.left.kinds == "footnote", comparison.right.kinds == "footnote"
    free, other_free = np.ones(len(notes), dtype=np.bool_), np.ones(len(others), dtype=np.bool_)
    found: list[Match] = []
    for mine, theirs in ((~notes, ~others), (notes, others), (notes, ~others), (~notes, others)):
        rows, columns = np.flatnonzero(mine & free), np.flatnonzero(theirs & other_free)
        if len(rows) and len(columns):
            pairs = _walk(comparison.these(rows, columns), rows, columns)
            found += pairs
            free[[pair.left for pair in pairs]] = False
            other_free[[pair.right for pair in pairs]] = False
    return found


def _walk(comparison: Comparison, rows: Places, columns: Places) -> list[Match]:
    """The pairs of the best road, by their positions in the window."""
    shapes = [(a, b) for a, b in SHAPES if a <= len(rows) and b <= len(columns)]
    road = best_path({(a, b): comparison.scores(a, b) - _LEAST for a, b in shapes}, len(rows), len(columns))
    road = grown(comparison, road)
    road = sorted([*road, *joined(comparison, road, _LEAST)])
    evidence = {step: _evidence(comparison, step) for step in road}
    evidence |= dict.fromkeys(facing(comparison, road), ("place",))
    return [
        Match(int(rows[i]), int(columns[j]), round(comparison.score_of(step), 4), speaks)
        for step, speaks in sorted(evidence.items())
        for i in range(step.left, step.left + step.a)
        for j in range(step.right, step.right + step.b)
    ]


def _evidence(comparison: Comparison, step: Step) -> tuple[Evidence, ...]:
    """What speaks for a step: a printed number that both have, and signs that are alike enough."""
    number = comparison.left.numbers[step.left]
    found: list[Evidence] = ["number"] if number and number == comparison.right.numbers[step.right] else []
    channels: tuple[tuple[Evidence, Signs | None], ...] = (
        ("figures", comparison.figures),
        ("words", comparison.words),
        ("meaning", comparison.meaning),
    )
    for name, signs in channels:
        if signs is not None and signs.one_cosine(step.left, step.right, step.a, step.b) >= _SPEAKS[name]:
            found.append(name)
    return tuple(found)


def _in_order(found: Sequence[Match], left: int, right: int) -> tuple[Pair, ...]:
    """All paragraphs in the order of the left, those of the right alone before what follows them there."""
    partners: dict[int, list[Match]] = {}
    for match in found:
        partners.setdefault(match.left, []).append(match)
    taken = {match.right for match in found}
    alone = [j for j in reversed(range(right)) if j not in taken]
    result: list[Pair] = []
    for i in range(left):
        for match in partners.get(i, ()):
            while alone and alone[-1] < match.right:
                result.append(Pair(None, alone.pop(), 0.0))
            result.append(Pair(*match))
        if i not in partners:
            result.append(Pair(i, None, 0.0))
    return (*result, *(Pair(None, j, 0.0) for j in reversed(alone)))


def _coverage(found: Sequence[Match], left: Sequence[Paragraph], right: Sequence[Paragraph]) -> float:
    """The share of all letters that have a likely counterpart, the mean of both sides."""
    shares = []
    sure = [match for match in found if match.score >= _LEAST]
    for side, places in ((left, {match.left for match in sure}), (right, {match.right for match in sure})):
        letters = sum(len(paragraph.text) for paragraph in side)
        shares.append(sum(len(side[place].text) for place in places) / max(letters, 1))
    return sum(shares) / 2
