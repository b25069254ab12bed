"""The rules of case selection tables: what may stand on one, how saves meet, how far answers lie apart."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import combinations

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

import mappings
from caselaw.domain.audience import MEMBERS
from caselaw.domain.errors import Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.answering import Declared, Said, sort_answers, sort_declarations
from caselaw.domain.selection.rules import (
    checked_candidate,
    checked_criteria,
    checked_table,
    checked_text,
    missing_words,
    read_day,
)
from caselaw.domain.selection.spread import counting, spread, weigh
from caselaw.domain.selection.table import Answer, Candidate, CaseSheet, Criterion, Declaration, Level, SelectionTable
from caselaw.domain.selection.templates import TEMPLATES, template
from caselaw.exchange.selection_minutes import Case, Line, Minutes, Remark, write
from caselaw.exchange.selection_table import write_csv
from web.views.selection.dots import dots

SCALE = tuple(Level(value, {"en": f"level {value}"}) for value in range(4))
CRITERION = Criterion("reach", {"en": "Reach"}, {"en": "How far"}, SCALE, weight=2, must_have=1)
TABLE = SelectionTable("t", MEMBERS, {"en": "Spring"}, {}, {}, ("en", "ar"), "own", (CRITERION,))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_whole_in_every_language(name: str) -> None:
    one = template(name)
    table = SelectionTable("", MEMBERS, one.names, one.purposes, one.guidelines, LANGUAGES, name, one.criteria)
    assert missing_words(table) == ()
    assert checked_criteria(one.criteria) == one.criteria
    assert checked_table(table) == table
    assert one.status == json.loads(mappings.open_text(f"selection/{name}.json"))["status"] == "proposed"


def test_the_templates_ask_what_the_network_asks() -> None:
    assert [one.id for one in template("database").criteria] == [
        "binding-force", "level-of-body", "nature-of-decision", "significance", "precedent-value", "nature-of-order",
        "uses-elsewhere",
    ]  # fmt: skip
    assert len(template("support").criteria) == 6
    with pytest.raises(KeyError):
        template("../languages/en")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "No Slug"}, "selection.criterion_id"),
        ({"labels": {"en": " "}}, "selection.criterion_label"),
        ({"weight": 11}, "selection.weight"),
        ({"weight": -1}, "selection.weight"),
        ({"must_have": 7}, "selection.must_have"),
        ({"scale": None}, "selection.must_have"),
        ({"scale": SCALE[:1], "must_have": None}, "selection.scale"),
        ({"scale": (*SCALE, SCALE[0])}, "selection.scale"),
        ({"scale": (Level(1, {}), *SCALE[2:])}, "selection.scale"),
        ({"scale": (Level(101, {"en": "far"}), *SCALE)}, "selection.scale"),
        ({"definitions": {"fr": "a\x00b"}}, "entered.forbidden"),
    ],
)
def test_a_criterion_that_cannot_be(change: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_criteria([replace(CRITERION, **change)])  # type: ignore[arg-type]
    assert refused.value.code == code


def test_two_criteria_have_two_names() -> None:
    with pytest.raises(Invalid):
        checked_criteria([CRITERION, CRITERION])


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example", "https://name@x.example", "x", "http://"])
def test_a_link_leads_to_a_site(link: str) -> None:
    with pytest.raises(Invalid):
        checked_candidate(Candidate("", {"en": "Case"}, None, CaseSheet(links=(link,)), MEMBERS))


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "30.11.2026"])
def test_a_day_is_written_as_one(day: str) -> None:
    with pytest.raises(Invalid):
        read_day(day, "due")
    assert read_day(" ", "due") is None


def test_missing_translations_are_named() -> None:
    sheet = CaseSheet({"forum": {"ar": "المحكمة"}})
    table = replace(TABLE, candidates=(Candidate("c", {"en": "Case"}, None, sheet, MEMBERS),), purposes={"en": "Why"})
    assert [(one.what, one.of, one.language) for one in missing_words(table)] == [
        ("title", "", "ar"), ("purpose", "", "ar"), ("criterion", "reach", "ar"), ("definition", "reach", "ar"),
        ("scale", "reach", "ar"), ("candidate", "c", "ar"), ("forum", "c", "en"),
    ]  # fmt: skip
    assert "scale" not in {one.what for one in missing_words(replace(table, scored=False))}


def test_text_keeps_its_lines_and_loses_nothing_it_can_keep() -> None:
    assert checked_text(" a\r\nb\u2028c=1 \u200f\u0661 ", "words") == "a\nb\nc=1 \u200f\u0661"


def answer(revision: int, score: int | None = None, words: str = "") -> Answer:
    return Answer("c", "reach", "legal", score, words, "en", revision)


@pytest.mark.parametrize(
    ("said", "history", "since", "written", "clashing"),
    [
        (Said("c", "reach"), [], 0, 0, 0),  # nothing said, nothing there
        (Said("c", "reach", 1), [], 0, 1, 0),
        (Said("c", "reach", 1), [answer(1, 1)], 1, 0, 0),  # as she saw it
        (Said("c", "reach", 2), [answer(1, 1)], 1, 1, 0),
        (Said("c", "reach"), [answer(1, 1)], 1, 1, 0),  # taken back
        (Said("c", "reach", 1), [answer(1, 1), answer(2, 3)], 1, 0, 0),  # a colleague changed it, she did not
        (Said("c", "reach", 3), [answer(1, 1), answer(2, 3)], 1, 0, 0),  # both meant the same
        (Said("c", "reach", 2), [answer(1, 1), answer(2, 3)], 1, 0, 1),
        (Said("c", "reach", 2), [answer(2, 3)], 1, 0, 1),
        (Said("c", "reach", 2), [answer(1, 1), answer(2)], 1, 0, 1),  # taken back meanwhile
    ],
)
def test_how_two_saves_meet(said: Said, history: list[Answer], since: int, written: int, clashing: int) -> None:
    write_, clashes = sort_answers([said], {("c", "reach"): history}, since)
    assert (len(write_), len(clashes)) == (written, clashing)


def test_declarations_meet_the_same_way() -> None:
    later = Declaration("legal", "c", "conflict", revision=2)
    assert sort_declarations([Declared("c", "none")], {"c": [later]}, 1) == ([], [])
    assert len(sort_declarations([Declared("c", "abstains")], {"c": [later]}, 1)[1]) == 1
    assert len(sort_declarations([Declared("c", "none")], {"c": [later]}, 2)[0]) == 1


def given_by(*scores: int | None, criterion: str = "reach") -> list[Answer]:
    return [Answer("c", criterion, f"o{number}", score, "words") for number, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "median", "apart", "short"),
    [
        ((), None, 0.0, 0),
        ((2,), 2, 0.0, 0),
        ((2, 2, 2), 2, 0.0, 0),
        ((0, 3), 0, 1.0, 1),
        ((0, 0, 3, 3), 0, 1.0, 2),
        ((0, 1, 2, 3), 1, 10 / 12, 1),
        ((None, 1, 9), 1, 0.0, 0),  # what is no level counts for nothing
    ],
)
def test_how_far_answers_lie_apart(
    scores: tuple[int | None, ...], median: int | None, apart: float, short: int
) -> None:
    found = spread(CRITERION, given_by(*scores))
    assert (found.median, found.short) == (median, short)
    assert found.apart == pytest.approx(apart)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=9))
@settings(max_examples=200, deadline=None)
def test_apart_is_what_its_definition_says(scores: list[int]) -> None:
    """The mean distance of all pairs, over that of the same number, half at either end."""
    half = len(scores) // 2
    widest = [0] * half + [3] * (len(scores) - half)
    mean = [sum(abs(a - b) for a, b in combinations(some, 2)) for some in (scores, widest)]
    found = spread(CRITERION, given_by(*scores)).apart
    assert found == pytest.approx(mean[0] / mean[1])
    assert 0 <= found <= 1


def test_who_has_a_conflict_is_left_out_of_every_figure() -> None:
    answers = given_by(3, 0, 1)
    declared = {("o1", "c"): Declaration("o1", "c", "conflict"), ("o2", "c"): Declaration("o2", "c", "none")}
    assert [one.organisation for one in counting(answers, declared)] == ["o0", "o2"]


def test_a_lens_shows_the_lowest_and_the_highest() -> None:
    other = replace(CRITERION, id="plan", weight=1)
    answers = [*given_by(3, 0), *given_by(0, 0, criterion="plan")]
    own = weigh([CRITERION, other], {}, answers)
    assert (own.middle, own.lowest, own.highest) == pytest.approx((0.0, 0.0, 200 / 3))
    assert weigh([CRITERION, other], {"reach": 0}, answers).highest == 0.0
    assert weigh([CRITERION], {"reach": 0}, answers).middle is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_dots_say_in_words_what_they_draw(language: str) -> None:
    drawn = dots(CRITERION, spread(CRITERION, given_by(0, 3, 3)), language)
    assert drawn.count("<circle") == 3
    assert 'aria-label="level 0: 1; level 3: 2"' in drawn
    first, last = drawn.index(">0</text>"), drawn.index(">3</text>")
    assert first < last
    assert ('x="91.0"' in drawn[:first]) == (language == "ar"), "an Arabic scale begins at the right"


def minutes(language: str) -> Minutes:
    case = Case(
        "Case =1+1", (("Forum", "High Court"),), ("About",), "accepted", False, "نعم", (("Lea", "no"),), ("Wim",),
        (("Rivers", "conflict", "we act"),), (("Reach", "Legal", "3 – far", "=cmd()|x\nsecond line", "too late"),),
    )  # fmt: skip
    remark = Remark("Lea, today", "نعم", "ar", (("Wim", "en", "yes"),), "")
    return Minutes(
        language, "Spring", "Why", "How", (Line("opened", "late"),), ("Legal",), (), ("Lea", "Wim"),
        (("Reach", "2", "1"),), (case,), (remark,), scored=True, hidden=True,
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_keep_what_people_wrote_in_its_own_direction(language: str) -> None:
    document = Document(io.BytesIO(write(minutes(language))))
    own = [one for one in document.paragraphs if one.text == "نعم"]
    assert len(own) == 2
    assert all("<w:bidi/>" in one._p.xml and "<w:rtl/>" in one._p.xml for one in own)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "=cmd()|x\nsecond line" in cells
    assert "Legal\ntoo late" in cells
    assert ("w:bidiVisual" in document.element.xml) == (language == "ar")
    assert document.core_properties.author == ""


def test_a_cell_of_the_table_is_no_formula() -> None:
    text = write_csv(minutes("en")).decode("utf-8-sig")
    assert "'=cmd()" in text
    assert text.splitlines()[0].endswith(",In words,After the last day")
