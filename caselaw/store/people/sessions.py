"""Who is signed in, in and out of the table. A session past its time is none, deleted or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

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


def of_account(connection: Connection, account: str, at: datetime) -> Sequence[Row[str, datetime, datetime]]:
    """Hash, beginning and last use of the sessions of an account at this moment, the latest first."""
    alive = select(sessions.c.sha256, sessions.c.added, sessions.c.seen).where(
        sessions.c.account_id == account, sessions.c.expires > at
    )
    return connection.execute(alive.order_by(sessions.c.added.desc(), sessions.c.sha256)).all()


def see(connection: Connection, sha256: str, seen: datetime) -> None:
    connection.execute(update(sessions).where(sessions.c.sha256 == sha256).values(seen=seen))


def remove(connection: Connection, sha256: str) -> bool:
    """Delete a session; False where there is none."""
    return connection.execute(delete(sessions).where(sessions.c.sha256 == sha256)).rowcount == 1


def remove_named(connection: Connection, account: str, start: str) -> bool:
    """Delete the session of this account whose hash begins so; False where there is none."""
    named = sessions.c.sha256.startswith(start, autoescape=True)
    return connection.execute(delete(sessions).where(sessions.c.account_id == account, named)).rowcount > 0


def remove_all(connection: Connection, account: str, but: str = "") -> int:
    """Delete every session of an account, except the one with the hash `but`; returns how many there were."""
    gone = delete(sessions).where(sessions.c.account_id == account, sessions.c.sha256 != but)
    return connection.execute(gone).rowcount


def remove_idle(connection: Connection, unused_since: datetime) -> int:
    """Delete the sessions that were last seen before this moment; returns how many there were."""
    return connection.execute(delete(sessions).where(sessions.c.seen < unused_since)).rowcount


def remove_expired(connection: Connection, at: datetime) -> int:
    """Delete the sessions whose time is over at this moment; returns how many there were."""
    return connection.execute(delete(sessions).where(sessions.c.expires <= at)).rowcount
