"""Rows out of a database, a batch at a time: memory stays flat however many there are."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from caselaw.domain.keeping import Column, TableForm

BATCH, BATCH_OF_BYTES = 500, 8
"""Rows at a time: fewer where one of them may be a piece of a file."""
_SQLITE = {"bytes": "lower(hex({}))"}
_POSTGRESQL = {
    "flag": "{}::int",
    "json": "{}::text",
    "time": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "bytes": "encode({}, 'hex')",
}


def rows_of(connection: Connection, form: TableForm) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows of a table in portable form, in batches, as this connection sees them."""
    sqlite = connection.dialect.name == "sqlite"
    wanted = ", ".join(_expression(column, _SQLITE if sqlite else _POSTGRESQL) for column in form.columns)
    statement = f"SELECT {wanted} FROM {quoted(form.name)}"  # noqa: S608 - names of our own tables
    bare: Any = connection.connection.driver_connection
    # A named cursor of PostgreSQL leaves the rows at the server; SQLite gives them as they are asked for anyway.
    cursor = bare.cursor() if sqlite else bare.cursor(name=f"portable_{secrets.token_hex(4)}")
    size = BATCH_OF_BYTES if any(column.kind == "bytes" for column in form.columns) else BATCH
    try:
        cursor.execute(statement)
        while batch := cursor.fetchmany(size):
            yield batch
    finally:
        cursor.close()


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _expression(column: Column, by_kind: dict[str, str]) -> str:
    # A blob that is NULL stays NULL: hex(NULL) is '' in SQLite.
    name = quoted(column.name)
    said = by_kind.get(column.kind, "{}").format(name)
    return f"CASE WHEN {name} IS NULL THEN NULL ELSE {said} END" if column.kind == "bytes" else said
