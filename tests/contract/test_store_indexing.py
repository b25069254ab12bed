"""The index follows the database — on both databases and every engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.errors import Forbidden, IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.plan import Everything, SearchPlan
from caselaw.search.port import IndexDocument, SearchIndex
from caselaw.services.indexing.index import Agreement, IndexingService
from caselaw.services.intake.adding import IntakeService
from caselaw.store import Store, jobs, tables
from caselaw.store.blobs import Blobs
from tests.factories import a_record


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def indexing(store: Store, index: SearchIndex) -> IndexingService:
    return IndexingService(store, index)


def apply_all(indexing: IndexingService) -> None:
    while not indexing.apply_pending().idle:
        pass


def found(index: SearchIndex, audiences: Collection[Audience] = (PUBLIC,)) -> set[DocumentId]:
    plan = SearchPlan(frozenset(audiences), Everything(), size=100)
    return {hit.id for hit in index.search(plan).hits}


def test_a_job_goes_only_when_a_later_look_finds_both_sides_equal(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    document = intake.store(a_record(), viewer=OPERATOR).id
    first = indexing.apply_pending()
    assert (first.applied, first.settled, indexing.pending()) == (1, 0, 1)
    assert found(index) == {document}
    second = indexing.apply_pending()
    assert (second.applied, second.settled, indexing.pending()) == (0, 1, 0)
    assert indexing.apply_pending().idle


def test_a_change_of_access_moves_the_document(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    document = intake.store(a_record(), viewer=OPERATOR).id
    apply_all(indexing)
    intake.change_access(document, MEMBERS, viewer=OPERATOR)
    assert indexing.check(viewer=OPERATOR).stale == (document,)
    apply_all(indexing)
    assert found(index) == set()
    assert found(index, {PUBLIC, MEMBERS}) == {document}
    assert indexing.check(viewer=OPERATOR).agrees


def test_a_removed_document_leaves_the_index(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    kept, gone = (intake.store(a_record(), viewer=OPERATOR).id for _ in range(2))
    apply_all(indexing)
    intake.remove(gone, viewer=OPERATOR)
    assert indexing.check(viewer=OPERATOR) == Agreement(extra=(gone,))
    apply_all(indexing)
    assert found(index) == {kept}
    assert indexing.check(viewer=OPERATOR).agrees


def test_a_document_removed_before_it_was_indexed_never_appears(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    intake.remove(intake.store(a_record(), viewer=OPERATOR).id, viewer=OPERATOR)
    apply_all(indexing)
    assert found(index) == set()
    assert indexing.pending() == 0


def test_what_an_index_has_lost_is_found_by_check_and_by_rebuild(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    documents = {intake.store(a_record(), viewer=OPERATOR).id for _ in range(3)}
    apply_all(indexing)
    lost = min(documents)
    index.drop([lost])
    assert indexing.check(viewer=OPERATOR).missing == (lost,)
    told: list[tuple[int, int]] = []
    rebuilt = indexing.rebuild(viewer=OPERATOR, progress=lambda done, total: told.append((done, total)))
    assert (rebuilt.documents, told[-1]) == (3, (3, 3))
    assert found(index) == documents
    assert indexing.pending() == 0


def test_what_is_stored_during_a_rebuild_is_not_lost(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    before = {intake.store(a_record(), viewer=OPERATOR).id for _ in range(2)}
    apply_all(indexing)
    meanwhile: set[DocumentId] = set()
    removed = min(before)

    def store_more(_done: int, _total: int) -> None:
        """Comes when the rebuild has read all there was: a new document, and one it has read is removed."""
        if not meanwhile:
            meanwhile.add(intake.store(a_record(), viewer=OPERATOR).id)
            intake.remove(removed, viewer=OPERATOR)

    indexing.rebuild(viewer=OPERATOR, progress=store_more)
    apply_all(indexing)
    assert indexing.check(viewer=OPERATOR).agrees
    assert found(index) == (before | meanwhile) - {removed}


def test_jobs_are_taken_in_portions(intake: IntakeService, indexing: IndexingService) -> None:
    for _ in range(5):
        intake.store(a_record(), viewer=OPERATOR)
    assert [indexing.apply_pending(limit=2).applied for _ in range(3)] == [2, 2, 1]
    apply_all(indexing)
    assert indexing.check(viewer=OPERATOR).agrees


def test_status_counts_both_sides(intake: IntakeService, indexing: IndexingService) -> None:
    for _ in range(2):
        intake.store(a_record(access=MEMBERS), viewer=OPERATOR)
    status = indexing.status(viewer=OPERATOR)
    assert (status.documents, status.indexed, status.pending, status.due) == (2, 0, 2, 2)
    apply_all(indexing)
    status = indexing.status(viewer=OPERATOR)
    assert (status.documents, status.indexed, status.pending, status.refused) == (2, 2, 0, {})


@pytest.mark.parametrize("viewer", [ANYONE, Viewer("bob", frozenset({"member"}))])
def test_the_index_is_for_those_who_run_the_installation(indexing: IndexingService, viewer: Viewer) -> None:
    for verb in (indexing.rebuild, indexing.check, indexing.status):
        with pytest.raises(Forbidden):
            verb(viewer=viewer)


class Choosy(MemoryIndex):
    """The honest scan, but it refuses documents of one title, as an engine may."""

    def put(self, rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        kept = list(rows)
        poison = {row.id: "too bitter" for row in kept if row.title.startswith("Poison")}
        return {**super().put([row for row in kept if row.id not in poison]), **poison}


class Away(MemoryIndex):
    """An engine that does not answer, or is being written by another process."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault: Exception | None = fault

    def put(self, rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        if self.fault is not None:
            raise self.fault
        return super().put(rows)


def test_one_refused_document_holds_up_no_other(store: Store, intake: IntakeService) -> None:
    index = Choosy()
    indexing = IndexingService(store, index)
    poison = intake.store(a_record(title="Poison"), viewer=OPERATOR).id
    good = intake.store(a_record(), viewer=OPERATOR).id
    assert indexing.apply_pending(limit=1).refused == {poison: "too bitter"}
    apply_all(indexing)
    assert found(index) == {good}
    status = indexing.status(viewer=OPERATOR)
    assert (status.pending, status.due, status.refused) == (1, 0, {poison: "too bitter"})
    _let_time_pass(store, timedelta(minutes=1))
    assert indexing.apply_pending().refused == {poison: "too bitter"}
    assert indexing.apply_pending().idle


def _let_time_pass(store: Store, time: timedelta) -> None:
    with store.writing() as connection:
        for job in connection.execute(tables.jobs.select()).all():
            connection.execute(update(tables.jobs).where(tables.jobs.c.id == job.id).values(due=job.due - time))


def test_jobs_outlast_an_engine_that_is_away(store: Store, intake: IntakeService) -> None:
    index = Away(SearchUnavailable())
    indexing = IndexingService(store, index)
    document = intake.store(a_record(), viewer=OPERATOR).id
    with pytest.raises(SearchUnavailable):
        indexing.apply_pending()
    assert indexing.pending() == 1
    index.fault = IndexBusy()
    assert indexing.apply_pending().busy
    index.fault = None
    apply_all(indexing)
    assert found(index) == {document}


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (1, 30), (2, 60), (3, 120), (30, 86_400), (10_000, 86_400)])
def test_who_was_refused_waits_longer_each_time(failures: int, seconds: int) -> None:
    assert jobs.delay(failures) == timedelta(seconds=seconds)


