"""The migrations, from nothing, end exactly at the tables — on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from caselaw.domain.errors import SettingsError, StoreUnavailable
from caselaw.services.people.accounts import AccountService
from caselaw.store import Store
from caselaw.store.tables import metadata
from tests.conftest import postgres_empty


def test_migrating_from_nothing_equals_the_tables(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_tables_are_those_and_no_others(store: Store) -> None:
    with store.reading() as connection:
        there = set(inspect(connection).get_table_names())
    assert there == {*metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(store: Store) -> None:
    assert store.is_current()
    store.migrate()
    assert store.is_current()


def test_a_database_without_tables_is_not_current(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/new/folder/store.db")
    assert not store.is_current()
    for use in (store.check, lambda: AccountService(store).viewer("x"), lambda: _write(store)):
        with pytest.raises(StoreUnavailable) as refused:
            use()
        assert refused.value.code == "store.empty"
    store.migrate()
    store.check()
    store.close()


def test_two_migrate_at_once_on_sqlite(tmp_path: Path) -> None:
    _race(f"sqlite:///{tmp_path}/store.db")


@pytest.mark.postgres
def test_two_migrate_at_once_on_postgresql() -> None:
    with postgres_empty() as url:
        _race(url.render_as_string(hide_password=False))


def _race(url: str) -> None:
    stores = [Store(url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(Store.migrate, stores))
    assert all(store.is_current() for store in stores)
    for store in stores:
        store.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_no_other_process_could_see_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        Store(url)


def test_a_server_that_is_not_there_is_said_so() -> None:
    store = Store("postgresql+psycopg://nobody@127.0.0.1:9/nothing")
    with pytest.raises(StoreUnavailable) as refused:
        store.check()
    assert refused.value.code == "store.down"
    store.close()


@pytest.mark.postgres
def test_a_server_that_goes_away_is_said_so(postgres_store: Store) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        _cut_off(postgres_store)
    assert refused.value.code == "store.down"
    postgres_store.check()  # and the next question is asked on a new connection


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"This is a letter, not a database." * 100)
    store = Store(f"sqlite:///{tmp_path}/store.db")
    with pytest.raises(StoreUnavailable) as refused:
        store.check()
    assert refused.value.code == "store.damaged"
    store.close()


def _write(store: Store) -> None:
    with store.begin("operator") as work:
        work.record("add document", "x")


def _cut_off(store: Store) -> None:
    """The server ends our connection in the middle of our work."""
    with store.reading() as mine:
        number = mine.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with store.writing() as another:
            another.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
        mine.execute(text("SELECT 1"))
