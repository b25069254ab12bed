"""What could not be read, and why: for the person who runs the installation."""

from __future__ import annotations

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.intake.reading import Unread
from caselaw.domain.problems import Severity
from caselaw.store import Store
from caselaw.store.intake import problems


class ProblemService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, *, viewer: Viewer, severity: Severity | None = None) -> tuple[Unread, ...]:
        """Every problem, or those of one severity, of the documents added last first. Raises `Forbidden`."""
        require(viewer, Action.READ_PROBLEMS)
        with self._store.reading() as connection:
            found = problems.everywhere(connection)
            return tuple(unread for unread in found if severity in (None, unread.problem.severity))
