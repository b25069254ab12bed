"""What every test may ask for: settings in a folder of its own, a migrated store, wired services.

Services that a test needs from outside are named by `CASELAW_TEST_…`; where one is absent the test is skipped and
says so, or fails under `CASELAW_TEST_REQUIRE=1`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import URL, create_engine, delete, insert, make_url, text

from caselaw.services.people import accounts
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.tables import audit_head, metadata


def outside(variable: str) -> str:
    """The address that a variable gives; without one the test is skipped, or fails where everything is required."""
    address = os.environ.get(variable, "")
    if not address:
        if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
            pytest.fail(f"{variable} is not set, and everything is required")
        pytest.skip(f"{variable} is not set")
    return address


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """The real argon2id with less work: hundreds of tests make accounts and sign in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The embedded defaults in a folder of this test."""
    return Settings.from_env(
        {
            "CASELAW_DATABASE_URL": f"sqlite:///{tmp_path}/caselaw.db",
            "CASELAW_SEARCH_URL": f"tantivy:{tmp_path}/index",
            "CASELAW_FILES": f"{tmp_path}/files",
        }
    )


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the newest tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "caselaw.db"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture
def services(settings: Settings, migrated: Path) -> Iterator[object]:
    """Every service on the embedded defaults, with an empty database and an empty index."""
    from caselaw.access.viewer import OPERATOR
    from caselaw.wiring import build

    shutil.copy(migrated, settings.database_url.removeprefix("sqlite:///"))
    built = build(settings)
    built.indexing.rebuild(viewer=OPERATOR)
    yield built
    built.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty, migrated store: the test runs once on each database."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def sqlite_store(tmp_path: Path, migrated: Path) -> Iterator[Store]:
    shutil.copy(migrated, tmp_path / "store.db")
    store = Store(f"sqlite:///{tmp_path}/store.db")
    yield store
    store.close()


@pytest.fixture
def postgres_store(postgres_database: URL) -> Iterator[Store]:
    store = Store(postgres_database.render_as_string(hide_password=False))
    with store.writing() as connection:
        emptied = (str(delete(table)) for table in reversed(metadata.sorted_tables))
        connection.exec_driver_sql("; ".join(emptied))  # a hundred tables in one message
        connection.execute(insert(audit_head).values(one=1, number=0, hash="0" * 64))
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[URL]:
    """A PostgreSQL database of this run, with the newest tables."""
    with postgres_empty() as url:
        store = Store(url.render_as_string(hide_password=False))
        store.migrate()
        store.close()
        yield url


class postgres_empty:  # noqa: N801 - reads as a context
    """A new PostgreSQL database without tables, dropped at the end."""

    def __enter__(self) -> URL:
        self._server = make_url(outside("CASELAW_TEST_POSTGRES"))
        self._name = f"caselaw_test_{uuid4().hex[:12]}"
        self._on_server(f'CREATE DATABASE "{self._name}"')
        return self._server.set(database=self._name)

    def __exit__(self, *_: object) -> None:
        self._on_server(f'DROP DATABASE "{self._name}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()
