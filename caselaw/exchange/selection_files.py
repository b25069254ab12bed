"""The files in which a selection table goes out and comes back: one door for both forms."""

from __future__ import annotations

from typing import Literal

from caselaw.domain.problems import Problem
from caselaw.domain.selection.returned import Returned
from caselaw.domain.selection.table import Sheet
from caselaw.exchange import selection_docx, selection_docx_read, selection_xlsx, selection_xlsx_read
from caselaw.exchange.office_door import opened

Form = Literal["xlsx", "docx"]
FORMS: tuple[Form, ...] = ("xlsx", "docx")
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: dict[Form, str] = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
}


def write(sheet: Sheet, form: Form) -> bytes:
    """The sheet as a file of this form."""
    return selection_xlsx.write(sheet) if form == "xlsx" else selection_docx.write(sheet)


def read(content: bytes) -> Returned:
    """What a file of either form says; its content tells which it is, never its name."""
    door = opened(content)
    if isinstance(door, Problem):
        return Returned((), problems=(door,))
    kind, parts = door
    return selection_xlsx_read.read(content, parts) if kind == "xlsx" else selection_docx_read.read(parts)
