"""Accounts as those who manage people see them: with groups, organisations and whether there is a second factor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, delete, select, true, update

from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Person
from caselaw.store.tables import (
    accounts,
    affiliations,
    api_tokens,
    factor_removals,
    memberships,
    password_resets,
    recovery_codes,
    second_factors,
    sign_ins,
)
from caselaw.store.tables.base import now

_WAYS_IN = (memberships, affiliations, api_tokens, second_factors, recovery_codes, sign_ins)
_ASKED = (password_resets, factor_removals)


def all_people(connection: Connection) -> tuple[Person, ...]:
    """Every account, by name."""
    return _people(connection, true(), true())


def load(connection: Connection, account: str) -> Person | None:
    return next(iter(_people(connection, accounts.c.id == account, memberships.c.account_id == account)), None)


def rename(connection: Connection, account: str, name: str) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account).values(name=name))


def close(connection: Connection, account: str, password: str) -> None:
    """Nothing is left that lets somebody in: no role, group, token or second factor, and a password nobody has. What
    she did stays hers."""
    for table in (*_WAYS_IN, *_ASKED):
        connection.execute(delete(table).where(table.c.account_id == account))
    shut = update(accounts).where(accounts.c.id == account)
    connection.execute(shut.values(roles=[], password=password, closed=now()))


def reopen(connection: Connection, account: str, name: str, password: str) -> None:
    """A closed account is its owner's again, with a new password and nothing of what it could do before."""
    shut = update(accounts).where(accounts.c.id == account)
    connection.execute(shut.values(name=name, password=password, closed=None))


def _people(
    connection: Connection, who: ColumnElement[bool], whose: ColumnElement[bool]
) -> tuple[Person, ...]:  # fmt: skip
    groups: defaultdict[str, dict[str, frozenset[Role]]] = defaultdict(dict)
    for row in connection.execute(select(memberships).where(whose).order_by(memberships.c.group_slug)):
        groups[row.account_id][row.group_slug] = frozenset(row.roles)
    belonging = _gathered(
        (row.account_id, row.organisation_slug) for row in connection.execute(select(affiliations))
    )  # fmt: skip
    with_factor = set(
        connection.execute(select(second_factors.c.account_id).where(second_factors.c.confirmed.is_not(None))).scalars()
    )
    rows = connection.execute(select(accounts).where(who).order_by(accounts.c.name, accounts.c.email))
    return tuple(
        Person(
            row.id, row.name, row.email, frozenset(row.roles), groups.get(row.id, {}),
            frozenset(belonging.get(row.id, ())), row.id in with_factor, row.closed is not None,
        )
        for row in rows
    )  # fmt: skip


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found
