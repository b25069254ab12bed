"""DOCX: a list of authorities, by country and body, each as its body cites it, and a table of the passages found.

Each paragraph runs in its own direction, whatever the direction of the page; nothing tells who made the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction, fold
from caselaw.exchange.entry import Entries, Entry, Layout
from caselaw.exchange.text import cut, one_line, readable
from caselaw.messages import say

_SPACE = re.compile(r"\s+")
_QUOTE = re.compile(r"[\"\\]")
_LONGEST_PASSAGE = 600
"""UTF-16 units of a passage in the table; its link leads to the whole."""
_LANGUAGES = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ar": "ar-SA"}


def write(entries: Entries, layout: Layout) -> Iterator[bytes]:
    """The document as one piece: a list is sorted only when all of it is there."""
    found = sorted(entries, key=_order)
    page = _Page(layout.language)
    page.line(layout.title, style="Title")
    for note in layout.notes:
        page.own_line(note)
    for group, of_group in groupby(found, key=_group):
        page.line(group or say("export.authorities.international", layout.language), style="Heading 1")
        for court, of_court in groupby(of_group, key=lambda entry: entry.court):
            page.line(court or say("export.authorities.other", layout.language), style="Heading 2")
            for entry in of_court:
                page.authority(entry)
    if any(entry.passages for entry in found):
        page.passages(found)
    out = io.BytesIO()
    page.document.save(out)
    yield out.getvalue()


def _group(entry: Entry) -> str:
    return "" if entry.across_countries else entry.country


def _order(entry: Entry) -> tuple[object, ...]:
    """International and regional bodies first, then countries; within a body by name, then by day."""
    return (
        not entry.across_countries, not entry.country, fold(_group(entry)), not entry.court, fold(entry.court),
        fold(entry.known_as), entry.date, entry.id,
    )  # fmt: skip


class _Page:
    """A document of Word that is being written, in the direction of its reader's language."""

    def __init__(self, language: str) -> None:
        self.document = Document()
        self._language = language
        self._rtl = reading_direction(language) == "rtl"
        about = self.document.core_properties
        about.author = about.last_modified_by = about.comments = ""
        about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        about.language = _LANGUAGES[language]
        self.document.styles["Normal"].font.size = Pt(11)

    def line(self, text: str, *, style: str = "Normal") -> None:
        self._run(self._paragraph(text, style), text)

    def own_line(self, *parts: str, style: str = "Normal") -> None:
        """A line in the reader's words, whatever it names: it runs as her language does, each part as its letters."""
        paragraph = self._paragraph("", style)
        for part in parts:
            self._run(paragraph, part)

    def authority(self, entry: Entry) -> None:
        """One authority: as it is cited, what it is a summary of, and its address."""
        self.line(entry.known_as, style="List Bullet")
        if entry.summary_of:
            before, behind = say("export.summary_of", self._language, decision="\0").split("\0")
            self.own_line(before, entry.summary_of, behind, style="List Continue")
        elif entry.citation and entry.case_name and fold(entry.case_name) not in fold(entry.citation):
            self.line(entry.case_name, style="List Continue")
        self._link(self._paragraph("", "List Continue"), entry.url)

    def passages(self, entries: Iterable[Entry]) -> None:
        """Where in each authority the passages stand that were found."""
        self.line(say("export.authorities.passages", self._language), style="Heading 1")
        table = self.document.add_table(rows=1, cols=3)
        table.style = "Table Grid"
        if self._rtl:
            table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # the schema wants it behind the style
        for cell, code in zip(table.rows[0].cells, ("citation", "pinpoints", "passages"), strict=True):
            self._fill(cell.paragraphs[0], say(f"export.column.{code}", self._language), bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for entry in entries:
            for passage in entry.passages:
                known, place, words = self._row(table)
                self._fill(known, entry.known_as)
                self._link(place, passage.url, passage.pinpoint or passage.url)
                self._fill(words, cut(passage.text, _LONGEST_PASSAGE))

    def _row(self, table: Any) -> tuple[Paragraph, ...]:
        """A row of three cells, each with its paragraph: written by hand, for python-docx counts all rows at each."""
        row = OxmlElement("w:tr")
        cells = []
        for _ in range(3):
            cell = OxmlElement("w:tc")
            paragraph: Any = OxmlElement("w:p")
            cell.append(paragraph)
            row.append(cell)
            cells.append(Paragraph(paragraph, table))
        table._tbl.append(row)
        return tuple(cells)

    def _fill(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        self._direct(paragraph, text)
        self._run(paragraph, text).bold = bold or None

    def _paragraph(self, text: str, style: str) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._direct(paragraph, text)
        return paragraph

    def _direct(self, paragraph: Any, text: str) -> None:
        """Set the direction of a paragraph: that of its letters; of one without any, that of the page."""
        has_letters = any(map(str.isalpha, text))
        if direction(text) == "rtl" if has_letters else self._rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    def _run(self, paragraph: Any, text: str) -> Any:
        run = paragraph.add_run(_SPACE.sub(" ", readable(text)))
        if direction(text) == "rtl":
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return run

    def _link(self, paragraph: Any, address: str, text: str = "") -> None:
        """A link as a field: a relation would be looked for among those of all other links."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f'HYPERLINK "{_QUOTE.sub("", one_line(address))}"')
        run = self._run(paragraph, text or address)
        run.font.underline = True
        field.append(run._r)
        paragraph._p.append(field)
