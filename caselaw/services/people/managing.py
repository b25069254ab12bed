"""People as those who manage them see them: administrators all of them, who curates a group those of her group."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, Forbidden, NotFound
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Person
from caselaw.services.people.accounts import (
    AccountService,
    existing,
    require_below_operator,
    require_group_roles,
    require_roles,
)
from caselaw.services.people.groups import GroupService
from caselaw.services.people.sessions import end_all
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import managed as stored
from caselaw.store.people import organisations as stored_organisations


class PeopleService:
    """Who there is, what each may do, and that somebody may no longer."""

    def __init__(self, store: Store, accounts: AccountService, groups: GroupService) -> None:
        self._store = store
        self._accounts = accounts
        self._groups = groups

    def all(self, viewer: Viewer) -> tuple[Person, ...]:
        """Those whom this viewer manages, by name. `Forbidden` for who manages nobody."""
        managed = self._managed(viewer)
        with self._store.reading() as connection:
            found = stored.all_people(connection)
        return tuple(seen for one in found if (seen := _seen(one, managed)))

    def show(self, account: str, *, viewer: Viewer) -> Person:
        """One of them. `Forbidden`; `NotFound` for who is none of hers."""
        managed = self._managed(viewer)
        with self._store.reading() as connection:
            found = stored.load(connection, account)
        seen = _seen(found, managed) if found else None
        if seen is None:
            raise NotFound()
        return seen

    def set_roles(self, account: str, roles: Collection[Role], *, viewer: Viewer) -> None:
        """Replace the roles that somebody holds everywhere. `Forbidden` (also for one's own), `NotFound`, `Invalid`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        require_roles(roles, viewer)
        _require_other(account, viewer)
        with self._store.begin(actor(viewer)) as work:
            require_below_operator(existing(work, account).roles, viewer)
            stored_accounts.set_roles(work.connection, account, roles)
            work.record("set roles", account)

    def set_organisations(self, account: str, slugs: Collection[str], *, viewer: Viewer) -> None:
        """From now on she belongs to exactly these. `Forbidden`, `NotFound`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        with self._store.begin(actor(viewer)) as work:
            existing(work, account)
            if any(stored_organisations.load(work.connection, slug) is None for slug in slugs):
                raise NotFound()
            stored_organisations.affiliate(work.connection, account, slugs)
            work.record("set organisations", account)

    def join(self, account: str, slug: str, roles: Collection[Role], *, viewer: Viewer) -> None:
        """Put somebody into a group, as what. `Forbidden`, `NotFound`, `Invalid`; `Conflict` where she is in it or her
        account is closed."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        require_group_roles(roles)
        with self._store.begin(actor(viewer)) as work:
            if not stored_accounts.group_exists(work.connection, slug):
                raise NotFound("group.not_found", group=slug)
            if existing(work, account).closed or not stored_accounts.join(work.connection, account, slug):
                raise Conflict()
            stored_accounts.set_group_roles(work.connection, account, slug, roles)
            work.record("join group", f"{slug} {account}")

    def close(self, account: str, *, viewer: Viewer) -> None:
        """Nobody signs in with this account any more, and whoever is, is out at once; what she did stays on record.
        `Forbidden` (also for one's own), `NotFound`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        _require_other(account, viewer)
        with self._store.begin(actor(viewer)) as work:
            require_below_operator(existing(work, account).roles, viewer)
            stored.close(work.connection, account, self._accounts.hashed(secrets.token_urlsafe(32)))
            work.record("close account", account)
            end_all(work, account)

    def _managed(self, viewer: Viewer) -> frozenset[str] | None:
        """The groups this viewer manages; None where she manages all people."""
        if may(viewer, Action.MANAGE_ACCOUNTS):
            return None
        managed = frozenset(group.slug for group in self._groups.managed(viewer))
        if not managed:
            raise Forbidden()
        return managed


def _seen(person: Person, managed: frozenset[str] | None) -> Person | None:
    """What is shown of somebody to who manages these groups: nothing of other groups, and of who is in none of them
    nothing at all."""
    if managed is None:
        return person
    groups = {slug: roles for slug, roles in person.groups.items() if slug in managed}
    return replace(person, groups=groups, roles=frozenset(), organisations=frozenset()) if groups else None


def _require_other(account: str, viewer: Viewer) -> None:
    if account == viewer.account:
        raise Forbidden("people.own")
