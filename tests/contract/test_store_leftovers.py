"""What was deleted goes off the disk, or it is said that it did not."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text

from caselaw.domain.errors import StoreUnavailable
from caselaw.store import Store, db, leftovers
from caselaw.store.leftovers import leave_nothing
from caselaw.store.tables import accounts, vault_sealed


def test_where_the_database_cannot_it_is_said_in_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "_BUSY_MS", 1)
    monkeypatch.setattr(leftovers, "_PATIENCE", text("SET lock_timeout = '50ms'"))
    hurried = Store(store.address)
    try:
        with store.reading() as reader:  # as a backup does for an hour
            reader.execute(select(accounts)).all()
            with hurried.writing() as connection:
                connection.execute(delete(vault_sealed))
            leave_nothing(hurried, ["accounts"])
            with pytest.raises(StoreUnavailable) as refused:
                leave_nothing(hurried, ["accounts"], rebuild=True)
            assert refused.value.code == "store.busy"
        leave_nothing(hurried, ["accounts"], rebuild=True)
        if not store.is_sqlite:
            with pytest.raises(StoreUnavailable):
                leave_nothing(hurried, ["none"])
    finally:
        hurried.close()
