"""XLSX: one row a document. Every cell is text, so nothing is ever a formula; an Arabic sheet runs from the right."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from xlsxwriter import Workbook

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction
from caselaw.exchange.entry import Entries, Layout, cells
from caselaw.exchange.text import readable
from caselaw.messages import say

_WIDTHS = {"id": 20, "title": 44, "citation": 60, "court": 32, "headline": 44, "summary_of": 44, "passages": 80}
_WIDTH = 18
_LONGEST_LINK = 2_000  # Excel refuses a file with a longer one
_PIECE = 64 * 1024
_OPTIONS = {
    "constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
}  # fmt: skip


def write(entries: Entries, layout: Layout) -> Iterator[bytes]:
    """The workbook: the table on its first sheet, what it is on the second."""
    with tempfile.TemporaryFile() as file, tempfile.TemporaryDirectory() as folder:
        book = Workbook(file, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"title": layout.title, "author": "", "comments": ""})
        _table(book, entries, layout)
        _about(book, layout)
        book.close()
        file.seek(0)
        yield from _pieces(file)


def _table(book: Any, entries: Entries, layout: Layout) -> None:
    sheet = _sheet(book, say("export.sheet.results", layout.language), layout)
    head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
    ltr = book.add_format({"valign": "top", "text_wrap": True, "reading_order": 1})
    rtl = book.add_format({"valign": "top", "text_wrap": True, "reading_order": 2})
    link = book.add_format({"valign": "top", "font_color": "#0563C1", "underline": 1, "reading_order": 1})
    for place, name in enumerate(layout.columns):
        sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, place, say(f"export.column.{name}", layout.language), head)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    row = 0
    for row, entry in enumerate(entries, 1):
        for place, (name, cell) in enumerate(zip(layout.columns, cells(entry, layout.columns), strict=True)):
            if name == "link" and len(cell) <= _LONGEST_LINK:
                sheet.write_url(row, place, cell, link, cell)
            else:
                sheet.write_string(row, place, cell, rtl if direction(cell) == "rtl" else ltr)
    sheet.autofilter(0, 0, row, len(layout.columns) - 1)


def _about(book: Any, layout: Layout) -> None:
    sheet = _sheet(book, say("export.sheet.about", layout.language), layout)
    sheet.set_column(0, 0, 100)
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for row, line in enumerate((layout.title, *layout.notes)):
        sheet.write_string(row, 0, readable(line), wrapped)


def _sheet(book: Any, name: str, layout: Layout) -> Any:
    sheet = book.add_worksheet(name)
    if reading_direction(layout.language) == "rtl":
        sheet.right_to_left()
    return sheet


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
