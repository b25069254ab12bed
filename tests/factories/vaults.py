"""People with a second factor who can keep a vault together, at a cost that tests can bear."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import pyotp
from argon2 import PasswordHasher

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.errors import NotFound
from caselaw.domain.people.account import Role
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.second_factor import SecondFactorService
from caselaw.services.people.sessions import SessionService
from caselaw.services.vault.members import VaultMemberService
from caselaw.services.vault.open_vault import TRAIL
from caselaw.services.vault.opening import VaultService
from caselaw.services.vault.parameters import LEAST
from caselaw.store import Store
from caselaw.store import vault as stored
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.people import factors as stored_factors

PASSWORD = "a long password of hers"
G = "shelter"
"""The group that keeps the vault; `other` is beside it."""
Two = tuple["Keeper", "Keeper", str, str, str]


@dataclass
class Keeper:
    """Somebody in a group: `code` gives a code of her second factor that was not used before."""

    email: str
    account: str
    session: str
    recovery: list[str]

    def code(self) -> str:
        return self.recovery.pop()


class Room:
    """A store with the services that a vault needs, and people in it."""

    def __init__(self, store: Store, cheap: AccountService) -> None:
        self.store, self.accounts = store, cheap
        self.factors = SecondFactorService(store, cheap, lambda: "key of the tests", "Site")
        self.sessions = SessionService(store)
        self.vault = VaultService(store, self.factors)
        self.vault.cost = LEAST
        self.members = VaultMemberService(store, cheap, self.factors, self.vault)

    def group(self, slug: str) -> None:
        with self.store.writing() as connection:
            stored_accounts.add_group(connection, slug, slug.title())

    def keeper(self, name: str, groups: Sequence[str], roles: Sequence[Role] = ("editor",)) -> Keeper:
        """Somebody with a second factor and a session, and without a key yet."""
        email = f"{name}@example.org"
        account = self.accounts.add(email, PASSWORD, name=name.title(), roles=roles, groups=groups, viewer=OPERATOR)
        viewer = self.accounts.viewer(account.id)
        codes = a_factor(self.factors, viewer)
        return Keeper(email, account.id, self.sessions.begin(account.id), codes)

    def viewer(self, keeper: Keeper) -> Viewer:
        """The keeper as she is now."""
        return self.accounts.viewer(keeper.account)

    def with_key(self, name: str, groups: Sequence[str], roles: Sequence[Role] = ("editor",)) -> Keeper:
        """The same with a key."""
        keeper = self.keeper(name, groups, roles)
        self.members.make_key(PASSWORD, keeper.code(), viewer=self.viewer(keeper))
        return keeper

    def unlock(self, keeper: Keeper, password: str = PASSWORD) -> str:
        """A browser of hers that is unlocked, in a session of its own: its secret."""
        with self.store.reading() as connection:
            if stored_factors.codes_left(connection, keeper.account) < 2:
                raise AssertionError("this keeper has used her codes up")
        keeper.session = self.sessions.begin(keeper.account)
        return self.vault.unlock(password, keeper.code(), session=keeper.session, viewer=self.viewer(keeper))

    def new_name(self) -> str:
        """A name that stands nowhere else."""
        return f"Zebulon-{secrets.token_hex(8)}"


def a_factor(factors: SecondFactorService, viewer: Viewer, password: str = PASSWORD) -> list[str]:
    """Give somebody a second factor: its recovery codes."""
    factors.offer(viewer)
    offered = factors.offered(viewer)
    assert offered is not None
    return list(factors.confirm(password, pyotp.TOTP(offered.secret).now(), viewer=viewer))


def cheap_accounts(store: Store) -> AccountService:
    """Accounts whose passwords cost next to nothing."""
    return AccountService(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def a_room(store: Store) -> Room:
    """A room with both groups and nobody in it; passwords cost next to nothing."""
    room = Room(store, cheap_accounts(store))
    for slug in (G, "other"):
        room.group(slug)
    return room


def two_keepers(room: Room) -> Two:
    """Ada and Bea in one vault: both, their secrets, and the recovery key."""
    ada, bea = room.with_key("ada", [G]), room.with_key("bea", [G])
    a = room.unlock(ada)
    paper = room.members.begin(G, a, viewer=room.viewer(ada))
    let_in(room, ada, a, bea)
    return ada, bea, a, room.unlock(bea), paper


def let_in(room: Room, inside: Keeper, secret: str, other: Keeper) -> None:
    """Give the key to another member, as if she had been called."""
    with room.vault.opened(room.viewer(inside), secret, G) as vault:
        room.members.admit(vault, other.account, " ".join(spoken(room, other)))


def spoken(room: Room, keeper: Keeper) -> tuple[str, ...]:
    """What she reads out."""
    return room.members.standings(viewer=room.viewer(keeper)).fingerprint


def keep(room: Room, keeper: Keeper, secret: str, record: str, plain: bytes) -> None:
    """Seal a record in the tables."""
    with room.vault.opened(room.viewer(keeper), secret, G) as vault, room.store.begin(TRAIL) as work:
        box = vault.new_record(work.connection, record)
        row = stored.Sealed(record, record, 1, box.seal("call", record, plain))
        assert stored.put(work.connection, G, row, before=None)
        vault.note(work, "add", record)


def read(room: Room, keeper: Keeper, secret: str, record: str) -> bytes:
    """Open it."""
    with room.vault.opened(room.viewer(keeper), secret, G) as vault, room.store.reading() as connection:
        row = stored.get(connection, G, record)
        if row is None:
            raise NotFound()
        return vault.record(connection, record).unseal("call", record, row.sealed)
