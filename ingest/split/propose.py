"""The best way to cut a report, and the others beside it for a person to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.parts import Bid, Reason
from ingest.split.chapters import chapters
from ingest.split.headings import headings
from ingest.split.labels import labels
from ingest.split.outline import outline
from ingest.split.port import Cutter, rounded
from ingest.split.table import table

CUTTERS: tuple[Cutter, ...] = (headings, labels, table, chapters)
LEAST = 0.5
"""A bid below is no report of cases; a person may still cut by it where she names the strategy."""

_ONE_CASE = frozenset(
    {
        "judgment", "order", "decision", "separate_opinion", "admissibility_report", "treaty", "declaration",
        "resolution", "law", "circular", "pleading", "official_gazette", "summary", "views", "general_comment",
        "concluding_observations", "advisory_opinion", "intervention",
    }
)  # fmt: skip
_JUDICIAL = 0.3  # what is said for a report of cases has to overcome, where the document was taken for another kind


def propose(
    paragraphs: Sequence[Paragraph], *, language: str = "und", kind: str = "other", pages: int | None = None
) -> tuple[Bid, ...]:
    """Every bid for these paragraphs, the best first; none where nothing repeats. `kind` is what the document was
    taken for: a decision has numbered paragraphs and sections, and is one case all the same."""
    report = outline(paragraphs, language=language, kind=kind, pages=pages)
    if not report.items:
        return ()
    bids = [bid for cutter in CUTTERS if (bid := cutter(report)) is not None and len(bid.cases) > 1]
    if kind in _ONE_CASE:
        against = Reason("split.reason.kind")
        bids = [replace(bid, score=rounded(bid.score - _JUDICIAL), reasons=(*bid.reasons, against)) for bid in bids]
    return tuple(sorted(bids, key=lambda bid: -bid.score))
