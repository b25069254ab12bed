"""Searches that somebody keeps: her own, seen and forgotten by nobody else.

They are kept because she asked for it; no audit line tells of them, for that would be a log of what people look for.
"""

from __future__ import annotations

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import new_id
from caselaw.domain.searching.saved_search import LONGEST_ADDRESS, LONGEST_NAME, MOST, SavedSearch
from caselaw.services.intake.records import one_line
from caselaw.store import Store
from caselaw.store import saved_searches as stored
from caselaw.store.tables.base import now


class SavedSearchService:
    """Every verb raises `Forbidden` for who is not signed in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, viewer: Viewer) -> tuple[SavedSearch, ...]:
        """What the viewer keeps, the latest first."""
        account = _account(viewer)
        with self._store.reading() as connection:
            return stored.of_account(connection, account)

    def keep(self, name: str, address: str, *, viewer: Viewer) -> SavedSearch:
        """Keep a search under a name. Raises `Invalid` without a name, for an address that is none or too long, and
        where she keeps as many as she may."""
        account, called = _account(viewer), one_line(name)
        if not called or len(called) > LONGEST_NAME:
            raise Invalid("saved.name", {"name": ["saved.name"]}, most=LONGEST_NAME)
        if not address or len(address) > LONGEST_ADDRESS or not address.isascii() or "#" in address:
            raise Invalid("saved.address", {"search": ["saved.address"]})
        kept = SavedSearch(new_id(), called, address, now())
        with self._store.writing() as connection:
            if stored.count(connection, account) >= MOST:
                raise Invalid("saved.most", {"name": ["saved.most"]}, most=MOST)
            stored.add(connection, account, kept)
        return kept

    def forget(self, search: str, *, viewer: Viewer) -> None:
        """Keep it no longer. Raises `NotFound` where she keeps none of this id."""
        account = _account(viewer)
        with self._store.writing() as connection:
            if not stored.remove(connection, account, search):
                raise NotFound()


def _account(viewer: Viewer) -> str:
    if viewer.account is None:
        raise Forbidden()
    return viewer.account
