"""What the collection teaches itself, on both databases: a group's texts teach that group alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import update

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.errors import Forbidden
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.search.lexicon import RECIPE
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.relations.alignments import AlignmentService
from caselaw.services.relations.relating import RelatingService
from caselaw.services.relations.versions import VersionService
from caselaw.services.vocabulary.lexicon import LexiconService, Taught
from caselaw.store import Store, jobs
from caselaw.store.blobs import Blobs
from caselaw.store.tables import alignments
from caselaw.store.tables.base import now
from caselaw.store.vocabulary import lexicons
from tests.factories import a_record
from tests.unit.test_lexicon import ENGLISH, SPANISH
from tests.unit.test_versions import edition

ALICE = Viewer("alice", frozenset({"member"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}), frozenset({"research"}))
EDITOR = Viewer("eve", frozenset({"editor"}))
LITIGATION = group_audience("litigation")
RESEARCH = group_audience("research")


class School:
    """A store in which pairs of versions are stored, joined and aligned."""

    def __init__(self, store: Store, folder: Path) -> None:
        for slug in ("litigation", "research"):
            GroupService(store).add(Group(slug, {"en": slug.title()}), viewer=OPERATOR)
        self.store = store
        self.intake = IntakeService(store, Blobs(folder / "files"))
        self.lexicon = LexiconService(store)
        self._versions = VersionService(store)
        self._relating = RelatingService(store, lambda: None)
        self._alignments = AlignmentService(store, lambda: None)

    def pair(self, one: Audience = PUBLIC, other: Audience = PUBLIC) -> tuple[DocumentId, DocumentId]:
        """An English and a Spanish text of one decision, aligned."""
        ids = []
        for texts, language, access in ((ENGLISH, "en", one), (SPANISH, "es", other)):
            paragraphs = edition(texts, language).paragraphs
            ids.append(
                self.intake.store(
                    a_record(language, paragraphs=paragraphs, access=access, claims=()), viewer=OPERATOR
                ).id
            )
        self._versions.confirm(*ids, viewer=OPERATOR)
        self.settle()
        return ids[0], ids[1]

    def part(self, document: DocumentId) -> None:
        self._versions.split(document, viewer=OPERATOR)
        self.settle()

    def settle(self) -> None:
        while not self._relating.apply_pending().idle:
            pass
        while self._alignments.apply_pending():
            pass
        with self.store.writing() as connection:
            jobs.settle(connection, [job.id for job in jobs.take(connection, jobs.INDEX, 100)])

    def learned(self, quiet: float = 0.0) -> tuple[Taught, ...]:
        return self.lexicon.apply_pending(quiet=quiet)

    def says(self, word: str, viewer: Viewer) -> list[str]:
        with self.store.reading() as connection:
            found = self.lexicon.of(connection, viewer.audiences).translations(word, "en")
        return [one.term for one in found]


@pytest.fixture
def school(store: Store, tmp_path: Path) -> School:
    return School(store, tmp_path)


def test_what_everyone_may_read_teaches_everyone(school: School) -> None:
    assert school.says("harbour", ANYONE) == []
    school.pair()
    (taught,) = school.learned()
    assert (taught.audience, taught.lessons) == (PUBLIC, len(ENGLISH))
    for viewer in (ANYONE, ALICE, BOB):
        assert school.says("harbours", viewer)[0] == "puerto"


@pytest.mark.parametrize(
    ("one", "other", "taught", "readers"),
    [
        (PUBLIC, MEMBERS, MEMBERS, {"alice", "bob"}),
        (MEMBERS, PUBLIC, MEMBERS, {"alice", "bob"}),
        (MEMBERS, LITIGATION, LITIGATION, {"alice"}),
        (LITIGATION, LITIGATION, LITIGATION, {"alice"}),
        (RESEARCH, PUBLIC, RESEARCH, {"bob"}),
    ],
)
def test_restricted_texts_teach_those_alone_who_may_read_both(
    school: School, one: Audience, other: Audience, taught: Audience, readers: set[str]
) -> None:
    school.pair(one, other)
    assert [each.audience for each in school.learned()] == [taught]
    for name, viewer in {"nobody": ANYONE, "alice": ALICE, "bob": BOB}.items():
        assert bool(school.says("harbour", viewer)) == (name in readers)
        assert bool(school.lexicon.show("harbour", viewer=viewer)) == (name in readers)


def test_two_groups_teach_nobody(school: School) -> None:
    english, spanish = school.pair()
    school.intake.change_access(english, LITIGATION, viewer=OPERATOR)
    school.intake.change_access(spanish, RESEARCH, viewer=OPERATOR)
    school.settle()
    assert school.learned() == ()
    assert school.says("harbour", ALICE) == school.says("harbour", BOB) == []


def test_it_is_learned_once_and_again_only_when_something_changed(school: School) -> None:
    school.pair()
    first = school.learned()
    assert first
    assert school.learned() == ()
    assert school.lexicon.learn(viewer=OPERATOR) == ()
    school.pair()
    (second,) = school.learned()
    assert second.version != first[0].version
    assert second.lessons > first[0].lessons


def test_nothing_is_learned_while_other_work_waits_or_texts_come_in(school: School) -> None:
    _, spanish = school.pair()
    with school.store.writing() as connection:
        jobs.add(connection, jobs.INDEX, spanish)
    assert school.learned() == ()
    school.settle()
    school.pair()
    assert school.learned(quiet=0.01) == ()  # not as it was at the last look: more may be coming
    time.sleep(0.02)
    assert school.learned(quiet=0.01) != ()
    assert school.learned(quiet=60) == ()


@pytest.mark.parametrize("removed", [True, False])
def test_what_a_text_taught_is_forgotten_with_it_at_once(school: School, removed: bool) -> None:
    _, spanish = school.pair()
    school.learned()
    assert school.says("harbour", ANYONE)
    if removed:
        school.intake.remove(spanish, viewer=OPERATOR)
    else:
        school.intake.change_access(spanish, LITIGATION, viewer=OPERATOR)
    for viewer in (ANYONE, ALICE):
        assert school.says("harbour", viewer) == []
        assert school.lexicon.show("harbour", viewer=viewer) == ()
    school.settle()
    school.learned()
    assert school.says("harbour", ANYONE) == []
    assert bool(school.says("harbour", ALICE)) == (not removed)


def test_a_private_change_leaves_the_lexicon_of_others(school: School) -> None:
    school.pair()
    _, hidden = school.pair(LITIGATION, LITIGATION)
    school.learned()
    school.intake.remove(hidden, viewer=OPERATOR)
    assert school.says("harbour", ANYONE)


def test_a_translation_is_shown_with_its_passages(school: School) -> None:
    english, spanish = school.pair()
    school.learned()
    shown = school.lexicon.show("Harbours", viewer=ANYONE)
    best = next(one for one in shown if one.entry.language == "en")
    assert (best.entry.word, best.entry.target) == ("harbour", "puerto")
    assert best.entry.together >= 2
    assert best.passages
    for passages in best.passages:
        assert {passages.document, passages.other_document} == {english, spanish}
        texts = {passages.paragraph.language: passages.paragraph.text, passages.other.language: passages.other.text}
        assert "harbour" in texts["en"].lower()
        assert "puerto" in texts["es"].lower()


def test_only_the_rows_of_the_words_asked_for_are_read(school: School) -> None:
    school.pair()
    school.learned()
    with school.store.reading() as connection:
        everything = list(lexicons.entries(connection, PUBLIC))
        found = list(lexicons.entries(connection, PUBLIC, [("en", "harbour")]))
        held = lexicons.words(connection, [PUBLIC])
        assert lexicons.words(connection, [LITIGATION]) == frozenset()
    about = [
        one for one in everything
        if ("en", "harbour") in {(one.language, one.word), (one.target_language, one.target)}
    ]  # fmt: skip
    assert found == about != everything
    assert held >= {("en", "harbour"), ("es", "puerto")}
    assert [one.entry for one in school.lexicon.show("puertos", viewer=ANYONE)]
    assert school.lexicon.show("unheard", viewer=ANYONE) == ()


def test_strong_pairs_are_proposed_to_editors(school: School) -> None:
    school.pair()
    school.learned()
    proposed = {frozenset({one.entry.word, one.entry.target}) for one in school.lexicon.propose(viewer=EDITOR)}
    assert frozenset({"harbour", "puerto"}) in proposed
    assert all(one.passages for one in school.lexicon.propose(viewer=OPERATOR))
    for viewer in (ANYONE, ALICE):
        with pytest.raises(Forbidden):
            school.lexicon.propose(viewer=viewer)
        with pytest.raises(Forbidden):
            school.lexicon.learn(viewer=viewer)


def test_another_set_of_texts_is_another_version_be_it_as_large(school: School) -> None:
    """What a process keeps in memory goes by its version: one pair closed and one opened must not look the same."""
    closing, opening = school.pair(), school.pair(LITIGATION, LITIGATION)
    with school.store.writing() as connection:  # as if both had been aligned in one moment
        connection.execute(update(alignments).values(made=now()))
    before = {taught.audience: taught.version for taught in school.learned()}
    for document in closing:
        school.intake.change_access(document, LITIGATION, viewer=OPERATOR)
    for document in opening:
        school.intake.change_access(document, PUBLIC, viewer=OPERATOR)
    assert school.says("harbour", ANYONE) == []
    with school.store.reading() as connection:
        assert lexicons.sources(connection, RECIPE)[PUBLIC] != before[PUBLIC]


def test_what_a_parted_version_taught_goes_when_it_is_restricted(school: School) -> None:
    _, spanish = school.pair()
    school.learned()
    school.part(spanish)
    assert school.says("harbour", ANYONE), "both are for everyone still"
    school.intake.change_access(spanish, LITIGATION, viewer=OPERATOR)
    assert school.says("harbour", ANYONE) == []


def test_a_document_that_taught_nothing_takes_nothing_along(school: School) -> None:
    school.pair()
    school.learned()
    alone = school.intake.store(a_record(), viewer=OPERATOR).id
    school.intake.remove(alone, viewer=OPERATOR)
    assert school.says("harbour", ANYONE)
