"""Runs of taking in and reading again: begun by those who may add documents, looked at by who runs the installation.

The names of a run's files may tell something, whoever the documents are for; a rule by document would show holes that
tell as much. So the whole summary is the operator's alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import NotFound
from caselaw.domain.intake.run import Outcome, Run
from caselaw.services.signing import actor
from caselaw.store.intake.runs import Journal, Runs


class RunService:
    """Begins the journals of runs, and shows them to the operator alone."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs

    def begin(self, command: str, *, paths: Sequence[str], options: Mapping[str, str], viewer: Viewer) -> Journal:
        """A new run, to be told of each file as it is finished. Raises `Forbidden`."""
        require(viewer, Action.ADD_DOCUMENT)
        return self._runs.begin(command, actor(viewer), paths, options)

    def list(self, *, viewer: Viewer, most: int = 50) -> tuple[Run, ...]:
        """The last runs, the newest first. Raises `Forbidden`."""
        require(viewer, Action.READ_PROBLEMS)
        found = (self._runs.load(run) for run in self._runs.ids()[:most])
        return tuple(run for run, _ in filter(None, found))

    def get(self, run: str, *, viewer: Viewer) -> tuple[Run, tuple[Outcome, ...]]:
        """A run with what became of each of its files. Raises `Forbidden`, and `NotFound`."""
        require(viewer, Action.READ_PROBLEMS)
        found = self._runs.load(run)
        if found is None:
            raise NotFound("runs.absent", run=run)
        return found
