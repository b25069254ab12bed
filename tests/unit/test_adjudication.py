"""What coders disagree about, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caselaw.domain.audience import MEMBERS
from caselaw.domain.coding.adjudication import (
    Agreed,
    Decision,
    by_pair,
    by_record,
    by_unit,
    compare,
    may_decide,
    outcome,
)
from caselaw.domain.coding.agreement_units import Unit
from caselaw.domain.coding.codings import Coding
from caselaw.domain.identifiers import DocumentId

ONE, TWO = DocumentId("d1"), DocumentId("d2")
AT = datetime(2026, 3, 4, tzinfo=UTC)
FINISHED = {"ana": {ONE, TWO}, "ben": {ONE, TWO}, "cleo": {ONE}}


def coding(document: DocumentId, coder: str, code: str, anchor: str | None) -> Coding:
    name = f"{document}-{coder}-{code}-{anchor}"
    return Coding(name, "r", document, coder, code, anchor, "", "", "", 0, 4, "", 3, MEMBERS, "capture", 1)


def decision(unit: Unit, code: str, *, given: bool, number: int = 1) -> Decision:
    return Decision(unit, code, given, f"Because of {number}.", "dora", False, AT, number)


CODINGS = (
    coding(ONE, "ana", "door", "p1"),
    coding(ONE, "ben", "door", "p1"),
    coding(ONE, "cleo", "door", "p1"),
    coding(ONE, "ana", "judges", "p1"),
    coding(TWO, "ana", "door", None),
    coding(TWO, "ana", "door", "p2"),
    coding(TWO, "ben", "door", "p2"),
)


def test_what_all_gave_is_agreed_and_what_some_gave_is_disputed() -> None:
    found = {(one.unit, one.code): one for one in compare(CODINGS, FINISHED)}
    assert {key: one.standing for key, one in found.items()} == {
        (Unit(ONE, "p1"), "door"): "agreed",
        (Unit(ONE, "p1"), "judges"): "disputed",
        (Unit(TWO, ""), "door"): "disputed",  # of the record as a whole; its paragraph is another unit
        (Unit(TWO, "p2"), "door"): "agreed",  # by the two who finished it
    }
    assert found[Unit(ONE, "p1"), "judges"].not_given == ("ben", "cleo")
    assert found[Unit(TWO, "p2"), "door"].coders == {"ana", "ben"}


@pytest.mark.parametrize(
    "finished", [{"ana": {ONE}, "ben": set[DocumentId]()}, {"ben": {ONE}, "cleo": {ONE}, "ana": set[DocumentId]()}]
)
def test_who_did_not_finish_a_record_is_not_compared(finished: dict[str, set[DocumentId]]) -> None:
    found = compare(CODINGS, finished)
    assert all("ana" not in one.coders for one in found)
    assert [one.code for one in found] == (["door"] if "cleo" in finished else [])


def test_lost_and_withdrawn_codings_are_not_compared() -> None:
    lost, withdrawn = replace(CODINGS[3], place="lost"), replace(CODINGS[4], withdrawn=AT)
    found = compare((*CODINGS[:3], lost, withdrawn), FINISHED)
    assert [(one.unit, one.standing) for one in found] == [(Unit(ONE, "p1"), "agreed")]


@pytest.mark.parametrize("given", [True, False])
def test_the_latest_decision_counts_where_coders_do_not_agree(given: bool) -> None:
    unit = Unit(ONE, "p1")
    made = (decision(unit, "judges", given=given, number=2), decision(unit, "judges", given=not given),
            decision(unit, "door", given=False))  # fmt: skip
    found = {one.code: one for one in by_unit(compare(CODINGS, FINISHED, made))[unit]}
    assert [one.number for one in found["judges"].decisions] == [1, 2]
    assert found["judges"].standing == "decided"
    assert found["judges"].holds is given
    assert found["door"].standing == "agreed"
    assert found["door"].holds


def test_what_a_round_comes_to() -> None:
    made = (decision(Unit(TWO, ""), "door", given=True),)
    assert outcome("r", compare(CODINGS, FINISHED, made)) == (
        Agreed("r", ONE, "p1", "door"),
        Agreed("r", TWO, None, "door", "dora", "Because of 1."),
        Agreed("r", TWO, "p2", "door"),
    )


def test_who_disagreed_with_whom_and_where() -> None:
    found = compare(CODINGS, FINISHED, (decision(Unit(TWO, ""), "door", given=True),))
    assert by_pair(found) == {("ana", "ben"): 2, ("ana", "cleo"): 1, ("ben", "cleo"): 0}
    assert by_record(found) == {ONE: {"judges": (1, 1)}, TWO: {"door": (1, 0)}}


@pytest.mark.parametrize(
    ("person", "able", "mandate"),
    [
        ("dora", {"ana", "ben", "dora"}, "third"),
        ("ana", {"ana", "ben", "dora"}, "other"),
        ("ana", {"ana", "ben"}, "own"),
    ],
)
def test_a_third_person_decides_where_there_is_one(person: str, able: set[str], mandate: str) -> None:
    assert may_decide(person, {"ana", "ben"}, able) == mandate
