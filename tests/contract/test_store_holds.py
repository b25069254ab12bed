"""A document on hold is read by the editors among its readers alone, until the last reason is gone — on both
databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import EDITORS, MEMBERS, PUBLIC, Audience, audience, group_audience
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.holding import give, hold, release
from caselaw.services.people.groups import GroupService
from caselaw.services.reading.documents import DocumentService
from caselaw.store import Store, splitting
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.withholding import holds
from tests.factories import a_record

LITIGATION = group_audience("litigation")
EDITOR = Viewer("erin", frozenset({"editor"}))
GROUP_EDITOR = Viewer("gina", frozenset(), frozenset({"litigation"}), {"litigation": frozenset({"editor"})})
MEMBER = Viewer("mara", frozenset({"member"}), frozenset({"litigation"}))


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> DocumentService:
    return DocumentService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
    return IntakeService(store, Blobs(tmp_path / "files"))


def whole(store: Store, document: DocumentId) -> Document:
    with store.reading() as connection:
        return stored.load_many(connection, [document], stored.EVERYONE)[document]


def put_on_hold(store: Store, document: DocumentId, reason: str = "upload") -> bool:
    with store.begin("erin") as work:
        return hold(work, whole(store, document), reason)  # type: ignore[arg-type]


def let_go(store: Store, document: DocumentId, reason: str = "upload") -> Audience | None:
    with store.begin("erin") as work:
        return release(work, document, reason)  # type: ignore[arg-type]


def reads(documents: DocumentService, document: DocumentId, viewer: Viewer) -> bool:
    try:
        documents.get(document, viewer=viewer)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(
    ("wanted", "held", "editor"),
    [(PUBLIC, EDITORS, EDITOR), (MEMBERS, EDITORS, EDITOR), (LITIGATION, audience("editors:litigation"), GROUP_EDITOR)],
)
def test_only_its_editors_read_it_until_it_is_released(
    store: Store, intake: IntakeService, documents: DocumentService, wanted: Audience, held: Audience, editor: Viewer
) -> None:
    document = intake.store(a_record(access=wanted), viewer=OPERATOR).id
    assert put_on_hold(store, document)
    assert not put_on_hold(store, document), "held already"
    assert whole(store, document).access == held
    assert reads(documents, document, editor)
    assert not any(reads(documents, document, other) for other in (ANYONE, OPERATOR, MEMBER))
    other = GROUP_EDITOR if editor is EDITOR else EDITOR
    assert not reads(documents, document, other)
    assert let_go(store, document) == wanted
    assert let_go(store, document) is None, "nothing holds it now"
    assert whole(store, document).access == wanted


def test_every_reason_must_be_gone(store: Store, intake: IntakeService) -> None:
    document = intake.store(a_record(access=MEMBERS), viewer=OPERATOR).id
    assert put_on_hold(store, document, "upload")
    assert put_on_hold(store, document, "names")
    assert let_go(store, document, "upload") is None
    assert whole(store, document).access == EDITORS
    assert let_go(store, document, "names") == MEMBERS


def test_another_audience_is_remembered_while_it_is_held(store: Store, intake: IntakeService) -> None:
    document = intake.store(a_record(access=MEMBERS), viewer=OPERATOR).id
    put_on_hold(store, document)
    intake.change_access(document, PUBLIC, viewer=OPERATOR)
    assert whole(store, document).access == EDITORS, "no way around the look"
    intake.change_access(document, LITIGATION, viewer=OPERATOR)
    assert whole(store, document).access == audience("editors:litigation")
    assert let_go(store, document) == LITIGATION


def test_what_waits_is_told_to_those_who_may_read_it(store: Store, intake: IntakeService) -> None:
    mine = intake.store(a_record(access=LITIGATION), viewer=OPERATOR).id
    ours = intake.store(a_record(access=PUBLIC), viewer=OPERATOR).id
    for one in (mine, ours):
        put_on_hold(store, one)
    with store.reading() as connection:
        told = {
            viewer.account: {one.document for one in holds.waiting(connection, "upload", viewer.audiences)}
            for viewer in (EDITOR, GROUP_EDITOR, MEMBER)
        }
        assert told == {"erin": {ours}, "gina": {mine}, "mara": set()}
        assert holds.count(connection, "upload", EDITOR.audiences) == 1
        assert holds.waiting(connection, "names", EDITOR.audiences) == ()
        assert holds.waiting(connection, "upload", EDITOR.audiences, after=1) == ()
        assert [one.wanted for one in holds.of(connection, [mine])[mine]] == [LITIGATION]


def test_a_document_taken_away_is_held_no_more(store: Store, intake: IntakeService) -> None:
    document = intake.store(a_record(), viewer=OPERATOR).id
    put_on_hold(store, document)
    intake.remove(document, viewer=OPERATOR)
    with store.reading() as connection:
        assert holds.of(connection, [document]) == {}


def test_narrowing_a_held_report_narrows_its_held_cases(store: Store, intake: IntakeService) -> None:
    report = intake.store(a_record(access=PUBLIC), viewer=OPERATOR).id
    case = intake.store(a_record(access=PUBLIC), viewer=OPERATOR).id
    with store.begin("erin") as work:
        splitting.tie(work.connection, case, report, None, {})
    for one in (report, case):
        put_on_hold(store, one)
    intake.change_access(report, LITIGATION, viewer=OPERATOR)
    assert let_go(store, case) == LITIGATION, "they are the words of the report"


def give_to_all(store: Store, document: DocumentId) -> None:
    with store.begin("erin") as work:
        give(work, document, PUBLIC)


@pytest.mark.parametrize("open_it", [let_go, give_to_all])
def test_what_is_held_and_opened_at_once_stays_held(
    store: Store, intake: IntakeService, documents: DocumentService, open_it: Callable[[Store, DocumentId], object]
) -> None:
    """Somebody publishes a draft, or changes its readers, in the moment in which its names hold it."""
    document = intake.store(a_record(access=MEMBERS), viewer=OPERATOR).id
    if open_it is let_go:
        put_on_hold(store, document)
    began = Event()

    def opens() -> None:
        began.set()
        open_it(store, document)

    other = Thread(target=opens)
    with store.begin("erin") as work:
        assert hold(work, whole(store, document), "names")
        other.start()
        assert began.wait(10)
        other.join(0.3)
    other.join(30)
    assert not other.is_alive()
    assert reads(documents, document, EDITOR)
    assert not reads(documents, document, MEMBER)
