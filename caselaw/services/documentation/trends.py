"""How often corporate capture and abuse were documented, of all that a viewer may read."""

from __future__ import annotations

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.documentation.trends import Asked, Trends, trends
from caselaw.services.documentation.companies import obeyed
from caselaw.services.documentation.telling import told
from caselaw.services.signing import actor
from caselaw.store import Store


class TrendsService:
    """Counts under a viewer's rights."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def trends(self, asked: Asked, language: str, *, viewer: Viewer) -> Trends:
        """What was asked for, of all that she reads; companies under the names that people decided on."""
        with self._store.reading() as connection:
            every = told(connection, viewer, language)
            return trends(every, asked, obeyed(connection, every, viewer))

    def taken(self, found: Trends, *, viewer: Viewer) -> None:
        """Write down that these counts were taken along, where not everybody may read all that they rest on."""
        if all(one.access == PUBLIC for one in found.things):
            return
        with self._store.begin(actor(viewer)) as work:
            work.record("export trends", "trends")
