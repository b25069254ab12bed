"""Accounts: who signs in, with what password, in which groups; and the viewer that each becomes."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import ANYONE, Viewer, viewer_of
from caselaw.domain.errors import Forbidden, Invalid, LoginRefused, NotFound
from caselaw.domain.people.account import GROUP_ROLES, ROLES, Account, Role, normal_email, password_bytes
from caselaw.services.intake.records import one_line
from caselaw.services.people.guessing import guessable
from caselaw.services.people.sessions import end_all, revoke_all
from caselaw.services.signing import actor
from caselaw.services.vault import passwords
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import accounts as stored
from caselaw.store.people import resets
from caselaw.store.vault import KeyPair

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1_000  # more only keeps the machine busy


class AccountService:
    """Accounts and groups. Passwords are kept as argon2id and cannot be read back."""

    def __init__(self, store: Store, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._hasher = hasher or PasswordHasher()
        self._nobody: str | None = None  # the hash verified for an address that has no account

    def add(
        self,
        email: str,
        password: str,
        *,
        name: str = "",
        roles: Collection[Role] = (),
        groups: Collection[str] = (),
        viewer: Viewer,
    ) -> Account:
        """A new account. Raises `Forbidden`; `Conflict` where the address is taken; `Invalid`; `NotFound` (group)."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        address = address_of(email)
        hashed = self.hashed(password, address, name)
        require_roles(roles, viewer)
        with self._store.begin(actor(viewer)) as work:
            account = stored.add(work.connection, address, one_line(name), hashed, roles)
            work.record("add account", account)
            for group in groups:
                _join(work, account, group)
            return existing(work, account)

    def set_password(self, email: str, password: str, *, viewer: Viewer) -> None:
        """Replace a password, one's own or, for those who manage accounts, anybody's; whoever was signed in with the
        old one is signed out, a link for a new one that was asked for before is over, and so is what the old one
        unlocked. `Forbidden`, `NotFound`."""
        self._replace_password(email, password, viewer)

    def _replace_password(self, email: str, password: str, viewer: Viewer, pair: KeyPair | None = None) -> None:
        with self._store.begin(actor(viewer)) as work:
            account = managed(work, email, viewer)
            stored.set_password(work.connection, account.id, self.hashed(password, account.email, account.name))
            passwords.keep(work, account.id, pair)
            work.record("set password", account.id)
            resets.drop(work.connection, account.id)
            end_all(work, account.id)
            revoke_all(work, account.id)

    def change_password(self, old: str, new: str, *, viewer: Viewer) -> Account:
        """Replace one's own password, knowing the old one; all sessions of the account are ended. What the old one
        unlocks, the new one does.

        Raises `Forbidden` for who has no account, `LoginRefused` for a wrong old password, `Invalid` for a new one that
        is too short.
        """
        account = self.own(viewer)
        self.login(account.email, old)
        pair = passwords.rewrapped(self._store, account.id, old, new)
        self._replace_password(account.email, new, viewer, pair)
        return account

    def own(self, viewer: Viewer) -> Account:
        """The viewer's own account. Raises `Forbidden` for who has none."""
        with self._store.reading() as connection:
            account = stored.load(connection, viewer.account) if viewer.account else None
        if account is None:
            raise Forbidden()
        return account

    def set_roles(self, email: str, roles: Collection[Role], *, viewer: Viewer) -> Account:
        """Replace the roles of an account. `Forbidden`, `NotFound`, `Invalid`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        require_roles(roles, viewer)
        with self._store.begin(actor(viewer)) as work:
            account = managed(work, email, viewer)
            stored.set_roles(work.connection, account.id, roles)
            work.record("set roles", account.id)
            return existing(work, account.id)

    def join(self, email: str, group: str, *, viewer: Viewer) -> None:
        """Put an account into a group. `Forbidden`, `NotFound`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        with self._store.begin(actor(viewer)) as work:
            _join(work, managed(work, email, viewer).id, group)

    def set_group_roles(self, email: str, group: str, roles: Collection[Role], *, viewer: Viewer) -> Account:
        """Replace the roles of an account in one group. `Forbidden`, `Invalid`, `NotFound` (also where it is not in
        it)."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        require_group_roles(roles)
        with self._store.begin(actor(viewer)) as work:
            account = managed(work, email, viewer)
            if not stored.set_group_roles(work.connection, account.id, group, roles):
                raise NotFound("group.not_found", group=group)
            work.record("set group roles", f"{group} {account.id}")
            return existing(work, account.id)

    def leave(self, email: str, group: str, *, viewer: Viewer) -> None:
        """Take an account out of a group and sign it out; nothing where it was not in it. `Forbidden`, `NotFound`."""
        require(viewer, Action.MANAGE_ACCOUNTS)
        with self._store.begin(actor(viewer)) as work:
            account = managed(work, email, viewer)
            if stored.leave(work.connection, account.id, group):
                work.record("leave group", f"{group} {account.id}")
                end_all(work, account.id)

    def login(self, email: str, password: str) -> Account:
        """The account with this address and password; `LoginRefused` otherwise, after the same time in every case."""
        try:
            address = normal_email(email)
        except ValueError:
            address = ""
        with self._store.reading() as connection:
            found = stored.password_of(connection, address)
        nobody = self._hash_of_nobody()
        hashed = found[1] if found else nobody
        if not self._matches(hashed, password) or found is None:
            raise LoginRefused()
        self._renew(found[0], hashed, password)
        with self._store.reading() as connection:
            account = stored.load(connection, found[0])
        if account is None:
            raise LoginRefused()
        return account

    def viewer(self, account_id: str) -> Viewer:
        """The viewer that an account is; the public where the account is gone."""
        with self._store.reading() as connection:
            account = stored.load(connection, account_id)
        return viewer_of(account) if account else ANYONE

    def by_email(self, email: str, *, viewer: Viewer) -> Account | None:
        """The account with this address, for its owner and those who manage accounts; None for all others."""
        with self._store.reading() as connection:
            account = stored.by_email(connection, address_of(email))
        return account if account and _may_see(viewer, account) else None

    def hashed(self, password: str, *about: str) -> str:
        """What is kept of a password; `Invalid` for one that is too short, far too long, or soon guessed by who knows
        this `about` the account."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise Invalid("account.password", {"password": ["account.password"]}, least=SHORTEST_PASSWORD)
        if guessable(password, *about):
            raise Invalid("account.password_guessable", {"password": ["account.password_guessable"]})
        return self._hasher.hash(password_bytes(password))

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self._hasher.hash(secrets.token_hex(16))
        return self._nobody

    def _matches(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password_bytes(password[:LONGEST_PASSWORD]))
        except (VerifyMismatchError, InvalidHashError):
            return False

    def _renew(self, account: str, hashed: str, password: str) -> None:
        """A password hashed with parameters of another day is hashed again, now that we have it."""
        if self._hasher.check_needs_rehash(hashed):
            renewed = self._hasher.hash(password_bytes(password))
            with self._store.begin(account) as work:
                if stored.renew_password(work.connection, account, hashed, renewed):
                    work.record("renew password hash", account)


