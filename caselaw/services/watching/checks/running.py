"""What runs: database, index, worker, jobs, clocks, and when the last backup was made."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import CaselawError
from caselaw.domain.watching import Finding, State, bad, good, note, of_fault
from caselaw.services.indexing.index import IndexingService
from caselaw.services.keeping.backup import DONE as BACKED_UP
from caselaw.services.site.health import Health
from caselaw.services.watching.checks.ways import for_others
from caselaw.services.watching.metrics import waited
from caselaw.services.watching.watch import nearest
from caselaw.settings import Settings, without_password
from caselaw.store import Store
from caselaw.store import watching as stored

_OLD_JOB = timedelta(minutes=15)
_OLD_BACKUP = timedelta(days=2)
_DRIFT = 10.0  # seconds; a code of a second factor is good for thirty


def services(settings: Settings, health: Health) -> Iterator[Finding]:
    """Database and index answer, and a worker was seen."""
    for works, fault, place in (
        ("cli.check.database", health.database_fault, settings.database_url),
        ("cli.check.index", health.index_fault, settings.search_url),
    ):
        yield good(works, place=without_password(place)) if fault is None else of_fault(fault)
    yield good("cli.check.worker_seen") if health.worker else note("cli.check.worker_absent")


def work(store: Store) -> Iterator[Finding]:
    """Jobs that wait for too long, or were tried in vain."""
    moment = datetime.now(UTC)
    with store.reading() as connection:
        queues = stored.queues(connection)
    due = sum(queue.due for queue in queues.values())
    longest = max((waited(queue, moment) for queue in queues.values()), default=0.0)
    failed = sum(queue.failed for queue in queues.values())
    if due and longest > _OLD_JOB.total_seconds():
        yield bad("check.jobs_old", count=due, minutes=int(longest // 60))
    elif due:
        yield note("check.jobs_waiting", count=due)
    else:
        yield good("check.jobs_none")
    if failed:
        yield note("check.jobs_failed", count=failed)


def index(indexing: IndexingService) -> Iterator[Finding]:
    """Every document of the database is in the index, as it is now, and no other."""
    try:
        differing = len(indexing.check(viewer=OPERATOR).differing)
        waiting = indexing.pending()
    except CaselawError as fault:
        yield of_fault(fault)
        return
    if not differing:
        yield good("check.index_agrees")
    else:
        told = note if waiting >= differing else bad
        yield told("check.index_behind", count=differing)


def clocks(settings: Settings, store: Store) -> Iterator[Finding]:
    """This machine's clock against the database's, the disk's, and what was written last."""
    before = datetime.now(UTC)
    with store.reading() as connection:
        there, last = stored.clock(connection), stored.last_event(connection)
    wrong = []
    middle = before + (datetime.now(UTC) - before) / 2
    if there is not None and abs((there - middle).total_seconds()) > _DRIFT:
        wrong.append(bad("check.clock_database", seconds=round(abs((there - middle).total_seconds()))))
    if last is not None and (last - middle).total_seconds() > _DRIFT:
        wrong.append(bad("check.clock_back", minutes=max(1, round((last - middle).total_seconds() / 60))))
    drift = _of_disk(settings)
    if abs(drift) > _DRIFT:
        wrong.append(bad("check.clock_files", path=str(settings.home), seconds=round(abs(drift))))
    yield from wrong or [good("check.clock")]


def _of_disk(settings: Settings) -> float:
    """Seconds by which the disk dates a new file otherwise than this machine; 0 where none can be written."""
    try:
        with tempfile.TemporaryFile(dir=nearest(settings.home)) as file:
            file.write(b".")
            file.flush()
            return os.fstat(file.fileno()).st_mtime - time.time()
    except OSError:
        return 0.0


def backup(settings: Settings, store: Store) -> Iterator[Finding]:
    """Whether one was made, and lately: a site that others work on must have one."""
    with store.reading() as connection:
        last = stored.last_event(connection, BACKED_UP)
    state = State.BAD if for_others(settings) else State.NOTE
    if last is None:
        yield Finding(state, "check.backup_none")
    elif datetime.now(UTC) - last > _OLD_BACKUP:
        yield Finding(state, "check.backup_old", {"day": last.date().isoformat()})
    else:
        yield good("check.backup", day=last.date().isoformat())
