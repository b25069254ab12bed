"""The worker when something is away: it says so once, in a sentence, and goes on when it is back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.messages import say, say_error
from caselaw.search.port import IndexDocument
from caselaw.services.people.sessions import LIFETIME
from caselaw.settings import Settings
from caselaw.store.tables import sessions
from caselaw.store.tables.base import now
from caselaw.wiring import Services, build
from ingest.worker import Worker
from tests.factories import a_record
from tests.functional.test_killed import wait_until

Rows = Iterable[IndexDocument]


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the worker has said so far; it waits shortly while something is away."""
    monkeypatch.setattr("ingest.worker._LONGEST_PAUSE", 0.1)
    caplog.set_level(logging.INFO, logger="caselaw.worker")
    sentences: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: sentences.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("caselaw.worker").addHandler(handler)
    yield sentences
    logging.getLogger("caselaw.worker").removeHandler(handler)


@contextmanager
def running(worker: Worker) -> Iterator[None]:
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(timeout=30)
        assert not thread.is_alive()


DOWN = SearchUnavailable("search.down", url="https://search.example.org:9200")


@pytest.mark.parametrize("fault", [DOWN, IndexBusy()], ids=["down", "busy"])
def test_trouble_is_said_once_and_work_goes_on(
    services: Services, said: list[str], monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    put, tries = services.index.put, 0

    def away_at_first(rows: Rows) -> Mapping[DocumentId, str]:
        nonlocal tries
        tries += 1
        if tries < 4:
            raise fault
        return put(rows)

    monkeypatch.setattr(services.index, "put", away_at_first)
    services.intake.store(a_record(), viewer=OPERATOR)
    with running(Worker(services)):
        wait_until(lambda: services.indexing.pending() == 0)
    trouble = [say_error(DOWN, "en"), say("worker.recovered", "en")] if fault is DOWN else []
    assert said == [say("worker.started", "en"), *trouble, say("worker.ended", "en")]
    assert services.indexing.check(viewer=OPERATOR).agrees


def test_a_fault_of_ours_is_told_in_full_and_survived(
    services: Services, said: list[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, tries = services.index.put, 0

    def faulty_at_first(rows: Rows) -> Mapping[DocumentId, str]:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise ZeroDivisionError("nobody thought of this")
        return put(rows)

    monkeypatch.setattr(services.index, "put", faulty_at_first)
    services.intake.store(a_record(), viewer=OPERATOR)
    with running(Worker(services)):
        wait_until(lambda: services.indexing.pending() == 0)
    assert said.count(say("worker.fault", "en", kind="ZeroDivisionError")) == 1
    assert caplog.text.count("ZeroDivisionError: nobody thought of this") == 1


def test_a_refused_document_is_named(services: Services, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.index, "put", lambda rows: {row.id: "too long a title" for row in rows})
    document = services.intake.store(a_record(), viewer=OPERATOR).id
    with running(Worker(services)):
        wait_until(lambda: len(said) > 1)
    assert said[1] == say("worker.refused", "en", document=document, reason="too long a title")


def test_a_database_that_is_not_prepared_is_said_and_waited_for(settings: Settings, said: list[str]) -> None:
    services = build(settings)
    with running(Worker(services)):
        wait_until(lambda: len(said) > 1)
        services.store.migrate()
        wait_until(lambda: services.health.ready().worker)
    there = [sentence for sentence in said if sentence != say("store.upgrading", "en")]  # if it looked just then
    assert there == [say(code, "en") for code in ("worker.started", "store.empty", "worker.recovered", "worker.ended")]
    services.close()


def test_sessions_that_are_over_are_forgotten(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    account = services.accounts.add("alice@example.org", "a long enough password", viewer=OPERATOR).id
    with monkeypatch.context() as earlier:
        earlier.setattr("caselaw.services.people.sessions.now", lambda: now() - LIFETIME)
        services.sessions.begin(account)
    assert kept_sessions(services) == 1
    with running(Worker(services)):
        wait_until(lambda: kept_sessions(services) == 0)


def kept_sessions(services: Services) -> int:
    with services.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(sessions)).scalar_one()


def test_health_says_what_is_away(settings: Settings) -> None:
    services = build(settings)
    health = services.health.ready()
    assert (health.ready, health.database, health.worker) == (False, False, False)
    assert health.database_fault is not None
    assert health.database_fault.code == "store.empty"
    services.store.migrate()
    services.indexing.rebuild(viewer=OPERATOR)
    health = services.health.ready()
    assert (health.ready, health.database, health.index, health.worker) == (True, True, True, False)
    services.close()
