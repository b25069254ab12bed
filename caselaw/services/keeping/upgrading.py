"""While the tables are changed, or are not of the form that this program knows: nobody is served, nothing is begun."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from caselaw.domain.errors import StoreUnavailable
from caselaw.store import Store

LOOK = 1.0
"""Seconds for which an answer holds: the database is not asked again at every request."""


class UpgradeService:
    """Says whether the installation is being upgraded."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._looked = float("-inf")
        self._under_way = False

    def under_way(self) -> bool:
        """The tables are being changed, or another program than this one has use for them. A database that does not
        answer, is not there, or has no tables, is no upgrade: whoever asks it something hears so."""
        if time.monotonic() - self._looked >= LOOK:
            try:
                self._under_way = self._store.is_changing() or (
                    self._store.is_there() and self._store.is_of_another_form()
                )
            except StoreUnavailable:
                self._under_way = False
            self._looked = time.monotonic()
        return self._under_way

    @contextmanager
    def working(self) -> Iterator[None]:
        """What is begun in here is ended before the tables are changed. Raises `StoreUnavailable` where somebody waits
        to change them, or has."""
        with self._store.working() as free:
            if not free:
                raise StoreUnavailable("store.upgrading")
            self._store.check()
            yield
