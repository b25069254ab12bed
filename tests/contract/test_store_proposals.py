"""What the lexicon proposes for the glossary: to editors who may read what taught it, until one of them decides — on
both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.errors import Changed, Forbidden, Invalid, NotFound
from caselaw.domain.glossary.changes import NewTerm, Pair
from caselaw.domain.glossary.concepts import glossary, learn
from caselaw.search.engines.memory import MemoryIndex
from caselaw.services.vocabulary.glossary import GlossaryService
from caselaw.services.vocabulary.proposals import Proposal, ProposalService
from caselaw.store import Store, tables
from tests.contract.test_store_lexicons import School

ALICE = Viewer("alice", frozenset({"member", "editor"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member", "editor"}), frozenset({"research"}))
LITIGATION, RESEARCH = group_audience("litigation"), group_audience("research")


class Desk:
    """A school whose lexicons propose to editors."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.school = School(store, folder)
        index = MemoryIndex()
        index.rebuild(())
        self.glossary = GlossaryService(store, index)
        self.proposals = ProposalService(store, self.glossary, self.school.lexicon)

    def taught(self, access: Audience = PUBLIC) -> None:
        self.school.pair(access, access)
        assert self.school.learned()

    def harbour(self, viewer: Viewer) -> Proposal | None:
        """The proposal of *harbour* and *puerto*, where the viewer is made one."""
        for one in self.proposals.list(viewer=viewer, most=1000):
            if {one.pair.word, one.pair.target} == {"harbour", "puerto"}:
                return one
        return None

    def pair(self, viewer: Viewer = ALICE) -> Pair:
        found = self.harbour(viewer)
        assert found is not None
        return found.pair


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(store, tmp_path)
    learn("", {})


def test_a_proposal_shows_words_as_spelled_and_the_passages(desk: Desk) -> None:
    desk.taught()
    found = desk.harbour(ALICE)
    assert found is not None
    assert found.public
    assert set(found.spelled) == {"harbour", "puerto"}
    assert found.together >= 3
    assert found.passages
    assert found.concepts == ()


def test_accepted_into_a_new_concept_it_waits_no_longer(desk: Desk) -> None:
    desk.taught()
    pair = desk.pair()
    concept = desk.proposals.accept(pair, (pair.word, pair.target), viewer=ALICE)
    assert concept == "harbour"
    assert {term for terms in glossary()[concept].terms.values() for term in terms} == {"harbour", "puerto"}
    terms = desk.glossary.show(concept, viewer=ANYONE).terms
    assert all(term.learned and term.status == "proposed" for term in terms)
    assert desk.harbour(ALICE) is desk.harbour(BOB) is None
    with pytest.raises(NotFound):
        desk.proposals.accept(pair, (pair.word, pair.target), viewer=BOB)


def test_accepted_into_a_concept_only_what_is_missing_is_added(desk: Desk) -> None:
    desk.taught()
    other = [NewTerm("en", "harbours"), NewTerm("fr", "bassin portuaire")]
    concept = desk.glossary.add_concept(other, viewer=BOB)
    found = desk.harbour(ALICE)
    assert found is not None
    assert [one.id for one in found.concepts] == [concept]
    with pytest.raises(Changed):
        desk.proposals.accept(found.pair, found.spelled, viewer=ALICE, concept=concept, revision=0)
    assert desk.harbour(BOB) is not None
    desk.proposals.accept(found.pair, found.spelled, viewer=ALICE, concept=concept, revision=1)
    assert glossary()[concept].terms["es"] == ("puerto",)
    assert glossary()[concept].terms["en"] == ("harbours",)


def test_dismissed_is_remembered_also_when_it_is_learned_again(desk: Desk) -> None:
    desk.taught()
    desk.proposals.dismiss(desk.pair(), viewer=ALICE)
    assert desk.harbour(ALICE) is desk.harbour(BOB) is None
    desk.taught()
    assert desk.harbour(ALICE) is None
    desk.taught(LITIGATION)
    assert desk.harbour(ALICE) is None, "what was decided for everybody holds for a group"


@pytest.mark.parametrize(("access", "others"), [(LITIGATION, False), (MEMBERS, True), (PUBLIC, True)])
def test_what_a_group_s_texts_teach_is_proposed_to_that_group_alone(desk: Desk, access: Audience, others: bool) -> None:
    desk.taught(access)
    pair = desk.pair(ALICE)
    assert (desk.harbour(BOB) is not None) == others
    if not others:
        for decide in (
            lambda: desk.proposals.accept(pair, (pair.word, pair.target), viewer=BOB, knowing=True),
            lambda: desk.proposals.dismiss(pair, viewer=BOB),
        ):
            with pytest.raises(NotFound):
                decide()


def test_a_group_s_decision_is_no_other_group_s(desk: Desk) -> None:
    desk.taught(LITIGATION)
    desk.proposals.dismiss(desk.pair(ALICE), viewer=ALICE)
    desk.taught(RESEARCH)
    assert desk.harbour(ALICE) is None
    assert desk.harbour(BOB) is not None


def test_words_of_restricted_texts_become_public_only_knowingly_and_without_their_origin(desk: Desk) -> None:
    desk.taught(LITIGATION)
    found = desk.harbour(ALICE)
    assert found is not None
    assert not found.public
    with pytest.raises(Invalid) as refused:
        desk.proposals.accept(found.pair, found.spelled, viewer=ALICE)
    assert set(refused.value.fields) == {"knowing"}
    concept = desk.proposals.accept(found.pair, found.spelled, viewer=ALICE, knowing=True)
    assert not any(term.learned for term in desk.glossary.show(concept, viewer=ANYONE).terms)


@pytest.mark.parametrize("viewer", [ANYONE, Viewer("mo", frozenset({"member"}), frozenset({"litigation"}))])
def test_who_is_no_editor_is_proposed_nothing(desk: Desk, viewer: Viewer) -> None:
    desk.taught()
    pair = desk.pair()
    for ask in (
        lambda: desk.proposals.list(viewer=viewer),
        lambda: desk.proposals.accept(pair, (pair.word, pair.target), viewer=viewer),
        lambda: desk.proposals.dismiss(pair, viewer=viewer),
    ):
        with pytest.raises(Forbidden):
            ask()


def test_the_trail_says_what_was_decided_and_no_word_of_it(desk: Desk, store: Store) -> None:
    desk.taught(LITIGATION)
    desk.proposals.dismiss(desk.pair(), viewer=ALICE)
    of = tables.audit_events.c
    with store.reading() as connection:
        (row,) = connection.execute(select(of.actor, of.subject).where(of.action == "dismiss proposal")).all()
    assert row.actor == "alice"
    assert "harbour" not in row.subject
    assert "puerto" not in row.subject
