"""The history of the tables: every form they ever had, and the way from each to the next.

Run by `Store.migrate()`; there is no alembic.ini. A new migration is written by hand into `versions/` and judged by a
test: from nothing, the migrations must end exactly at `caselaw.store.tables`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the tables to their newest form inside the caller's transaction."""
    command.upgrade(config(connection), "head")


def config(connection: Connection) -> Config:
    """What Alembic's commands ask for, with the connection they are to work on."""
    found = _config()
    found.attributes["connection"] = connection
    return found


def is_current(connection: Connection) -> bool:
    """The database is at the newest migration."""
    return set(MigrationContext.configure(connection).get_current_heads()) == _newest()


@cache
def _newest() -> frozenset[str]:
    return frozenset(ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
