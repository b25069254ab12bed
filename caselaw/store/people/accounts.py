"""Accounts and groups, in and out of the tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from caselaw.domain.errors import Conflict
from caselaw.domain.identifiers import new_id
from caselaw.domain.people.account import Account, Role
from caselaw.store.insertion import insert_new
from caselaw.store.tables import accounts, groups, memberships, second_factors
from caselaw.store.tables.base import now


def add(connection: Connection, email: str, name: str, password: str, roles: Collection[Role]) -> str:
    """A new account with this hash of a password; returns its id. `Conflict` where the address is taken."""
    account = new_id()
    row = {"id": account, "email": email, "name": name, "password": password, "roles": sorted(roles), "added": now()}
    if not insert_new(connection, accounts, row):
        raise Conflict("account.exists", email=email)
    return account


def load(connection: Connection, account: str) -> Account | None:
    return _one(connection, accounts.c.id == account)


def by_email(connection: Connection, email: str) -> Account | None:
    return _one(connection, accounts.c.email == email)


def known_as(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """What each of these accounts is called among those who work with it: its name, else its address up to the sign @,
    for the address itself is nobody else's business."""
    query = select(accounts.c.id, accounts.c.name, accounts.c.email).where(accounts.c.id.in_(ids))
    return {row.id: row.name or row.email.partition("@")[0] for row in connection.execute(query)}


def emails(connection: Connection, ids: Collection[str] | None = None) -> dict[str, str]:
    """The address of each of these accounts, by id; None: of all."""
    query = select(accounts.c.id, accounts.c.email)
    if ids is not None:
        query = query.where(accounts.c.id.in_(ids))
    return {row.id: row.email for row in connection.execute(query)}


def password_of(connection: Connection, email: str) -> tuple[str, str] | None:
    """The id and the hash of the password of the account with this address."""
    row = connection.execute(select(accounts.c.id, accounts.c.password).where(accounts.c.email == email)).first()
    return (row.id, row.password) if row else None


def set_password(connection: Connection, account: str, password: str) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account).values(password=password))


def renew_password(connection: Connection, account: str, old: str, new: str) -> bool:
    """Replace this very hash; False where another password has been set meanwhile."""
    same = update(accounts).where(accounts.c.id == account, accounts.c.password == old)
    return connection.execute(same.values(password=new)).rowcount == 1


def set_roles(connection: Connection, account: str, roles: Collection[Role]) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account).values(roles=sorted(roles)))


def add_group(connection: Connection, slug: str, name: str) -> bool:
    """A new group; False where the slug is taken."""
    return insert_new(connection, groups, {"slug": slug, "name": name, "names": {}, "purposes": {}, "added": now()})


def group_exists(connection: Connection, slug: str) -> bool:
    return connection.execute(select(func.count()).where(groups.c.slug == slug)).scalar_one() > 0


def join(connection: Connection, account: str, group: str) -> bool:
    """Put an account into a group that exists; False where it is in it."""
    return insert_new(connection, memberships, {"account_id": account, "group_slug": group, "roles": []})


def set_group_roles(connection: Connection, account: str, group: str, roles: Collection[Role]) -> bool:
    """Replace the roles that an account has in a group; False where it is not in it."""
    hers = update(memberships).where(memberships.c.account_id == account, memberships.c.group_slug == group)
    return connection.execute(hers.values(roles=sorted(roles))).rowcount == 1


def leave(connection: Connection, account: str, group: str) -> bool:
    """Take an account out of a group; False where it was not in it."""
    gone = delete(memberships).where(memberships.c.account_id == account, memberships.c.group_slug == group)
    return connection.execute(gone).rowcount == 1


def _one(connection: Connection, condition: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(accounts).where(condition)).first()
    if row is None:
        return None
    held = select(memberships.c.group_slug, memberships.c.roles, groups.c.second_factor).join(groups)
    hers = connection.execute(held.where(memberships.c.account_id == row.id)).all()
    shut = any(one.second_factor for one in hers) and not _has_factor(connection, row.id)
    waiting = frozenset(one.group_slug for one in hers if one.second_factor and shut)
    roles = {one.group_slug: frozenset(one.roles) for one in hers if one.group_slug not in waiting}
    return Account(
        row.id, row.email, row.added, row.name, frozenset(row.roles), frozenset(roles), roles, waiting, row.closed
    )


def _has_factor(connection: Connection, account: str) -> bool:
    used = select(func.count()).where(second_factors.c.account_id == account, second_factors.c.confirmed.is_not(None))
    return connection.execute(used).scalar_one() > 0
