"""Which paragraph of one version says what a paragraph of another version says, and how far two texts are one.

Evidence is what both versions print alike (numbers of paragraphs, figures and dates, names and cognates), length and
place, and, where an encoder is installed, meaning. Versions keep their order, so the alignment does too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.paragraph import Paragraph
from caselaw.search.encoder import Encoder

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


def align(left: Sequence[Paragraph], right: Sequence[Paragraph], *, encoder: Encoder | None) -> Alignment:
    """The two versions side by side; without an encoder by what is printed alone, and `method` says so."""
    from caselaw.search.align.matching import matched

    return matched(left, right, encoder)


def likeness(left: Sequence[Paragraph], right: Sequence[Paragraph], *, encoder: Encoder | None) -> float:
    """A first look at texts in two languages, from 0 to 1; cheaper than `align` where an encoder is given, for only a
    sample of paragraphs is encoded."""
    from caselaw.search.align.matching import sampled_likeness

    return sampled_likeness(left, right, encoder)
