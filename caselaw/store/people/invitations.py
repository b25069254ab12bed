"""Who has been invited, in and out of the table. An invitation past its time is none, deleted or not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, true

from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Invited
from caselaw.domain.people.token import HANDLE
from caselaw.store.tables import invitations


def add(connection: Connection, sha256: str, invited: Invited, *, at: datetime) -> None:
    row = {
        "sha256": sha256,
        "email": invited.email,
        "roles": sorted(invited.roles),
        "groups": {slug: sorted(roles) for slug, roles in invited.groups.items()},
        "organisation": invited.organisation,
        "language": invited.language,
        "invited_by": invited.invited_by,
        "added": at,
        "expires": invited.expires,
    }
    connection.execute(insert(invitations).values(row))


def find(connection: Connection, sha256: str, at: datetime) -> Invited | None:
    """The invitation of this hash at this moment."""
    return next(iter(_found(connection, invitations.c.sha256 == sha256, at)), None)


def waiting(connection: Connection, at: datetime) -> tuple[Invited, ...]:
    """Those that wait at this moment, the latest first."""
    return _found(connection, true(), at)


def take(connection: Connection, sha256: str) -> bool:
    """Delete it: it is good once; False where another was first."""
    return connection.execute(delete(invitations).where(invitations.c.sha256 == sha256)).rowcount == 1


def remove_named(connection: Connection, handle: str) -> bool:
    """Delete the one whose hash begins so; False where there is none."""
    named = invitations.c.sha256.startswith(handle, autoescape=True)
    return connection.execute(delete(invitations).where(named)).rowcount > 0


def remove_expired(connection: Connection, at: datetime) -> None:
    connection.execute(delete(invitations).where(invitations.c.expires <= at))


def _found(connection: Connection, condition: ColumnElement[bool], at: datetime) -> tuple[Invited, ...]:
    asked = select(invitations).where(condition, invitations.c.expires > at)
    return tuple(_invited(row) for row in connection.execute(asked.order_by(invitations.c.added.desc())))


def _invited(row: Row[Any]) -> Invited:
    groups: Mapping[str, Collection[Role]] = row.groups
    return Invited(
        row.sha256[:HANDLE], row.email, frozenset(row.roles), {slug: frozenset(held) for slug, held in groups.items()},
        row.organisation, row.language, row.invited_by, row.expires, row.added,
    )  # fmt: skip
