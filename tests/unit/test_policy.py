"""The access policy, row by row: who may do what to a thing of which audience."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from caselaw.access.actions import Action
from caselaw.access.policy import POLICY, may, may_somewhere, require
from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, audience, group_audience
from caselaw.domain.errors import Forbidden


@dataclass(frozen=True)
class Thing:
    access: Audience
    is_whole: bool = True


ALICE = Viewer("alice", frozenset({"member"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}))
ADMINISTRATOR = Viewer("carol", frozenset({"administrator"}))
LITIGATION = group_audience("litigation")


@pytest.mark.parametrize(
    ("viewer", "reads"),
    [
        (ANYONE, {PUBLIC}),
        (OPERATOR, {PUBLIC}),
        (BOB, {PUBLIC, MEMBERS}),
        (ADMINISTRATOR, {PUBLIC, MEMBERS}),  # no role opens a group's door
        (ALICE, {PUBLIC, MEMBERS, LITIGATION}),
    ],
)
def test_who_reads_what(viewer: Viewer, reads: set[Audience]) -> None:
    for level in (PUBLIC, MEMBERS, LITIGATION, group_audience("other")):
        assert may(viewer, Action.READ_DOCUMENT, Thing(level)) == (level in reads)
        assert may(viewer, Action.READ_FILE, Thing(level)) == (level in reads)
        assert not may(viewer, Action.READ_FILE, Thing(level, is_whole=False))


OPEN = (Action.SEARCH, Action.READ_DOCUMENT, Action.READ_FILE, Action.READ_ORGANISATIONS)


@pytest.mark.parametrize("action", [a for a in Action if a not in OPEN])
def test_the_public_and_members_change_nothing(action: Action) -> None:
    assert not may(ANYONE, action)
    assert not may(BOB, action)
    with pytest.raises(Forbidden):
        require(BOB, action)


EDNA = Viewer(
    "edna", frozenset({"member"}), frozenset({"litigation", "research"}), {"litigation": frozenset({"editor"})}
)
CURATOR = Viewer("cora", frozenset(), frozenset({"litigation"}), {"litigation": frozenset({"curator"})})


@pytest.mark.parametrize(
    ("level", "edits"),
    [("group:litigation", True), ("editors:litigation", True), ("group:research", False), ("group:other", False),
     ("editors:research", False), ("members", False), ("public", False), (None, False)],
)  # fmt: skip
def test_a_role_in_one_group_counts_for_what_is_for_that_group(level: str | None, edits: bool) -> None:
    assert may(EDNA, Action.READ_AGAIN, Thing(audience(level)) if level else None) == edits
    assert may(EDNA, Action.ADD_DOCUMENT, Thing(audience(level)) if level else None) == edits


def test_who_edits_for_one_group_reads_what_waits_there_and_nowhere_else() -> None:
    assert EDNA.audiences - ALICE.audiences == {group_audience("research"), audience("editors:litigation")}


def test_what_may_be_done_somewhere_is_offered() -> None:
    assert may_somewhere(EDNA, Action.ADD_DOCUMENT)
    assert not may_somewhere(EDNA, Action.MANAGE_GROUP)
    assert not may_somewhere(BOB, Action.ADD_DOCUMENT)


def test_who_curates_a_group_manages_it_and_no_other() -> None:
    assert may(CURATOR, Action.MANAGE_GROUP, Thing(LITIGATION))
    assert not may(CURATOR, Action.MANAGE_GROUP, Thing(group_audience("research")))
    assert not may(CURATOR, Action.MANAGE_ACCOUNTS, Thing(LITIGATION)), "accounts are nobody's of a group"
    outside = Viewer("global", frozenset({"curator"}))
    assert not may(outside, Action.MANAGE_GROUP, Thing(LITIGATION)), "no role opens the door of a group"


def test_reading_nothing_is_refused() -> None:
    assert not may(ALICE, Action.READ_DOCUMENT, None)


def test_every_action_has_a_row() -> None:
    assert set(POLICY) == set(Action)


@pytest.mark.parametrize("text", ["", "everyone", "group:", "group:Bad Slug", "group:-x", "PUBLIC", "members "])
def test_a_level_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="access level"):
        audience(text)


@dataclass(frozen=True)
class Table:
    access: Audience
    committee: frozenset[str] = frozenset()


def test_a_committee_decides_where_there_is_one_and_who_manages_where_there_is_none() -> None:
    sits = Table(LITIGATION, frozenset({"alice", "bob"}))
    decides = {who.account for who in (ALICE, BOB, CURATOR, ADMINISTRATOR) if may(who, Action.DECIDE_SELECTION, sits)}
    assert decides == {"alice"}, "bob sits on it and is not in the group"
    without = Table(LITIGATION)
    decides = {who.account for who in (ALICE, CURATOR, ADMINISTRATOR) if may(who, Action.DECIDE_SELECTION, without)}
    assert decides == {"cora"}
    assert not may(CURATOR, Action.DECIDE_SELECTION, Thing(LITIGATION)), "what never has a committee is not decided"
