"""A run that leaves a summary: whoever watches it, each file is also kept in the run's journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.intake.run import Outcome
from ingest.runs.intake import Watcher

if TYPE_CHECKING:
    from caselaw.wiring import Services


class Journal(Protocol):
    """Where a run is kept."""

    def expect(self, files: int) -> None: ...
    def note(self, outcome: Outcome) -> None: ...


class Recorded:
    """A watcher that keeps what it is told, and tells another."""

    def __init__(self, journal: Journal, watcher: Watcher, run: str) -> None:
        self.run = run
        self._journal = journal
        self._watcher = watcher
        self._files = 0

    def begin(self, files: int) -> None:
        self._expect(files)
        self._watcher.begin(files)

    def more(self, files: int) -> None:
        self._expect(files)
        self._watcher.more(files)

    def file(self, outcome: Outcome) -> None:
        self._journal.note(outcome)
        self._watcher.file(outcome)

    def indexing(self, left: int) -> None:
        self._watcher.indexing(left)

    def index_refused(self, document: str, reason: str) -> None:
        self._watcher.index_refused(document, reason)

    def index_later(self, trouble: SearchUnavailable | None) -> None:
        self._watcher.index_later(trouble)

    def close(self) -> None:
        self._watcher.close()

    def _expect(self, files: int) -> None:
        self._files += files
        self._journal.expect(self._files)


@contextmanager
def recorded(
    services: Services, command: str, paths: Sequence[str], options: Mapping[str, object], watcher: Watcher
) -> Iterator[Recorded]:
    """A watcher for one run, whose journal ends as the block does: finished, or interrupted by what it raised."""
    said = {name: str(value) for name, value in options.items() if value is not None}
    journal = services.runs.begin(command, paths=paths, options=said, viewer=OPERATOR)
    try:
        yield Recorded(journal, watcher, journal.run)
    except BaseException:
        journal.end("interrupted")
        raise
    journal.end("finished")
