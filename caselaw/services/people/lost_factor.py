"""A second factor that is lost with all its codes: who manages accounts asks that it be removed, and where a group asks
for a second factor, another member of such a group has to agree. One person alone, or a link in a mail, never does it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, NotFound
from caselaw.services.people.accounts import existing, require_below_operator
from caselaw.services.people.sessions import end_all
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import factors as stored
from caselaw.store.people import groups as stored_groups
from caselaw.store.tables.base import now

PATIENCE = timedelta(days=7)
"""How long a request waits for somebody to agree."""


@dataclass(frozen=True)
class Request:
    """Whose factor is to be removed, who asked, until when somebody may agree, and on the page of which group."""

    account: str
    name: str
    asked_by: str
    expires: datetime
    group: str


class LostFactorService:
    """Removes the second factor of somebody who has lost it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def ask(self, account: str, *, viewer: Viewer) -> bool:
        """Remove the factor of this account, and say True; or, where a group of hers asks for one, keep the request for
        another member of it, and say False. `Forbidden`, `NotFound`; `Conflict` for one's own."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        if account == viewer.account:
            raise Conflict("factor.own")
        moment = now()
        with self._store.begin(actor(viewer)) as work:
            require_below_operator(existing(work, account).roles, viewer)
            factor = stored.load(work.connection, account)
            if factor is None or not factor.confirmed:
                raise NotFound("factor.none")
            if not stored_groups.asking_for_factor(work.connection, account):
                _remove(work, account)
                return True
            stored.ask_removal(work.connection, stored.Removal(account, actor(viewer), moment + PATIENCE), moment)
            work.record("ask second factor removal", account)
            return False

    def waiting_for(self, viewer: Viewer) -> tuple[Request, ...]:
        """The requests on which this viewer may decide."""
        if viewer.account is None or not viewer.groups:
            return ()
        with self._store.reading() as connection:
            mine = [one for one in stored.removals(connection, now()) if _may_decide(connection, one, viewer)]
            return tuple(
                Request(
                    one.account,
                    found.name or found.email,
                    self._asked_by(connection, one),
                    one.expires,
                    min(_shared(connection, one, viewer)),
                )
                for one in mine
                if (found := stored_accounts.load(connection, one.account))
            )

    def asked_for(self, accounts: Collection[str], *, viewer: Viewer) -> frozenset[str]:
        """Those of these accounts for which a request waits, for who manages accounts. `Forbidden`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        with self._store.reading() as connection:
            return frozenset(one.account for one in stored.removals(connection, now()) if one.account in accounts)

    def agree(self, account: str, *, viewer: Viewer) -> None:
        """The second person: the factor is removed and the account signed out. `NotFound` where nothing waits for this
        viewer."""
        with self._store.begin(actor(viewer)) as work:
            self._mine(work, account, viewer)
            _remove(work, account)

    def refuse(self, account: str, *, viewer: Viewer) -> None:
        """The request is over and the factor stays. `NotFound` where nothing waits for this viewer."""
        with self._store.begin(actor(viewer)) as work:
            self._mine(work, account, viewer)
            stored.drop_removal(work.connection, account)
            work.record("refuse second factor removal", account)

    def _mine(self, work: UnitOfWork, account: str, viewer: Viewer) -> None:
        waiting = [one for one in stored.removals(work.connection, now()) if one.account == account]
        if not waiting or not _may_decide(work.connection, waiting[0], viewer):
            raise NotFound()

    def _asked_by(self, connection: Connection, removal: stored.Removal) -> str:
        found = stored_accounts.load(connection, removal.asked_by)
        return (found.name or found.email) if found else removal.asked_by


def _may_decide(connection: Connection, removal: stored.Removal, viewer: Viewer) -> bool:
    """Another member, neither who lost it nor who asked, with a second factor of her own (her group is open to her)."""
    if viewer.account in (None, removal.account, removal.asked_by):
        return False
    return bool(_shared(connection, removal, viewer))


def _shared(connection: Connection, removal: stored.Removal, viewer: Viewer) -> frozenset[str]:
    """The groups of both that ask for a second factor, and are open to the viewer."""
    return stored_groups.asking_for_factor(connection, removal.account) & viewer.groups


def _remove(work: UnitOfWork, account: str) -> None:
    if stored.remove(work.connection, account):
        work.record("remove second factor", account)
        end_all(work, account)
