"""Who changes the tables does so alone: workers end the job in hand first and take no other; pages say why they wait.

A worker holds a shared lock as long as it works; whoever migrates asks for it alone, and from that moment nobody new is
let in. The database or the system lets go of the lock of a process that was killed.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text

from caselaw.domain.errors import StoreUnavailable

KEY = 0x63617365
"""Of the advisory lock in PostgreSQL."""


@contextmanager
def working_postgresql(connection: Connection) -> Iterator[bool]:
    """True where nobody changes the tables, nor will until the end; the connection serves for nothing else."""
    with connection.execution_options(isolation_level="AUTOCOMMIT"):
        free = bool(connection.scalar(text("SELECT pg_try_advisory_lock_shared(:key)"), {"key": KEY}))
        try:
            yield free
        finally:
            if free and not connection.invalidated:
                connection.execute(text("SELECT pg_advisory_unlock_shared(:key)"), {"key": KEY})


def wait_postgresql(connection: Connection, waits: Callable[[], None]) -> None:
    """Hold the tables alone until the end of this transaction; `waits` is called where others are at work."""
    if not connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": KEY}):
        waits()
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": KEY})


@contextmanager
def working_sqlite(database: Path) -> Iterator[bool]:
    """As on PostgreSQL, by two files beside the database: the door is shut while somebody waits for the room."""
    door, room = _places(database)
    if not door.exists():  # nobody has ever changed these tables
        database.parent.mkdir(parents=True, exist_ok=True)
    with door.open("ab") as at_door, room.open("ab") as inside:
        if not _taken(at_door, fcntl.LOCK_SH):
            yield False
            return
        free = _taken(inside, fcntl.LOCK_SH)
        fcntl.flock(at_door, fcntl.LOCK_UN)
        yield free  # closing the file lets go


@contextmanager
def alone_sqlite(database: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Hold the tables alone; `waits` is called where others are at work. `StoreUnavailable` where nothing can be
    written."""
    door, room = _places(database)
    with ExitStack() as held:
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            at_door, inside = held.enter_context(door.open("ab")), held.enter_context(room.open("ab"))
        except OSError as fault:
            raise StoreUnavailable("store.unwritable", reason=f"{fault.strerror}: {fault.filename}") from None
        fcntl.flock(at_door, fcntl.LOCK_EX)
        if not _taken(inside, fcntl.LOCK_EX):
            waits()
            fcntl.flock(inside, fcntl.LOCK_EX)
        yield


def is_shut(database: Path) -> bool:
    """Somebody changes the tables of this SQLite database, or waits to do so."""
    door, _ = _places(database)
    if not door.exists():
        return False
    with door.open("rb") as file:
        return not _taken(file, fcntl.LOCK_SH)


def _places(database: Path) -> tuple[Path, Path]:
    return database.with_name(f"{database.name}.upgrade.lock"), database.with_name(f"{database.name}.work.lock")


def _taken(file: IO[bytes], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
