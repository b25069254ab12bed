"""A selection table as a workbook that an organisation fills in: one row a case, two columns a criterion.

Every text is a string (`write_string`), so nothing is ever a formula; scores have drop-down lists; identity is locked
without a password; nothing stands in a note of a cell. What tells the file when it comes back stands in a hidden row
and two hidden columns, and on a hidden sheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from xlsxwriter import Workbook

from caselaw.domain.entered import MOST_UNITS
from caselaw.domain.languages import reading_direction
from caselaw.domain.selection.returned import DECLARATION, SCORE, columns, held
from caselaw.domain.selection.table import Sheet, SheetCandidate
from caselaw.domain.text import direction
from caselaw.exchange.selection_guidance import guidance, omitted_names
from caselaw.exchange.selection_reference import base_text, reference
from caselaw.exchange.selection_words import (
    BASE,
    CANDIDATE,
    IDENTITY,
    OMITTED,
    TITLE,
    cell_text,
    column_name,
    declaration_names,
)
from caselaw.exchange.text import cut, readable
from caselaw.messages import say

REFERENCE, LISTS = "_reference", "_lists"
"""Names of the hidden sheets; they are the same in every language."""
TECHNICAL, HEADER, FIRST = 0, 1, 2
"""Rows: ids of columns (hidden), names of columns, the first case."""
_OPTIONS = {
    "constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
}  # fmt: skip
_ALLOWED = {
    "sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "format_cells": True,
    "insert_rows": True, "delete_rows": True, "insert_columns": True,
}  # fmt: skip
_LONGEST_NAME = 31
_WIDE, _NARROW = 44, 22


def write(sheet: Sheet) -> bytes:
    """The workbook: answers first, then how to fill them in; the technical sheets are hidden."""
    file = io.BytesIO()
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": "", "author": "", "comments": ""})
    names = (say("sheet.answers", sheet.language), say("sheet.guidance", sheet.language))
    answers, words, lists, known = [book.add_worksheet(name[:_LONGEST_NAME]) for name in (*names, LISTS, REFERENCE)]
    if reading_direction(sheet.language) == "rtl":
        for one in (answers, words, lists):
            one.right_to_left()
    looks = _Looks(book, rtl=reading_direction(sheet.language) == "rtl")
    _Answers(answers, sheet, looks).write()
    _guide(words, sheet, looks)
    _write_lists(lists, sheet)
    _write_reference(known, sheet)
    book.close()
    return file.getvalue()


class _Looks:
    """The formats of cells: locked or open, and the way a text runs."""

    def __init__(self, book: Any, *, rtl: bool) -> None:
        self._book = book
        self._rtl = rtl
        self._made: dict[tuple[Any, ...], Any] = {}
        self.head = self.of("", bold=True, bottom=1)

    def of(self, text: str, *, locked: bool = True, **more: object) -> Any:
        """Text runs as its letters do; a cell without any as the sheet does."""
        rtl = direction(text) == "rtl" if any(map(str.isalpha, text)) else self._rtl
        key = (rtl, locked, *more.items())
        if key not in self._made:
            form = {
                "valign": "top", "text_wrap": True, "num_format": "@", "locked": locked,
                "reading_order": 2 if rtl else 1, "align": "right" if rtl else "left", **more,
            }  # fmt: skip
            self._made[key] = self._book.add_format(form)
        return self._made[key]


class _Answers:
    """The sheet of answers, written row by row."""

    def __init__(self, page: Any, sheet: Sheet, looks: _Looks) -> None:
        self._page = page
        self._sheet = sheet
        self._looks = looks
        self._asked = columns(sheet)
        told = {cell.field for one in sheet.candidates for cell in one.cells}
        told |= {OMITTED} if any(one.omitted for one in sheet.candidates) else set()
        self._identity = tuple(name for name in IDENTITY if name == TITLE or name in told)
        self._first = 2 + len(self._identity)

    def write(self) -> None:
        self._head()
        for row, candidate in enumerate(self._sheet.candidates, FIRST):
            self._candidate(row, candidate)
        last = max(FIRST, FIRST + len(self._sheet.candidates) - 1)
        self._offer_lists(last)
        self._page.autofilter(HEADER, 2, last, self._first + len(self._asked) - 1)
        self._page.protect("", _ALLOWED)

    def _head(self) -> None:
        page, language = self._page, self._sheet.language
        page.set_column(0, 1, None, None, {"hidden": True})
        page.set_column(2, self._first - 1, _NARROW)
        page.set_column(2, 2, _WIDE)
        for place, column in enumerate(self._asked, self._first):
            page.set_column(place, place, _NARROW if _listed(column) else _WIDE)
        page.set_row(TECHNICAL, None, None, {"hidden": True})
        ids = (CANDIDATE, BASE, *self._identity, *self._asked)
        for place, name in enumerate(ids):
            page.write_string(TECHNICAL, place, name)
        names = ["", "", *(say(f"sheet.column.{name}", language) for name in self._identity)]
        names += [column_name(self._sheet, column) for column in self._asked]
        for place, name in enumerate(names):
            page.write_string(HEADER, place, readable(name), self._looks.of(name, bold=True, bottom=1))
        page.freeze_panes(FIRST, 3)
        page.repeat_rows(HEADER)

    def _candidate(self, row: int, candidate: SheetCandidate) -> None:
        self._page.write_string(row, 0, candidate.id)
        self._page.write_string(row, 1, base_text(self._sheet, candidate.id, self._asked))
        told = {TITLE: candidate.title, **{cell.field: cell.text for cell in candidate.cells}}
        told[OMITTED] = omitted_names(candidate.omitted, self._sheet.language)
        for place, name in enumerate(self._identity, 2):
            self._put(row, place, cut(readable(told.get(name, "")), MOST_UNITS), locked=True)
        for place, column in enumerate(self._asked, self._first):
            value = held(self._sheet, candidate.id, column)
            self._put(row, place, cell_text(self._sheet, column, value), locked=False)

    def _put(self, row: int, place: int, text: str, *, locked: bool) -> None:
        look = self._looks.of(text, locked=locked)
        if not text:
            self._page.write_blank(row, place, None, look)
        elif self._page.write_string(row, place, text, look):
            raise ValueError("longer than a cell")  # refused where words are entered

    def _offer_lists(self, last: int) -> None:
        """Scores and declarations are chosen from lists in the reader's language; anything else is asked about."""
        lists = list(_lists(self._sheet))
        wrong = say("sheet.list.wrong", self._sheet.language)
        for place, column in enumerate(self._asked, self._first):
            at = next((number for number, (name, _) in enumerate(lists) if name == column), None)
            if at is None:
                continue
            letter = _letters(at)
            source = f"={LISTS}!${letter}$1:${letter}${max(1, len(lists[at][1]))}"
            rule = {"validate": "list", "source": source, "error_type": "warning", "error_message": wrong}
            self._page.data_validation(FIRST, place, last, place, rule)


