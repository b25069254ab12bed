"""The index brought up to date after files were stored, told to a watcher; or another process seen to do it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from caselaw.domain.errors import SearchUnavailable

if TYPE_CHECKING:
    from caselaw.services.indexing.index import Applied, IndexingService

_PAUSE = 0.2
_PATIENCE = 30.0  # seconds without progress before the holder of the index is left to its work


class IndexWatcher(Protocol):
    def indexing(self, left: int) -> None: ...
    def index_refused(self, document: str, reason: str) -> None: ...
    def index_later(self, trouble: SearchUnavailable | None) -> None: ...


def bring_up(indexing: IndexingService, watcher: IndexWatcher) -> None:
    """Apply what waits; says where the engine does not answer, or another process holds the index and will do it."""
    try:
        _apply(indexing, watcher)
    except SearchUnavailable as trouble:
        watcher.index_later(trouble)


def _apply(indexing: IndexingService, watcher: IndexWatcher) -> None:
    left, moved = indexing.pending(), time.monotonic()
    while left:
        watcher.indexing(left)
        applied: Applied = indexing.apply_pending()
        for document, reason in applied.refused.items():
            watcher.index_refused(document, reason)
        if applied.idle:
            return
        before, left = left, indexing.pending()
        if left < before or not applied.busy:
            moved = time.monotonic()
        elif time.monotonic() - moved > _PATIENCE:
            watcher.index_later(None)
            return
        if applied.busy:
            time.sleep(_PAUSE)
    watcher.indexing(0)
