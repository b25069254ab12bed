"""The agreement of a round: which units there are, what each coder said of them, and what is made of it."""

from __future__ import annotations

import pytest

from caselaw.domain.audience import MEMBERS
from caselaw.domain.coding.agreement import Measured
from caselaw.domain.coding.agreement_round import advice, agreement, habit, talk_over
from caselaw.domain.coding.agreement_units import Unit, judged
from caselaw.domain.coding.codings import Coding, Confidence
from caselaw.domain.identifiers import DocumentId
from caselaw.exchange.agreement_words import decimal

ONE, TWO, THREE = DocumentId("d1"), DocumentId("d2"), DocumentId("d3")
LENGTHS = {ONE: 10, TWO: 5, THREE: 7}


def coding(document: DocumentId, coder: str, code: str, anchor: str | None, sure: Confidence = 3) -> Coding:
    where = (0, 4) if anchor else (0, 0)
    return Coding(
        f"{document}-{coder}-{code}-{anchor}", "r", document, coder, code, anchor, "", "", "", *where, "", sure,
        MEMBERS, "capture", 1,
    )  # fmt: skip


CODINGS = (
    coding(ONE, "ana", "revolving_door", "p1"),
    coding(ONE, "ana", "revolving_door", "p1", 2),
    coding(ONE, "ben", "revolving_door", "p1", 1),
    coding(ONE, "ben", "judicial", "p1"),
    coding(ONE, "ana", "judicial", "p3"),
    coding(TWO, "ana", "judicial", None),
    coding(TWO, "ben", "judicial", "p2"),
    coding(THREE, "ana", "judicial", "p2"),
)
FINISHED = {"ana": {ONE, TWO, THREE}, "ben": {ONE, TWO}, "cleo": set[DocumentId]()}


def test_units_are_all_paragraphs_of_records_that_two_have_finished() -> None:
    table = judged(CODINGS, FINISHED, LENGTHS)
    assert table.units == (Unit(ONE, "p1"), Unit(ONE, "p3"), Unit(TWO, "p2"))
    assert table.total == 15
    assert table.coders == ("ana", "ben")
    assert table.codes == ("judicial", "revolving_door")
    assert table.said[0].tolist() == [[0, 3], [3, 1]]
    door = table.table(1)
    assert {tuple(row): int(times) for row, times in zip(door.kinds.tolist(), door.times, strict=True)} == {
        (0, 0): 14, (1, 1): 1,
    }  # fmt: skip


def test_records_as_units_have_what_was_given_to_any_of_their_words() -> None:
    table = judged(CODINGS, FINISHED, LENGTHS, "records")
    assert table.units == (Unit(ONE), Unit(TWO))
    assert (table.said > 0).tolist() == [[[True, True], [True, True]], [[True, False], [True, False]]]
    assert agreement(table).percent.value == 1.0


def test_of_whoever_did_not_finish_a_record_nothing_is_known() -> None:
    table = judged(CODINGS, {**FINISHED, "cleo": {ONE}}, LENGTHS)
    assert table.coders == ("ana", "ben", "cleo")
    assert table.said[2].tolist() == [[0, 0], [3, 0], [-1, -1]]
    assert table.total == 15
    sets, _ = table.sets
    assert sets[2].tolist()[2] == -1


def test_records_that_a_viewer_may_not_read_are_no_units() -> None:
    table = judged(CODINGS, FINISHED, {ONE: 10})
    assert table.total == 10
    assert table.units == (Unit(ONE, "p1"), Unit(ONE, "p3"))


def test_nothing_to_compare() -> None:
    found = agreement(judged(CODINGS, {"ana": {ONE}}, LENGTHS))
    assert (found.units, found.codes, found.pairs) == (0, (), ())
    assert (found.alpha.why, found.percent.why) == ("few", "few")


def test_nobody_gave_a_code() -> None:
    found = agreement(judged((), FINISHED, LENGTHS))
    assert found.units == 15
    assert found.percent.value == 1.0
    assert found.alpha.why == "one_value"


def test_each_code_has_its_own_figures() -> None:
    found = agreement(judged(CODINGS, FINISHED, LENGTHS))
    judicial, door = found.codes
    assert (judicial.units, judicial.everyone) == (3, 0)
    assert judicial.percent.value == pytest.approx(12 / 15)
    assert (door.units, door.everyone) == (1, 1)
    assert door.kappa.value == door.alpha.value == 1.0
    assert door.sure.value is not None
    assert door.sure.value < 1.0
    assert [pair.coders for pair in found.pairs] == [("ana", "ben")]
    assert found.pairs[0].alpha == found.alpha
    assert [one.code for one in talk_over(found.codes)] == ["judicial"]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (-0.1, "poor"), (0, "slight"), (0.2, "slight"), (0.21, "fair"), (0.41, "moderate"), (0.61, "substantial"),
        (0.81, "almost_perfect"),
    ],
)  # fmt: skip
def test_habit(value: float, name: str) -> None:
    assert habit(value) == name


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (0.9, 0.85, 0.95, "rely"), (0.9, 0.7, 0.95, "unsure_rely"), (0.7, 0.68, 0.75, "careful"),
        (0.7, 0.6, 0.75, "unsure_careful"), (0.3, 0.1, 0.5, "not"), (0.3, None, None, "rare"),
        (None, None, None, "none"),
    ],
)  # fmt: skip
def test_advice(value: float | None, low: float | None, high: float | None, said: str) -> None:
    assert advice(Measured(value, 10, low, high)) == said


def test_a_sign_stands_before_its_figure_in_a_line_from_the_right() -> None:
    assert [decimal(-0.014, one) for one in ("en", "fr", "ar")] == ["-0.014", "-0,014", "\u200e-0.014"]
    assert decimal(0.5, "ar") == "0.500"
