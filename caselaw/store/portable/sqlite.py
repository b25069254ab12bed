"""SQLite filled anew: in a file beside the old one, which it replaces in one step when it is complete."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from caselaw.domain.errors import CaselawError, Conflict
from caselaw.domain.keeping import TableForm
from caselaw.store.db import Store
from caselaw.store.portable.reading import quoted

_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_BESIDE = ("", "-wal", "-shm", "-journal")
# The new file is forced to the disk once, at its end: until then a fault loses what can be made again.
_FAST = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-32768")


class SqliteFilling:
    """Rows go in by the driver's own bulk insert."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, form: TableForm, batches: Iterable[Sequence[Sequence[Any]]]) -> int:
        names = ", ".join(quoted(column.name) for column in form.columns)
        places = ", ".join("?" for _ in form.columns)
        statement = f"INSERT INTO {quoted(form.name)} ({names}) VALUES ({places})"  # noqa: S608 - our own tables
        binary = [at for at, column in enumerate(form.columns) if column.kind == "bytes"]
        count = 0
        for batch in batches:
            self._connection.executemany(statement, [_bytes(row, binary) for row in batch] if binary else batch)
            count += len(batch)
        return count


@contextmanager
def refilled_sqlite(path: Path, revision: str, finish: Callable[[Connection], None]) -> Iterator[SqliteFilling]:
    """See `refilled`."""
    _alone(path)
    fresh = path.with_name(f"{path.name}.restoring")
    _remove(fresh)  # left by one that was stopped
    made = Store(f"sqlite:///{fresh}")
    try:
        made.migrate_to(revision)
        made.close()
        with _filling(fresh) as filling:
            yield filling
        made.migrate_to("head")
        with made.writing() as connection:
            finish(connection)
        made.close()
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        _alone(path)
        for beside in _BESIDE[1:]:
            path.with_name(path.name + beside).unlink(missing_ok=True)
        fresh.replace(path)
        _sync(path.parent)
    finally:
        made.close()
        _remove(fresh)


@contextmanager
def _filling(path: Path) -> Iterator[SqliteFilling]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in _FAST:
            connection.execute(f"PRAGMA {pragma}")
        indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        later = indexes.fetchall()
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name <> 'alembic_version'"
        ).fetchall()
        connection.execute("BEGIN")
        for (name,) in tables:
            connection.execute(f"DELETE FROM {quoted(name)}")  # noqa: S608 - our own tables
        for name, _ in later:
            connection.execute(f"DROP INDEX {quoted(name)}")
        yield SqliteFilling(connection)
        for _, statement in later:
            connection.execute(statement)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise CaselawError("keeping.rows_broken", table=str(broken[0]))
        connection.execute("COMMIT")
    except (sqlite3.Error, OverflowError, UnicodeEncodeError) as fault:
        raise CaselawError("keeping.rows_refused", reason=str(fault)) from None
    finally:
        connection.close()


def _alone(path: Path) -> None:
    """Raise `Conflict` where another process has this database open; leave nothing of it in a log beside it.

    Only who is alone may leave write-ahead logging. A file that is no database, or a damaged one, has no user.
    """
    if not path.exists():
        return
    connection = sqlite3.connect(path, isolation_level=None, timeout=2)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise Conflict("keeping.in_use") from None
    except sqlite3.DatabaseError as fault:
        if not str(getattr(fault, "sqlite_errorname", "")).startswith(_DAMAGED):
            raise
    finally:
        connection.close()


def _remove(path: Path) -> None:
    for beside in _BESIDE:
        path.with_name(path.name + beside).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _bytes(row: Sequence[Any], binary: Sequence[int]) -> list[Any]:
    values = list(row)
    for at in binary:
        if values[at] is not None:
            values[at] = bytes.fromhex(values[at])
    return values
