"""Who has the key of a group: it is made, given to one more, made anew without somebody, and found again by paper.

The key is given to a public key that the giver has heard from its owner: its thirty digits are typed in, not shown, so
that nobody skips comparing. Each public key that was let in is proved by the group's key, so that a row that was put in
its place in the database is given nothing when the key is made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from nacl.utils import random
from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound
from caselaw.domain.people.belonging import Group
from caselaw.domain.vault import GroupStanding, Keepers, Line, Person, Standing, Standings, digits_of
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.second_factor import SecondFactorService
from caselaw.services.vault import boxes, paper
from caselaw.services.vault.keys import Secret, from_password, key_pair
from caselaw.services.vault.open_vault import HOME, TRAIL, OpenVault, given_names, note, record_names
from caselaw.services.vault.opening import VaultService, own_names
from caselaw.services.vault.parameters import REWRAPPED_AT_ONCE, SALT
from caselaw.services.vault.passwords import require_long
from caselaw.store import Store, UnitOfWork
from caselaw.store import vault as stored
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import groups as stored_groups


class VaultMemberService:
    """Makes keys and passes them on."""

    def __init__(
        self, store: Store, accounts: AccountService, factors: SecondFactorService, vaults: VaultService
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._factors = factors
        self._vaults = vaults

    def standings(self, *, viewer: Viewer) -> Standings:
        """Where the viewer stands. `NotFound` for who is in no group: for her there is no such page."""
        account = self._own(viewer)
        with self._store.reading() as connection:
            pair = stored.keys(connection, [account]).get(account)
            mine, there = stored.open_to(connection, account), stored.there(connection, viewer.groups)
            groups = [one for slug in sorted(viewer.groups) if (one := stored_groups.load(connection, slug))]
        return Standings(
            self._factors.asked_of(account),
            pair is not None,
            paper.fingerprint(pair.public) if pair else (),
            tuple(_standing(one, viewer, mine, there) for one in groups),
        )

    def make_key(self, password: str, code: str, *, viewer: Viewer) -> None:
        """Make the viewer's key, wrapped with her password. `LoginRefused` for a wrong password or code; `Conflict`
        without a second factor, or where she has a key; `Invalid` where the password is too short for this."""
        account = self._own(viewer)
        if not self._factors.asked_of(account):
            raise Conflict("vault.factor")
        self._accounts.login(self._accounts.own(viewer).email, password)
        require_long(password)
        self._factors.check(account, code)
        seed, salt, cost = Secret.new(), random(SALT), self._vaults.cost
        public = key_pair(seed)
        bare = stored.KeyPair(account, public, salt, cost.passes, cost.memory, b"")
        sealed = boxes.wrap(from_password(password, salt, cost), seed, *own_names(bare))
        with self._store.begin(TRAIL) as work:
            if account in stored.keys(work.connection, [account]):
                raise Conflict("vault.key_there")
            stored.set_key(work.connection, stored.KeyPair(account, public, salt, cost.passes, cost.memory, sealed))
            work.record("vault", boxes.digest(public, b"caselaw trail").hex()[:24])

    def begin(self, group: str, secret: str, *, viewer: Viewer) -> str:
        """Begin the vault of a group, its key given to the viewer; returns the recovery key, to be written down this
        once. `NotFound`, `Forbidden`; `VaultLocked` in a browser that is not unlocked; `Conflict` where there is one.
        """
        account = self._own(viewer)
        with self._store.reading() as connection:
            require(viewer, Action.BEGIN_VAULT, _group(connection, group, viewer))
        public = key_pair(self._vaults.own_key(secret, viewer=viewer))
        key, home, recovery = Secret.new(), Secret.new(), Secret.new()
        vault = _new_generation(stored.Vault(group, 1, key_pair(recovery), b"", key_pair(home)), key)
        with self._store.begin(TRAIL) as work:
            if not stored.add(work.connection, vault):
                raise Conflict("vault.there")
            _give(work.connection, vault, account, public, key)
            _lay_down(work.connection, vault, key)
            wrapped = boxes.wrap(key, home, *record_names(group, HOME, 1))
            stored.set_record_key(work.connection, group, HOME, 1, wrapped)
            note(work, vault, account, "begin", group)
        return paper.written(recovery)

    def keepers(self, vault: OpenVault) -> Keepers:
        """Who has the key and who waits, for who has the vault open."""
        with self._store.reading() as connection:
            newest = (stored.load(connection, vault.group) or vault).generation
            there = _members(connection, vault.group)
            inside = [one.account for one in stored.admissions(connection, vault.group, newest)]
            keyed = stored.keys(connection, tuple(there))
            behind = stored.count_behind(connection, vault.group, newest)
            gone = [_person(connection, one) for one in inside if one not in there]
        return Keepers(
            tuple(Person(one, there[one]) for one in inside if one in there),
            tuple(Person(one, there[one]) for one in there if one in keyed and one not in inside),
            tuple(gone),
            behind,
        )

    def journal(self, vault: OpenVault, size: int = 50) -> tuple[Line, ...]:
        """What was done in the vault last, for who has it open."""
        with self._store.reading() as connection:
            return vault.journal(connection, size)

    def admit(self, vault: OpenVault, account: str, heard: str) -> None:
        """Give the group's key to another of its members, whose thirty digits were `heard` from her. `NotFound` for
        somebody who does not wait; `Invalid` for other digits than those of her key."""
        with self._store.begin(TRAIL) as work:
            newest = _locked(work.connection, vault.group)
            pair = stored.keys(work.connection, [account]).get(account)
            if pair is None or account not in _members(work.connection, vault.group):
                raise NotFound()
            if digits_of(heard) != "".join(paper.fingerprint(pair.public)):
                raise Invalid("vault.fingerprint", {"heard": ["vault.fingerprint"]})
            for generation, key in vault.all_keys(work.connection).items():
                _give(work.connection, newest, account, pair.public, key, generation)
            vault.note(work, "admit", account)

    def renew(self, vault: OpenVault, *, without: Collection[str] = (), new_paper: bool = False) -> str | None:
        """Make the group's key anew and wrap every record's key with it: for all who have it but those named and those
        who are no longer in the group. Returns a new recovery key where one was asked for: the old paper opens nothing
        then. Killed at any moment it leaves every record open to those who stay, and is finished by `finish`.
        `Conflict` for oneself; `Changed` where another made it anew meanwhile."""
        if vault.account in without:
            raise Conflict("vault.own")
        recovery = Secret.new() if new_paper else None
        with self._store.begin(TRAIL) as work:
            before = _locked(work.connection, vault.group)
            if before.generation != vault.generation:
                raise Changed()
            self._next(work, vault, before, recovery, frozenset(without))
        self.finish(vault)
        return paper.written(recovery) if recovery else None

    def finish(self, vault: OpenVault) -> None:
        """Wrap with the newest key what is still wrapped with an earlier one, some at a time. Safe to repeat, to race
        and to kill; when nothing is left, the earlier keys are forgotten."""
        left = True
        while left:
            with self._store.writing() as connection:
                newest = _locked(connection, vault.group).generation
                old = stored.behind(connection, vault.group, newest, REWRAPPED_AT_ONCE)
                for record, (generation, sealed) in old.items():
                    vault.rewrap(connection, record, generation, sealed, newest)
                left = bool(old)
                if not left:
                    stored.forget_generations(connection, vault.group, newest)

    def recover(self, group: str, typed: str, secret: str, *, viewer: Viewer) -> None:
        """Let the viewer in by the recovery key on paper. `NotFound` for a group that is not hers; `VaultLocked` in a
        browser that is not unlocked; `Invalid` for a key that is none, or not this group's."""
        account = self._own(viewer)
        with self._store.reading() as connection:
            _group(connection, group, viewer)
        public, seed = key_pair(self._vaults.own_key(secret, viewer=viewer)), paper.read(typed)
        with self._store.begin(TRAIL) as work:
            vault = stored.load(work.connection, group, lock=True)
            if vault is None or vault.recovery_public != key_pair(seed):
                raise Invalid("vault.paper", {"paper": ["vault.paper"]})
            for generation, sealed in stored.recoveries(work.connection, group).items():
                key = boxes.take(seed, sealed, *_recovery_names(group, generation))
                _give(work.connection, vault, account, public, key, generation)
            note(work, vault, account, "recover", account)

    def _next(
        self,
        work: UnitOfWork,
        vault: OpenVault,
        before: stored.Vault,
        recovery: Secret | None,
        without: Collection[str],
    ) -> None:
        old, key = vault.key(work.connection), Secret.new()
        public = before.recovery_public
        if recovery is not None:
            public = key_pair(recovery)
        elif not boxes.is_proof(before.recovery_proof, old, public, *_recovery_names(before.group, before.generation)):
            raise Conflict("vault.paper_changed")
        newer = stored.Vault(before.group, before.generation + 1, public, b"", vault.journal_public)
        newer = _new_generation(newer, key)
        if not stored.renew(work.connection, newer, before.generation):
            raise Changed()
        there = _members(work.connection, before.group)
        staying = stored.admissions(work.connection, before.group, before.generation)
        keyed = stored.keys(work.connection, [one.account for one in staying])
        for one in staying:
            pair = keyed[one.account]
            names = _member_names(before.group, before.generation, one.account)
            if one.account in there and one.account not in without and boxes.is_proof(
                one.proof, old, pair.public, *names
            ):  # fmt: skip
                _give(work.connection, newer, one.account, pair.public, key)
            else:
                stored.dismiss_wholly(work.connection, before.group, one.account)
                vault.note(work, "dismiss", one.account)
        _lay_down(work.connection, newer, key)
        vault.note(work, "renew", before.group)

    def _own(self, viewer: Viewer) -> str:
        if viewer.account is None:
            raise NotFound()
        account = self._accounts.own(viewer)
        if not (account.groups or account.waiting):
            raise NotFound()
        return account.id