def _listed(column: str) -> bool:
    return column == DECLARATION or column.startswith(SCORE)


def _lists(sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What can be chosen, column by column."""
    for one in sheet.criteria:
        if SCORE + one.id in columns(sheet):
            yield (
                SCORE + one.id,
                tuple(cell_text(sheet, SCORE + one.id, str(level.value)) for level in one.levels or ()),
            )
    yield DECLARATION, declaration_names(sheet.language)


def _write_lists(page: Any, sheet: Sheet) -> None:
    lists = [values for _, values in _lists(sheet)]
    for row in range(max(map(len, lists))):
        for place, values in enumerate(lists):
            if row < len(values):
                page.write_string(row, place, readable(values[row]))
    page.hide()


def _write_reference(page: Any, sheet: Sheet) -> None:
    for row, (name, value) in enumerate(reference(sheet).fields()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
    page.hide()


def _guide(page: Any, sheet: Sheet, looks: _Looks) -> None:
    page.set_column(0, 0, 100)
    for row, line in enumerate(guidance(sheet, "xlsx")):
        text = cut(readable(line.text), MOST_UNITS)
        page.write_string(row, 0, text, looks.of(text, bold=line.heading))
    page.protect("", {"format_columns": True, "format_rows": True})


def _letters(place: int) -> str:
    """The letters of a column: A, B … Z, AA …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
