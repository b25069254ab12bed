"""A document read again keeps its place and what people said of it, on both databases."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.audience import audience
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.claims import RANK_EDITOR, Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.intake.record import Record
from caselaw.domain.problems import Problem
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.reading.documents import DocumentService
from caselaw.store import Store, audit, jobs
from caselaw.store.blobs import Blobs
from caselaw.store.intake.replacing import READ
from caselaw.store.tables import claims, document_terms, metadata
from caselaw.store.tables.base import now
from tests.factories import a_record
from tests.factories.documents import facts, paragraphs

FILE = b"%PDF-1.7 a judgment"
HASH = hashlib.sha256(FILE).hexdigest()
MEMBER = Viewer("bob", frozenset({"member"}))
EDITOR = Viewer("erin", frozenset({"editor"}))
KEPT = {
    "adjudications", "agreed_codes", "alignments", "case_documents", "case_summaries", "citation_counts", "codings",
    "document_marks", "document_pairs", "document_relations", "fact_changes", "holds", "interventions",
    "later_history", "measures", "names_reviewed", "rejected_suggestions", "rejected_terms", "report_splits",
    "report_ties", "restrictions", "robot_choices", "round_documents", "sealed", "split_drafts", "summary_changes",
    "treatments", "upload_files",
}  # fmt: skip


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def rereading(store: Store, tmp_path: Path) -> RereadingService:
    return RereadingService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> DocumentService:
    return DocumentService(store, Blobs(tmp_path / "files"))


def a_reading(**changes: Any) -> Record:
    values: dict[str, Any] = {"key": HASH, "source": SourceFile(HASH, "judgment.pdf", "pdf", len(FILE), 3, "native")}
    return a_record(**(values | changes))


UNREAD = {"paragraphs": (), "problems": (Problem("problem.timeout", "error"),), "claims": ()}


def test_a_file_that_failed_is_read_in_its_place(
    intake: IntakeService, rereading: RereadingService, documents: DocumentService, store: Store
) -> None:
    first = intake.store(a_reading(**UNREAD), viewer=OPERATOR, original=FILE).id
    before = documents.get(first, viewer=OPERATOR)
    assert [kept.id for kept in rereading.troubled(viewer=OPERATOR)] == [first]
    cited = Citation("Smith", 0, 5, (Reading("neutral", "[2001] ZACC 1"),), "p-1")
    answer = rereading.replace(first, a_reading(citations=(cited,)), viewer=OPERATOR)
    assert (answer.id, answer.outcome) == (first, "replaced")
    after = documents.get(first, viewer=OPERATOR)
    assert after.revision == before.revision + 1
    assert (after.work_id, after.access, after.added) == (before.work_id, before.access, before.added)
    assert [p.anchor for p in documents.paragraphs(first, viewer=OPERATOR)][:2] == ["p-1", "p-2"]
    assert rereading.troubled(viewer=OPERATOR) == []
    with store.reading() as connection:
        assert audit.verify(connection).lines == 2
    with store.take_jobs(jobs.INDEX, 10) as taken:
        assert taken is not None
        assert {job.subject for job in taken.jobs} == {first}


def test_the_same_reading_changes_nothing(
    intake: IntakeService, rereading: RereadingService, documents: DocumentService, store: Store
) -> None:
    first = intake.store(a_reading(), viewer=OPERATOR, original=FILE).id
    assert rereading.replace(first, a_reading(), viewer=OPERATOR).outcome == "unchanged"
    assert documents.get(first, viewer=OPERATOR).revision == 1
    with store.reading() as connection:
        assert audit.verify(connection).lines == 1


def test_a_worse_reading_is_left_unless_it_is_wanted(
    intake: IntakeService, rereading: RereadingService, documents: DocumentService
) -> None:
    first = intake.store(a_reading(), viewer=OPERATOR, original=FILE).id
    assert rereading.replace(first, a_reading(**UNREAD), viewer=OPERATOR).outcome == "worse"
    assert documents.paragraphs(first, viewer=OPERATOR)
    assert rereading.replace(first, a_reading(**UNREAD), viewer=OPERATOR, even_if_worse=True).outcome == "replaced"
    assert not documents.paragraphs(first, viewer=OPERATOR)


def test_what_people_said_stays(
    intake: IntakeService, rereading: RereadingService, documents: DocumentService, store: Store
) -> None:
    first = intake.store(a_reading(), viewer=OPERATOR, original=FILE).id
    editor = Claim("date.decision", "2004-03-15", "editor:erin", None, 1.0, RANK_EDITOR)
    with store.begin("erin") as work:
        work.connection.execute(
            insert(claims), [{**vars(editor), "document_id": first, "position": 7, "made": now()}]
        )  # fmt: skip
        work.connection.execute(
            insert(document_terms),
            [{"document_id": first, "position": 5, "vocabulary": "right", "term": "housing", "status": "confirmed"}],
        )
    again = a_reading(
        facts=facts(title="Another title", decided=PartialDate(1999)), paragraphs=paragraphs("One.", "Two."),
        claims=(Claim("court", "za-cc", "parser:court"),),
    )  # fmt: skip
    assert rereading.replace(first, again, viewer=OPERATOR, even_if_worse=True).outcome == "replaced"
    found = documents.get(first, viewer=OPERATOR).facts
    assert (found.title, found.decided) == ("Another title", PartialDate(2004, 3))
    assert [(term.id, term.status) for term in found.terms] == [("housing", "confirmed")]
    with store.reading() as connection:
        kept = connection.execute(select(claims.c.source, claims.c.value).order_by(claims.c.position)).all()
    assert [tuple(row) for row in kept] == [("parser:court", "za-cc"), ("editor:erin", "2004-03-15")]


def test_a_document_is_found_by_its_id_or_its_file(intake: IntakeService, rereading: RereadingService) -> None:
    first = intake.store(a_reading(), viewer=OPERATOR, original=FILE).id
    for what in (first, HASH, HASH[:8]):
        kept = rereading.find(what, viewer=OPERATOR)
        assert (kept.id, kept.key, kept.name) == (first, HASH, "judgment.pdf")
        assert kept.original is not None
        assert kept.original.read_bytes() == FILE
    for absent in ("0" * 64, "no-such-thing", HASH[:5]):
        with pytest.raises(NotFound):
            rereading.find(absent, viewer=OPERATOR)
    cut = intake.store(a_reading(key=f"{HASH}:p3-9"), viewer=OPERATOR).id  # one case of a report
    with pytest.raises(Invalid):
        rereading.find(cut, viewer=OPERATOR)
    with pytest.raises(Conflict):
        rereading.replace(cut, a_reading(), viewer=OPERATOR)


def test_only_those_who_may_add_and_read(intake: IntakeService, rereading: RereadingService) -> None:
    hidden = intake.store(a_reading(access=audience("members")), viewer=OPERATOR, original=FILE).id
    with pytest.raises(Forbidden):
        rereading.find(hidden, viewer=MEMBER)
    with pytest.raises(NotFound):
        rereading.find(hidden, viewer=Viewer())
    with pytest.raises(Forbidden):
        rereading.troubled(viewer=EDITOR)
    assert rereading.replace(hidden, a_reading(language="en"), viewer=EDITOR).outcome == "unchanged"
    with pytest.raises(Forbidden):
        rereading.replace(hidden, a_reading(), viewer=MEMBER)


def test_every_table_of_documents_is_read_or_said() -> None:
    """A new table that hangs on documents is either filled by reading (then it is replaced) or by people (then it
    stays): say here which."""
    hanging = {
        table.name for table in metadata.sorted_tables
        if any(key.column.table.name == "documents" for key in table.foreign_keys)
    }  # fmt: skip
    read = {table.name for table in READ}
    assert hanging - read <= KEPT, hanging - read - KEPT
