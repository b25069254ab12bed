"""What an alignment is made of: which paragraphs face each other, how surely, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Evidence = Literal["number", "figures", "words", "meaning", "place"]
"""Why two paragraphs are a pair. "place" is all that speaks for two that stand alone between the same pairs."""
WITHOUT_ENCODER = "evidence"


@dataclass(frozen=True)
class Pair:
    """Positions in the two sequences, None where there is no counterpart; `score` from 0 to 1, 0 for no counterpart.

    A paragraph that the other version splits in two stands in two pairs.
    """

    left: int | None
    right: int | None
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Alignment:
    """Every paragraph of both sides in reading order. `method` is "evidence", or "evidence+" and the encoder with its
    version; `likeness` says from 0 to 1 how much of both texts has a counterpart that agrees with it."""

    pairs: tuple[Pair, ...]
    method: str
    likeness: float
