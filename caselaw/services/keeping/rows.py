"""The rows of a backup as one stream: JSON, a line for each batch of rows, compressed.

    {"form": 1, "made": …, "revision": "0032", "withdrawn": [id, …],
     "tables": [{"name": …, "columns": [[name, kind], …], "rows": 7}, …]}
    [[…], […], …]        rows of the first table; a table's last line is followed by the next table's
    …
    {"end": true}

`caselaw.store.portable` says what values look like.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import Connection, text

from caselaw.domain.errors import CaselawError
from caselaw.domain.keeping import FORM, Column, TableForm
from caselaw.store import portable

_GZIP, _LEVEL = 31, 1  # quick: what is stored is mostly read once, by whoever is in a hurry
_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

Told = Callable[[int, int], None]
Batch = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Counted:
    """A table of a backup and how many rows it has there."""

    form: TableForm
    rows: int


@dataclass(frozen=True)
class Head:
    """What a stream of rows begins with. `withdrawn` are the ids that were removed, until then, because consent was
    withdrawn: an older backup, which still has them, is restored without them."""

    made: datetime
    revision: str
    withdrawn: tuple[str, ...]
    tables: tuple[Counted, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


def head_of(connection: Connection, made: datetime, withdrawn: Iterable[str]) -> Head:
    """The tables of a database as it stands, counted. Raises `CaselawError` where there are none."""
    revision = portable.revision(connection)
    if revision is None:
        raise CaselawError("keeping.nothing")
    tables = tuple(Counted(form, _count(connection, form)) for form in portable.forms(connection))
    return Head(made, revision, tuple(sorted(withdrawn)), tables)


def written(connection: Connection, head: Head, told: Told) -> Iterator[bytes]:
    """The stream, compressed, as this connection sees the rows."""
    packed = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    done = 0
    yield packed.compress(_begin(head))
    for table in head.tables:
        for batch in portable.rows_of(connection, table.form):
            yield packed.compress((_line([list(row) for row in batch]) + "\n").encode())
            done += len(batch)
            told(done, head.rows)
    yield packed.compress(b'{"end":true}\n')
    yield packed.flush()


class Rows:
    """A stream of rows that is read: its head at once, its tables in their order."""

    def __init__(self, lines: Iterator[Any]) -> None:
        self._lines = lines
        self.head = _head(next(lines, None))

    def tables(self) -> Iterator[tuple[Counted, Iterator[Batch]]]:
        """Each table with its rows, which are to be taken before the next table is asked for. Raises `CaselawError`
        where the stream does not hold what its head says."""
        for table in self.head.tables:
            yield table, self._batches(table.rows)
        if next(self._lines, None) != {"end": True} or next(self._lines, None) is not None:
            raise CaselawError("keeping.rows_damaged")

    def _batches(self, rows: int) -> Iterator[Batch]:
        left = rows
        while left > 0:
            batch = next(self._lines, None)
            if not isinstance(batch, list) or not 0 < len(batch) <= left:
                raise CaselawError("keeping.rows_damaged")
            left -= len(batch)
            yield batch


@contextmanager
def read(stream: BinaryIO) -> Iterator[Rows]:
    """Read a stream of rows. Raises `CaselawError` for what is none."""
    with unpacked(stream) as lines:
        yield Rows(lines)


@contextmanager
def unpacked(stream: BinaryIO) -> Iterator[Iterator[Any]]:
    """What `packed` wrote. Raises `CaselawError` for what it did not write."""
    try:
        with gzip.GzipFile(fileobj=stream) as lines:
            yield map(_value, lines)
    except (gzip.BadGzipFile, zlib.error, EOFError, ValueError):
        raise CaselawError("keeping.rows_damaged") from None


def packed(lines: Iterable[object]) -> Iterator[bytes]:
    """Any values as compressed lines of JSON."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for line in lines:
        yield compressor.compress((_line(line) + "\n").encode())
    yield compressor.flush()


def _begin(head: Head) -> bytes:
    tables = [
        {
            "name": table.form.name,
            "columns": [[column.name, column.kind] for column in table.form.columns],
            "rows": table.rows,
        }
        for table in head.tables
    ]
    said = {
        "form": FORM,
        "made": head.made.isoformat(),
        "revision": head.revision,
        "withdrawn": head.withdrawn,
        "tables": tables,
    }
    return (_line(said) + "\n").encode()


def _head(said: Any) -> Head:
    """The head that a line says. Raises `CaselawError` for what no release wrote: whoever knows the public key of a
    backup could have sealed it."""
    try:
        if said["form"] != FORM:
            raise ValueError
        tables = tuple(
            Counted(
                TableForm(str(one["name"]), tuple(Column(str(name), str(kind)) for name, kind in one["columns"])),
                int(one["rows"]),
            )
            for one in said["tables"]
        )
        made, withdrawn = datetime.fromisoformat(said["made"]), tuple(str(one) for one in said["withdrawn"])
        return Head(made, str(said["revision"]), withdrawn, tables)
    except (KeyError, TypeError, ValueError):
        raise CaselawError("keeping.rows_damaged") from None


def _value(line: bytes) -> Any:
    try:
        return json.loads(line)
    except RecursionError:
        raise ValueError("too deep") from None


def _count(connection: Connection, form: TableForm) -> int:
    return int(connection.scalar(text(f'SELECT count(*) FROM "{form.name}"')) or 0)  # noqa: S608 - our own tables
