"""Accounts and groups, in and out of the tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from caselaw.domain.account import Account, Role
from caselaw.domain.errors import Conflict
from caselaw.domain.identifiers import new_id
from caselaw.store.insertion import insert_new
from caselaw.store.tables import accounts, groups, memberships
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
    return insert_new(connection, groups, {"slug": slug, "name": name, "added": now()})


def group_exists(connection: Connection, slug: str) -> bool:
    return connection.execute(select(func.count()).where(groups.c.slug == slug)).scalar_one() > 0


def join(connection: Connection, account: str, group: str) -> bool:
    """Put an account into a group that exists; False where it is in it."""
    return insert_new(connection, memberships, {"account_id": account, "group_slug": group})


def leave(connection: Connection, account: str, group: str) -> bool:
    """Take an account out of a group; False where it was not in it."""
    gone = delete(memberships).where(memberships.c.account_id == account, memberships.c.group_slug == group)
    return connection.execute(gone).rowcount == 1


def _one(connection: Connection, condition: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(accounts).where(condition)).first()
    if row is None:
        return None
    slugs = connection.execute(select(memberships.c.group_slug).where(memberships.c.account_id == row.id)).scalars()
    return Account(row.id, row.email, row.added, row.name, frozenset(row.roles), frozenset(slugs))
