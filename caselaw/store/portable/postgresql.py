"""PostgreSQL filled anew: in one transaction, so that nobody sees it half full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from caselaw.domain.errors import CaselawError, Conflict
from caselaw.domain.keeping import TableForm
from caselaw.store.portable.forms import STATE
from caselaw.store.portable.reading import quoted

# Keys first, and last those that refer to them: the order in which they can be put back.
_RULES = """
    SELECT conrelid::regclass::text AS place, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS said
    FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f') AND conrelid <> 0
      AND conrelid <> to_regclass('alembic_version')
    ORDER BY contype = 'f', conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS said
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = current_schema()::regnamespace AND indrelid <> to_regclass('alembic_version')
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_COUNTERS = """
    SELECT c.table_name, c.column_name, pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) AS counter
    FROM information_schema.columns c
    WHERE c.table_schema = current_schema()
      AND pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL
"""


class PostgresqlFilling:
    """Rows go in by COPY."""

    def __init__(self, connection: Connection) -> None:
        self._bare: Any = connection.connection.driver_connection
        self._faults: type[Exception] = connection.dialect.loaded_dbapi.Error

    def put(self, form: TableForm, batches: Iterable[Sequence[Sequence[Any]]]) -> int:
        names = ", ".join(quoted(column.name) for column in form.columns)
        binary = [at for at, column in enumerate(form.columns) if column.kind == "bytes"]
        count = 0
        try:
            with self._bare.cursor() as cursor, cursor.copy(f"COPY {quoted(form.name)} ({names}) FROM STDIN") as copy:
                for batch in batches:
                    for row in batch:
                        copy.write_row(_bytes(row, binary) if binary else row)
                    count += len(batch)
        except self._faults as fault:
            raise CaselawError("keeping.rows_refused", reason=str(fault).partition("\n")[0]) from None
        return count


@contextmanager
def refilled_postgresql(
    connection: Connection, revision: str, finish: Callable[[Connection], None]
) -> Iterator[PostgresqlFilling]:
    """See `refilled`. Every table of the database is made anew: it is this program's alone."""
    from caselaw.store.migrations import upgrade

    if connection.scalar(text(_OTHERS)):
        raise Conflict("keeping.in_use")
    connection.execute(text("SET LOCAL timezone = 'UTC'"))
    connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    for name in connection.scalars(text(_TABLES)).all():
        connection.exec_driver_sql(f"DROP TABLE {quoted(name)} CASCADE")
    upgrade(connection, revision)
    tables = [name for name in connection.scalars(text(_TABLES)) if name != STATE]
    rules, indexes = connection.execute(text(_RULES)).all(), connection.execute(text(_INDEXES)).all()
    for rule in reversed(rules):
        connection.exec_driver_sql(f"ALTER TABLE {rule.place} DROP CONSTRAINT {rule.name}")
    for index in indexes:
        connection.exec_driver_sql(f"DROP INDEX {index.name}")
    for name in tables:  # a few are filled by the migrations
        connection.exec_driver_sql(f"DELETE FROM {quoted(name)}")  # noqa: S608 - our own tables
    yield PostgresqlFilling(connection)
    for rule in rules:
        if not rule.said.startswith("FOREIGN"):
            connection.exec_driver_sql(f"ALTER TABLE {rule.place} ADD CONSTRAINT {rule.name} {rule.said}")
    for index in indexes:
        connection.exec_driver_sql(index.said)
    connection.exec_driver_sql("ANALYZE")
    for rule in rules:
        if rule.said.startswith("FOREIGN"):
            connection.exec_driver_sql(f"ALTER TABLE {rule.place} ADD CONSTRAINT {rule.name} {rule.said}")
    for counter in connection.execute(text(_COUNTERS)).all():
        highest = f"SELECT max({quoted(counter.column_name)}) FROM {quoted(counter.table_name)}"  # noqa: S608
        connection.execute(
            text(f"SELECT setval(:counter, coalesce(({highest}), 1), ({highest}) IS NOT NULL)"),
            {"counter": counter.counter},
        )
    upgrade(connection)
    finish(connection)


def _bytes(row: Sequence[Any], binary: Sequence[int]) -> list[Any]:
    values = list(row)
    for at in binary:
        if values[at] is not None:
            values[at] = "\\x" + values[at]
    return values
