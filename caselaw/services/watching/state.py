"""The state of an installation on one page: what a check finds, what waits, what is slow, what runs."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import StoreUnavailable
from caselaw.domain.watching import Finding, State
from caselaw.services.site.health import WORKER_SILENT_AFTER
from caselaw.services.watching.checking import CheckService
from caselaw.services.watching.metrics import waited
from caselaw.services.watching.slow import Slow
from caselaw.services.watching.watch import WatchService
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store import watching as stored
from caselaw.store.watching import Queue


@dataclass(frozen=True)
class SiteState:
    """`queues` are the jobs by kind, `waits` for how many minutes the oldest due one of each does; `processes` how many
    count and their megabytes, by what they do; `versions` what runs."""

    findings: tuple[Finding, ...]
    queues: Mapping[str, Queue]
    waits: Mapping[str, int]
    workers: int
    processes: Mapping[str, tuple[int, int]]
    slow: tuple[Slow, ...]
    versions: Mapping[str, str]

    def of(self, state: str) -> tuple[Finding, ...]:
        """The findings of one state."""
        return tuple(one for one in self.findings if one.state is State(state))


class StateService:
    """Brings together what is watched; a database that is away is a finding, and leaves its part out."""

    def __init__(self, store: Store, watch: WatchService, checks: CheckService, settings: Settings) -> None:
        self._store = store
        self._watch = watch
        self._checks = checks
        self._settings = settings

    def now(self, *, viewer: Viewer) -> SiteState:
        """The state at this moment. Raises `Forbidden`."""
        require(viewer, Action.READ_STATUS)
        moment = datetime.now(UTC)
        queues: Mapping[str, Queue] = {}
        workers, revision = 0, ""
        try:
            with self._store.reading() as connection:
                queues = stored.queues(connection)
                workers = stored.workers(connection, moment - WORKER_SILENT_AFTER)
                revision = stored.revision(connection)
        except StoreUnavailable:
            pass  # the findings say so
        return SiteState(
            findings=self._checks.in_short(viewer=viewer),
            queues=dict(sorted(queues.items())),
            waits={kind: int(waited(queue, moment) // 60) for kind, queue in queues.items()},
            workers=workers,
            processes=self._watch.processes(),
            slow=self._watch.slow.last(),
            versions=self._versions(revision),
        )

    def _versions(self, revision: str) -> Mapping[str, str]:
        engine = "tantivy" if self._settings.search_url.startswith("tantivy:") else "Elasticsearch"
        packages = {"tantivy": "tantivy", "Elasticsearch": "elasticsearch"}
        return {
            "caselaw": version("caselaw"),
            "Python": platform.python_version(),
            "SQLite" if self._store.is_sqlite else "PostgreSQL": revision,
            engine: version(packages[engine]),
        }
