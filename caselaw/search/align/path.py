"""The best way through two texts in order: pairs, one against two or three, and paragraphs without a counterpart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Shape = tuple[int, int]
SHAPES: tuple[Shape, ...] = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""How many paragraphs of the left are one with how many of the right."""

_PASS_LEFT, _PASS_RIGHT = len(SHAPES), len(SHAPES) + 1


class Step(NamedTuple):
    """`a` paragraphs from `left` on are `b` paragraphs from `right` on."""

    left: int
    right: int
    a: int
    b: int


def best_path(gains: Mapping[Shape, Matrix], rows: int, columns: int) -> list[Step]:
    """The steps with the greatest sum of gains; a paragraph passed over gains nothing, a step that loses is not taken.

    `gains[a, b][i, j]` is what is won by matching a paragraphs from i on with b from j on. Of two ways that are worth
    the same the one with the fewer joined paragraphs is taken.
    """
    best = np.zeros((rows + 1, columns + 1), dtype=np.float64)
    move = np.full((rows + 1, columns + 1), _PASS_RIGHT, dtype=np.int8)
    for i in range(1, rows + 1):
        value, taken = best[i - 1].copy(), np.full(columns + 1, _PASS_LEFT, dtype=np.int8)
        for number, (a, b) in enumerate(SHAPES):
            if i < a or columns < b or (a, b) not in gains:
                continue
            with_it = best[i - a, : columns + 1 - b] + gains[a, b][i - a]
            better = with_it > value[b:]
            value[b:][better] = with_it[better]
            taken[b:][better] = number
        best[i] = np.maximum.accumulate(value)
        move[i] = np.where(best[i] > value, _PASS_RIGHT, taken)
    return _walked(move, rows, columns)


def _walked(move: NDArray[np.int8], rows: int, columns: int) -> list[Step]:
    steps = []
    i, j = rows, columns
    while i > 0 and j > 0:
        taken = int(move[i, j])
        if taken == _PASS_LEFT:
            i -= 1
        elif taken == _PASS_RIGHT:
            j -= 1
        else:
            a, b = SHAPES[taken]
            i, j = i - a, j - b
            steps.append(Step(i, j, a, b))
    return steps[::-1]
