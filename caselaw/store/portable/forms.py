"""The tables of a database as it stands, whatever revision it is at: read from it, not from the program."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import JSON, Boolean, Connection, DateTime, Float, Integer, LargeBinary, Numeric, String, inspect
from sqlalchemy.types import TypeEngine

from caselaw.domain.keeping import Column, TableForm

STATE = "alembic_version"
PASSING = frozenset({"heartbeats", "sessions", "sign_ins", "password_resets", "vault_unlocks"})
"""Tables whose rows no backup holds: restored, they would open again what was closed since."""
_KINDS: tuple[tuple[type[TypeEngine[object]], str], ...] = (
    (Boolean, "flag"),
    (DateTime, "time"),
    (JSON, "json"),
    (LargeBinary, "bytes"),
    (Integer, "number"),
    (Float, "number"),
    (Numeric, "number"),
    (String, "text"),
)  # type: ignore[assignment]


def forms(connection: Connection, *, without: Iterable[str] = PASSING) -> tuple[TableForm, ...]:
    """Every table but the passing ones, those that others refer to first."""
    seen = inspect(connection)
    left_out = {STATE, *without}
    names = [name for name, _ in seen.get_sorted_table_and_fkc_names() if name and name not in left_out]
    return tuple(
        TableForm(name, tuple(Column(str(one["name"]), _kind(one["type"])) for one in seen.get_columns(name)))
        for name in names
    )


def revision(connection: Connection) -> str | None:
    """The migration that the tables are at; None for a database without tables."""
    from alembic.runtime.migration import MigrationContext  # loaded only where it is needed

    return MigrationContext.configure(connection).get_current_revision()


def _kind(of: TypeEngine[object]) -> str:
    for kind, name in _KINDS:
        if isinstance(of, kind):
            return name
    raise TypeError(f"no portable form for {of!r}")
