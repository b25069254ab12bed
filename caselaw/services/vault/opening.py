"""Unlocking and locking: a password and a code open a member's key for one browser, for a while.

The browser is given a random secret in a cookie; the member's private half is kept wrapped with it, until the browser
is unused for a quarter of an hour, at most for eight hours, and never longer than the session in which it was done. So
the disk alone opens nothing, and the cookie alone opens nothing; in memory a key lives for one request.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import LoginRefused, NotFound, VaultDamaged, VaultLocked
from caselaw.services.people.second_factor import SecondFactorService
from caselaw.services.people.sessions import token_hash
from caselaw.services.vault import boxes
from caselaw.services.vault.keys import Secret, from_password
from caselaw.services.vault.open_vault import TRAIL, OpenVault, note, open_vault
from caselaw.services.vault.parameters import COST, IDLE, KEY, SALT, WHOLE, Cost
from caselaw.store import Store
from caselaw.store import vault as stored
from caselaw.store.people import factors as stored_factors
from caselaw.store.people import groups as stored_groups
from caselaw.store.people import sessions
from caselaw.store.tables.base import now

_FINELY = timedelta(minutes=1)  # use is written down once a minute, not at every request


class VaultService:
    """Opens and locks. `cost` is what a key of a password costs; tests lower it, nothing else does."""

    def __init__(self, store: Store, factors: SecondFactorService) -> None:
        self._store = store
        self._factors = factors
        self.cost: Cost = COST

    def unlock(self, password: str, code: str, *, session: str, viewer: Viewer) -> str:
        """The secret for the cookie of this browser, whose session has this token. `LoginRefused` for a wrong password,
        a wrong code or an account without a key: the same words, after the same work."""
        private = self.private(password, code, viewer=viewer)
        secret, moment = Secret.new(), now()
        account = viewer.account or ""
        sealed = boxes.wrap(_wrapping(secret), private, "unlocked", account)
        private.wipe()
        with self._store.writing() as connection:
            if sessions.find(connection, token_hash(session), moment) is None:
                raise LoginRefused("vault.refused")
            kept = stored.Unlock(account, sealed, moment + IDLE, moment + WHOLE)
            stored.unlock(connection, _digest(secret), token_hash(session), kept)
        return base64.urlsafe_b64encode(secret.reveal()).decode("ascii").rstrip("=")

    def private(self, password: str, code: str, *, viewer: Viewer) -> Secret:
        """The private half of the viewer's key, for who knows password and code. `LoginRefused`."""
        account = viewer.account or ""
        with self._store.reading() as connection:
            pair = stored.keys(connection, [account]).get(account)
        cost = Cost(pair.passes, pair.memory) if pair else self.cost
        made = from_password(password, pair.salt if pair else bytes(SALT), cost)
        try:
            private = boxes.unwrap(made, pair.sealed, *own_names(pair)) if pair else None
        except VaultDamaged:
            private = None
        made.wipe()
        try:
            self._factors.check(account, code)
        except (LoginRefused, NotFound) as refusal:
            raise LoginRefused("factor.pause" if refusal.code == "factor.pause" else "vault.refused") from None
        if private is None:
            raise LoginRefused("vault.refused")
        return private

    def confirm(self, password: str, code: str, *, viewer: Viewer) -> None:
        """Ask again for password and code, before what a thief of an open session must not do. `LoginRefused`."""
        self.private(password, code, viewer=viewer).wipe()

    def is_unlocked(self, secret: str, *, viewer: Viewer) -> bool:
        """True where this browser is unlocked, whatever groups that opens."""
        try:
            self._private(secret, viewer).wipe()
        except VaultLocked:
            return False
        return True

    def own_key(self, secret: str, *, viewer: Viewer) -> Secret:
        """The private half of the viewer's key, where this browser is unlocked. `VaultLocked`."""
        return self._private(secret, viewer)

    def open_groups(self, *, viewer: Viewer) -> frozenset[str]:
        """The groups whose vault opens to this viewer once she unlocks it."""
        with self._store.reading() as connection:
            return stored.open_to(connection, viewer.account or "") & viewer.groups

    @contextmanager
    def opened(self, viewer: Viewer, secret: str, group: str) -> Iterator[OpenVault]:
        """The vault of a group, its keys overwritten at the end: `with services.vault.opened(…) as vault`. `NotFound`
        where the group is not hers or has no vault; `VaultLocked` where this browser is not unlocked, or she has not
        been given the key."""
        if viewer.account is None or group not in viewer.groups:
            raise NotFound()
        with self._store.reading() as connection:
            vault = stored.load(connection, group)
        if vault is None:
            raise NotFound()
        private = self._private(secret, viewer)
        with self._store.reading() as connection:
            newest = stored.load(connection, group) or vault
            opened = open_vault(connection, newest, viewer.account, private)
        try:
            yield opened
        finally:
            opened.close()

    def lock(self, secret: str) -> None:
        """Lock this browser. Safe to repeat."""
        key = _read(secret)
        if key:
            with self._store.writing() as connection:
                stored.lock_one(connection, _digest(key))

    def lock_group(self, group: str, *, viewer: Viewer) -> None:
        """Lock a whole group at once, unlocked oneself or not: every session of every member ends, and every key kept
        for an unlocked browser is forgotten. `NotFound` where it is not hers or has no vault."""
        if viewer.account is None or group not in viewer.groups:
            raise NotFound()
        with self._store.begin(TRAIL) as work:
            vault = stored.load(work.connection, group, lock=True)
            if vault is None:
                raise NotFound()
            inside = {one.account for one in stored.admissions(work.connection, group, vault.generation)}
            members = inside | {one.account for one in stored_groups.members(work.connection, group)}
            stored.lock(work.connection, members)
            for account in sorted(members):  # without a line for each: together they would name the group
                stored_factors.end_all(work.connection, account)
                sessions.remove_all(work.connection, account)
            note(work, vault, viewer.account, "lock group", group)

    def _private(self, secret: str, viewer: Viewer) -> Secret:
        key, account, moment = _read(secret), viewer.account or "", now()
        if key is None:
            raise VaultLocked()
        with self._store.reading() as connection:
            kept = stored.unlocked(connection, _digest(key), account, moment)
        if kept is None:
            raise VaultLocked()
        if kept.idle < moment + IDLE - _FINELY:
            with self._store.writing() as connection:
                stored.used(connection, _digest(key), moment + IDLE)
        try:
            return boxes.unwrap(_wrapping(key), kept.sealed, "unlocked", account)
        except VaultDamaged:
            raise VaultLocked() from None


def own_names(pair: stored.KeyPair) -> tuple[str, ...]:
    """What a member's wrapped private half is bound to."""
    return ("private", pair.account, pair.public.hex())


def _read(secret: str) -> Secret | None:
    try:
        found = base64.urlsafe_b64decode(secret.encode("ascii") + b"=")
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
    return Secret(found) if len(found) == KEY else None


def _digest(secret: Secret) -> bytes:
    """By what an unlocked browser is looked up: says nothing of the key that its secret makes."""
    return boxes.digest(secret.reveal(), b"caselaw look-up")


def _wrapping(secret: Secret) -> Secret:
    return Secret(boxes.digest(secret.reveal(), b"caselaw unlock"))
