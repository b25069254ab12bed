"""Two texts of one language by the runs of words that they share."""

from __future__ import annotations

from collections.abc import Sequence

from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import exact

RUN = 5


def jaccard(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> float:
    """Shared runs among all runs of both; 0 where both are empty: nothing is not like nothing."""
    ours, theirs = _runs(left), _runs(right)
    both = len(ours & theirs)
    return both / max(len(ours) + len(theirs) - both, 1)


def _runs(paragraphs: Sequence[Paragraph]) -> set[tuple[str, ...]]:
    """The runs of the whole text, notes after the rest: formats differ in where they put them."""
    body = (paragraph for paragraph in paragraphs if paragraph.kind != "footnote")
    notes = (paragraph for paragraph in paragraphs if paragraph.kind == "footnote")
    words = [word for stream in (body, notes) for paragraph in stream for word in exact(paragraph.text)]
    if len(words) < RUN:
        return {tuple(words)} if words else set()
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
