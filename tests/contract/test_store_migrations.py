"""The migrations, from nothing, end exactly at the tables — on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from caselaw.domain.errors import SettingsError, StoreUnavailable
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
    with pytest.raises(StoreUnavailable) as refused:
        store.check()
    assert refused.value.code == "store.behind"
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
