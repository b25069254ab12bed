"""What becomes of the files of an upload, step by step, on both databases: nothing twice, nothing for a stranger."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from sqlalchemy import func, select

from caselaw.access.viewer import OPERATOR, Viewer, viewer_of
from caselaw.domain.audience import EDITORS, MEMBERS, PUBLIC, group_audience
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Changed, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.domain.intake.upload import MOST_TRIES, Sent, UploadedFile, Wishes
from caselaw.domain.people.belonging import Group
from caselaw.domain.problems import Problem
from caselaw.services.intake.drafting import DraftingService
from caselaw.services.intake.reviewing import ReviewService
from caselaw.services.intake.uploads import UploadService
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.reading.documents import DocumentService
from caselaw.store import Store, audit
from caselaw.store.blobs import Blobs
from caselaw.store.tables import audit_events, documents
from tests.factories import a_record

FILE = b"1. The applicants were evicted."
HASH = hashlib.sha256(FILE).hexdigest()


@pytest.fixture
def eve(store: Store) -> Viewer:
    accounts = AccountService(store)
    GroupService(store).add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    return viewer_of(accounts.add("eve@example.org", "correct horse battery", roles={"editor"}, viewer=OPERATOR))


@pytest.fixture
def gina(store: Store, eve: Viewer) -> Viewer:
    accounts = AccountService(store)
    return viewer_of(
        accounts.add("gina@example.org", "correct horse battery", roles={"editor"}, groups=("mining",), viewer=OPERATOR)
    )


@pytest.fixture
def uploading(store: Store, tmp_path: Path) -> UploadService:
    return UploadService(store, tmp_path / "files", megabytes=1)


@pytest.fixture
def drafting(store: Store, tmp_path: Path) -> DraftingService:
    return DraftingService(store, tmp_path / "files")


@pytest.fixture
def reviewing(store: Store) -> ReviewService:
    return ReviewService(store)


def a_reading() -> Record:
    return a_record(key=HASH, access=None, source=SourceFile(HASH, "judgment.txt", "txt", len(FILE)))


def send(uploading: UploadService, viewer: Viewer, wishes: Wishes, *names: str) -> tuple[str, list[UploadedFile]]:
    run = uploading.receive([Sent(name, io.BytesIO(FILE)) for name in names], wishes, viewer=viewer)
    return run, list(uploading.get(run, viewer=viewer).files)


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(documents)).scalar_one()


def test_a_step_done_twice_is_done_once(
    store: Store, uploading: UploadService, drafting: DraftingService, eve: Viewer
) -> None:
    run, (file,) = send(uploading, eve, Wishes(PUBLIC), "a.txt")
    assert drafting.begin(file)
    for _ in range(2):
        drafting.unfold(file, [("inside/one.txt", 5), ("inside/two.txt", 6)], alone=False)
    assert [one.name for one in uploading.get(run, viewer=eve).files] == ["a.txt", "one.txt", "two.txt"]
    first, again = (drafting.keep(file, a_reading(), original=FILE) for _ in range(2))
    assert first is not None
    assert (first.outcome, again) == ("added", None)
    assert count(store) == 1
    assert not drafting.begin(file), "it is finished"
    drafting.refuse(file, Problem("problem.empty", "error"))
    assert uploading.get(run, viewer=eve).files[0].state == "stored"


def test_a_file_that_ends_its_reader_too_often_is_left(
    uploading: UploadService, drafting: DraftingService, eve: Viewer
) -> None:
    run, (file,) = send(uploading, eve, Wishes(PUBLIC), "a.txt")
    assert [drafting.begin(file) for _ in range(MOST_TRIES + 1)] == [True] * MOST_TRIES + [False]
    (left,) = uploading.get(run, viewer=eve).files
    assert (left.state, left.problem and left.problem.code) == ("refused", "problem.crashed")


def test_an_upload_is_held_by_one_and_let_go_when_it_is_over(
    store: Store, uploading: UploadService, drafting: DraftingService, eve: Viewer, tmp_path: Path
) -> None:
    run, (file,) = send(uploading, eve, Wishes(PUBLIC), "a.txt")
    with drafting.taken() as mine:
        assert mine is not None
        assert mine.id == run
        with DraftingService(store, tmp_path / "files").taken() as theirs:
            assert theirs is None
        assert drafting.path(mine, file).read_bytes() == FILE
    assert drafting.pending() == 1, "its file was not finished"
    with drafting.taken() as mine:
        assert mine is not None
        drafting.keep(file, a_reading(), original=FILE)
    assert drafting.pending() == 0
    assert not (tmp_path / "files" / "incoming" / run).exists()


def test_two_who_know_nothing_of_each_other_keep_one_file_each(
    store: Store, uploading: UploadService, drafting: DraftingService, eve: Viewer, gina: Viewer
) -> None:
    _, (hers,) = send(uploading, gina, Wishes(group_audience("mining")), "a.txt")
    theirs = drafting.keep(hers, a_reading(), original=FILE)
    _, (file, same) = send(uploading, eve, Wishes(MEMBERS), "b.txt", "c.txt")
    mine, again = (drafting.keep(one, a_reading(), original=FILE) for one in (file, same))
    assert theirs is not None
    assert mine is not None
    assert again is not None
    assert (mine.outcome, again.outcome, again.id) == ("added", "unchanged", mine.id)
    assert mine.id != theirs.id
    assert count(store) == 2


def draft(
    uploading: UploadService, drafting: DraftingService, viewer: Viewer, wishes: Wishes
) -> tuple[str, DocumentId]:
    run, (file,) = send(uploading, viewer, wishes, "a.txt")
    stored = drafting.keep(file, a_reading(), original=FILE)
    assert stored is not None
    return run, stored.id


def test_publishing_is_for_editors_of_the_readers_and_happens_once(
    store: Store, uploading: UploadService, drafting: DraftingService, reviewing: ReviewService, eve: Viewer,
    gina: Viewer, tmp_path: Path,
) -> None:  # fmt: skip
    run, document = draft(uploading, drafting, gina, Wishes(group_audience("mining")))
    member = Viewer("mo", frozenset({"member"}), frozenset({"mining"}))
    for other in (eve, member, OPERATOR):
        with pytest.raises((NotFound, Forbidden)):
            reviewing.publish({document: 1}, viewer=other)
        with pytest.raises((NotFound, Forbidden)):
            reviewing.send_back(document, "no", viewer=other)
    assert reviewing.list(viewer=eve).total == 0
    (waiting,) = reviewing.list(viewer=gina).drafts
    assert (waiting.document.id, waiting.hold.wanted, waiting.file) == (document, "group:mining", "judgment.txt")
    with pytest.raises(Changed):
        reviewing.publish({document: 2}, viewer=gina)
    with pytest.raises(Invalid):
        reviewing.publish({}, viewer=gina)
    assert reviewing.publish({document: 1}, viewer=gina) == (document,)
    assert reviewing.publish({document: 1}, viewer=gina) == ()
    assert DocumentService(store, Blobs(tmp_path / "files")).get(document, viewer=member).access == "group:mining"
    assert uploading.get(run, viewer=gina).files[0].state == "published"
    with store.reading() as connection:
        acts = connection.execute(select(audit_events.c.action, audit_events.c.actor)).all()
        assert audit.verify(connection).broken is None
    assert [actor for action, actor in acts if action == "publish"] == [gina.account]


def test_what_is_sent_back_leaves_its_reason(
    uploading: UploadService, drafting: DraftingService, reviewing: ReviewService, eve: Viewer
) -> None:
    run, document = draft(uploading, drafting, eve, Wishes(PUBLIC, note="From the registry"))
    assert reviewing.get(document, viewer=eve).document.access == EDITORS
    assert reviewing.get(document, viewer=eve).note == "From the registry"
    with pytest.raises(Invalid):
        reviewing.send_back(document, " ", viewer=eve)
    reviewing.send_back(document, "Two pages are missing", viewer=eve)
    with pytest.raises(NotFound):
        reviewing.get(document, viewer=eve)
    (file,) = uploading.get(run, viewer=eve).files
    assert (file.state, file.reason, file.document) == ("returned", "Two pages are missing", None)
