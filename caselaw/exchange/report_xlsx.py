"""XLSX: a report, a sheet for each part. Every cell is text, so nothing is ever a formula; an Arabic sheet runs from
the right."""

from __future__ import annotations

import io
import re
from typing import Any

from xlsxwriter import Workbook

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction
from caselaw.exchange.report import Report, Section
from caselaw.exchange.text import cut, readable

LONGEST_CELL = 32_767
"""UTF-16 units that a cell holds (Excel's own limit); more would be dropped without a word."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
_OPTIONS = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


def write(report: Report) -> bytes:
    """The report as a workbook."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": readable(report.title), "author": "", "comments": ""})
    taken: set[str] = set()
    for section in (Section(report.title, (report.about,)), *report.sections):
        _sheet(book, section, report.language, taken)
    book.close()
    return out.getvalue()


def _sheet(book: Any, section: Section, language: str, taken: set[str]) -> None:
    sheet = book.add_worksheet(_name(section.title, taken))
    if reading_direction(language) == "rtl":
        sheet.right_to_left()
    head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
    ways = {
        "ltr": book.add_format({"valign": "top", "text_wrap": True, "reading_order": 1}),
        "rtl": book.add_format({"valign": "top", "text_wrap": True, "reading_order": 2}),
    }
    sheet.set_column(0, 0, 44 if section.rows else 100)
    sheet.set_column(1, max(1, len(section.head) - 1), 22)
    row = 0
    for place, text in enumerate(section.head if section.rows else ()):
        sheet.write_string(row, place, text, head)
    if section.rows:
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        row = 1
    for cells in section.rows:
        for place, text in enumerate(cells):
            sheet.write_string(row, place, cut(readable(text), LONGEST_CELL), ways[direction(text)])
        row += 1
    if section.rows:
        sheet.autofilter(0, 0, row - 1, len(section.head) - 1)
        row += 1
    for line in section.lines:
        sheet.write_string(row, 0, cut(readable(line), LONGEST_CELL), ways[direction(line)])
        row += 1


def _name(title: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has."""
    plain = _NOT_IN_NAMES.sub(" ", readable(title)).strip()[:_LONGEST_NAME] or "-"
    name, number = plain, 2
    while name.casefold() in taken:
        name = f"{plain[: _LONGEST_NAME - 3]} {number}"
        number += 1
    taken.add(name.casefold())
    return name
