"""A selection table as a form that a person fills in on the screen or on paper: a table for each case, a row for each
criterion with what is asked, the score and the words.

Cells where one writes are plain; scores are lists that any program may turn into text. What tells the file when it
comes back is hidden text between ⟦ and ⟧ in cells of identity, never in words that somebody wrote. Each paragraph runs
as its letters do; nothing tells who made the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from caselaw.domain.languages import reading_direction
from caselaw.domain.selection.returned import (
    BEFORE,
    BEHIND,
    DECLARATION,
    DECLARATION_WORDS,
    SCORE,
    WORDS,
    has_scores,
    held,
    unmarked,
)
from caselaw.domain.selection.returning_values import score_text
from caselaw.domain.selection.table import Sheet, SheetCandidate
from caselaw.domain.text import direction
from caselaw.exchange.selection_guidance import guidance, omitted_names
from caselaw.exchange.selection_reference import base_text, reference
from caselaw.exchange.selection_words import OMITTED, cell_text, declaration_names
from caselaw.exchange.text import readable
from caselaw.messages import say

APART = "|"
_WIDTHS = (2200, 3000, 1700, 3100)
_ROOM = '<w:trHeight w:val="1100"/>'  # for a hand
_LANGUAGES = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ar": "ar-SA"}


def write(sheet: Sheet) -> bytes:
    """The form: how it is filled in, a table for each case, and the line by which it is known when it comes back."""
    page = Document()
    _dress(page, sheet)
    body = page.element.body
    end = body.sectPr
    rtl = reading_direction(sheet.language) == "rtl"
    for line in guidance(sheet, "docx"):
        end.addprevious(_parsed(_paragraph(line.text, rtl=rtl, bold=line.heading, own=line.own)))
    for candidate in sheet.candidates:
        end.addprevious(_parsed(_paragraph("", rtl=rtl)))
        end.addprevious(_parsed("".join(_table(sheet, candidate, rtl))))
    for text in (say("sheet.how.reference", sheet.language), _marked(*_told(sheet))):
        end.addprevious(_parsed(_paragraph(text, rtl=rtl, small=True, typed=True)))
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _dress(page: Any, sheet: Sheet) -> None:
    about = page.core_properties
    about.author = about.last_modified_by = about.comments = about.title = ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    about.language = _LANGUAGES[sheet.language]
    page.styles["Normal"].font.size = Pt(10)
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)


def _told(sheet: Sheet) -> Iterator[str]:
    for name, value in reference(sheet).fields():
        yield f"{name}={value}"


def _table(sheet: Sheet, candidate: SheetCandidate, rtl: bool) -> Iterator[str]:
    """One case: its name, what is known of it, and a row a criterion."""
    visual = "<w:bidiVisual/>" if rtl else ""
    yield f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>{visual}<w:tblW w:w="0" w:type="auto"/>'
    yield '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS) + "</w:tblGrid>"
    asked = reference(sheet).columns
    mark = _marked("case=" + candidate.id, "base=" + base_text(sheet, candidate.id, asked))
    yield _row(_wide(_paragraph(readable(candidate.title), rtl=rtl, bold=True, mark=mark, keep=True)))
    known = "".join(_known(sheet, candidate, rtl))
    if known:
        yield _row(_wide(known), "")
    names = ("criterion", "definition", "any_score", "any_words")
    heads = [_paragraph(say(f"sheet.column.{name}", sheet.language), rtl=rtl, bold=True, keep=True) for name in names]
    yield _row("".join(map(_cell, heads, _WIDTHS)))
    for one in sheet.criteria:
        levels = [score_text(level.value, level.label) for level in one.levels or ()] if has_scores(sheet, one) else []
        asks = _paragraph(one.definition, rtl=rtl) + "".join(_paragraph(level, rtl=rtl) for level in levels)
        score = _paragraph(say("sheet.words_only", sheet.language), rtl=rtl)
        if levels:
            score = _choice(sheet, SCORE + one.id, candidate.id, levels, rtl)
        words = held(sheet, candidate.id, WORDS + one.id)
        yield _answer_row(one.label, one.id, asks, score, words, rtl)
    asks = _paragraph(say("sheet.declaration.asked", sheet.language), rtl=rtl)
    kind = _choice(sheet, DECLARATION, candidate.id, list(declaration_names(sheet.language)), rtl)
    label = say("sheet.column.declaration", sheet.language)
    yield _answer_row(label, DECLARATION, asks, kind, held(sheet, candidate.id, DECLARATION_WORDS), rtl)
    yield "</w:tbl>"


def _known(sheet: Sheet, candidate: SheetCandidate, rtl: bool) -> Iterator[str]:
    cells = [(cell.field, cell.text) for cell in candidate.cells if cell.text]
    cells += [(OMITTED, omitted_names(candidate.omitted, sheet.language))] if candidate.omitted else []
    for field, text in cells:
        name = say(f"sheet.column.{field}", sheet.language)
        yield _paragraph(f"{name}: {readable(text)}", rtl=rtl, own=True)


def _answer_row(label: str, mark: str, asks: str, score: str, words: str, rtl: bool) -> str:
    known = _paragraph(label, rtl=rtl, bold=True, mark=_marked("row=" + mark))
    cells = (known, asks, score, _paragraph(words, rtl=rtl, typed=True))
    return _row("".join(map(_cell, cells, _WIDTHS)), "<w:cantSplit/>" if not words else "", _ROOM)


def _choice(sheet: Sheet, column: str, candidate: str, values: list[str], rtl: bool) -> str:
    """A list to choose from; where nothing is chosen yet, what asks for it."""
    chosen = cell_text(sheet, column, held(sheet, candidate, column))
    asking = say("sheet.choose", sheet.language)
    items = "".join(f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>" for one in values)
    hint = "" if chosen else "<w:showingPlcHdr/>"
    run = _run(chosen or asking, grey=not chosen)
    return (
        f"<w:p>{_direction(chosen or asking, rtl)}<w:sdt><w:sdtPr>{hint}<w:dropDownList>{items}</w:dropDownList>"
        f"</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>"
    )


def _marked(*parts: str) -> str:
    return BEFORE + APART.join(parts) + BEHIND


def _paragraph(
    text: str, *, rtl: bool, bold: bool = False, small: bool = False, mark: str = "", keep: bool = False,
    own: bool = False, typed: bool = False,
) -> str:  # fmt: skip
    """A paragraph in the direction of its letters; one without any, or of our `own` words, in that of the page.
    `mark` is hidden text; only in what was `typed` as an answer may its signs stand."""
    text = text if typed else unmarked(text)
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{escape(mark)}</w:t></w:r>" if mark else ""
    return f"<w:p>{_direction('' if own else text, rtl, keep=keep)}{_run(text, bold=bold, small=small)}{hidden}</w:p>"


def _direction(text: str, rtl: bool, *, keep: bool = False) -> str:
    runs_rtl = direction(text) == "rtl" if any(map(str.isalpha, text)) else rtl
    return f"<w:pPr>{'<w:keepNext/>' if keep else ''}{'<w:bidi/>' if runs_rtl else ''}</w:pPr>"


def _run(text: str, *, bold: bool = False, small: bool = False, grey: bool = False) -> str:
    if not text:
        return ""
    look = "<w:b/><w:bCs/>" if bold else ""
    look += '<w:color w:val="595959"/>' if grey or small else ""
    look += '<w:sz w:val="14"/><w:szCs w:val="14"/>' if small else ""
    look += "<w:rtl/>" if direction(text) == "rtl" else ""
    return f"<w:r><w:rPr>{look}</w:rPr>{''.join(_pieces(text))}</w:r>"


def _pieces(text: str) -> Iterator[str]:
    """Lines and tabs as Word has them: within one paragraph, so that words stay one answer."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield "<w:br/>"
        for place, part in enumerate(line.split("\t")):
            if place:
                yield "<w:tab/>"
            if part:
                yield f'<w:t xml:space="preserve">{escape(part)}</w:t>'


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _wide(content: str) -> str:
    width = sum(_WIDTHS)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="4"/></w:tcPr>{content}</w:tc>'


def _row(cells: str, kept: str = "<w:cantSplit/>", room: str = "") -> str:
    return f"<w:tr><w:trPr>{kept}{room}</w:trPr>{cells}</w:tr>"


def _parsed(xml: str) -> Any:
    if xml.startswith("<w:p>"):
        xml = f"<w:p {nsdecls('w')}>{xml[len('<w:p>') :]}"
    return parse_xml(xml)
