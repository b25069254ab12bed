"""Invitations: a link for one address, good once and for two weeks, that makes an account or brings one into groups.

What the link gives is asked again when it is used: whoever sent it must still be allowed to. An account that is there
already takes it signed in, with its own password and second factor, so that a forwarded link opens nothing. Who invites
is told the same whether the address has an account or not.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import OPERATOR, Viewer, viewer_of
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Account, Role
from caselaw.domain.people.belonging import LONGEST_NAME, Invited, up_to
from caselaw.domain.people.token import HANDLE
from caselaw.services.intake.records import one_line
from caselaw.services.people.accounts import AccountService, address_of, require_group_roles, require_roles
from caselaw.services.people.groups import own_roles
from caselaw.services.people.sessions import token_hash
from caselaw.services.signing import actor
from caselaw.services.site.mail import Mail
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import groups as stored_groups
from caselaw.store.people import invitations as stored
from caselaw.store.people import managed as stored_people
from caselaw.store.people import organisations as stored_organisations
from caselaw.store.tables.base import now

PATIENCE = timedelta(days=14)


@dataclass(frozen=True)
class Sent:
    """`link` is to be passed on by hand; None where a mail took it."""

    link: str | None


@dataclass(frozen=True)
class Opened:
    """What the holder of a link sees: for which address it is, into which groups, and whether there is an open account
    with that address."""

    email: str
    groups: tuple[str, ...]
    known: bool


class InvitationService:
    """Makes invitations, and turns them into accounts and memberships."""

    def __init__(self, store: Store, accounts: AccountService, mail: Mail) -> None:
        self._store = store
        self._accounts = accounts
        self._mail = mail

    def invite(
        self,
        email: str,
        *,
        language: str,
        viewer: Viewer,
        groups: Mapping[str, Collection[Role]] | None = None,
        roles: Collection[Role] = (),
        organisation: str | None = None,
    ) -> Sent:
        """Invite an address. `Forbidden`; `NotFound` for a group she may not know of; `Invalid`."""
        address, into = address_of(email), groups or {}
        if language not in LANGUAGES:
            raise Invalid("invitation.language", {"language": ["invitation.language"]})
        require_roles(roles, viewer)
        token, moment = secrets.token_urlsafe(32), now()
        held = {slug: frozenset(given) for slug, given in into.items()}
        invited = Invited(
            "", address, frozenset(roles), held, organisation or None, language, actor(viewer), moment + PATIENCE
        )
        with self._store.begin(actor(viewer)) as work:
            _require_may_give(work.connection, invited, viewer)
            stored.remove_expired(work.connection, moment)
            stored.add(work.connection, token_hash(token), invited, at=moment)
            work.record("invite", _subject(token))
        link = self._mail.address(language, f"invitation/{token}")
        return Sent(None if self._mail.send(address, "invitation", language, link=link) else link)

    def waiting(self, viewer: Viewer) -> tuple[Invited, ...]:
        """The invitations that this viewer may revoke, the latest first."""
        with self._store.reading() as connection:
            found = stored.waiting(connection, now())
            return tuple(one for one in found if _may_give(connection, one, viewer))

    def revoke(self, handle: str, *, viewer: Viewer) -> None:
        """From now on this link is good for nothing. `NotFound` where it is none of hers."""
        if handle not in {one.handle for one in self.waiting(viewer)}:
            raise NotFound()
        with self._store.begin(actor(viewer)) as work:
            if stored.remove_named(work.connection, handle):
                work.record("revoke invitation", handle)

    def open(self, token: str) -> Opened:
        """What this link offers. `NotFound` where it is over, was used, or never was."""
        with self._store.reading() as connection:
            invited = _good(connection, token)
            account = stored_accounts.by_email(connection, invited.email)
        return Opened(invited.email, tuple(sorted(invited.groups)), account is not None and not account.closed)

    def accept_new(self, token: str, name: str, password: str) -> str:
        """Make the account, with this name and password; gives its id. `NotFound`, `Invalid`; `Forbidden` where the
        address has an account, which takes the invitation signed in."""
        called = one_line(name)
        if not called or len(called) > LONGEST_NAME:
            raise Invalid("belonging.name", {"name": ["belonging.name"]})
        hashed = self._accounts.hashed(password, called)
        with self._store.begin("link") as work:
            invited = _taken(work, token)
            there = stored_accounts.by_email(work.connection, invited.email)
            if there is not None and not there.closed:
                raise Forbidden()
            if there is None:
                account = stored_accounts.add(work.connection, invited.email, called, hashed, ())
            else:
                account = there.id
                stored_people.reopen(work.connection, account, called, hashed)
            work.record("accept invitation", account)
            _bring_in(work, account, invited)
            return account

    def accept(self, token: str, *, viewer: Viewer) -> None:
        """Take an invitation with the account one has. `NotFound`; `Forbidden` where it is for another address."""
        own = self._accounts.own(viewer)
        with self._store.begin(own.id) as work:
            invited = _taken(work, token)
            if invited.email != own.email:
                raise Forbidden("invitation.other")
            work.record("accept invitation", own.id)
            _bring_in(work, own.id, invited)


def _subject(token: str) -> str:
    return token_hash(token)[:HANDLE]


def _good(connection: Connection, token: str) -> Invited:
    """The invitation of this link, while whoever sent it may still give what it gives."""
    invited = stored.find(connection, token_hash(token), now())
    if invited is None or not _may_give(connection, invited, _inviter(connection, invited)):
        raise NotFound("invitation.over")
    return invited


def _taken(work: UnitOfWork, token: str) -> Invited:
    invited = _good(work.connection, token)
    if not stored.take(work.connection, token_hash(token)):
        raise NotFound("invitation.over")
    return invited


def _inviter(connection: Connection, invited: Invited) -> Viewer:
    if invited.invited_by == actor(OPERATOR):
        return OPERATOR
    account = stored_accounts.load(connection, invited.invited_by)
    return viewer_of(account) if account else Viewer()


def _may_give(connection: Connection, invited: Invited, viewer: Viewer) -> bool:
    try:
        _require_may_give(connection, invited, viewer)
    except (Forbidden, NotFound, Invalid):
        return False
    return True


def _require_may_give(connection: Connection, invited: Invited, viewer: Viewer) -> None:
    """Into nothing in particular, or with what is held everywhere: who manages accounts; into a group: who manages it,
    and no role above her own. A group that she may not know of is none."""
    if invited.roles or invited.organisation or not invited.groups:
        require(viewer, Action.MANAGE_ACCOUNTS)
    if invited.organisation and stored_organisations.load(connection, invited.organisation) is None:
        raise NotFound()
    for slug, roles in invited.groups.items():
        require_group_roles(roles)
        group = stored_groups.load(connection, slug)
        if group is None or not may(viewer, Action.READ_GROUP, group):
            raise NotFound("group.not_found", group=slug)
        require(viewer, Action.MANAGE_GROUP, group)
        if not up_to(roles, own_roles(group, viewer)):
            raise Forbidden("group.own_roles")


def _bring_in(work: UnitOfWork, account: str, invited: Invited) -> None:
    """Give what the invitation gives; nothing that she has is taken."""
    there = stored_accounts.load(work.connection, account)
    if there is None:
        raise NotFound()
    if invited.roles - there.roles:
        stored_accounts.set_roles(work.connection, account, there.roles | invited.roles)
        work.record("set roles", account)
    if invited.organisation:
        belongs = stored_organisations.of_account(work.connection, account)
        stored_organisations.affiliate(work.connection, account, belongs | {invited.organisation})
    for slug, roles in sorted(invited.groups.items()):
        _join(work, there, slug, roles)


def _join(work: UnitOfWork, account: Account, slug: str, roles: frozenset[Role]) -> None:
    member = stored_groups.member(work.connection, slug, account.id)
    if member is None:
        stored_accounts.join(work.connection, account.id, slug)
        work.record("join group", f"{slug} {account.id}")
    held = member.roles if member else frozenset()
    if roles - held:
        stored_accounts.set_group_roles(work.connection, account.id, slug, held | roles)
        work.record("set group roles", f"{slug} {account.id}")
