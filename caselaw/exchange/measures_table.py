"""Measures and their counts as tables that leave: CSV and XLSX, under the same rules as all tables here. A cell is text
and never a formula; a count is a number."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction
from caselaw.exchange.csv_table import guarded
from caselaw.exchange.text import cut, readable

_MARK = "\ufeff"
_LONGEST = 32_767  # UTF-16 units that a cell of a workbook holds
_OPTIONS = {
    "in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
}  # fmt: skip
Cell = str | int


@dataclass(frozen=True)
class Sheet:
    """A table for a reader of `language`: what it is called, the names of its columns, and its rows."""

    title: str
    language: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def to_csv(sheet: Sheet) -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with the mark that Excel needs)."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    for row in (sheet.columns, *sheet.rows):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return (_MARK + lines.getvalue()).encode()


def to_xlsx(sheet: Sheet) -> bytes:
    """The table as a workbook of one sheet, from the right for Arabic, its first row and column held."""
    with tempfile.TemporaryFile() as file:
        book = Workbook(file, _OPTIONS)
        book.set_properties({"title": sheet.title, "author": "", "comments": ""})
        page = book.add_worksheet(readable(sheet.title)[:31])
        if reading_direction(sheet.language) == "rtl":
            page.right_to_left()
        _write(book, page, sheet)
        book.close()
        file.seek(0)
        return file.read()


def _write(book: Any, page: Any, sheet: Sheet) -> None:
    head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
    ways = {
        way: book.add_format({"valign": "top", "text_wrap": True, "reading_order": order})
        for way, order in (("ltr", 1), ("rtl", 2))
    }
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 60)
    page.set_column(1, max(1, len(sheet.columns) - 1), 20)
    for place, name in enumerate(sheet.columns):
        page.write_string(0, place, name, head)
    for row, cells in enumerate(sheet.rows, 1):
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(row, place, cell)
            else:
                page.write_string(row, place, cut(readable(cell), _LONGEST), ways[direction(cell)])
