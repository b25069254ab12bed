"""What every way to cut a report offers."""

from __future__ import annotations

from typing import Protocol

from caselaw.domain.splitting.parts import Bid, Strategy
from ingest.split.outline import Outline


class Cutter(Protocol):
    """One way to cut a report into cases."""

    @property
    def name(self) -> Strategy: ...

    def __call__(self, report: Outline) -> Bid | None:
        """Its bid for this report, None where it finds nothing to cut by."""


def rounded(score: float) -> float:
    """A score from 0 to 1, to the hundredth."""
    return round(max(0.0, min(1.0, score)), 2)
