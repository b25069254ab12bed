"""Courts that editors added, in and out of their table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from caselaw.domain.court import Court
from caselaw.store.insertion import insert_new
from caselaw.store.tables import courts
from caselaw.store.tables.base import now


def add(connection: Connection, court: Court) -> bool:
    """Keep a court; False where its id is taken."""
    row = {
        "id": court.id, "country": court.country, "level": court.level, "type": court.type, "names": dict(court.names),
        "original": court.original, "acronyms": list(court.acronyms), "binding": court.binding,
        "pattern": court.pattern, "pinpoint": court.pinpoint, "added": now(),
    }  # fmt: skip
    return insert_new(connection, courts, row)


def everyone(connection: Connection) -> tuple[Court, ...]:
    """All courts that were added, in the order of their ids."""
    return tuple(_court(row) for row in connection.execute(select(courts).order_by(courts.c.id)))


def _court(row: Row[Any]) -> Court:
    return Court(
        id=row.id, country=row.country, level=row.level, type=row.type, names=dict(row.names), original=row.original,
        acronyms=tuple(row.acronyms), binding=row.binding, pattern=row.pattern, pinpoint=row.pinpoint,
    )  # fmt: skip