@pytest.mark.postgres
def test_two_workers_on_postgresql_take_different_jobs(postgres_store: Store, tmp_path: Path) -> None:
    intake = IntakeService(postgres_store, Blobs(tmp_path / "files"))
    for _ in range(4):
        intake.store(a_record(), viewer=OPERATOR)
    with postgres_store.take_jobs(jobs.INDEX, 3) as mine, postgres_store.take_jobs(jobs.INDEX, 3) as others:
        assert mine is not None
        assert others is not None
        assert (len(mine.jobs), len(others.jobs)) == (3, 1)
        assert not {job.id for job in mine.jobs} & {job.id for job in others.jobs}


def test_on_sqlite_one_process_takes_jobs_and_others_may_write(sqlite_store: Store, tmp_path: Path) -> None:
    intake = IntakeService(sqlite_store, Blobs(tmp_path / "files"))
    with sqlite_store.take_jobs(jobs.INDEX, 3) as mine, sqlite_store.take_jobs(jobs.INDEX, 3) as others:
        assert mine is not None
        assert others is None
        intake.store(a_record(), viewer=OPERATOR)


def test_no_job_is_done_while_the_index_is_built_anew(
    intake: IntakeService, indexing: IndexingService, index: SearchIndex
) -> None:
    document = intake.store(a_record(), viewer=OPERATOR).id
    apply_all(indexing)
    waiting: list[int] = []

    def close_it(_done: int, _total: int) -> None:
        """Comes when the rebuild has read the document: it is for members from now on, and the old index says so."""
        if not waiting:
            intake.change_access(document, MEMBERS, viewer=OPERATOR)
            apply_all(indexing)
            waiting.append(indexing.pending())

    indexing.rebuild(viewer=OPERATOR, progress=close_it)
    assert waiting == [1]
    apply_all(indexing)
    assert (found(index), indexing.pending()) == (set(), 0)


def test_one_builds_the_index_anew_at_a_time(intake: IntakeService, indexing: IndexingService) -> None:
    intake.store(a_record(), viewer=OPERATOR)
    refused: list[IndexBusy] = []

    def another(_done: int, _total: int) -> None:
        with pytest.raises(IndexBusy) as busy:
            indexing.rebuild(viewer=OPERATOR)
        refused.append(busy.value)

    indexing.rebuild(viewer=OPERATOR, progress=another)
    assert refused
    indexing.rebuild(viewer=OPERATOR)
