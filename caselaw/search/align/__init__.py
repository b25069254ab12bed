"""Which paragraph of one version says what a paragraph of another version says, and how far two texts are one.

Evidence is what both versions print alike (numbers of paragraphs, figures and dates, names and cognates), length and
place, and, where an encoder is installed, meaning. Versions keep their order, so the alignment does too.
"""

from __future__ import annotations

from collections.abc import Sequence

from caselaw.domain.paragraph import Paragraph
from caselaw.search.align.pairs import Alignment, Pair
from caselaw.search.encoder import Encoder

__all__ = ["Alignment", "Pair", "align", "likeness"]


def align(left: Sequence[Paragraph], right: Sequence[Paragraph], *, encoder: Encoder | None) -> Alignment:
    """The two versions side by side; without an encoder by what is printed alone, and `method` says so."""
    from caselaw.search.align.matching import matched

    return matched(left, right, encoder)


def likeness(left: Sequence[Paragraph], right: Sequence[Paragraph], *, encoder: Encoder | None) -> float:
    """A first look at texts in two languages, from 0 to 1; cheaper than `align` where an encoder is given, for only a
    sample of paragraphs is encoded."""
    from caselaw.search.align.matching import sampled_likeness

    return sampled_likeness(left, right, encoder)
