"""Tokens for programs: good until their end or until they are revoked, with no more than their scope — on both
databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import EDITORS
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.people.token import SCOPES
from caselaw.services.people import tokens as service
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.tokens import MOST_DAYS, TokenService
from caselaw.services.site.audit import AuditService
from caselaw.store import Store

ALICE = "alice@example.org"
NOON = datetime(2026, 3, 4, 12, 34, 56, 789, tzinfo=UTC)
BOB = Viewer("bob", frozenset({"member", "editor", "curator"}))


@pytest.fixture
def tokens(store: Store) -> TokenService:
    return TokenService(store)


@pytest.fixture
def alice(store: Store) -> Viewer:
    accounts = AccountService(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    account = accounts.add(ALICE, "a long enough password", roles=["editor"], viewer=OPERATOR)
    return accounts.viewer(account.id)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock of the tokens."""
    return lambda moment: monkeypatch.setattr(service, "now", lambda: moment)


def test_a_token_stands_for_its_account(tokens: TokenService, alice: Viewer) -> None:
    token = tokens.make(ALICE, "laptop", viewer=alice)
    assert tokens.viewer_for_token(token) == alice
    for other in ("", token[:-1], token + "x", "cl_", "\ud800"):
        assert tokens.viewer_for_token(other) is None


def test_a_token_for_reading_brings_no_role(tokens: TokenService, alice: Viewer) -> None:
    token = tokens.make(ALICE, "laptop", scopes=["read"], viewer=alice)
    viewer = tokens.viewer_for_token(token)
    assert viewer is not None
    assert viewer.roles == frozenset()
    assert viewer.audiences == alice.audiences - {EDITORS}


def test_a_token_ends(tokens: TokenService, alice: Viewer, at: Callable[[datetime], None]) -> None:
    at(NOON)
    token = tokens.make(ALICE, "laptop", days=30, viewer=alice)
    at(NOON + timedelta(days=29, hours=23))
    assert tokens.viewer_for_token(token) == alice
    at(NOON + timedelta(days=30))
    assert tokens.viewer_for_token(token) is None


def test_tokens_are_listed_with_the_day_of_their_last_use_and_no_more(
    tokens: TokenService, alice: Viewer, at: Callable[[datetime], None]
) -> None:
    at(NOON)
    first = tokens.make(ALICE, "  lap\ntop ", scopes=["read"], viewer=alice)
    at(NOON + timedelta(days=1))
    tokens.make(ALICE, "desk", viewer=alice)
    tokens.viewer_for_token(first)
    desk, laptop = tokens.of(ALICE, viewer=alice)
    assert (desk.name, desk.scopes, desk.seen) == ("desk", frozenset(SCOPES), None)
    assert (laptop.name, laptop.scopes) == ("lap top", frozenset(SCOPES[:1]))
    assert laptop.seen == datetime(2026, 3, 5, tzinfo=UTC)
    assert laptop.expires == NOON + timedelta(days=365)


def test_a_revoked_token_is_good_for_nothing_and_the_others_stay(
    tokens: TokenService, alice: Viewer, store: Store
) -> None:
    lost, kept = tokens.make(ALICE, "lost", viewer=alice), tokens.make(ALICE, "kept", viewer=alice)
    (handle,) = [one.handle for one in tokens.of(ALICE, viewer=alice) if one.name == "lost"]
    tokens.revoke(ALICE, handle, viewer=alice)
    assert tokens.viewer_for_token(lost) is None
    assert tokens.viewer_for_token(kept) == alice
    assert AuditService(store).verify(viewer=OPERATOR).broken is None
    with pytest.raises(NotFound):
        tokens.revoke(ALICE, handle, viewer=alice)


@pytest.mark.parametrize("handle", ["", "%", "_" * 12, "0" * 12])
def test_what_names_no_token_revokes_none(tokens: TokenService, alice: Viewer, handle: str) -> None:
    token = tokens.make(ALICE, "laptop", viewer=alice)
    with pytest.raises(NotFound):
        tokens.revoke(ALICE, handle, viewer=alice)
    assert tokens.viewer_for_token(token) == alice


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_no_token_is_for_ever(tokens: TokenService, alice: Viewer, days: int) -> None:
    with pytest.raises(Invalid):
        tokens.make(ALICE, "laptop", days=days, viewer=alice)


@pytest.mark.parametrize("viewer", [ANYONE, BOB], ids=["the public", "Bob"])
@pytest.mark.parametrize("email", [ALICE, "no@example.org"])
def test_nobody_makes_sees_or_revokes_the_tokens_of_another(
    tokens: TokenService, alice: Viewer, viewer: Viewer, email: str
) -> None:
    token = tokens.make(ALICE, "laptop", viewer=alice)
    handle = tokens.of(ALICE, viewer=OPERATOR)[0].handle
    for verb in (
        lambda: tokens.make(email, "mine", viewer=viewer),
        lambda: tokens.of(email, viewer=viewer),
        lambda: tokens.revoke(email, handle, viewer=viewer),
    ):
        with pytest.raises(Forbidden):
            verb()
    assert tokens.viewer_for_token(token) == alice
