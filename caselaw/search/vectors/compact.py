"""A vector in 512 bytes: each number as one of 255 steps, and its sign alone as one bit for a first look.

The scale is fixed. Of unit vectors of 512 dimensions no number was seen above .13; the first ten of a search were the
same in .995 as with four times the bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from caselaw.search.encoder import Vectors


Compact = NDArray[np.int8]
Bits = NDArray[np.uint64]

_MOST = 0.14
STEP = _MOST / 127


def compact(vectors: Vectors) -> Compact:
    """Unit vectors as bytes."""
    found: Compact = np.clip(np.rint(vectors / STEP), -127, 127).astype(np.int8)
    return found


def likeness(rows: Compact, asked: Vectors) -> Vectors:
    """The cosine of each row (first axis) with each unit vector that was asked for. Row by row: a product of matrices
    would be shared among threads, and on a busy machine wait for all of them."""
    wide = rows.astype(np.float32)
    found: Vectors = np.stack([np.vecdot(wide, one * np.float32(STEP)) for one in asked], axis=1)
    return found


def signs(vectors: Vectors | Compact) -> Bits:
    """The signs of each row, 64 to a number; a column for every 64 dimensions (the first axis), so that one column
    after another is read in one go."""
    packed = np.packbits(vectors > 0, axis=1)
    whole = np.zeros((len(packed), -(-packed.shape[1] // 8) * 8), dtype=np.uint8)
    whole[:, : packed.shape[1]] = packed
    return np.ascontiguousarray(whole.view(np.uint64).T)


def apart(columns: Bits, asked: Bits) -> NDArray[np.uint16]:
    """In how many signs each row differs from one vector."""
    found = np.zeros(columns.shape[1], dtype=np.uint16)
    for column, one in zip(columns, asked[:, 0], strict=True):
        found += np.bitwise_count(column ^ one)
    return found
