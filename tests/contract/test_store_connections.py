"""Connections and transactions: what a process, a fork and two writers may rely on — on both databases."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from multiprocessing.context import ForkProcess, SpawnProcess
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from caselaw.domain.errors import StoreUnavailable
from caselaw.store import Store, audit, tables
from caselaw.store.tables import collections

DAMASCUS = timezone(timedelta(hours=3))


def count_collections(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(collections.c.slug)).all())


def add_collection(store: Store, slug: str, added: datetime | None = None) -> None:
    values = {"slug": slug, "title": slug, "access": "public", "added": added or datetime.now(UTC)}
    with store.begin("operator") as work:
        work.connection.execute(insert(collections).values(values))
        work.record("add collection", slug)


def _in_child(store: Store, slug: str) -> None:
    add_collection(store, slug)
    store.close()


@pytest.mark.parametrize("start", [ForkProcess, SpawnProcess])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork.*:DeprecationWarning")
def test_a_child_process_has_connections_of_its_own(
    store: Store, start: type[ForkProcess] | type[SpawnProcess]
) -> None:
    add_collection(store, "before")
    child = start(target=_in_child, args=(store, "child"))
    child.start()
    add_collection(store, "meanwhile")
    child.join(60)
    assert child.exitcode == 0
    assert count_collections(store) == 3
    with store.reading() as connection:
        assert audit.verify(connection).broken is None


def test_a_store_travels_as_its_address(store: Store) -> None:
    copy: Store = pickle.loads(pickle.dumps(store))  # noqa: S301
    add_collection(copy, "there")
    copy.close()
    assert count_collections(store) == 1


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(Store("postgresql+psycopg://me:secret@127.0.0.1/db"))


def test_many_writers_keep_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: add_collection(store, f"c{number}"), range(40)))
    with store.reading() as connection:
        found = audit.verify(connection)
    assert (found.lines, found.broken) == (40, None)


def test_a_reader_sees_one_state_while_others_write(store: Store) -> None:
    with store.reading() as connection:
        before = connection.execute(select(collections.c.slug)).all()
        add_collection(store, "new")
        assert connection.execute(select(collections.c.slug)).all() == before
    assert count_collections(store) == 1


def test_foreign_keys_are_kept(store: Store) -> None:
    values = {"document_id": "nowhere", "position": 0, "scheme": "ecli", "value": "x"}
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(insert(tables.identifiers).values(values))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 29, 4, 30, 0, 123456, tzinfo=DAMASCUS),
        datetime(1, 1, 2, tzinfo=UTC),
    ],
)
def test_a_time_is_kept_in_utc_to_the_microsecond(store: Store, moment: datetime) -> None:
    add_collection(store, "timed", moment)
    with store.reading() as connection:
        found = connection.execute(select(collections.c.added)).scalar_one()
    assert found == moment
    assert found.utcoffset() == timedelta()


def test_a_time_without_its_offset_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="offset"):
        add_collection(store, "timed", datetime(2026, 3, 29))
    assert count_collections(store) == 0


def test_sqlite_is_set_up_for_one_writer_and_many_readers(sqlite_store: Store) -> None:
    with sqlite_store.reading() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 2}


def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    place = tmp_path / "damaged.db"
    place.write_bytes(b"SQLite format 3\0" + b"not a database " * 1000)
    damaged = Store(f"sqlite:///{place}")
    for ask in (damaged.check, lambda: count_collections(damaged), lambda: add_collection(damaged, "new")):
        with pytest.raises(StoreUnavailable) as refused:
            ask()
        assert refused.value.code == "store.damaged"
    damaged.close()


def test_a_full_disk_is_said_so_and_loses_nothing(sqlite_store: Store) -> None:
    add_collection(sqlite_store, "before")
    with sqlite_store.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def no_more(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count={pages}")

    sqlite_store.close()
    event.listen(sqlite_store.engine, "connect", no_more)
    with pytest.raises(StoreUnavailable) as refused:
        add_collection(sqlite_store, "x" * 100_000)
    assert refused.value.code == "store.unwritable"
    assert count_collections(sqlite_store) == 1


def test_a_fault_is_told_without_the_values_of_its_statement(store: Store) -> None:
    with pytest.raises(DBAPIError) as fault, store.writing() as connection:
        connection.execute(text("SELECT * FROM no_such_table WHERE email = :email"), {"email": "alice@example.org"})
    assert "no_such_table" in str(fault.value)
    assert "alice@example.org" not in str(fault.value)


@pytest.mark.postgres
def test_who_reads_on_postgresql_cannot_write(postgres_store: Store) -> None:
    with pytest.raises(DBAPIError, match="read-only"), postgres_store.reading() as connection:
        connection.execute(collections.delete())
