"""Versions: which documents are one decision, told from what they print and mean, and joined where that is certain."""

from __future__ import annotations

from collections.abc import Sequence

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.grouping import Edition, Joined, LikenessOf, join
from caselaw.search.align import align
from caselaw.search.encoder import Encoder

__all__ = ["Edition", "join_versions"]


def join_versions(editions: Sequence[Edition], *, encoder: Encoder | None = None) -> Joined:
    """Which of these documents are one decision, without a database: groups of names, and the verdict on each pair."""
    return join(editions, likeness_by(encoder))


def likeness_by(encoder: Encoder | None) -> LikenessOf:
    """How far two texts say the same: by what is printed, and for the deep look by meaning if there is an encoder."""

    def likeness(left: Sequence[Paragraph], right: Sequence[Paragraph], deep: bool) -> float | None:
        return align(left, right, encoder=encoder if deep else None).likeness

    return likeness
