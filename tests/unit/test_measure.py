"""What is followed: where it stands in time, which line says what, and how an order is known again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caselaw.domain.audience import MEMBERS
from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.order import Order
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.tracking.assessment import assessments, of_body
from caselaw.domain.tracking.measure import (
    GRADES,
    LINES,
    NATURE_OF_REMEDY,
    NATURES,
    STANDINGS,
    Grade,
    Line,
    Measure,
    StatusEntry,
    Withdrawn,
    counted,
    grade,
    latest,
    standing,
)
from caselaw.domain.tracking.tie import find, find_paragraph, likeness, marks
from caselaw.messages import has

AT = datetime(2024, 1, 1, tzinfo=UTC)
MEASURE = Measure("m", MEMBERS, MEMBERS, 1, "eva", AT)
TODAY = date(2024, 6, 15)


def said(line: Line, found: Grade, on: str, *, hour: int = 0) -> StatusEntry:
    return StatusEntry(f"{on}-{hour}", line, found, PartialDate.parse(on), MEMBERS, "eva", AT.replace(hour=hour))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, "undated"), ("2024-06-14", "overdue"), ("2024-06-15", "upcoming"), ("2024-06", "upcoming"),
        ("2024-05", "overdue"), ("2024", "later"), ("2024-09-13", "upcoming"), ("2024-09-14", "later"),
    ],
)  # fmt: skip
def test_where_it_stands_in_time(due: str | None, expected: str) -> None:
    assert standing(MEASURE, PartialDate.parse(due) if due else None, TODAY) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((said("ours", "carried_out", "2024"),), "done"),
        ((said("body", "carried_out", "2024"),), "done"),
        ((said("body", "carried_out", "2024"), said("ours", "partly", "2024")), "overdue"),
        ((said("community", "carried_out", "2024"),), "overdue"),
    ],
)
def test_who_says_that_it_is_done(entries: tuple[StatusEntry, ...], expected: str) -> None:
    assert standing(replace(MEASURE, entries=entries), PartialDate(2020), TODAY) == expected
    assert standing(replace(MEASURE, entries=entries, stopped="no"), PartialDate(2020), TODAY) == "stopped"


def test_the_latest_day_counts_and_not_what_was_written_last() -> None:
    older, newer = said("ours", "begun", "2021", hour=9), said("ours", "partly", "2023-02", hour=1)
    assert latest((older, newer), "ours") == newer
    assert grade((older, replace(newer, withdrawn=Withdrawn("eva", AT, "wrong"))), "ours") == "begun"
    assert grade((older, newer), "community") == "unknown"
    same = said("ours", "contrary", "2023-02", hour=5)
    assert latest((newer, same), "ours") == same


def test_unknown_is_counted_as_unknown() -> None:
    assert counted(["unknown", "partly", "unknown"]) == {**dict.fromkeys(GRADES, 0), "unknown": 2, "partly": 1}


def test_terms_of_bodies() -> None:
    assert {body for one in assessments().values() for body in one.bodies} <= courts().keys()
    assert [one.id for one in of_body("iacthr")] == ["iacthr.total", "iacthr.partial", "iacthr.pending"]
    assert of_body("achpr") == of_body(None) == ()
    assert assessments()["iacthr.total"].said("es") == ("cumplimiento total", "es")
    assert assessments()["iacthr.total"].said("ar") == ("full compliance", "en"), "no text of the body has it"


def test_words_and_kinds_are_whole() -> None:
    assert NATURE_OF_REMEDY.keys() <= taxonomies()["remedy"].keys()
    assert set(NATURE_OF_REMEDY.values()) == set(NATURES)
    for kind, values in (("grade", GRADES), ("grade_meaning", GRADES), ("line", LINES), ("standing", STANDINGS)):
        assert all(has(f"measure.{kind}.{value}", "ar") for value in values)


PAY = Order(
    "The State shall pay each victim, within one year, the amount that is set out in paragraph 212.", number="4",
    paragraph="p-4",
)  # fmt: skip
HEAL = Order("The State shall give, free of charge, the treatment that the victims need.", number="5", paragraph="p-5")


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([PAY, HEAL], PAY),
        ([HEAL, replace(PAY, number="6", paragraph="p-6")], replace(PAY, number="6", paragraph="p-6")),
        (
            [replace(PAY, text=PAY.text.replace("victim", "vict1m"))],
            replace(PAY, text=PAY.text.replace("victim", "vict1m")),
        ),
        ([replace(HEAL, number="4", paragraph="p-4")], None),
        ([HEAL], None),
        ([], None),
        ([replace(PAY, number="6"), replace(PAY, number="7")], None),
    ],
)
def test_an_order_is_known_again(orders: list[Order], expected: Order | None) -> None:
    assert find("p-4", "4", marks(PAY.text), orders) == expected


def test_likeness_is_of_words_in_any_script() -> None:
    arabic = "على الدولة أن تدفع لكل ضحية المبلغ المحدد في الفقرة"
    assert likeness(marks(arabic), "عَلى الدَّولة أن تدفع لكل ضحية المبلغ المحدد في الفقرة") == 1.0
    assert likeness(marks(arabic), PAY.text) == 0.0
    assert len(marks("…")) == len(marks("")) == 1


def test_a_paragraph_is_known_again() -> None:
    kept = marks(PAY.text)
    assert find_paragraph("p-4", kept, [("p-3", HEAL.text), ("p-4", PAY.text)]) == "p-4"
    assert find_paragraph("p-4", kept, [("p-4", HEAL.text), ("p-9", PAY.text)]) == "p-9"
    assert find_paragraph("p-4", kept, [("p-4", HEAL.text)]) is None
