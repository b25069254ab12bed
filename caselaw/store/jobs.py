"""Jobs: what is still to be done after a commit. A job stays until somebody has seen that it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, insert, or_, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.store.tables import case_summaries
from caselaw.store.tables.base import now
from caselaw.store.tables.documents import documents
from caselaw.store.tables.jobs import heartbeats, jobs

INDEX = "index"
RECOUNT = "recount"
"""To make the rows of a document anew because others cite it now, or no more: it is itself unchanged."""
RELATE = "relate"
"""To look for the versions of a document, and for its case."""
ALIGN = "align"
"""To align the paragraphs of a document with those of its other versions."""
UPLOAD = "upload"
"""To read the files of an upload, which is the job's subject."""
SPLIT = "split"
"""To look for the cases of a report."""
RESET = "reset"
"""To send a link for a new password; the subject is closed, for it holds an address."""
_FIRST_DELAY = timedelta(seconds=30)
_LONGEST_DELAY = timedelta(days=1)
_LATER = timedelta(seconds=5)
_CLOSED = and_(documents.c.revision > 1, documents.c.access.not_in(bindparam("audiences", expanding=True)))
_VERSION = documents.alias("version")
# Its summary may have been withdrawn, or given to fewer.
_SUMMARISED = and_(
    documents.c.revision > 1,
    exists()
    .where(_VERSION.c.work_id == documents.c.work_id, case_summaries.c.document_id == _VERSION.c.id)
    .correlate(documents),
)
_WITHDRAWN = (
    select(jobs.c.subject)
    .outerjoin(documents, documents.c.id == jobs.c.subject)
    .where(jobs.c.kind == INDEX, or_(documents.c.id.is_(None), documents.c.veiled, _CLOSED, _SUMMARISED))
)


@dataclass(frozen=True)
class Job:
    """`subject` is a document's id; `reason` says why the last attempt was refused."""

    id: int
    subject: str
    attempts: int
    reason: str | None


@dataclass(frozen=True)
class Taken:
    """Jobs that this process holds, and the transaction in which it may say what became of them."""

    jobs: tuple[Job, ...]
    writing: Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True)
class Waiting:
    """How many jobs there are: in all, and to be done now."""

    total: int
    due: int


def add(connection: Connection, kind: str, subject: str) -> None:
    moment = now()
    connection.execute(insert(jobs).values(kind=kind, subject=subject, added=moment, due=moment, attempts=0))


def take(connection: Connection, kind: str, limit: int) -> tuple[Job, ...]:
    """The jobs that have waited longest; on PostgreSQL locked until the end of the transaction, so that two workers
    never hold the same one (SQLite knows no such lock and is used under `Store.alone`)."""
    rows = connection.execute(
        select(jobs.c.id, jobs.c.subject, jobs.c.attempts, jobs.c.reason)
        .where(jobs.c.kind == kind, jobs.c.due <= now())
        .order_by(jobs.c.due, jobs.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return tuple(Job(row.id, row.subject, row.attempts, row.reason) for row in rows)


def withdrawn(connection: Connection, audiences: Collection[Audience]) -> frozenset[DocumentId]:
    """The documents that these audiences may no longer read, or not all of, or that are gone, and that the index may
    still hold as they were: those whose job waits."""
    rows = connection.execute(_WITHDRAWN, {"audiences": list(audiences)})
    return frozenset(DocumentId(row.subject) for row in rows)


def settle(connection: Connection, ids: Collection[int]) -> None:
    """Delete jobs that were seen to be done."""
    if ids:
        connection.execute(delete(jobs).where(jobs.c.id.in_(ids)))


def postpone(connection: Connection, tried: Collection[Job], reasons: Mapping[DocumentId, str]) -> None:
    """Note an attempt on each job; one refused (or tried in vain before) waits twice as long each time."""
    moment = now()
    changes = [
        {
            "job": job.id,
            "attempts": job.attempts + 1,
            "due": moment + delay(job.attempts + (DocumentId(job.subject) in reasons)),
            "reason": reasons.get(DocumentId(job.subject)),
        }
        for job in tried
    ]
    if changes:
        statement = update(jobs).where(jobs.c.id == bindparam("job"))
        connection.execute(
            statement.values(attempts=bindparam("attempts"), due=bindparam("due"), reason=bindparam("reason")), changes
        )


def look_later(connection: Connection, ids: Collection[int]) -> None:
    """Leave these jobs to a later look, which is no further attempt."""
    if ids:
        connection.execute(update(jobs).where(jobs.c.id.in_(ids)).values(due=now() + _LATER))


def hasten(connection: Connection, kind: str) -> None:
    """What was left to a later look is due at once."""
    waits = jobs.c.kind == kind, jobs.c.attempts <= 1, jobs.c.reason.is_(None), jobs.c.due > now()
    connection.execute(update(jobs).where(*waits).values(due=now()))


def delay(failures: int) -> timedelta:
    """How long to wait after this many attempts in vain: not at all after none, then 30 s, doubling to a day."""
    if failures < 1:
        return timedelta()
    return min(_FIRST_DELAY * (1 << min(failures - 1, 20)), _LONGEST_DELAY)


def forget(connection: Connection, kind: str, before: datetime) -> None:
    """Nobody waits any more for what was asked for so long ago."""
    connection.execute(delete(jobs).where(jobs.c.kind == kind, jobs.c.added < before))


def waiting(connection: Connection, kind: str) -> Waiting:
    """The jobs of this kind, counted."""
    due = func.count().filter(jobs.c.due <= now())
    row = connection.execute(select(func.count(), due).where(jobs.c.kind == kind)).one()
    return Waiting(*row)


def refusals(connection: Connection, kind: str) -> dict[str, str]:
    """Why the subjects of refused jobs were refused."""
    rows = connection.execute(
        select(jobs.c.subject, jobs.c.reason).where(jobs.c.kind == kind, jobs.c.reason.is_not(None))
    )
    return {row.subject: row.reason or "" for row in rows}


def beat(connection: Connection, worker: str) -> None:
    """A sign of life of this worker; those not seen for a day are forgotten."""
    moment = now()
    connection.execute(delete(heartbeats).where(heartbeats.c.seen < moment - timedelta(days=1)))
    changed = connection.execute(update(heartbeats).where(heartbeats.c.worker == worker).values(seen=moment))
    if not changed.rowcount:
        connection.execute(insert(heartbeats).values(worker=worker, seen=moment))


def gone(connection: Connection, worker: str) -> None:
    """A worker that ends says so."""
    connection.execute(delete(heartbeats).where(heartbeats.c.worker == worker))


def last_beat(connection: Connection) -> datetime | None:
    """When any worker was last seen."""
    return connection.execute(select(func.max(heartbeats.c.seen))).scalar()