def address_of(email: str) -> str:
    """The one spelling of an address; `Invalid` for what is none."""
    try:
        return normal_email(email)
    except ValueError:
        raise Invalid("account.email", {"email": ["account.email"]}) from None


def require_roles(roles: Collection[Role], viewer: Viewer) -> None:
    """`Invalid` for what is no role; `Forbidden` where somebody who is not at the machine would make an operator."""
    unknown = sorted(set(roles) - set(ROLES))
    if unknown:
        raise Invalid(
            "account.roles", {"roles": ["account.roles"]}, unknown=", ".join(unknown), known=", ".join(ROLES)
        )  # fmt: skip
    if "operator" in roles and "operator" not in viewer.roles:
        raise Forbidden()


def _may_see(viewer: Viewer, account: Account) -> bool:
    return viewer.account == account.id or may(viewer, Action.MANAGE_ACCOUNTS)


def managed(work: UnitOfWork, email: str, viewer: Viewer) -> Account:
    """The account with this address, for its owner and those who manage accounts; who may manage none but her own
    learns nothing. `Forbidden`, `NotFound`, `Invalid`."""
    account = stored.by_email(work.connection, address_of(email))
    if account is not None and viewer.account == account.id:
        return account
    require(viewer, Action.MANAGE_ACCOUNTS)
    if account is None:
        raise NotFound("account.not_found", email=email)
    require_below_operator(account.roles, viewer)
    return account


def require_group_roles(roles: Collection[Role]) -> None:
    """`Invalid` for what nobody can be in a group."""
    unknown = sorted(set(roles) - set(GROUP_ROLES))
    if unknown:
        raise Invalid(
            "account.roles", {"roles": ["account.roles"]}, unknown=", ".join(unknown), known=", ".join(GROUP_ROLES)
        )  # fmt: skip


def require_below_operator(roles: Collection[Role], viewer: Viewer) -> None:
    """Whoever may do what is done at the machine is managed from there alone. `Forbidden`."""
    if "operator" in roles and "operator" not in viewer.roles:
        raise Forbidden()


def existing(work: UnitOfWork, account: str) -> Account:
    """The account of this id; `NotFound`."""
    found = stored.load(work.connection, account)
    if found is None:
        raise NotFound()
    return found


def _join(work: UnitOfWork, account: str, group: str) -> None:
    if not stored.group_exists(work.connection, group):
        raise NotFound("group.not_found", group=group)
    if stored.join(work.connection, account, group):
        work.record("join group", f"{group} {account}")
