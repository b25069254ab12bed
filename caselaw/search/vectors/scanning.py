"""Looking through rows of vectors for the nearest: all of a few, or, of many, those whose signs differ least.

Measured on 100,000 rows: every row compared 32 ms; by signs first 2 ms, with the same ten nearest in .97 and more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from caselaw.search.vectors import BEST_PARAGRAPHS, Neighbour
from caselaw.search.vectors.compact import Bits, apart, likeness, signs
from caselaw.search.vectors.holdings import Kept, View

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors

CHOSEN = 2_000
"""Rows chosen by their signs for one asked vector; several share twice as many."""


def nearest(view: View, asked: Vectors, k: int) -> tuple[Neighbour, ...]:
    """The `k` nearest of the documents in view."""
    places = view.places
    if not len(asked) or not len(places) or k < 1:
        return ()
    if view.columns is not None:
        places = _by_signs(view.columns, places, asked)
    owners = view.owners[places]
    there = owners >= 0  # one may have been dropped this moment
    return _documents(view.kept, places[there], owners[there], likeness(view.rows[places[there]], asked), k)


def _by_signs(columns: Bits, places: NDArray[np.int32], asked: Vectors) -> NDArray[np.int32]:
    """Of these rows, those whose signs differ least from those of any asked vector."""
    whole = len(places) * 2 > columns.shape[1]
    some = columns if whole else columns[:, places]
    each = max(CHOSEN * min(len(asked), 2) // len(asked), 1)
    chosen = []
    for one in asked:
        distance = apart(some, signs(one[None, :]))
        distance = distance[places] if whole else distance
        chosen.append(np.argpartition(distance, each)[:each] if len(distance) > each else np.arange(len(distance)))
    found: NDArray[np.int32] = places[np.unique(np.concatenate(chosen))]
    return found


def _documents(
    kept: Sequence[Kept], places: NDArray[np.int32], owners: NDArray[np.int32], found: Vectors, k: int
) -> tuple[Neighbour, ...]:
    """Rows gathered into documents: a document is as near as its best row, for each asked vector, on the average."""
    if not len(places):
        return ()
    numbers, group = np.unique(owners, return_inverse=True)
    best = np.full((len(numbers), found.shape[1]), -1.0, dtype=np.float32)
    np.maximum.at(best, group, found)
    near = best.mean(axis=1)
    order = np.argsort(-near, kind="stable")[:k]
    top = found.max(axis=1)
    return tuple(
        Neighbour(
            kept[numbers[one]].id,
            float(near[one]),
            _paragraphs(kept[numbers[one]], places[group == one], top[group == one]),
        )
        for one in order
    )


def _paragraphs(one: Kept, places: NDArray[np.int32], near: Vectors) -> tuple[tuple[str, float], ...]:
    """The nearest paragraphs of a document; one of several pieces counts as its best."""
    found: dict[str, float] = {}
    for place in np.argsort(-near, kind="stable"):
        found.setdefault(one.reading.anchors[int(places[place]) - one.first], float(near[place]))
        if len(found) == BEST_PARAGRAPHS:
            break
    return tuple(found.items())
