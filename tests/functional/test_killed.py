"""A process is killed at the worst moments: nothing committed is lost, and the next one brings the index up.

Each test kills a real process with SIGKILL, on both databases, with the embedded engine.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.settings import Settings
from caselaw.store import Store, audit, jobs
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.factories.letters import letters

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    """An installation that several processes share."""

    environment: dict[str, str]

    def open(self) -> Services:
        return build(Settings.from_env(self.environment))

    def child(self, *arguments: str, reading: bool = False) -> subprocess.Popen[str]:
        """Another process on this installation; `reading`: it waits for what it is told."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CASELAW_")}
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            env=environment | self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE if reading else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def installation(store: Store, tmp_path: Path) -> Installation:
    return Installation(
        {
            "CASELAW_DATABASE_URL": store.engine.url.render_as_string(hide_password=False),
            "CASELAW_SEARCH_URL": f"tantivy:{tmp_path}/index",
            "CASELAW_FILES": f"{tmp_path}/files",
        }
    )


@pytest.fixture
def here(installation: Installation) -> Iterator[Services]:
    services = installation.open()
    services.indexing.rebuild(viewer=OPERATOR)
    yield services
    services.close()


def finish(child: subprocess.Popen[str], status: int) -> str:
    """Wait for the child to end with this status; what it printed."""
    said, trouble = child.communicate(timeout=60)
    assert child.returncode == status, trouble
    return said


def settled(services: Services) -> bool:
    """Apply what there is; True when nothing waits. PostgreSQL keeps the rows of a killed process locked for the
    moment it takes to see that its connection is gone: a worker finds them at its next look."""
    while not services.indexing.apply_pending().idle:
        pass
    return services.indexing.pending() == 0


def assert_repaired(services: Services, documents: int) -> None:
    """The next worker run ends with both sides equal, nothing waiting, and the audit trail whole."""
    wait_until(lambda: settled(services))
    agreement = services.indexing.check(viewer=OPERATOR)
    assert agreement.agrees, agreement
    assert services.indexing.pending() == 0
    assert services.indexing.status(viewer=OPERATOR).indexed == documents
    assert services.documents.counts(viewer=ANYONE).documents == documents
    with services.store.reading() as connection:
        assert audit.verify(connection).broken is None


def test_killed_between_commit_and_indexing(installation: Installation, here: Services) -> None:
    said = finish(installation.child("tests.functional.children", "store_and_die", "k"), -signal.SIGKILL)
    missing = here.indexing.check(viewer=OPERATOR).missing
    assert [said.strip()] == list(missing)
    assert here.indexing.pending() == 1
    assert_repaired(here, documents=1)


@pytest.mark.parametrize("rows", [0, 3])
def test_killed_while_the_engine_takes_rows(installation: Installation, here: Services, rows: int) -> None:
    for _ in range(5):
        here.intake.store(a_record(), viewer=OPERATOR)
    finish(installation.child("tests.functional.children", "die_while_applying", str(rows)), -signal.SIGKILL)
    assert here.indexing.pending() == 5
    assert_repaired(here, documents=5)


def test_killed_after_the_engine_took_all(installation: Installation, here: Services) -> None:
    for _ in range(3):
        here.intake.store(a_record(), viewer=OPERATOR)
    finish(installation.child("tests.functional.children", "die_after_indexing"), -signal.SIGKILL)
    assert here.indexing.pending() == 3  # nobody has seen yet that both sides agree
    assert here.indexing.check(viewer=OPERATOR).agrees
    assert_repaired(here, documents=3)


