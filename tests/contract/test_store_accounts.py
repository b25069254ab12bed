"""Accounts: who may sign in and whom that makes her — on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, group_audience
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, LoginRefused, NotFound
from caselaw.domain.people.belonging import Group
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.people.tokens import TokenService
from caselaw.store import Store, tables

PASSWORD = "a long enough password"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def groups(store: Store) -> None:
    for group in ("litigation", "research"):
        GroupService(store).add(Group(group, {"en": group.title()}), viewer=OPERATOR)


@pytest.fixture
def accounts(store: Store) -> AccountService:
    return AccountService(store, CHEAP)


def add_alice(accounts: AccountService) -> Viewer:
    alice = accounts.add(
        "Alice@Example.org", PASSWORD, name="Alice", roles=["member"], groups=["litigation"], viewer=OPERATOR
    )
    return accounts.viewer(alice.id)


def test_an_account_becomes_a_viewer(accounts: AccountService) -> None:
    alice = add_alice(accounts)
    assert alice.roles == {"member"}
    assert alice.audiences == {PUBLIC, MEMBERS, group_audience("litigation")}
    assert accounts.viewer("0" * 16) == ANYONE


@pytest.mark.parametrize(
    "email", ["alice@example.org", "ALICE@EXAMPLE.ORG", " alice@example.org ", "ａlice@example.org"]
)
def test_an_address_has_one_spelling(accounts: AccountService, email: str) -> None:
    alice = add_alice(accounts)
    assert accounts.login(email, PASSWORD).id == alice.account
    with pytest.raises(Conflict):
        accounts.add(email, PASSWORD, viewer=OPERATOR)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("alice@example.org", "another password"),
        ("alice@example.org", ""),
        ("alice@example.org", PASSWORD.upper()),
        ("alice@example.org", "x" * 100_000),
        ("nobody@example.org", PASSWORD),
        ("not an address", PASSWORD),
        ("", ""),
        ("alice@example.org\x00", "\ud800"),
    ],
)
def test_every_refusal_is_the_same(accounts: AccountService, email: str, password: str) -> None:
    add_alice(accounts)
    with pytest.raises(LoginRefused) as refused:
        accounts.login(email, password)
    assert (refused.value.code, refused.value.params) == ("login.refused", {})


def test_an_unknown_address_costs_a_verification_too(accounts: AccountService) -> None:
    """The work is counted, not the time: one verification for a known address, one for an unknown."""
    counting = _Counting()
    service = AccountService(accounts._store, counting)
    add_alice(service)
    for email in ("alice@example.org", "nobody@example.org", "no address"):
        counting.verified = 0
        with pytest.raises(LoginRefused):
            service.login(email, "a wrong password")
        assert counting.verified == 1


class _Counting(PasswordHasher):
    """The real hasher, cheap, that counts its verifications."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
        self.verified += 1
        return bool(super().verify(hash, password))


def test_a_password_is_the_same_from_every_keyboard(accounts: AccountService) -> None:
    accounts.add("rene@example.org", "mot de passe préféré", viewer=OPERATOR)
    assert accounts.login("rene@example.org", "mot de passe pre\u0301fe\u0301re\u0301").email == "rene@example.org"


def test_passwords_and_tokens_are_not_kept(accounts: AccountService, store: Store) -> None:
    alice = add_alice(accounts)
    token = TokenService(store).make("alice@example.org", "laptop", viewer=alice)
    with store.reading() as connection:
        kept = str([connection.execute(select(table)).all() for table in tables.metadata.sorted_tables])
    assert PASSWORD not in kept
    assert token not in kept
    assert "$argon2id$" in kept


def test_a_password_can_be_replaced_by_its_owner_and_by_those_who_manage(accounts: AccountService) -> None:
    alice = add_alice(accounts)
    accounts.set_password("alice@example.org", "a second password", viewer=alice)
    accounts.login("alice@example.org", "a second password")
    accounts.set_password("alice@example.org", "a third password", viewer=OPERATOR)
    accounts.login("alice@example.org", "a third password")
    with pytest.raises(LoginRefused):
        accounts.login("alice@example.org", "a second password")


