"""Versions found, joined and parted on both databases, and nobody told of what she may not read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.search.encoder import Encoder
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.reading.documents import DocumentService
from caselaw.services.relations.alignments import AlignmentService
from caselaw.services.relations.relating import RelatingService
from caselaw.services.relations.versions import VersionService
from caselaw.store import Store, jobs
from caselaw.store.blobs import Blobs
from caselaw.store.tables import alignments, audit_events
from tests.factories import a_record
from tests.unit.test_versions import ENGLISH, FACTS, SPANISH, changed, edition

ALICE = Viewer("alice", frozenset({"editor"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}))
LITIGATION = group_audience("litigation")
NEXT_DAY = PartialDate(2011, 5, 18)
SISTER = changed(ENGLISH, Quintero="Zambrano", Belmonte="Urrutia")


class Registry:
    """The services of one store."""

    def __init__(self, store: Store, folder: Path) -> None:
        GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
        GroupService(store).add(Group("research", {"en": "Research"}), viewer=OPERATOR)
        blobs = Blobs(folder / "files")
        self.store = store
        self.intake = IntakeService(store, blobs)
        self.documents = DocumentService(store, blobs)
        self.relating = RelatingService(store, lambda: None)
        self.versions = VersionService(store)
        self.alignments = AlignmentService(store, lambda: None)

    def add(
        self, texts: tuple[str, ...] = ENGLISH, language: str = "en", access: Audience = PUBLIC, **changes: object
    ) -> DocumentId:
        """A stored decision with these paragraphs, looked at at once."""
        one = edition(texts, language)
        about = replace(FACTS, **changes)  # type: ignore[arg-type]
        record = a_record(language, facts=about, paragraphs=one.paragraphs, access=access, claims=())
        document = self.intake.store(record, viewer=OPERATOR).id
        self.relate()
        return document

    def relate(self) -> None:
        while not self.relating.apply_pending().idle:
            pass
        while self.alignments.apply_pending():
            pass

    def work(self, document: DocumentId, viewer: Viewer = ALICE) -> str:
        return self.documents.get(document, viewer=viewer).work_id


@pytest.fixture
def registry(store: Store, tmp_path: Path) -> Registry:
    return Registry(store, tmp_path)


def test_a_translation_joins_its_decision_when_it_comes(registry: Registry) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es")
    assert registry.work(english) == registry.work(spanish)
    (version,) = registry.versions.of(english, viewer=ANYONE)
    assert (version.document.id, version.relation) == (spanish, "version")
    assert "day" in version.reasons
    assert registry.documents.get(english, viewer=ANYONE).revision == 1
    assert registry.documents.get(spanish, viewer=ANYONE).revision == 2


def test_one_text_in_another_file_is_said_to_be_one(registry: Registry) -> None:
    first, second = registry.add(), registry.add()
    assert [(one.document.id, one.relation) for one in registry.versions.of(first, viewer=ANYONE)] == [
        (second, "same_text")
    ]


def test_a_correction_says_which_corrects_which(registry: Registry) -> None:
    first = registry.add()
    second = registry.add(("Corrected on 2 June 2011", *changed(ENGLISH, **{"118 to 164": "118 to 165"})))
    assert [one.relation for one in registry.versions.of(first, viewer=ANYONE)] == ["corrected_by"]
    assert [one.relation for one in registry.versions.of(second, viewer=ANYONE)] == ["corrects"]


def test_a_sister_order_of_the_day_is_told_apart(registry: Registry) -> None:
    first = registry.add(tuple(text + " Quintero" for text in ENGLISH))
    second = registry.add(tuple(text + " Zambrano" for text in SISTER))
    assert registry.work(first) != registry.work(second)
    assert registry.versions.of(first, viewer=ANYONE) == ()


@pytest.mark.parametrize("hidden", [MEMBERS, LITIGATION])
@pytest.mark.parametrize("hidden_first", [True, False])
def test_a_public_document_never_tells_of_a_restricted_version(
    registry: Registry, hidden: Audience, hidden_first: bool
) -> None:
    if hidden_first:
        spanish = registry.add(SPANISH, "es", hidden)
        english = registry.add()
    else:
        english = registry.add()
        before = registry.documents.get(english, viewer=ANYONE)
        spanish = registry.add(SPANISH, "es", hidden)
        assert registry.documents.get(english, viewer=ANYONE) == before
    assert registry.documents.get(english, viewer=ANYONE).revision == 1
    assert registry.versions.of(english, viewer=ANYONE) == ()
    with pytest.raises(NotFound):
        registry.alignments.alignment(english, spanish, viewer=ANYONE)
    assert [one.document.id for one in registry.versions.of(english, viewer=ALICE)] == [spanish]


def test_documents_of_two_groups_are_not_moved_for_each_other(registry: Registry) -> None:
    ours = registry.add(access=LITIGATION)
    before = registry.documents.get(ours, viewer=ALICE)
    registry.add(SPANISH, "es", group_audience("research"))
    assert registry.documents.get(ours, viewer=ALICE) == before


def test_what_is_given_to_the_public_later_is_joined_then(registry: Registry) -> None:
    ours = registry.add(access=LITIGATION)
    theirs = registry.add(SPANISH, "es", group_audience("research"))
    registry.intake.change_access(ours, PUBLIC, viewer=OPERATOR)
    registry.intake.change_access(theirs, PUBLIC, viewer=OPERATOR)
    registry.relate()
    assert registry.work(ours) == registry.work(theirs)


def test_what_is_not_certain_waits_for_a_person(registry: Registry) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es", decided=NEXT_DAY)
    assert registry.work(english) != registry.work(spanish)
    (proposal,) = registry.versions.proposals(viewer=ALICE)
    assert {proposal.left.id, proposal.right.id} == {english, spanish}
    assert registry.versions.proposals(viewer=BOB) == ()
    with pytest.raises(Forbidden):
        registry.versions.confirm(english, spanish, viewer=BOB)
    registry.versions.confirm(english, spanish, viewer=ALICE)
    assert registry.work(english) == registry.work(spanish)
    assert registry.versions.proposals(viewer=ALICE) == ()


def test_a_proposal_about_a_hidden_document_is_shown_to_nobody_else(registry: Registry) -> None:
    registry.add()
    registry.add(SPANISH, "es", group_audience("research"), decided=NEXT_DAY)
    assert registry.versions.proposals(viewer=ALICE) == ()
    assert len(registry.versions.proposals(viewer=OPERATOR)) == 1


def test_a_version_that_a_person_splits_out_stays_out(registry: Registry) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es")
    registry.versions.split(spanish, viewer=ALICE)
    assert registry.work(english) != registry.work(spanish)
    with registry.store.begin("operator") as work:
        work.relate(spanish)
    registry.relate()
    assert registry.work(english) != registry.work(spanish)
    assert registry.versions.of(english, viewer=ANYONE) == ()
    registry.versions.confirm(english, spanish, viewer=ALICE)
    assert registry.work(english) == registry.work(spanish)


def test_rejecting_a_join_parts_it(registry: Registry) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es")
    registry.versions.reject(english, spanish, viewer=ALICE)
    assert registry.work(english) != registry.work(spanish)


def test_who_cannot_see_the_others_has_nothing_to_split_from(registry: Registry) -> None:
    carol = Viewer("carol", frozenset({"editor"}))
    english = registry.add()
    registry.add(SPANISH, "es", LITIGATION)
    with pytest.raises(Invalid) as refused:
        registry.versions.split(english, viewer=carol)
    assert refused.value.code == "versions.alone"
    with pytest.raises(Invalid):
        registry.versions.confirm(english, english, viewer=carol)


def test_a_document_that_is_removed_leaves_no_pair(registry: Registry) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es", decided=NEXT_DAY)
    registry.intake.remove(spanish, viewer=OPERATOR)
    assert registry.versions.proposals(viewer=OPERATOR) == ()
    assert registry.versions.of(english, viewer=ANYONE) == ()


def test_versions_are_read_side_by_side(registry: Registry) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es")
    shown = registry.alignments.alignment(spanish, english, viewer=ANYONE)
    assert (shown.left.id, shown.right.id, shown.method) == (spanish, english, "evidence")
    assert shown.likeness > 0.3
    pairs = {(left.number, right.number) for left, right, _ in shown.rows if left and right}
    assert {("1", "1"), ("2", "2"), ("3", "3")} <= pairs


def test_what_is_not_aligned_yet_stands_by_its_numbers(registry: Registry) -> None:
    registry.relate = lambda: None  # type: ignore[method-assign]
    english, spanish = registry.add(), registry.add(SPANISH, "es")
    while not registry.relating.apply_pending().idle:
        pass
    shown = registry.alignments.alignment(english, spanish, viewer=ANYONE)
    assert shown.method == ""
    pairs = {(left.number, right.number) for left, right, _ in shown.rows if left and right}
    assert {("1", "1"), ("2", "2"), ("3", "3")} <= pairs
    with pytest.raises(NotFound):
        registry.alignments.alignment(english, registry.add(SISTER, "en"), viewer=ANYONE)


def test_the_audit_trail_names_joins_and_partings(registry: Registry) -> None:
    registry.add()
    spanish = registry.add(SPANISH, "es")
    registry.versions.split(spanish, viewer=ALICE)
    with registry.store.reading() as connection:
        lines = [(row.action, row.actor) for row in connection.execute(audit_events.select().order_by("number"))]
    assert ("join versions", "rules") in lines
    assert ("split version", "alice") in lines


def test_a_text_that_we_fail_on_holds_up_no_other(registry: Registry) -> None:
    """The encoder breaks on the one pair that needs it: its job waits for another time, the next is looked at."""

    def broken() -> None:
        raise RuntimeError("no model")

    registry.add()
    registry.relating = RelatingService(registry.store, broken)
    failing = registry.add(SPANISH, "es", decided=NEXT_DAY)
    assert registry.relating.pending() == 1
    twin = registry.add()
    assert [one.relation for one in registry.versions.of(twin, viewer=ANYONE)] == ["same_text"]
    assert registry.versions.of(failing, viewer=ANYONE) == ()
    assert registry.relating.pending() == 1


def test_an_alignment_that_we_fail_on_holds_up_no_other(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    english, spanish = registry.add(), registry.add(SPANISH, "es")
    other, theirs = registry.add(SISTER), registry.add(SISTER)
    with registry.store.writing() as connection:
        for document in (english, other):
            connection.execute(delete(alignments).where(alignments.c.left_id.in_([document, spanish, theirs])))
            jobs.add(connection, jobs.ALIGN, document)
    align = AlignmentService._align_two

    def broken(self: AlignmentService, left: Document, right: Document, encoder: Encoder | None) -> None:
        if spanish in (left.id, right.id):
            raise RuntimeError("no memory")
        align(self, left, right, encoder)

    with monkeypatch.context() as then:
        then.setattr(AlignmentService, "_align_two", broken)
        registry.relate()
        assert registry.alignments.alignment(other, theirs, viewer=ANYONE).method
        assert not registry.alignments.alignment(english, spanish, viewer=ANYONE).method
    assert "no memory" in caplog.text
    with registry.store.writing() as connection:
        assert jobs.waiting(connection, jobs.ALIGN).total == 1, "it is tried again later"
        assert jobs.waiting(connection, jobs.ALIGN).due == 0