def _standing(group: Group, viewer: Viewer, mine: Collection[str], there: Collection[str]) -> GroupStanding:
    standing: Standing = "inside" if group.slug in mine else "outside" if group.slug in there else "none"
    return GroupStanding(group.slug, standing, may(viewer, Action.BEGIN_VAULT, group))


def _group(connection: Connection, slug: str, viewer: Viewer) -> Group:
    found = stored_groups.load(connection, slug) if slug in viewer.groups else None
    if found is None:
        raise NotFound()
    return found


def _locked(connection: Connection, group: str) -> stored.Vault:
    found = stored.load(connection, group, lock=True)
    if found is None:
        raise NotFound()
    return found


def _members(connection: Connection, group: str) -> Mapping[str, str]:
    """Who is in a group now, and what they are called; a closed account is in none."""
    found = {one.account: one.name or one.account[:8] for one in stored_groups.members(connection, group)}
    return {one: name for one, name in found.items() if _is_open(connection, one)}


def _is_open(connection: Connection, account: str) -> bool:
    found = stored_accounts.load(connection, account)
    return found is not None and not found.closed


def _person(connection: Connection, account: str) -> Person:
    found = stored_accounts.load(connection, account)
    return Person(account, found.name if found and found.name else account[:8])


def _new_generation(vault: stored.Vault, key: Secret) -> stored.Vault:
    """The row of a generation, what it says of recovery proved by its key."""
    proof = boxes.proof(key, vault.recovery_public, *_recovery_names(vault.group, vault.generation))
    return stored.Vault(vault.group, vault.generation, vault.recovery_public, proof, vault.journal_public)


def _give(
    connection: Connection,
    vault: stored.Vault,
    account: str,
    public: bytes,
    key: Secret,
    generation: int | None = None,
) -> None:
    which = generation or vault.generation
    sealed = boxes.give(public, key, *given_names(vault.group, which, account))
    proof = boxes.proof(key, public, *_member_names(vault.group, which, account))
    stored.admit(connection, stored.Admission(vault.group, which, account, sealed, proof))


def _lay_down(connection: Connection, vault: stored.Vault, key: Secret) -> None:
    """Give the key to the recovery key on paper."""
    sealed = boxes.give(vault.recovery_public, key, *_recovery_names(vault.group, vault.generation))
    stored.set_recovery(connection, vault.group, vault.generation, sealed)


def _member_names(group: str, generation: int, account: str) -> tuple[str, ...]:
    return ("member", group, str(generation), account)


def _recovery_names(group: str, generation: int) -> tuple[str, ...]:
    return ("recovery", group, str(generation))
