"""Links for a new password, in and out of the table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from caselaw.store.tables import password_resets


def add(connection: Connection, sha256: str, account: str, at: datetime, expires: datetime) -> None:
    """A link that is good until then; an earlier one of the account is good for nothing, nor is any past its time."""
    old = (password_resets.c.account_id == account) | (password_resets.c.expires <= at)
    connection.execute(delete(password_resets).where(old))
    connection.execute(insert(password_resets).values(sha256=sha256, account_id=account, expires=expires))


def find(connection: Connection, sha256: str, at: datetime) -> str | None:
    """Whose link has this hash at this moment."""
    alive = select(password_resets.c.account_id).where(
        password_resets.c.sha256 == sha256, password_resets.c.expires > at
    )
    return connection.execute(alive).scalar()


def take(connection: Connection, sha256: str) -> bool:
    """Use the link up; False where another was first."""
    return connection.execute(delete(password_resets).where(password_resets.c.sha256 == sha256)).rowcount == 1


def drop(connection: Connection, account: str) -> None:
    """The links of this account are good for nothing from now on."""
    connection.execute(delete(password_resets).where(password_resets.c.account_id == account))
