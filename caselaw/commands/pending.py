"""Waiting for our own index jobs: whoever loads documents wants to find them when the command is done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from caselaw.domain.identifiers import DocumentId

if TYPE_CHECKING:
    from caselaw.services.indexing.index import IndexingService

_PATIENCE = 120.0  # seconds for another process that holds the writer
_PAUSE = 0.2


def settle(indexing: IndexingService) -> dict[DocumentId, str]:
    """Apply what waits until nothing is due, or another process has had long enough; answers what was refused."""
    refused: dict[DocumentId, str] = {}
    deadline = time.monotonic() + _PATIENCE
    while True:
        applied = indexing.apply_pending()
        refused |= applied.refused
        if applied.idle or time.monotonic() > deadline:
            return refused
        if applied.busy:
            time.sleep(_PAUSE)