def test_killed_while_a_reading_is_replaced(installation: Installation, here: Services) -> None:
    first = here.intake.store(a_record(key="k"), viewer=OPERATOR).id
    title = here.documents.get(first, viewer=ANYONE).facts.title
    finish(installation.child("tests.functional.children", "die_while_replacing", first, "k"), -signal.SIGKILL)
    found = here.documents.get(first, viewer=ANYONE)
    assert (found.revision, found.facts.title) == (1, title)
    assert here.documents.paragraphs(first, viewer=ANYONE)

    def replaced() -> bool:  # PostgreSQL may still hold the row for the one that is gone
        answer = here.rereading.replace(first, a_record(key="k", title="Read again"), viewer=OPERATOR)
        return answer.outcome in ("replaced", "unchanged")

    wait_until(replaced)
    found = here.documents.get(first, viewer=ANYONE)
    assert (found.revision, found.facts.title) == (2, "Read again")
    assert_repaired(here, documents=1)


def test_several_processes_store_the_same_keys(installation: Installation, here: Services) -> None:
    start = str(time.time() + 1.5)
    children = [installation.child("tests.functional.children", "race", "15", start) for _ in range(3)]
    lines = [line.split() for child in children for line in finish(child, 0).splitlines()]
    assert len(lines) == 45
    added = [key for key, _, outcome in lines if outcome == "added"]
    assert sorted(added) == sorted(f"race:{number}" for number in range(15))
    assert {outcome for _, _, outcome in lines} == {"added", "unchanged"}
    assert len({(key, document) for key, document, _ in lines}) == 15  # all were told the same id
    page = here.documents.list(viewer=ANYONE, size=50).documents
    assert len({document.work_id for document in page}) == 1
    assert_repaired(here, documents=15)


def test_the_worker_indexes_what_others_store(installation: Installation, here: Services) -> None:
    worker = installation.child("ingest.worker")
    try:
        wait_until(lambda: here.health.ready().worker)
        here.intake.store(a_record(), viewer=OPERATOR)
        wait_until(lambda: here.indexing.pending() == 0)
        assert here.indexing.check(viewer=OPERATOR).agrees
    finally:
        worker.send_signal(signal.SIGTERM)
        finish(worker, 0)
    assert not here.health.ready().worker  # it has said that it ends


def test_a_killed_worker_is_replaced(installation: Installation, here: Services) -> None:
    first = installation.child("ingest.worker")
    wait_until(lambda: here.health.ready().worker)
    first.kill()
    finish(first, -signal.SIGKILL)
    here.intake.store(a_record(), viewer=OPERATOR)
    second = installation.child("ingest.worker")
    try:
        wait_until(lambda: here.indexing.pending() == 0)
    finally:
        second.send_signal(signal.SIGINT)
        finish(second, 0)
    assert_repaired(here, documents=1)


def test_a_worker_ends_with_its_parent(installation: Installation, here: Services) -> None:
    worker = installation.child("ingest.worker", "--parent", "1")  # not our id: as if the parent were gone
    finish(worker, 0)


def test_killed_before_a_letter_is_sent(installation: Installation, here: Services) -> None:
    """Somebody asked for a link for a new password; the worker sends it."""
    here.accounts.add("mara@example.org", "correct horse battery", viewer=OPERATOR)
    with letters() as office:
        posting = Installation(
            installation.environment | {"CASELAW_MAIL_URL": office.url, "CASELAW_SECRET_KEY": "k" * 32}
        )
        for address in ("mara@example.org", "nobody@example.org"):
            finish(posting.child("tests.functional.children", "ask_and_die", address), -signal.SIGKILL)
        with here.store.reading() as connection:
            assert jobs.waiting(connection, jobs.RESET).total == 2
        worker = posting.child("ingest.worker")
        try:
            wait_until(lambda: bool(office.letters))
        finally:
            worker.send_signal(signal.SIGTERM)
            finish(worker, 0)
        assert [letter["To"] for letter in office.letters] == ["mara@example.org"]
    with here.store.reading() as connection:
        assert jobs.waiting(connection, jobs.RESET).total == 0


def wait_until(holds: Callable[[], bool], seconds: float = 120.0) -> None:
    """Ask again until it holds; fails after `seconds`."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)
