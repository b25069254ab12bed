"""Audiences: which includes which, and who of them looks at what came in before others read it."""

from __future__ import annotations

from itertools import product

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import EDITORS, MEMBERS, PUBLIC, Audience, audience, editors_of, includes, narrower
from caselaw.domain.people.account import Role

MINING, MINING_EDITORS, WATER = audience("group:mining"), audience("editors:mining"), audience("group:water")
VIEWERS = (
    ANYONE,
    OPERATOR,
    Viewer("bob"),
    Viewer("alice", frozenset(), frozenset({"mining"})),
    Viewer("eve", frozenset({"editor"})),
    Viewer("carol", frozenset({"administrator"}), frozenset({"mining", "water"})),
    Viewer("dan", frozenset({"coder"}), frozenset({"water"})),
    Viewer("gina", frozenset(), frozenset({"mining", "water"}), {"mining": frozenset({"editor"})}),
)


@pytest.mark.parametrize("text", ["editor", "editors:", "editors:A B", "group:", "draft", "", "public:x"])
def test_what_is_no_audience_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an access level"):
        audience(text)


@pytest.mark.parametrize(
    ("readers", "editors"),
    [(PUBLIC, EDITORS), (MEMBERS, EDITORS), (MINING, MINING_EDITORS), (EDITORS, EDITORS),
     (MINING_EDITORS, MINING_EDITORS)],
)  # fmt: skip
def test_the_editors_of_an_audience(readers: Audience, editors: Audience) -> None:
    assert editors_of(readers) == editors
    assert audience(editors) == editors


def test_one_audience_includes_another_only_where_that_holds_for_every_viewer() -> None:
    levels = (PUBLIC, MEMBERS, MINING, MINING_EDITORS, WATER, EDITORS)
    for wide, narrow in product(levels, levels):
        if includes(wide, narrow):
            assert all(wide in viewer.audiences for viewer in VIEWERS if narrow in viewer.audiences), (wide, narrow)
        both = narrower(wide, narrow)
        if both is not None:
            assert all({wide, narrow} <= viewer.audiences for viewer in VIEWERS if both in viewer.audiences)
    assert includes(MINING, MINING_EDITORS)
    assert includes(MEMBERS, MINING_EDITORS)
    assert not includes(WATER, MINING_EDITORS)
    assert not includes(EDITORS, MINING_EDITORS), "who edits for one group edits for that group alone"


@pytest.mark.parametrize("role", ["reader", "member", "coder", "operator"])
def test_nobody_but_editors_reads_what_waits_for_a_look(role: Role) -> None:
    viewer = Viewer("x", frozenset({role}), frozenset({"mining"}))
    assert not {EDITORS, MINING_EDITORS} & viewer.audiences


@pytest.mark.parametrize("role", ["editor", "curator", "administrator"])
def test_an_editor_reads_what_waits_for_a_look_of_her_groups_alone(role: Role) -> None:
    viewer = Viewer("x", frozenset({role}), frozenset({"mining"}))
    assert {EDITORS, MINING_EDITORS} <= viewer.audiences
    assert audience("editors:water") not in viewer.audiences


def test_an_editor_of_one_group_reads_what_waits_there_alone() -> None:
    gina = VIEWERS[-1]
    assert MINING_EDITORS in gina.audiences
    assert not {EDITORS, audience("editors:water")} & gina.audiences
