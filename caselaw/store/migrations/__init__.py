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


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to their newest form, or that of `revision`, inside the caller's transaction."""
    command.upgrade(config(connection), revision)


def is_known(revision: str) -> bool:
    """This program knows the form of tables that has this name; of a later program it does not."""
    return revision in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def config(connection: Connection) -> Config:
    """What Alembic's commands ask for, with the connection they are to work on."""
    found = _config()
    found.attributes["connection"] = connection
    return found


def is_current(connection: Connection) -> bool:
    """The database is at the newest migration."""
    return set(MigrationContext.configure(connection).get_current_heads()) == _newest()


def is_begun(connection: Connection) -> bool:
    """The database has tables of ours, in whatever form."""
    return bool(MigrationContext.configure(connection).get_current_heads())


def is_ahead(connection: Connection) -> bool:
    """The tables have a form that this program does not know: a newer one has been at work."""
    return not all(map(is_known, MigrationContext.configure(connection).get_current_heads()))


@cache
def _newest() -> frozenset[str]:
    return frozenset(ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
