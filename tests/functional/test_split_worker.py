"""A case that somebody approved on a page becomes a record when the worker next looks, once."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.document import Facts
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.parts import Part
from caselaw.wiring import Services
from ingest.split import propose
from ingest.split.drafts import record_of
from ingest.split.reading import make_records
from ingest.worker import Worker
from tests.factories import a_record
from tests.functional.test_killed import wait_until

LINES = (
    "Case 1: Mercury at Green River", "In 2004 mercury was spilled over forty kilometres of road in Peru.",
    "Case 2: Dust over Port Town", "Dust covers the school and the market every day of the dry season in Ghana.",
)  # fmt: skip


def test_the_worker_makes_what_was_approved(services: Services) -> None:
    text = tuple(Paragraph(f"p-u{at + 1}", at, line, "en", page=1) for at, line in enumerate(LINES))
    report = services.intake.store(
        a_record(paragraphs=text, facts=Facts("report", "Harm done")), viewer=OPERATOR
    ).id  # fmt: skip
    services.splitting.propose(report, propose(text, language="en")[0], viewer=OPERATOR)
    services.splitting.approve(report, viewer=OPERATOR)
    worker = Worker(services)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        wait_until(lambda: len(services.splitting.cases(report, viewer=ANYONE)) == 2)
    finally:
        worker.stop()
        thread.join(timeout=30)
    cases = services.splitting.cases(report, viewer=ANYONE)
    assert [case.title for case in cases] == ["Mercury at Green River", "Dust over Port Town"]
    facts = [services.documents.get(case.id, viewer=ANYONE).facts for case in cases]
    assert [(one.kind, one.country) for one in facts] == [("abuse_report", "PER"), ("abuse_report", "GHA")]
    assert services.case_making.waiting(viewer=OPERATOR) == ()


def test_a_case_that_we_fail_on_holds_up_no_other(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tuple(Paragraph(f"p-u{at + 1}", at, line, "en", page=1) for at, line in enumerate(LINES))
    report = services.intake.store(a_record(paragraphs=text), viewer=OPERATOR).id
    services.splitting.propose(report, propose(text, language="en")[0], viewer=OPERATOR)
    services.splitting.approve(report, viewer=OPERATOR)

    def failing(part: Part, *given: Any, **more: Any) -> Record:
        if part.first == 0:
            raise ZeroDivisionError("nobody thought of this")
        return record_of(part, *given, **more)

    monkeypatch.setattr("ingest.split.reading.record_of", failing)
    with pytest.raises(ZeroDivisionError):
        list(make_records(services))
    assert [case.title for case in services.splitting.cases(report, viewer=ANYONE)] == ["Dust over Port Town"]
    assert len(services.case_making.waiting(viewer=OPERATOR)) == 1
