"""Every form the tables ever had, with rows in them, becomes the newest form without losing one — on both databases.

One walk tells of all: at each migration rows are put into the tables that are new there, and all must be in the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    inspect,
    select,
)
from sqlalchemy.types import TypeEngine

from caselaw.store import Store
from caselaw.store.migrations import config, upgrade
from caselaw.store.portable.forms import STATE
from tests.conftest import postgres_empty

MADE_ANEW = {
    "document_names": "0013",
    "name_starts": "0013",
}
"""Tables whose rows a migration makes anew from others, and which one."""
MEANT = {"identifiers.scheme": "docket"}
"""Values that mean something to a migration."""


def test_rows_of_every_form_reach_the_newest(sqlite_walk: Store) -> None:
    _walk(sqlite_walk)


@pytest.mark.postgres
def test_rows_of_every_form_reach_the_newest_on_postgresql() -> None:
    with postgres_empty() as url:
        store = Store(url.render_as_string(hide_password=False))
        _walk(store)
        store.close()


@pytest.fixture
def sqlite_walk(tmp_path: Any) -> Any:
    store = Store(f"sqlite:///{tmp_path}/walk.db")
    yield store
    store.close()


def _walk(store: Store) -> None:
    kept: dict[str, dict[str, Any]] = {}
    seen = MetaData()
    for revision in _revisions(store):
        with store.writing() as connection:
            upgrade(connection, revision)
        with store.writing() as connection:
            new = set(inspect(connection).get_table_names()) - {*kept, STATE}
            seen.reflect(connection, only=sorted(new))
            for table in seen.sorted_tables:
                if table.name in new:
                    kept[table.name] = _filled(connection, table, kept)
    assert store.is_current()
    with store.reading() as connection:
        now = MetaData()
        now.reflect(connection)
        tables = now.tables
        for name, row in kept.items():
            assert name in tables, f"the rows of {name} are gone"
            if name in MADE_ANEW:
                continue
            there = [column for column in row if column in tables[name].c]
            rows = [
                {column: found[column] for column in there}
                for found in connection.execute(select(tables[name])).mappings()
            ]
            assert {column: row[column] for column in there} in rows, f"a row of {name} has changed"


def _revisions(store: Store) -> list[str]:
    with store.reading() as connection:
        script = ScriptDirectory.from_config(config(connection))
        return [one.revision for one in reversed(list(script.walk_revisions()))]


def _tables(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def _filled(connection: Connection, table: Table, kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Put a row into this table, which refers to rows that are there; what is in it."""
    there = connection.execute(select(table)).mappings().first()
    if there is not None:  # a migration has filled it
        return dict(there)
    refers = {key.parent.name: (key.column.table.name, key.column.name) for key in table.foreign_keys}
    row: dict[str, Any] = {}
    for column in table.columns:
        if _counted(column):
            continue
        if column.name in refers and refers[column.name][0] in kept:
            other, name = refers[column.name]
            row[column.name] = kept[other][name]
        elif column.name in refers:  # to itself, or round in a ring
            row[column.name] = None
        else:
            row[column.name] = _value(column.type, f"{table.name}.{column.name}")
    connection.execute(insert(table).values(**row))
    return dict(connection.execute(select(table)).mappings().one())


def _counted(column: Column[Any]) -> bool:
    """The database numbers its rows itself: PostgreSQL says so, SQLite does it for every number that is the key."""
    alone = column.primary_key and isinstance(column.type, Integer) and len(column.table.primary_key) == 1
    return alone and (column.server_default is not None or column.name == "id")


def _value(of: TypeEngine[Any], name: str) -> Any:
    if name in MEANT:
        return MEANT[name]
    for kind, value in (
        (Boolean, True),
        (DateTime, datetime(2026, 3, 31, 12, 30, tzinfo=UTC)),
        (JSON, []),
        (LargeBinary, name.encode()),
        (Integer, 1),
        (Float, 0.5),
    ):
        if isinstance(of, kind):
            return value
    return name
