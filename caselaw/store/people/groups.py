"""Working groups and who is in them, in and out of the tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, select, true, update

from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group, Member
from caselaw.store.tables import accounts, groups, memberships, second_factors


def all_groups(connection: Connection) -> tuple[Group, ...]:
    return _groups(connection, true())


def load(connection: Connection, slug: str) -> Group | None:
    return next(iter(_groups(connection, groups.c.slug == slug)), None)


def save(connection: Connection, group: Group, name: str) -> None:
    """Write what is said of a group that exists; `name` is what it is called where languages do not count."""
    said = {"names": dict(group.names), "purposes": dict(group.purposes), "name": name}
    flags = {"listed": group.listed, "second_factor": group.second_factor}
    connection.execute(update(groups).where(groups.c.slug == group.slug).values(**said, **flags))


def slugs_of(connection: Connection, account: str) -> frozenset[str]:
    """The groups this account is in, open to it or waiting for its second factor."""
    hers = select(memberships.c.group_slug).where(memberships.c.account_id == account)
    return frozenset(connection.execute(hers).scalars())


def members(connection: Connection, slug: str) -> tuple[Member, ...]:
    """Who is in a group, by name."""
    return tuple(_member(row) for row in connection.execute(_membership(memberships.c.group_slug == slug)))


def member(connection: Connection, slug: str, account: str) -> Member | None:
    one = and_(memberships.c.group_slug == slug, memberships.c.account_id == account)
    row = connection.execute(_membership(one)).first()
    return _member(row) if row else None


def asking_for_factor(connection: Connection, account: str) -> frozenset[str]:
    """The groups of this account that ask for a second factor."""
    hers = select(groups.c.slug).join(memberships, memberships.c.group_slug == groups.c.slug)
    asked = hers.where(memberships.c.account_id == account, groups.c.second_factor.is_(True))
    return frozenset(connection.execute(asked).scalars())


def _groups(connection: Connection, condition: ColumnElement[bool]) -> tuple[Group, ...]:
    rows = connection.execute(select(groups).where(condition).order_by(groups.c.name, groups.c.slug))
    return tuple(
        Group(row.slug, row.names or {"en": row.name}, row.purposes, row.listed, row.second_factor) for row in rows
    )


def _membership(condition: ColumnElement[bool]) -> Select[Any]:
    has_factor = and_(second_factors.c.account_id == accounts.c.id, second_factors.c.confirmed.is_not(None))
    return (
        select(accounts.c.id, accounts.c.name, accounts.c.email, memberships.c.roles, second_factors.c.confirmed)
        .join(memberships, memberships.c.account_id == accounts.c.id)
        .outerjoin(second_factors, has_factor)
        .where(condition)
        .order_by(accounts.c.name, accounts.c.email)
    )


def _member(row: Row[Any]) -> Member:
    roles: Collection[Role] = row.roles
    return Member(row.id, row.name, row.email, frozenset(roles), row.confirmed is not None)
