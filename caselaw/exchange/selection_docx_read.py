"""A form that came back: filled in, moved about, saved by whichever program. Only its text is read; no field is worked
out, no picture opened, nothing outside is followed.

A case is a table; it is known by the hidden mark in its first cell, or left to be known by the name there. A row is
known by its mark, or by the name of its criterion in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from caselaw.domain.problems import Problem
from caselaw.domain.selection.returned import (
    BEFORE,
    BEHIND,
    DECLARATION,
    DECLARATION_WORDS,
    SCORE,
    WORDS,
    Heading,
    Returned,
    ReturnedRow,
)
from caselaw.exchange.clean.xmltree import name
from caselaw.exchange.clean.xmltree import read as read_xml
from caselaw.exchange.office_door import holds_comments
from caselaw.exchange.selection_docx import APART
from caselaw.exchange.selection_reference import Reference, read_base, read_reference
from caselaw.exchange.selection_words import chosen, declared, is_head, is_words_only, meant

_MARK = re.compile(f"{BEFORE}([^{BEFORE}{BEHIND}]*){BEHIND}")
_ESCAPED = re.compile("_x005F_(x[0-9A-Fa-f]{4}_)")
"""LibreOffice escapes in forms what is an escape in workbooks; nobody can have typed it (`caselaw.domain.entered`)."""
_SKIPPED = frozenset({"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "tblPr", "tcPr", "trPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def read(parts: Mapping[str, bytes]) -> Returned:
    """What the form says, given the parts of its package; where nothing can be read, why."""
    try:
        body = read_xml(parts["word/document.xml"])
    except ValueError:
        return Returned((), problems=(Problem("return.refused.broken", "error"),))
    notes = (Problem("return.note.comments"),) if holds_comments(parts) else ()
    fields = _fields(mark for mark in _marks(body) if "form=" in mark)
    known = read_reference(fields)
    if fields and known is None:
        notes = (*notes, Problem("return.note.damaged"))
    cases = (_Case(number, table, known) for number, table in enumerate(_tables(body), 1))
    rows = tuple(found for case in cases if (found := case.read()) is not None)
    if known is None:
        return Returned(rows, problems=notes)
    return Returned(rows, known.table, known.organisation, known.revision, known.language, notes)


def _marks(body: etree._Element) -> Iterator[str]:
    """What stands between the signs of a reference, outside all tables."""
    for paragraph in body.iter("{*}p"):
        if not any(name(above) == "tbl" for above in paragraph.iterancestors()):
            yield from _MARK.findall(_text(paragraph))


def _fields(marks: Iterator[str]) -> Mapping[str, str]:
    parts = [part.partition("=") for mark in marks for part in mark.split(APART)]
    return {key.strip(): value for key, sign, value in parts if sign}


def _tables(body: etree._Element) -> Iterator[etree._Element]:
    for table in body.iter("{*}tbl"):
        if not any(name(above) == "tbl" for above in table.iterancestors()):
            yield table


@dataclass
class _Case:
    """The table of one case, being read."""

    where: int
    table: etree._Element
    known: Reference | None
    cells: list[tuple[Heading, str]] = field(default_factory=list)

    def read(self) -> ReturnedRow | None:
        """What it says; None for a table of something else."""
        rows = [_cells(row) for row in self.table.iter("{*}tr") if _table_of(row) is self.table]
        if not rows or not rows[0]:
            return None
        first = _text(rows[0][0])
        fields = _fields(iter(_MARK.findall(first)))
        for row in rows[1:]:
            if len(row) >= 4:
                self._answer(row)
        if not self.cells:
            return None
        candidate = fields.get("case") or None
        base = read_base(fields.get("base", ""), candidate, self.known.columns) if candidate and self.known else {}
        return ReturnedRow(self.where, candidate, _MARK.sub("", first).strip(), tuple(self.cells), base)

    def _answer(self, row: list[etree._Element]) -> None:
        """A row of a criterion: its score and its words are the last two cells."""
        told = _text(row[0])
        mark = _fields(iter(_MARK.findall(told))).get("row", "")
        label = " ".join(_MARK.sub("", told).split())
        score, words = _text(row[-2]).strip(), _text(row[-1])
        named = meant(label)
        if mark == DECLARATION or (not mark and isinstance(named, Heading) and named.column == DECLARATION):
            self.cells.append((Heading(label, DECLARATION), declared(chosen(score))))
            self.cells.append((Heading(label, DECLARATION_WORDS), words))
        elif mark:
            self._of_criterion(label, score, words, SCORE + mark, WORDS + mark, "")
        elif isinstance(named, Heading) and label and not is_head(named.label):
            self._of_criterion(label, score, words, None, None, named.label)

    def _of_criterion(
        self, text: str, score: str, words: str, scored: str | None, worded: str | None, label: str
    ) -> None:  # fmt: skip
        """A criterion in words alone has no score: what asks for words there is none."""
        picked = chosen(score)
        if picked or not is_words_only(score):
            self.cells.append((Heading(text, scored, label, "score"), picked))
        self.cells.append((Heading(text, worded, label, "words"), words))


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((above for above in row.iterancestors() if name(above) == "tbl"), None)


def _cells(row: etree._Element) -> list[etree._Element]:
    """The cells of a row, also of those that a program put into a control of content."""
    found = []
    for cell in row.iter("{*}tc"):
        if next((above for above in cell.iterancestors() if name(above) == "tr"), None) is row:
            found.append(cell)
    return found


def _text(element: etree._Element) -> str:
    """The text of an element: its paragraphs as lines."""
    paragraphs = ["".join(_pieces(one)) for one in element.iter("{*}p")] if name(element) != "p" else []
    return "\n".join(paragraphs) if paragraphs else "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        kind = name(child)
        if kind in _SKIPPED or (kind == "p" and name(element) != "body"):
            continue
        if kind == "t":
            yield _ESCAPED.sub(r"_\1", child.text or "")
        elif kind in _SIGNS:
            yield "" if kind == "br" and _breaks_page(child) else _SIGNS[kind]
        else:
            yield from _pieces(child)


def _breaks_page(element: etree._Element) -> bool:
    return any(etree.QName(key).localname == "type" and value in ("page", "column")
               for key, value in element.attrib.items())  # fmt: skip
