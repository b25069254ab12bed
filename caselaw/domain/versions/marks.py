"""Marks: what two documents are likely to share if they are versions of one decision, so that one finds the other.

The marks of words and of figures are the bands of a sketch: documents that share most of them share a band almost
surely, others almost never (locality-sensitive hashing; one permutation: Li, Owen, Zhang 2012).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from caselaw.domain.versions.signs import Signs

_BINS, _BANDS = 32, 8
_FEW = 12  # a sketch of less would be shared by chance


def marks_of(signs: Signs) -> frozenset[str]:
    """The marks of a document: its day, its own numbers, and the bands of its words and of its figures."""
    found = {f"key {key}" for key in signs.keys}
    decided = signs.facts.decided
    if decided is not None and decided.precision == "day":
        found.add(f"day {decided}")
    found |= {f"words {band}" for band in _bands(signs.runs)}
    found |= {f"figures {band}" for band in _bands(zlib.crc32(" ".join(pair).encode()) for pair in signs.pairs)}
    return frozenset(found)


def kind_of(mark: str) -> str:
    """What a mark is of: "key", "day", "words" or "figures"."""
    return mark.partition(" ")[0]


def _bands(values: Iterable[int]) -> list[str]:
    """The smallest value in each bin, a few bins a band; an empty bin borrows from the next."""
    least: dict[int, int] = {}
    count = 0
    for value in values:
        count += 1
        bin_ = value % _BINS
        rest = value // _BINS
        if rest < least.get(bin_, rest + 1):
            least[bin_] = rest
    if count < _FEW:
        return []
    full = [least[_next(least, bin_)] for bin_ in range(_BINS)]
    width = _BINS // _BANDS
    return [
        f"{band}:{zlib.crc32(repr(full[band * width : (band + 1) * width]).encode()):08x}" for band in range(_BANDS)
    ]  # fmt: skip


def _next(least: dict[int, int], bin_: int) -> int:
    while bin_ not in least:
        bin_ = (bin_ + 1) % _BINS
    return bin_
