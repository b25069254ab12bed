"""What the database tells those who watch over an installation, the same on both: numbers and times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, update

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.belonging import Group
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.people.tokens import TokenService
from caselaw.store import Store, jobs, watching
from caselaw.store.people import factors
from caselaw.store.tables import accounts, api_tokens
from caselaw.store.tables.jobs import jobs as table

NOW = datetime.now(UTC)
PASSWORD = "a long enough password"


def test_jobs_are_counted_by_kind(store: Store) -> None:
    hour = timedelta(hours=1)
    rows = [
        {"kind": "index", "added": NOW - 3 * hour, "due": NOW - hour, "reason": None},
        {"kind": "index", "added": NOW - 2 * hour, "due": NOW + hour, "reason": None},
        {"kind": "relate", "added": NOW - 9 * hour, "due": NOW - hour, "reason": "refused"},
    ]
    with store.writing() as connection:
        for row in rows:
            connection.execute(insert(table).values(subject="x", attempts=1, **row))
    with store.reading() as connection:
        found = watching.queues(connection)
    assert found == {
        "index": watching.Queue(2, 1, 0, NOW - 3 * hour),
        "relate": watching.Queue(1, 1, 1, None),  # the oldest is of those nobody has tried in vain
    }


def test_workers_are_those_seen_lately(store: Store) -> None:
    with store.writing() as connection:
        jobs.beat(connection, "one")
        jobs.beat(connection, "two")
    with store.reading() as connection:
        now = datetime.now(UTC)  # that of the beats, which may be minutes after this file was read
        assert watching.workers(connection, now - timedelta(minutes=1)) == 2
        assert watching.workers(connection, now + timedelta(minutes=1)) == 0


def test_the_clock_the_last_event_and_the_form(store: Store) -> None:
    AccountService(store).add("ada@example.org", PASSWORD, viewer=OPERATOR)
    with store.reading() as connection:
        there, last = watching.clock(connection), watching.last_event(connection)
        assert watching.last_event(connection, "add account") == last
        assert watching.last_event(connection, "back up") is None
        assert len(watching.revision(connection)) == 4
    assert last is not None
    assert abs(last - datetime.now(UTC)) < timedelta(minutes=1)
    assert (there is None) == store.is_sqlite
    assert there is None or abs(there - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("held", ["everywhere", "in a group", "nowhere"])
def test_who_manages_by_a_password_alone(store: Store, held: str) -> None:
    people = AccountService(store)
    GroupService(store).add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    roles = {"administrator"} if held == "everywhere" else {"curator"}
    ada = people.add("ada@example.org", PASSWORD, roles=roles, groups=["mining"], viewer=OPERATOR)  # type: ignore[arg-type]
    if held == "in a group":
        people.set_group_roles("ada@example.org", "mining", ["administrator"], viewer=OPERATOR)

    def bare() -> int:
        with store.reading() as connection:
            return watching.without_factor(connection)

    managing = int(held != "nowhere")
    assert bare() == managing
    with store.writing() as connection:
        factors.offer(connection, ada.id, "closed", NOW)
    assert bare() == managing, "offered is not set up"
    with store.writing() as connection:
        factors.confirm(connection, ada.id, NOW)
    assert bare() == 0
    with store.writing() as connection:
        factors.remove(connection, ada.id)
        connection.execute(update(accounts).values(closed=NOW))
    assert bare() == 0, "who is closed manages nothing"


def test_tokens_that_nobody_seems_to_need(store: Store) -> None:
    AccountService(store).add("ada@example.org", PASSWORD, viewer=OPERATOR)
    TokenService(store).make("ada@example.org", "feed", viewer=OPERATOR)

    def stale() -> int:
        with store.reading() as connection:
            return watching.stale_tokens(connection, timedelta(days=180))

    assert stale() == 0
    old = NOW - timedelta(days=200)
    for changed, count in (({"added": old}, 1), ({"seen": NOW}, 0), ({"expires": None}, 1), ({"expires": old}, 0)):
        with store.writing() as connection:
            connection.execute(update(api_tokens).values(**changed))
        assert stale() == count, changed
