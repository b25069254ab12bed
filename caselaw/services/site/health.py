"""Is the installation able to serve: database, index and worker, asked in a way that never fails itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from caselaw.domain.errors import CaselawError
from caselaw.search.port import SearchIndex
from caselaw.store import Store, jobs

WORKER_SILENT_AFTER = timedelta(seconds=60)
_OTHER_FORM = ("store.empty", "store.behind", "store.ahead")


@dataclass(frozen=True)
class Health:
    """What works: the database in its newest form, the index, and a worker seen within the last minute; `schema` is
    false where the database answers and its tables are of another form than this program's.

    The faults say what is wrong, None where nothing is.
    """

    database: bool
    index: bool
    worker: bool
    schema: bool = True
    database_fault: CaselawError | None = None
    index_fault: CaselawError | None = None

    @property
    def ready(self) -> bool:
        """The site can serve searches; without a worker it can, what is new only waits."""
        return self.database and self.index


class HealthService:
    """Asks after the parts of the installation, and keeps the workers' signs of life."""

    def __init__(self, store: Store, index: SearchIndex) -> None:
        self._store = store
        self._index = index

    def ready(self) -> Health:
        """Ask the database, the index and the worker; never raises for one that is down."""
        database_fault, index_fault = _fault(self._store.check), _fault(self._index.check)
        worker = database_fault is None and self.worker_lives()
        schema = database_fault is None or database_fault.code not in _OTHER_FORM
        return Health(database_fault is None, index_fault is None, worker, schema, database_fault, index_fault)

    def check_database(self) -> None:
        """Raise `StoreUnavailable` where the database does not answer or is to be migrated first."""
        self._store.check()

    def beat(self, worker: str) -> None:
        """A worker says that it is alive."""
        with self._store.writing() as connection:
            jobs.beat(connection, worker)

    def end(self, worker: str) -> None:
        """A worker says that it ends."""
        with self._store.writing() as connection:
            jobs.gone(connection, worker)

    def worker_lives(self) -> bool:
        """Whether some worker was seen within the last minute."""
        with self._store.reading() as connection:
            seen = jobs.last_beat(connection)
        return seen is not None and datetime.now(UTC) - seen < WORKER_SILENT_AFTER


def _fault(ask: Callable[[], None]) -> CaselawError | None:
    try:
        ask()
    except CaselawError as fault:
        return fault
    return None
