"""A paragraph cut where a coding begins or ends, for pages that mark what was coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from caselaw.domain.coding.codings import Coding


def cut(text: str, codings: Sequence[Coding]) -> Iterator[tuple[str, tuple[Coding, ...]]]:
    """The pieces of the text in their order, each with the codings that stand on it."""
    edges = sorted({0, len(text), *(min(place, len(text)) for one in codings for place in (one.start, one.end))})
    for start, end in pairwise(edges):
        yield text[start:end], tuple(one for one in codings if one.start < end and start < one.end)
