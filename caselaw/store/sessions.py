"""Who is signed in, in and out of the table. A session past its time is none, deleted or not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from caselaw.store.tables import sessions


def add(connection: Connection, sha256: str, account: str, *, at: datetime, seen: datetime, expires: datetime) -> None:
    """A session of this account, known by the hash of its token alone."""
    row = {"sha256": sha256, "account_id": account, "added": at, "seen": seen, "expires": expires}
    connection.execute(insert(sessions).values(row))


def find(connection: Connection, sha256: str, at: datetime) -> tuple[str, datetime] | None:
    """Whose session has this hash at this moment, and when it was last seen."""
    alive = select(sessions.c.account_id, sessions.c.seen).where(sessions.c.sha256 == sha256, sessions.c.expires > at)
    row = connection.execute(alive).first()
    return (row.account_id, row.seen) if row else None


def see(connection: Connection, sha256: str, seen: datetime) -> None:
    connection.execute(update(sessions).where(sessions.c.sha256 == sha256).values(seen=seen))


def remove(connection: Connection, sha256: str) -> bool:
    """Delete a session; False where there is none."""
    return connection.execute(delete(sessions).where(sessions.c.sha256 == sha256)).rowcount == 1


def remove_all(connection: Connection, account: str) -> int:
    """Delete every session of an account; returns how many there were."""
    return connection.execute(delete(sessions).where(sessions.c.account_id == account)).rowcount


def remove_expired(connection: Connection, at: datetime) -> int:
    """Delete the sessions whose time is over at this moment; returns how many there were."""
    return connection.execute(delete(sessions).where(sessions.c.expires <= at)).rowcount
