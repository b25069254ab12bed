"""Searches that people keep, in and out of their table."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from caselaw.domain.searching.saved_search import SavedSearch
from caselaw.store.tables import saved_searches


def add(connection: Connection, account: str, search: SavedSearch) -> None:
    row = {"account_id": account, "id": search.id, "name": search.name, "address": search.address}
    connection.execute(insert(saved_searches).values(**row, added=search.added))


def of_account(connection: Connection, account: str) -> tuple[SavedSearch, ...]:
    """What this account keeps, the latest first."""
    newest = (saved_searches.c.added.desc(), saved_searches.c.id)
    rows = connection.execute(
        select(saved_searches).where(saved_searches.c.account_id == account).order_by(*newest)
    )  # fmt: skip
    return tuple(SavedSearch(row.id, row.name, row.address, row.added) for row in rows)


def count(connection: Connection, account: str) -> int:
    hers = saved_searches.c.account_id == account
    return connection.execute(select(func.count()).select_from(saved_searches).where(hers)).scalar_one()


def remove(connection: Connection, account: str, search: str) -> bool:
    """Forget a search of this account; False where it has none of this id."""
    hers = (saved_searches.c.account_id == account) & (saved_searches.c.id == search)
    return connection.execute(delete(saved_searches).where(hers)).rowcount == 1
