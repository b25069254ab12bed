"""A workbook that came back: whoever sorted, cut, translated or saved it again, with whichever program.

The sheet of answers is the one with the hidden row of column ids, or else with a column of cases by name; rows are
known by the hidden id, or left to be known by their title. Values only are read: a formula is never worked out here,
and where no program could work it out, it is what somebody wrote.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from caselaw.domain.problems import Problem
from caselaw.domain.selection.returned import (
    DECLARATION,
    DECLARATION_WORDS,
    SCORE,
    WORDS,
    Heading,
    Returned,
    ReturnedRow,
)
from caselaw.exchange.office_door import holds_comments
from caselaw.exchange.selection_reference import Reference, read_base, read_reference
from caselaw.exchange.selection_words import BASE, CANDIDATE, IDENTITY, TITLE, declared, meant
from caselaw.exchange.selection_xlsx import LISTS, REFERENCE
from caselaw.exchange.xlsx_formulas import formulas

_LOOKED_AT = 15  # rows in which a head is looked for
_Cell = int | float | str | bool | time | date | datetime | timedelta
_Rows = Sequence[Sequence[_Cell]]
_Column = str | Heading


@dataclass(frozen=True)
class _Head:
    """Where the names of columns stand, and what each column is; None for one that is nothing."""

    row: int
    columns: tuple[_Column | None, ...]


def read(content: bytes, parts: Mapping[str, bytes]) -> Returned:
    """What the workbook says, given also the parts of its package; where nothing can be read, why."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        return Returned((), problems=(Problem("return.refused.broken", "error"),))
    for name, typed in formulas(parts).items():
        _put_back(sheets.get(name, []), typed)
    notes = (Problem("return.note.comments"),) if holds_comments(parts) else ()
    return _read_sheets(sheets, notes)


def _put_back(rows: list[list[_Cell]], typed: Mapping[tuple[int, int], str]) -> None:
    """Write into the empty cells of a sheet what was typed there and became a formula without a value."""
    for (row, column), text in typed.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = text


def _read_sheets(sheets: Mapping[str, _Rows], notes: tuple[Problem, ...]) -> Returned:
    fields = {_text(row[0]): _text(row[1]) for row in sheets.get(REFERENCE, ()) if len(row) > 1}
    known = read_reference(fields)
    if fields and known is None:
        notes = (*notes, Problem("return.note.damaged"))
    others = [rows for name, rows in sheets.items() if name not in (REFERENCE, LISTS)]
    heads = [(head, rows) for rows in others if (head := _head(rows)) is not None]
    if not heads:
        return Returned((), problems=notes)
    head, rows = max(heads, key=lambda one: sum(column is not None for column in one[0].columns))
    found = tuple(_row(number, row, head, known) for number, row in enumerate(rows[head.row + 1 :], head.row + 2)
                  if any(_text(cell) for cell in row))  # fmt: skip
    if known is None:
        return Returned(found, problems=notes)
    return Returned(found, known.table, known.organisation, known.revision, known.language, notes)


def _head(rows: _Rows) -> _Head | None:
    """The names of columns, and the row of ids above them where that is left."""
    technical: Sequence[_Cell] = ()
    for number, row in enumerate(rows[:_LOOKED_AT]):
        names = [_text(cell) for cell in row]
        if sum(map(_is_id, names)) > 1 and all(_is_id(name) or name in IDENTITY for name in names if name):
            technical = row
            continue
        meanings = [meant(name) if name else None for name in names]
        if technical or TITLE in meanings:
            return _Head(number, tuple(_columns(names, [_text(cell) for cell in technical])))
    return None


def _columns(names: list[str], ids: list[str]) -> list[_Column | None]:
    """What each column is: by its id, else by its name."""
    told: list[_Column | None] = []
    for place in range(max(len(names), len(ids))):
        name = names[place] if place < len(names) else ""
        known = ids[place] if place < len(ids) else ""
        if known in (CANDIDATE, BASE, *IDENTITY):
            told.append(known)
        elif _is_id(known):
            told.append(Heading(name, known))
        else:
            told.append(meant(name) if name else None)
    return told


def _is_id(text: str) -> bool:
    return text in (CANDIDATE, BASE, DECLARATION, DECLARATION_WORDS) or text.startswith((SCORE, WORDS))


def _row(number: int, row: Sequence[_Cell], head: _Head, known: Reference | None) -> ReturnedRow:
    """One case: its id, its title, and what was answered."""
    told: dict[str, str] = {}
    cells: list[tuple[Heading, str]] = []
    for column, cell in zip(head.columns, row, strict=False):
        if isinstance(column, Heading):
            cells.append((column, _answer(column, _text(cell))))
        elif column is not None:
            told[column] = _text(cell)
    candidate = told.get(CANDIDATE, "").strip() or None
    base = read_base(told.get(BASE, ""), candidate, known.columns) if candidate and known else {}
    return ReturnedRow(number, candidate, told.get(TITLE, ""), tuple(cells), base)


def _answer(column: Heading, text: str) -> str:
    return declared(text) if column.column == DECLARATION else text


def _text(cell: _Cell) -> str:
    """A value as its reader saw it: 3.0 is 3."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
