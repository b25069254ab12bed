"""API tokens, in and out of the table. A token past its time is none, deleted or not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from caselaw.domain.people.token import HANDLE, Scope, Token
from caselaw.store.tables import api_tokens, groups, memberships, second_factors


def add(
    connection: Connection, account: str, name: str, sha256: str, scopes: Collection[Scope], at: datetime, end: datetime
) -> None:
    """A token of this account, known by its hash alone."""
    row = {"sha256": sha256, "account_id": account, "name": name, "scopes": sorted(scopes), "added": at, "expires": end}
    connection.execute(insert(api_tokens).values(row))


def find(connection: Connection, sha256: str, at: datetime) -> tuple[str, Token] | None:
    """The account whose token has this hash at this moment, and the token."""
    alive = or_(api_tokens.c.expires.is_(None), api_tokens.c.expires > at)
    row = connection.execute(select(api_tokens).where(api_tokens.c.sha256 == sha256, alive)).first()
    return (row.account_id, _token(row)) if row else None


def of_account(connection: Connection, account: str) -> tuple[Token, ...]:
    """The tokens of an account, expired ones too, the latest first."""
    newest = (api_tokens.c.added.desc(), api_tokens.c.sha256)
    rows = connection.execute(select(api_tokens).where(api_tokens.c.account_id == account).order_by(*newest))
    return tuple(map(_token, rows))


def see(connection: Connection, sha256: str, at: datetime) -> None:
    """Note when a token was used."""
    connection.execute(update(api_tokens).where(api_tokens.c.sha256 == sha256).values(seen=at))


def remove(connection: Connection, account: str, handle: str) -> bool:
    """Delete the token of this account that has this handle; False where there is none."""
    named = api_tokens.c.sha256.startswith(handle, autoescape=True)
    return connection.execute(delete(api_tokens).where(api_tokens.c.account_id == account, named)).rowcount > 0


def remove_all(connection: Connection, account: str) -> int:
    """Delete all tokens of this account; how many there were."""
    return connection.execute(delete(api_tokens).where(api_tokens.c.account_id == account)).rowcount


def shut_groups(connection: Connection, account: str, made: datetime) -> frozenset[str]:
    """The groups of the account that ask for a second factor, where hers was set up after this moment."""
    asked = select(memberships.c.group_slug).join(groups, groups.c.slug == memberships.c.group_slug)
    asked = asked.join(second_factors, second_factors.c.account_id == memberships.c.account_id)
    hers = asked.where(memberships.c.account_id == account, groups.c.second_factor.is_(True))
    return frozenset(connection.execute(hers.where(second_factors.c.confirmed > made)).scalars())


def _token(row: Row[Any]) -> Token:
    return Token(
        row.sha256[:HANDLE],
        row.name,
        frozenset(row.scopes),
        row.added,
        row.expires,
        row.seen,
    )
