"""The audit trail, read again from its first line: is every line there, and as it was written?"""

from __future__ import annotations

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.store import Store, audit
from caselaw.store.audit import Verified


class AuditService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def verify(self, *, viewer: Viewer) -> Verified:
        """Read the whole chain; says how many lines there are, and the first that is wrong. Raises `Forbidden`."""
        require(viewer, Action.VERIFY_AUDIT)
        with self._store.reading() as connection:
            return audit.verify(connection)
