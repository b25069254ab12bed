"""Whether the index is being built anew: known to all processes, and forgotten at once when the one that does it dies.

What is written to the index that serves may be missing from the one that is about to take its place; so nobody may
call a document's job done meanwhile.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import text

from caselaw.domain.errors import IndexBusy
from caselaw.store.db import Store

_KEY = 0x7265  # of PostgreSQL's advisory locks, beside one for each schema
_TAKE = text("SELECT pg_try_advisory_lock(:key, hashtext(current_schema()))")
_LET_GO = text("SELECT pg_advisory_unlock(:key, hashtext(current_schema()))")
_HELD = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid::bigint = :key"
    " AND objid::bigint = hashtext(current_schema())::bigint & 4294967295 AND objsubid = 2"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_PATIENCE, _PAUSE = 2.0, 0.01  # seconds, for one that looks holds the file for a moment


@contextmanager
def noted(store: Store) -> Iterator[None]:
    """Within this the index is being built anew. Raises `IndexBusy` where another process or thread builds it."""
    if not store.is_sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.execute(_TAKE, {"key": _KEY}).scalar_one():
                raise IndexBusy()
            try:
                yield
            finally:
                connection.execute(_LET_GO, {"key": _KEY})
        return
    with _file(store) as file:
        until = time.monotonic() + _PATIENCE
        while not _locked(file, fcntl.LOCK_EX):
            if time.monotonic() > until:
                raise IndexBusy()
            time.sleep(_PAUSE)
        yield


def going_on(store: Store) -> bool:
    """True while some process builds the index anew."""
    if not store.is_sqlite:
        with store.reading() as connection:
            return bool(connection.execute(_HELD, {"key": _KEY}).scalar_one())
    with _file(store) as file:
        return not _locked(file, fcntl.LOCK_SH)


def _file(store: Store) -> IO[str]:
    path = Path(f"{store.engine.url.database}.rebuild.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a", encoding="ascii")


def _locked(file: IO[str], how: int) -> bool:
    """Closing the file lets go."""
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
