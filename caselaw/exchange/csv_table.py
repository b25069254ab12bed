"""CSV: one row a document, for every spreadsheet and every program (RFC 4180, UTF-8 with the mark that Excel needs).

A cell that a spreadsheet would take for a formula begins with an apostrophe: a title may come from anybody.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from caselaw.exchange.entry import Entries, Layout, cells
from caselaw.messages import say

_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""A cell that begins with an apostrophe of its own gets a second, so that reading back is exact."""


def write(entries: Entries, layout: Layout) -> Iterator[bytes]:
    """The table, a row at a time, under the names of its columns in the reader's language."""
    yield _MARK.encode() + _row([say(f"export.column.{name}", layout.language) for name in layout.columns])
    for entry in entries:
        yield _row(cells(entry, layout.columns))


def guarded(cell: str) -> str:
    """The cell, so written that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _row(values: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([guarded(value) for value in values])
    return line.getvalue().encode("utf-8")
