"""The access policy, row by row: who may do what to a thing of which audience."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from caselaw.access.actions import Action
from caselaw.access.policy import POLICY, may, require
from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, audience, group_audience
from caselaw.domain.errors import Forbidden


@dataclass(frozen=True)
class Thing:
    access: Audience


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


@pytest.mark.parametrize(
    "action", [a for a in Action if a not in (Action.SEARCH, Action.READ_DOCUMENT, Action.READ_FILE)]
)
def test_the_public_and_members_change_nothing(action: Action) -> None:
    assert not may(ANYONE, action)
    assert not may(BOB, action)
    with pytest.raises(Forbidden):
        require(BOB, action)


def test_reading_nothing_is_refused() -> None:
    assert not may(ALICE, Action.READ_DOCUMENT, None)


def test_every_action_has_a_row() -> None:
    assert set(POLICY) == set(Action)


@pytest.mark.parametrize("text", ["", "everyone", "group:", "group:Bad Slug", "group:-x", "PUBLIC", "members "])
def test_a_level_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="access level"):
        audience(text)
