"""The audit trail: what was done, by whom, to what, in a chain in which no line can be changed or left out unseen.

A line never holds a text or a value of a record, nor an address of a reader: only ids, actions and revisions.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from caselaw.store.tables.audit import audit_events, audit_head
from caselaw.store.tables.base import now

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
        event = Event(
            row.number, row.at, row.actor, row.action, row.subject, (row.revision_from, row.revision_to), previous
        )
        if row.number != lines + 1 or row.previous != previous or row.hash != event.hash:
            rows.close()
            return Verified(lines, lines + 1, previous)
        previous, lines = row.hash, lines + 1
    head = connection.execute(select(audit_head.c.number, audit_head.c.hash)).one()
    if (head.number, head.hash) != (lines, previous):
        return Verified(lines, lines + 1, previous)
    return Verified(lines, None, previous)
