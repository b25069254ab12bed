"""Texts as directions in one space for all languages: what means the same lies near, in whatever language it is said.

An encoder never finds law by itself: "finds a violation" and "finds no violation" are neighbours to it, and so are
articles 21 and 26. Figures, names and citations are compared as they are written, beside it (`caselaw.search.align`).
The one implementation is an optional extra; without it everything works that can work without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """`version` names everything that a vector depends on: vectors of two versions are never compared."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32: of length one, or all zero for a text that has no meaning of its own (no letters).

        Two runs differ by up to 1e-6: vectors are never compared for equality. Raises `TypeError` for what is no text.
        """
        ...


def maker(encoder: Encoder) -> str:
    """Who made a vector, and how, in one name: vectors under two such names are never compared."""
    return f"{encoder.name} {encoder.version}"


def open_encoder() -> Encoder:
    """The encoder installed here, its files checked once against what they must be.

    Raises `EncoderUnavailable` where its package is absent, or is not the one that was examined.
    """
    from caselaw.search.encoder.universal import opened

    return opened()
