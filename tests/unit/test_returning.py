"""What a file that came back would change: every way in which people and programs spoil a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from caselaw.domain.entered import entered, unfit
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.problems import Problem
from caselaw.domain.selection.returned import (
    DECLARATION,
    DECLARATION_WORDS,
    Difference,
    Heading,
    Preview,
    Returned,
    ReturnedRow,
)
from caselaw.domain.selection.returning import diff
from caselaw.domain.selection.table import Answer
from caselaw.exchange.selection_files import FORMS, Form, read, write
from caselaw.messages import say_problem
from tests.factories.sheets import MINE, RIVER, TITLES, a_sheet, answered

SCORE, WORDS, USES = "score:force", "words:force", "words:uses"
Rows = list[ReturnedRow]


def sent(language: str = "en", form: Form = "xlsx") -> Returned:
    """The file as it went out and was read again."""
    return read(write(a_sheet(language), form))


def edited(changes: dict[tuple[str, str], str], of: Returned | None = None) -> Returned:
    """The file with these cells changed."""
    whole = of or sent()
    rows = tuple(
        replace(row, cells=tuple((head, changes.get((row.candidate or "", head.column or ""), text))
                                 for head, text in row.cells))
        for row in whole.rows
    )  # fmt: skip
    return replace(whole, rows=rows)


def told(preview: Preview) -> list[tuple[str, str, str, str]]:
    return [(one.candidate, one.column, one.kind, one.given) for one in preview.differences]


def codes(problems: Sequence[Problem]) -> list[str]:
    return [one.code for one in problems]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_nobody_touched_changes_nothing(language: str, form: Form) -> None:
    assert diff(a_sheet(language), sent(language, form)).nothing


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("2", "2"), ("2.0", "2"), (" 2 ", "2"), ("٢", "2"), ("۲", "2"), ("2 – Medium", "2"), ("2-medium", "2"),
        ("MEDIUM", "2"), ("medio", "2"), ("Moyen ", "2"), ("متوسط", "2"), ("2 – متوسط", "2"), ("\u200e2\u200f", "2"),
        ("élevé", "3"), ("ELEVE", "3"),
    ],
)  # fmt: skip
def test_a_score_is_read_as_people_type_it(typed: str, score: str) -> None:
    (one,) = diff(a_sheet(), edited({(MINE, SCORE): typed})).differences
    assert (one.kind, one.now, one.given) == ("change", "1", score)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("7", "score_outside"), ("-1", "score_outside"), ("2.5", "score_and_words"), ("very good", "score"),
        ("3 – Low", "score_differs"), ("2 (see remarks)", "score_and_words"), ("2/3", "score_and_words"),
        ("=1+1", "score"), ("9 – High", "score_outside"),
    ],
)  # fmt: skip
def test_a_score_that_cannot_be_read_says_why_and_what_could(typed: str, why: str) -> None:
    (one,) = diff(a_sheet(), edited({(MINE, SCORE): typed})).differences
    assert (one.kind, one.given, one.now) == ("unreadable", typed, "1")
    assert one.why is not None
    assert one.why.code == f"return.why.{why}"
    assert one.readable == ("1 – Low", "2 – Medium", "3 – High")


def test_words_a_declaration_and_an_emptied_cell() -> None:
    changes = {(MINE, WORDS): "New.\r\nLine", (MINE, DECLARATION): "abstains", (RIVER, USES): " "}
    assert told(diff(a_sheet(), edited(changes))) == [
        (RIVER, USES, "emptied", ""),
        (MINE, WORDS, "change", "New.\nLine"),
        (MINE, DECLARATION, "change", "abstains"),
    ]


def test_a_later_answer_conflicts_only_where_the_cell_was_touched() -> None:
    later = answered(a_sheet(), Answer(RIVER, "force", "acme", 2, "Said in the page."))
    untouched = diff(later, sent())
    assert not untouched.differences
    assert codes(untouched.notes) == ["return.note.older"]
    (one,) = diff(later, edited({(RIVER, WORDS): "Said in the file."})).differences
    assert (one.kind, one.now, one.given) == ("conflict", "Said in the page.", "Said in the file.")


def test_what_was_said_in_both_places_is_no_conflict() -> None:
    later = answered(a_sheet(), Answer(RIVER, "force", "acme", 3, "The same."))
    assert not diff(later, edited({(RIVER, WORDS): "The same."})).differences


def test_a_later_answer_conflicts_where_the_digests_are_lost() -> None:
    later = answered(a_sheet(), Answer(RIVER, "force", "acme", 2, "Said in the page."))
    bare = replace(sent(), rows=tuple(replace(row, base={}) for row in sent().rows))
    assert [one.kind for one in diff(later, bare).differences] == ["conflict", "conflict"]


def test_cells_that_are_typed_anew_are_the_same_thing_applied_twice() -> None:
    once = diff(a_sheet(), edited({(MINE, WORDS): "New."}))
    after = answered(a_sheet(), Answer(MINE, "force", "acme", 1, "New."))
    assert len(once.differences) == 1
    assert not diff(after, edited({(MINE, WORDS): "New."})).differences


def _shuffled(rows: Rows) -> Rows:
    return list(reversed(rows))


def _without_ids(rows: Rows) -> Rows:
    return [replace(row, candidate=None, base={}) for row in rows]


@pytest.mark.parametrize("spoil", [_shuffled, _without_ids])
def test_rows_in_another_order_and_without_ids_are_known(spoil: Callable[[Rows], Rows]) -> None:
    returned = edited({(MINE, WORDS): "New."})
    spoiled = replace(returned, rows=tuple(spoil(list(returned.rows))))
    assert told(diff(a_sheet(), spoiled)) == [(MINE, WORDS, "change", "New.")]


def test_rows_that_are_gone_change_nothing() -> None:
    preview = diff(a_sheet(), replace(sent(), rows=sent().rows[1:]))
    assert (preview.differences, preview.absent) == ((), (RIVER,))


def test_a_row_that_was_added_is_told() -> None:
    fresh = ReturnedRow(9, None, "A new case", ((Heading("x", WORDS), "Take this."),))
    preview = diff(a_sheet(), replace(sent(), rows=(*sent().rows, fresh)))
    assert not preview.differences
    assert [(one.code, one.where, one.params["title"]) for one in preview.notes] == [
        ("return.note.row_unknown", "9", "A new case")
    ]


def test_a_row_twice_is_one_where_they_agree_and_unreadable_where_not() -> None:
    one, other = edited({(MINE, WORDS): "First."}), edited({(MINE, WORDS): "Second."})
    untouched = sent().rows[1]
    assert told(diff(a_sheet(), replace(one, rows=(*one.rows, untouched)))) == [(MINE, WORDS, "change", "First.")]
    preview = diff(a_sheet(), replace(one, rows=(*one.rows, other.rows[1])))
    assert told(preview) == [(MINE, WORDS, "unreadable", "First. ¦ Second.")]
    assert codes(preview.notes) == ["return.note.row_twice"]


def test_a_table_that_was_sorted_in_part_is_not_believed() -> None:
    rows = sent().rows
    mixed = tuple(replace(row, title=other.title) for row, other in zip(rows, (*rows[1:], rows[0]), strict=True))
    preview = diff(a_sheet(), replace(sent(), rows=mixed))
    assert preview.refused is not None
    assert codes(preview.notes) == ["return.note.row_mixed"] * 3


def test_a_title_that_was_edited_is_told_and_not_read() -> None:
    rows = (replace(sent().rows[0], title="River case (the important one)"), *sent().rows[1:])
    preview = diff(a_sheet(), replace(sent(), rows=rows))
    assert not preview.differences
    assert codes(preview.notes) == ["return.note.title_changed"]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        (Heading("Fuerza vinculante: puntuación", None, "fuerza vinculante", "score"), SCORE),
        (Heading("القوة الملزمة: بالكلمات", None, "القوة الملزمة", "words"), WORDS),
        (Heading("Usages possibles", None, "usages possibles"), USES),
        (Heading("?", DECLARATION_WORDS), DECLARATION_WORDS),
    ],
)
def test_columns_are_known_by_their_name_in_any_language(heading: Heading, column: str) -> None:
    row = ReturnedRow(3, MINE, TITLES[MINE], ((heading, "2" if column == SCORE else "New."),))
    (one,) = diff(a_sheet(), Returned((row,))).differences
    assert (one.candidate, one.column) == (MINE, column)


def test_an_unknown_column_is_told_once() -> None:
    odd = Heading("Our own notes", None, "our own notes")
    rows = tuple(replace(row, cells=(*row.cells, (odd, "x"))) for row in sent().rows)
    assert codes(diff(a_sheet(), replace(sent(), rows=rows)).notes) == ["return.note.column_unknown"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"table": "t2"}, "return.refused.table"),
        ({"organisation": "other"}, "return.refused.organisation"),
        ({"rows": ()}, "return.refused.nothing"),
    ],
)
def test_a_file_from_elsewhere_is_refused_whole(change: dict[str, object], code: str) -> None:
    preview = diff(a_sheet(), replace(sent(), **change))  # type: ignore[arg-type]
    assert preview.refused is not None
    assert preview.refused.code == code
    assert not preview.differences
    for language in LANGUAGES:
        assert say_problem(preview.refused, language)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a\x07b", "entered.forbidden"), ("\ufffe", "entered.forbidden"), ("x" * 32_768, "entered.too_long"),
        ("𝔘" * 16_384, "entered.too_long"), ("_x005F_x0041_", "entered.escapes"),
    ],
)  # fmt: skip
def test_words_that_no_file_can_hold_are_refused_at_entry(words: str, code: str) -> None:
    fault = unfit(words)
    assert fault is not None
    assert fault.code == code
    (one,) = diff(a_sheet(), edited({(MINE, WORDS): words})).differences
    assert (one.kind, one.why and one.why.code) == ("unreadable", code)


@pytest.mark.parametrize("words", ["=1+1", "\u200fعربي", "a\tb", "x" * 32_767, "_x0041_", "𝔘" * 16_383])
def test_words_that_files_can_hold_are_taken(words: str) -> None:
    assert unfit(words) is None


def test_words_are_kept_composed_with_plain_ends_of_lines() -> None:
    assert entered("  e\u0301tude\r\nb\u2028c\x85d ") == "étude\nb\nc\nd"


def test_a_key_names_what_was_shown() -> None:
    one = Difference(MINE, WORDS, "change", "before", "after")
    assert one.key != replace(one, now="other").key
    assert one.key != replace(one, given="other").key
