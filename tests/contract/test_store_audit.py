"""The audit trail: every change leaves a line, and no line can be changed, left out or cut off unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select, update

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import group_audience
from caselaw.domain.errors import Invalid
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store, audit
from caselaw.store.blobs import Blobs
from caselaw.store.tables import audit_events, audit_head, documents, jobs
from tests.factories import a_record

EDITOR = Viewer("edith", frozenset({"editor"}))


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    return IntakeService(store, Blobs(tmp_path / "files"))


def verified(store: Store) -> audit.Verified:
    with store.reading() as connection:
        return audit.verify(connection)


def test_a_line_says_who_did_what_to_what(store: Store, intake: IntakeService) -> None:
    document = intake.store(a_record(title="Confidential name"), viewer=EDITOR).id
    intake.remove(document, viewer=OPERATOR)
    with store.reading() as connection:
        lines = connection.execute(select(audit_events).order_by(audit_events.c.number)).all()
    acts = [(line.actor, line.action, line.subject, line.revision_from, line.revision_to) for line in lines]
    assert acts == [
        ("edith", "add document", document, None, 1),
        ("operator", "remove document", document, 1, None),
    ]
    assert "Confidential" not in str(lines)
    assert lines[0].previous == audit.BEGINNING
    assert lines[1].previous == lines[0].hash


def test_an_empty_trail_is_whole(store: Store) -> None:
    assert verified(store) == audit.Verified(0, None, audit.BEGINNING)


TAMPERING: dict[str, tuple[Callable[[Connection], object], int]] = {
    "a line is taken out": (lambda c: c.execute(delete(audit_events).where(audit_events.c.number == 3)), 3),
    "the first line is taken out": (lambda c: c.execute(delete(audit_events).where(audit_events.c.number == 1)), 1),
    "the last line is cut off": (lambda c: c.execute(delete(audit_events).where(audit_events.c.number == 5)), 5),
    "all lines are taken out": (lambda c: c.execute(delete(audit_events)), 1),
    "an actor is changed": (lambda c: _change(c, 2, actor="somebody"), 2),
    "a subject is changed": (lambda c: _change(c, 4, subject="another"), 4),
    "a revision is changed": (lambda c: _change(c, 5, revision_to=7), 5),
    "a hash is changed": (lambda c: _change(c, 3, hash="f" * 64), 3),
    "the memory of the end is changed": (lambda c: c.execute(update(audit_head).values(hash="f" * 64)), 6),
}


def _change(connection: Connection, number: int, **values: object) -> object:
    return connection.execute(update(audit_events).where(audit_events.c.number == number).values(**values))


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_is_found_at_the_first_broken_line(store: Store, intake: IntakeService, how: str) -> None:
    for _ in range(5):
        intake.store(a_record(), viewer=OPERATOR)
    assert verified(store).broken is None
    tamper, broken = TAMPERING[how]
    with store.writing() as connection:
        tamper(connection)
    assert verified(store).broken == broken


def test_a_line_rewritten_with_its_own_hash_breaks_the_next(store: Store, intake: IntakeService) -> None:
    for _ in range(3):
        intake.store(a_record(), viewer=OPERATOR)
    with store.writing() as connection:
        line = connection.execute(select(audit_events).where(audit_events.c.number == 2)).one()
        forged = audit.Event(2, line.at, "somebody", line.action, line.subject, (None, 1), line.previous)
        _change(connection, 2, actor="somebody", hash=forged.hash)
    assert verified(store).broken == 3


def test_what_fails_leaves_neither_line_nor_row_nor_job(store: Store, intake: IntakeService) -> None:
    with pytest.raises(RuntimeError):
        _record_and_fail(store)
    with pytest.raises(Invalid):
        intake.store(a_record(access=group_audience("nobody")), viewer=OPERATOR)
    assert verified(store).lines == 0
    with store.reading() as connection:
        assert connection.execute(select(documents.c.id)).all() == []
        assert connection.execute(select(jobs.c.id)).all() == []


def _record_and_fail(store: Store) -> None:
    with store.begin("operator") as work:
        work.record("add document", "x", after=1)
        raise RuntimeError
