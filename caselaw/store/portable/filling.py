"""A database made anew from rows in portable form: all of it or nothing, whatever ends the work half way.

The tables are made by the migrations at the revision the rows were taken at, filled without their indexes and rules,
which are put back and checked at the end, and brought to the newest form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, make_url

from caselaw.domain.keeping import TableForm
from caselaw.store.db import Store
from caselaw.store.portable.postgresql import refilled_postgresql
from caselaw.store.portable.sqlite import refilled_sqlite

Rows = Iterable[Sequence[Sequence[Any]]]
Finish = Callable[[Connection], None]


class Filling(Protocol):
    """Takes the rows of one table after another."""

    def put(self, form: TableForm, batches: Rows) -> int:
        """Put these rows into their table; how many they were."""
        ...


def file_of(store: Store) -> Path | None:
    """The file that is replaced when a database of SQLite is filled anew; None for a server's."""
    return Path(make_url(store.address).database or "") if store.is_sqlite else None


@contextmanager
def refilled(store: Store, revision: str, finish: Finish) -> Iterator[Filling]:
    """Fill the database of this store anew, from tables at `revision`; what it held is gone when the context ends well,
    and untouched when it does not. `finish` is called on the filled tables in their newest form, before anybody sees
    them.

    Raises `Conflict` where another process has the database open, `NotFound` for a revision that this program does not
    know: it is older than the backup.
    """
    store.close()
    if (path := file_of(store)) is not None:
        with refilled_sqlite(path, revision, finish) as filling:
            yield filling
    else:
        with store.writing() as connection, refilled_postgresql(connection, revision, finish) as filling:
            yield filling
    store.close()
