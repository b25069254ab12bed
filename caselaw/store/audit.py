"""The audit trail: what was done, by whom, to what, in a chain in which no line can be changed or left out unseen.

A line never holds a text or a value of a record, nor an address of a reader: only ids, actions and revisions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from caselaw.store.tables.audit import audit_events, audit_head
from caselaw.store.tables.base import now

_ID = 16
"""Signs of an id: the first word of a subject."""
BEGINNING = "0" * 64
"""What the first line holds as the hash of the one before."""


@dataclass(frozen=True)
class Event:
    """One line of the trail; `revisions` are the thing's revision before and after, None where there was none."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    revisions: tuple[int | None, int | None]
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of the previous line's hash and this line in one fixed spelling."""
        line = {
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "revisions": list(self.revisions),
        }
        spelled = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256((self.previous + spelled).encode()).hexdigest()


@dataclass(frozen=True)
class Verified:
    """`lines` that were read; `broken` is the number of the first line that is wrong or missing, None if none is."""

    lines: int
    broken: int | None = None
    head: str = BEGINNING


@dataclass(frozen=True)
class Asked:
    """Which lines are wanted: of these actors, of this action, about this subject, from and until (not included)
    these moments; what is None asks nothing. Lines of the acts `own` about the things `of` are given to `reader` alone,
    who did them."""

    actors: Collection[str] | None = None
    action: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    own: Collection[str] = ()
    of: Collection[str] = ()
    reader: str = ""


def newest(connection: Connection, asked: Asked, *, before: int | None, size: int) -> tuple[Event, ...]:
    """Lines of the trail, the newest first, from below the number `before`. A subject of several words (a group and an
    account) is found by each of them."""
    query = select(audit_events).order_by(audit_events.c.number.desc()).limit(size)
    if before is not None:
        query = query.where(audit_events.c.number < before)
    if asked.actors is not None:
        query = query.where(audit_events.c.actor.in_(asked.actors))
    if asked.action is not None:
        query = query.where(audit_events.c.action == asked.action)
    if asked.subject is not None:
        words = (" " + audit_events.c.subject + " ").contains(f" {asked.subject} ", autoescape=True)
        query = query.where(words)
    if asked.since is not None:
        query = query.where(audit_events.c.at >= asked.since)
    if asked.until is not None:
        query = query.where(audit_events.c.at < asked.until)
    if asked.own and asked.of:
        about = func.substr(audit_events.c.subject, 1, _ID).in_(asked.of)
        hers = audit_events.c.actor == asked.reader
        query = query.where(audit_events.c.action.not_in(asked.own) | ~about | hers)
    return tuple(_event(row, row.previous) for row in connection.execute(query))


def last(connection: Connection, action: str) -> datetime | None:
    """When this was last done; None for never."""
    return connection.scalar(select(func.max(audit_events.c.at)).where(audit_events.c.action == action))


def actions(connection: Connection) -> tuple[str, ...]:
    """Every action that stands in the trail."""
    return tuple(connection.scalars(select(audit_events.c.action).distinct().order_by(audit_events.c.action)))


def append(
    connection: Connection, *, actor: str, action: str, subject: str, revisions: tuple[int | None, int | None]
) -> None:
    """Add a line inside the caller's transaction; a second writer waits until the first has committed."""
    head = connection.execute(select(audit_head.c.number, audit_head.c.hash).with_for_update()).one()
    event = Event(head.number + 1, now(), actor, action, subject, revisions, head.hash)
    connection.execute(
        insert(audit_events).values(
            number=event.number,
            at=event.at,
            actor=actor,
            action=action,
            subject=subject,
            revision_from=revisions[0],
            revision_to=revisions[1],
            previous=event.previous,
            hash=event.hash,
        )
    )
    connection.execute(update(audit_head).values(number=event.number, hash=event.hash))


def verify(connection: Connection) -> Verified:
    """Read the whole chain; names the first line that was changed, left out, put in, or cut off at the end."""
    previous, lines = BEGINNING, 0
    rows = connection.execution_options(yield_per=1000).execute(select(audit_events).order_by(audit_events.c.number))
    for row in rows:
        event = _event(row, previous)
        if row.number != lines + 1 or row.previous != previous or row.hash != event.hash:
            rows.close()
            return Verified(lines, lines + 1, previous)
        previous, lines = row.hash, lines + 1
    head = connection.execute(select(audit_head.c.number, audit_head.c.hash)).one()
    if (head.number, head.hash) != (lines, previous):
        return Verified(lines, lines + 1, previous)
    return Verified(lines, None, previous)


def _event(row: Row[Any], previous: str) -> Event:
    return Event(row.number, row.at, row.actor, row.action, row.subject, (row.revision_from, row.revision_to), previous)