def test_parameters_of_another_day_are_renewed_at_login(store: Store) -> None:
    add_alice(AccountService(store, CHEAP))
    costlier = AccountService(store, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    costlier.login("alice@example.org", PASSWORD)
    with store.reading() as connection:
        assert "m=16,t=2" in connection.execute(select(tables.accounts.c.password)).scalar_one()
    costlier.login("alice@example.org", PASSWORD)


def test_renewing_never_brings_back_a_password_that_was_just_replaced(store: Store) -> None:
    service = AccountService(store, CHEAP)
    add_alice(service)
    replaced = "replaced meanwhile"
    overtaken = AccountService(
        store, _Overtaken(lambda: service.set_password("alice@example.org", replaced, viewer=OPERATOR))
    )
    overtaken.login("alice@example.org", PASSWORD)
    service.login("alice@example.org", replaced)
    with pytest.raises(LoginRefused):
        service.login("alice@example.org", PASSWORD)


class _Overtaken(PasswordHasher):
    """A real hasher of costlier parameters; something happens while it verifies."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__(time_cost=2, memory_cost=16, parallelism=1)
        self._meanwhile = meanwhile

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
        self._meanwhile()
        return bool(super().verify(hash, password))


def test_groups_are_joined_and_left(accounts: AccountService) -> None:
    alice = add_alice(accounts)
    assert alice.account is not None
    accounts.join("alice@example.org", "research", viewer=OPERATOR)
    accounts.join("alice@example.org", "research", viewer=OPERATOR)
    accounts.leave("alice@example.org", "litigation", viewer=OPERATOR)
    assert accounts.viewer(alice.account).groups == {"research"}


def test_roles_are_replaced(accounts: AccountService) -> None:
    add_alice(accounts)
    assert accounts.set_roles("alice@example.org", ["editor", "coder"], viewer=OPERATOR).roles == {"editor", "coder"}


BOB = Viewer("bob", frozenset({"member", "editor", "curator"}))
MANAGING: dict[str, Callable[[AccountService, Viewer], object]] = {
    "add": lambda accounts, viewer: accounts.add("eve@example.org", PASSWORD, viewer=viewer),
    "join": lambda accounts, viewer: accounts.join("alice@example.org", "litigation", viewer=viewer),
    "leave": lambda accounts, viewer: accounts.leave("alice@example.org", "litigation", viewer=viewer),
    "set_roles": lambda accounts, viewer: accounts.set_roles("alice@example.org", ["administrator"], viewer=viewer),
    "set_password": lambda accounts, viewer: accounts.set_password("alice@example.org", PASSWORD, viewer=viewer),
    "set_password of nobody": lambda accounts, viewer: accounts.set_password("no@example.org", PASSWORD, viewer=viewer),
}


@pytest.mark.parametrize("verb", MANAGING)
@pytest.mark.parametrize("viewer", [ANYONE, BOB], ids=["the public", "Bob"])
def test_who_may_not_manage_accounts(accounts: AccountService, viewer: Viewer, verb: str) -> None:
    add_alice(accounts)
    with pytest.raises(Forbidden):
        MANAGING[verb](accounts, viewer)


def test_who_sees_an_account(accounts: AccountService) -> None:
    alice = add_alice(accounts)
    for viewer, sees in ((alice, True), (OPERATOR, True), (BOB, False), (ANYONE, False)):
        assert (accounts.by_email("alice@example.org", viewer=viewer) is not None) == sees
    assert accounts.by_email("nobody@example.org", viewer=OPERATOR) is None


REFUSED: dict[str, tuple[Callable[[AccountService], object], type[CaselawError], str]] = {
    "a short password": (lambda a: a.add("eve@example.org", "short", viewer=OPERATOR), Invalid, "account.password"),
    "no address": (lambda a: a.add("eve", PASSWORD, viewer=OPERATOR), Invalid, "account.email"),
    "an address with a space": (
        lambda a: a.add("e ve@example.org", PASSWORD, viewer=OPERATOR),
        Invalid,
        "account.email",
    ),
    "an unknown role": (
        lambda a: a.add("eve@example.org", PASSWORD, roles=["queen"], viewer=OPERATOR),  # type: ignore[list-item]
        Invalid,
        "account.roles",
    ),
    "an unknown group": (
        lambda a: a.add("eve@example.org", PASSWORD, groups=["nowhere"], viewer=OPERATOR),
        NotFound,
        "group.not_found",
    ),
    "an account that is not there": (
        lambda a: a.set_password("eve@example.org", PASSWORD, viewer=OPERATOR),
        NotFound,
        "account.not_found",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_leaves_nothing(accounts: AccountService, what: str) -> None:
    act, kind, code = REFUSED[what]
    with pytest.raises(kind) as refused:
        act(accounts)
    assert refused.value.code == code
    assert accounts.by_email("eve@example.org", viewer=OPERATOR) is None
