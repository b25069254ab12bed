"""What was deleted, taken off the disk too, as far as a database can.

SQLite overwrites what is deleted (`secure_delete`, set at every connection), and the log of its writes is emptied here.
PostgreSQL keeps dead rows until a table is written anew. For its planner it keeps samples of what stood in columns,
too, even when the last row has gone: they are taken again, or away, for which one must own the database.
Its own log of writes goes with its next archive cycle, which is the operator's. No database reaches what a disk keeps
of overwritten blocks: for that the disk is encrypted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from caselaw.domain.errors import StoreUnavailable
from caselaw.store.db import Store

_SEALED = ("vault_record_keys", "vault_sealed")
_PATIENCE_MS = 5_000
_PATIENCE = text(f"SET lock_timeout = {_PATIENCE_MS}")  # who waits for a table alone keeps all others waiting
_LOCKED = "55P03"  # lock_not_available
_SAMPLED = text("""
    SELECT DISTINCT attrelid::regclass::text AS place, quote_ident(pg_attribute.attname) AS name,
      format_type(atttypid, atttypmod) AS type
    FROM pg_stats JOIN pg_attribute
      ON attrelid = format('%I.%I', pg_stats.schemaname, pg_stats.tablename)::regclass
      AND pg_attribute.attname = pg_stats.attname
    WHERE schemaname = current_schema()
""")


def leave_nothing(store: Store, tables: Sequence[str] = _SEALED, *, rebuild: bool = False) -> None:
    """Make the database forget the bytes of deleted rows of these tables. `rebuild` also writes SQLite's file anew, for
    what was deleted by a release that did not overwrite. Nobody's transaction may be open in this thread.

    `StoreUnavailable` where it cannot: the rows are gone nevertheless, and it may be called again. While others read
    what was (a backup does, for long), it is not waited for: with `rebuild` that is an error, too; without, somebody
    waits for a page, and the bytes go at the next time.
    """
    with _named_faults():
        free = _empty_log(store, rebuild) if store.is_sqlite else _write_anew(store, tables)
    if rebuild and not free:
        raise StoreUnavailable("store.busy")


@contextmanager
def _named_faults() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as fault:
        raise StoreUnavailable("store.unwritable", reason=str(fault)) from None
    except DBAPIError as fault:
        raise StoreUnavailable("store.unwritable", reason=str(fault.orig).partition("\n")[0]) from None


def _write_anew(store: Store, tables: Sequence[str]) -> bool:
    """Write tables of PostgreSQL anew; False where others held one of them for too long."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(_PATIENCE)
        try:
            for table in tables:
                connection.execute(text(f'VACUUM (FULL, ANALYZE) "{table}"'))
            _forget_samples(connection)
            connection.execute(text("VACUUM (FULL) pg_catalog.pg_statistic"))
        except OperationalError as fault:
            if getattr(fault.orig, "sqlstate", None) != _LOCKED:
                raise
            return False
        finally:
            connection.execute(text("RESET lock_timeout"))
    return True


def _empty_log(store: Store, rebuild: bool) -> bool:
    """Empty the log of SQLite; False where others still read in it."""
    held = store.engine.raw_connection()
    try:
        cursor = held.cursor()
        if rebuild:
            cursor.execute("VACUUM")
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={min(usual, _PATIENCE_MS)}")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={usual}")
        cursor.close()
    finally:
        held.close()
    return not busy


def _forget_samples(connection: Connection) -> None:
    """Take away what the planner remembers of empty tables: nothing but another type does so, be it the same."""
    for column in connection.execute(_SAMPLED).all():
        if connection.scalar(text(f"SELECT NOT EXISTS (SELECT FROM {column.place})")):  # noqa: S608 - our own
            connection.execute(text(f"ALTER TABLE {column.place} ALTER {column.name} TYPE {column.type}"))
