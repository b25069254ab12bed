"""The answers and decisions of a selection as a table, one row an answer: XLSX and CSV. No cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from xlsxwriter import Workbook

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction
from caselaw.exchange.csv_table import guarded
from caselaw.exchange.selection_minutes import Case, Minutes, listed
from caselaw.exchange.text import cut, readable
from caselaw.messages import say

_MOST = 32_000  # UTF-16 units of a cell
_WIDTHS = (40, 18, 40, 32, 24, 22, 60, 26)
_HEADS = ("case", "decision", "reason", "criterion", "organisation", "level", "words", "late")


def write_xlsx(minutes: Minutes) -> bytes:
    """The workbook; an Arabic sheet runs from the right, each cell as its letters."""
    out = io.BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "", "author": "", "comments": ""})
    sheet = book.add_worksheet(say("selection.minutes.answers", minutes.language))
    if reading_direction(minutes.language) == "rtl":
        sheet.right_to_left()
    head = book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1})
    ltr = book.add_format({"valign": "top", "text_wrap": True, "reading_order": 1})
    rtl = book.add_format({"valign": "top", "text_wrap": True, "reading_order": 2})
    row = 0
    for row, cells in enumerate(_rows(minutes)):
        for place, cell in enumerate(cells):
            style = head if row == 0 else rtl if direction(cell) == "rtl" else ltr
            sheet.write_string(row, place, cut(readable(cell), _MOST), style)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, row, len(_HEADS) - 1)
    book.close()
    return out.getvalue()


def write_csv(minutes: Minutes) -> bytes:
    """The same as CSV, with the mark that Excel needs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for cells in _rows(minutes):
        writer.writerow([guarded(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _rows(minutes: Minutes) -> Iterator[tuple[str, ...]]:
    yield tuple(say(f"selection.minutes.{code}", minutes.language) for code in _HEADS)
    for case in minutes.cases:
        about = (case.title, case.outcome, _reason(case, minutes.language))
        for answer in case.answers or (("", "", "", "", ""),):
            yield (*about, *answer)


def _reason(case: Case, language: str) -> str:
    """Why, and that it was by consensus or not, with every dissent."""
    if case.consensus is None:
        return ""
    lines = [say(f"selection.minutes.{'consensus' if case.consensus else 'dissent'}", language), case.reason]
    lines += [f"{say('selection.minutes.dissent_of', language, name=name)}: {words}" for name, words in case.dissents]
    if case.absent:
        lines.append(say("selection.minutes.absent", language, names=listed(case.absent, language)))
    return "\n".join(lines)
