"""DOCX: a report. Its fixed words run as the reader's language does, what people wrote as its letters do; nothing tells
who made the file."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from caselaw.domain.languages import reading_direction
from caselaw.domain.text import direction
from caselaw.exchange.report import Report, Row, Section
from caselaw.exchange.text import readable

_IN_TABLES = Pt(8)  # ten columns, of which none may break a word of its head
_LANGUAGES = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ar": "ar-SA"}


def write(report: Report) -> bytes:
    """The report as a file of Word, its pages lying on their long side: its tables are wide."""
    document = Document()
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    about.language = _LANGUAGES[report.language]
    document.styles["Normal"].font.size = Pt(10)
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(1.5)
    rtl = reading_direction(report.language) == "rtl"
    _line(document.add_paragraph(style="Title"), report.title, rtl)
    _line(document.add_paragraph(style="Subtitle"), report.about, rtl)
    for section in report.sections:
        _section(document, section, rtl)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document: Any, section: Section, rtl: bool) -> None:
    _line(document.add_paragraph(style="Heading 1"), section.title, rtl)
    for text in section.lines:
        for line in readable(text).split("\n"):
            _line(document.add_paragraph(), line, rtl, ours=True)
    if section.rows:
        _table(document, section, rtl)


def _table(document: Any, section: Section, rtl: bool) -> None:
    table = document.add_table(rows=0, cols=len(section.head))
    table.style = "Table Grid"
    if rtl:
        table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # the schema wants it behind the style
    for place, row in enumerate((section.head, *section.rows)):
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if place == 0:
            made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        _fill(made.cells, row, rtl, bold=place == 0)


def _fill(cells: Any, row: Row, rtl: bool, *, bold: bool) -> None:
    for cell, text in zip(cells, row, strict=True):
        for number, line in enumerate(readable(text).split("\n")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            run = _line(paragraph, line, rtl, bold=bold)
            run.font.size, run.font.cs_bold = _IN_TABLES, bold or None
            arabic = OxmlElement("w:szCs")  # Word keeps the size of Arabic letters apart
            arabic.set(qn("w:val"), str(int(_IN_TABLES.pt * 2)))
            run._r.rPr.find(qn("w:sz")).addnext(arabic)


def _line(paragraph: Any, text: str, rtl: bool, *, bold: bool = False, ours: bool = False) -> Any:
    """A line in the direction of its letters; of the page where it has none, or is one of `ours`, which begin with a
    word of the report whatever somebody's words behind it are written in. The run that was made."""
    own = direction(text) == "rtl" if any(map(str.isalpha, text)) and not ours else rtl
    if own:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    run = paragraph.add_run(readable(text))
    run.bold = bold or None
    if own and direction(text) == "rtl":
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return run
