"""A codebook as CSV and back: one row a code, the columns of `codebook_rows`, under names that are the same in every
language, so that a file can be filled in anywhere and come back.

It goes out with the mark that Excel needs, cells that a spreadsheet would take for a formula behind an apostrophe; it
comes back with commas, semicolons or tabs, as spreadsheets of different countries save it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from caselaw.domain.codebook.codes import Code
from caselaw.domain.codebook.rows import COLUMNS, RowFault, codes_of, row_of
from caselaw.domain.errors import Invalid
from caselaw.exchange.csv_table import FORMULA, guarded

_MARK = "\ufeff"
_SEPARATORS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def write(codes: Sequence[Code]) -> bytes:
    """The codes as a file."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for code in codes:
        rows.writerow([guarded(cell) for cell in row_of(code).values()])
    return (_MARK + text.getvalue()).encode("utf-8")


def read(content: bytes, standing: Sequence[Code] = ()) -> tuple[tuple[Code, ...], tuple[RowFault, ...]]:
    """The codes of a file, and what of it cannot be read or was passed over; texts of which the file has no column are
    those of the codes that stand. `Invalid` for what is no such table."""
    header, rows = _rows(content)
    codes, faults = codes_of(rows, standing)
    return codes, (*faults, *_passed_over(header, rows))


def lines(content: bytes) -> dict[str, int]:
    """In which row of a file each key stands first."""
    found: dict[str, int] = {}
    for line, row in _rows(content)[1]:
        found.setdefault(row.get("key", "").strip(), line)
    return found


def _rows(content: bytes) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The names of the columns, and every row that says something with its number."""
    try:
        table = _table(_text(content))
    except csv.Error:
        raise Invalid("codebook.file.table") from None
    header = [name.strip().casefold() for name in table[0]] if table else []
    if "key" not in header:
        raise Invalid("codebook.file.no_key")
    rows = [
        (line, dict(zip(header, map(_unguarded, cells), strict=False)))
        for line, cells in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    return header, rows


def _text(content: bytes) -> str:
    """The text of a file: UTF-8, or the UTF-16 that Excel calls Unicode and that says so in its first two bytes."""
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("codebook.file.encoding") from None


def _table(text: str) -> list[list[str]]:
    """The rows of a text, with whichever separator stands most often in its first line."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def _passed_over(header: Sequence[str], rows: Sequence[tuple[int, dict[str, str]]]) -> list[RowFault]:
    unknown = ", ".join(name[:40] for name in header if name and name not in COLUMNS)
    found = [RowFault(1, "", "codebook.row.columns", {"columns": unknown[:300]})] if unknown else []
    if any(row.get("reviewed", "").strip() for _, row in rows):
        found.append(RowFault(1, "reviewed", "codebook.row.reviewed"))
    return found


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
