"""Sessions: a token is good until it is ended, on both databases, and nothing is kept that tells where somebody is."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete, func, select

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.belonging import Group
from caselaw.services.people import sessions as service
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.people.sessions import IDLE, LIFETIME, SessionService
from caselaw.services.site.audit import AuditService
from caselaw.store import Store, tables

PASSWORD = "a long enough password"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NOON = datetime(2026, 3, 4, 12, 34, 56, 789, tzinfo=UTC)


@pytest.fixture
def accounts(store: Store) -> AccountService:
    return AccountService(store, CHEAP)


@pytest.fixture
def sessions(store: Store) -> SessionService:
    return SessionService(store)


@pytest.fixture
def alice(store: Store, accounts: AccountService) -> str:
    GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
    return accounts.add("alice@example.org", PASSWORD, groups=["litigation"], viewer=OPERATOR).id


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock of the sessions."""
    return lambda moment: monkeypatch.setattr(service, "now", lambda: moment)


def trail(store: Store) -> list[tuple[str, str, str]]:
    """Who began or ended whose session."""
    events = tables.audit_events.c
    asked = select(events.actor, events.action, events.subject).where(events.action.startswith("session."))
    with store.reading() as connection:
        return [(row.actor, row.action, row.subject) for row in connection.execute(asked.order_by(events.number))]


def kept(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.sessions)).scalar_one()


def test_a_token_stands_for_its_account_until_it_is_ended(
    sessions: SessionService, accounts: AccountService, alice: str, store: Store
) -> None:
    first, second = sessions.begin(alice), sessions.begin(alice)
    assert sessions.viewer_for_session(first) == sessions.viewer_for_session(second) == accounts.viewer(alice)
    sessions.end(first)
    sessions.end(first)
    assert sessions.viewer_for_session(first) is None
    assert sessions.viewer_for_session(second) is not None, "another device stays signed in"
    begun, ended = (alice, "session.begin", alice), (alice, "session.end", alice)
    assert trail(store) == [begun, begun, ended]
    assert AuditService(store).verify(viewer=OPERATOR).broken is None


@pytest.mark.parametrize("other", ["", "x", "\x00", "\ud800", "token"])
def test_what_is_no_token_is_nobody(sessions: SessionService, alice: str, other: str, store: Store) -> None:
    token = sessions.begin(alice)
    for wrong in (other, token + other + "x", token[:-1] + other, token.swapcase()):
        assert sessions.viewer_for_session(wrong) is None
        sessions.end(wrong)
    assert len(trail(store)) == 1
    assert sessions.viewer_for_session(token) is not None


def test_a_token_is_random_and_only_its_hash_is_kept(sessions: SessionService, alice: str, store: Store) -> None:
    tokens = {sessions.begin(alice) for _ in range(5)}
    assert len(tokens) == 5
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}
    with store.reading() as connection:
        everything = str([connection.execute(select(table)).all() for table in tables.metadata.sorted_tables])
    assert not [token for token in tokens if token in everything]


def test_nothing_is_kept_that_tells_where_or_on_what(
    sessions: SessionService, alice: str, store: Store, at: Callable[[datetime], None]
) -> None:
    at(NOON)
    token = sessions.begin(alice)
    at(NOON + timedelta(hours=2, minutes=3))
    sessions.viewer_for_session(token)
    with store.reading() as connection:
        (row,) = connection.execute(select(tables.sessions)).mappings()
    assert set(row) == {"sha256", "account_id", "added", "seen", "expires"}
    assert row["seen"] == datetime(2026, 3, 4, 14, tzinfo=UTC), "to the hour"


def test_a_new_password_ends_every_session_of_the_account_and_no_other(
    sessions: SessionService, accounts: AccountService, alice: str, store: Store
) -> None:
    bob = accounts.add("bob@example.org", PASSWORD, viewer=OPERATOR).id
    hers, his = [sessions.begin(alice), sessions.begin(alice)], sessions.begin(bob)
    accounts.set_password("alice@example.org", "another long password", viewer=OPERATOR)
    assert [sessions.viewer_for_session(token) for token in hers] == [None, None]
    assert sessions.viewer_for_session(his) is not None
    assert trail(store)[3:] == [("operator", "session.end", alice)]
    accounts.set_password("alice@example.org", "a third long password", viewer=OPERATOR)
    assert len(trail(store)) == 4, "nothing was left to be ended"


def test_a_session_is_over_after_its_time_and_then_forgotten(
    sessions: SessionService, alice: str, store: Store, at: Callable[[datetime], None]
) -> None:
    at(NOON)
    token = sessions.begin(alice)
    for hours in range(2, 12, 2):
        at(NOON + timedelta(hours=hours))
        assert sessions.viewer_for_session(token) is not None
    at(NOON + LIFETIME - timedelta(seconds=1))
    assert sessions.viewer_for_session(token) is not None, "being seen does not prolong it"
    sessions.forget_expired()
    assert kept(store) == 1
    at(NOON + LIFETIME)
    assert sessions.viewer_for_session(token) is None
    sessions.forget_expired()
    assert kept(store) == 0


def test_a_session_that_nobody_uses_is_over(
    sessions: SessionService, alice: str, store: Store, at: Callable[[datetime], None]
) -> None:
    at(NOON)
    left, used = sessions.begin(alice), sessions.begin(alice)
    at(NOON + timedelta(hours=2))
    viewer = sessions.viewer_for_session(used)
    assert viewer is not None
    at(NOON + IDLE + timedelta(hours=1))
    assert sessions.viewer_for_session(left) is None
    assert sessions.viewer_for_session(used) is not None
    assert len(sessions.open_for(viewer, used)) == 1, "it is not shown as open, either"
    assert kept(store) == 2
    sessions.forget_expired()
    assert kept(store) == 1


def test_who_signs_in_sweeps_up(
    sessions: SessionService, alice: str, store: Store, at: Callable[[datetime], None]
) -> None:
    at(NOON)
    sessions.begin(alice)
    at(NOON + LIFETIME)
    sessions.begin(alice)
    assert kept(store) == 1


def test_rights_are_those_of_this_moment(sessions: SessionService, accounts: AccountService, alice: str) -> None:
    token = sessions.begin(alice)
    accounts.set_roles("alice@example.org", ["editor"], viewer=OPERATOR)
    found = sessions.viewer_for_session(token)
    assert found is not None
    assert found.roles == {"editor"}
    accounts.leave("alice@example.org", "litigation", viewer=OPERATOR)
    assert sessions.viewer_for_session(token) is None, "who is taken out of a group is signed out"


def test_an_account_that_goes_takes_its_sessions_along(sessions: SessionService, alice: str, store: Store) -> None:
    token = sessions.begin(alice)
    with store.writing() as connection:
        connection.execute(delete(tables.accounts).where(tables.accounts.c.id == alice))
    assert kept(store) == 0
    assert sessions.viewer_for_session(token) is None
