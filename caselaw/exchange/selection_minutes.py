"""DOCX: the minutes of a selection. Fixed parts in the reader's language, what people wrote in theirs, each paragraph
in its own direction, with a place for a person's translation."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from caselaw.domain.languages import AUTONYMS, reading_direction
from caselaw.domain.text import direction
from caselaw.exchange.text import readable
from caselaw.messages import say

_LANGUAGES = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ar": "ar-SA"}
_LIST = {"en": ", ", "es": ", ", "fr": ", ", "ar": "، "}


@dataclass(frozen=True)
class Line:
    """A line of ours, and under it what somebody wrote, or nothing."""

    text: str
    words: str = ""


@dataclass(frozen=True)
class Remark:
    """A comment: who and when, in which language; translations with who made them; the case it is about, or nothing."""

    head: str
    words: str
    language: str
    translations: tuple[tuple[str, str, str], ...]
    case: str


@dataclass(frozen=True)
class Case:
    """A case as the minutes tell it. `answers`: criterion, organisation, level, words, and that it came after the last
    day, or nothing."""

    title: str
    cells: tuple[tuple[str, str], ...]
    omitted: tuple[str, ...]
    outcome: str
    consensus: bool | None
    reason: str
    dissents: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    declared: tuple[tuple[str, str, str], ...]
    answers: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True)
class Minutes:
    """All that the minutes of a selection say, in one language."""

    language: str
    title: str
    purpose: str
    guidelines: str
    steps: tuple[Line, ...]
    answered: tuple[str, ...]
    silent: tuple[str, ...]
    committee: tuple[str, ...]
    criteria: tuple[tuple[str, str, str], ...]
    cases: tuple[Case, ...]
    remarks: tuple[Remark, ...]
    scored: bool
    hidden: bool


def listed(names: tuple[str, ...], language: str) -> str:
    """Names in a row, each kept together in a text of another direction."""
    return _LIST[language].join(f"\u2068{name}\u2069" for name in names)


def write(minutes: Minutes) -> bytes:
    """The minutes as a file of Word."""
    page = _Page(minutes.language)
    page.line(page.say(""), style="Title")
    page.line(minutes.title, style="Subtitle")
    for code, text in (("purpose", minutes.purpose), ("guidelines", minutes.guidelines)):
        if text:
            page.line(page.say(code), style="Heading 1")
            page.text(text)
    page.line(page.say("course"), style="Heading 1")
    for step in minutes.steps:
        page.line(step.text)
        if step.words:
            page.written(page.say("reason"), step.words)
    page.line(page.say("organisations"), style="Heading 1")
    for code, names in (("answered", minutes.answered), ("silent", minutes.silent), ("committee", minutes.committee)):
        if names:
            page.line(page.say(code, names=listed(names, minutes.language)))
    page.line(page.say("criteria"), style="Heading 1")
    page.table([page.say(code) for code in ("criterion", "weight", "least")], minutes.criteria)
    page.line(page.say("cases"), style="Heading 1")
    for case in minutes.cases:
        _case(page, case, scored=minutes.scored)
    if minutes.hidden:
        page.line(page.say("hidden"))
    if minutes.remarks:
        page.line(page.say("comments"), style="Heading 1")
        for remark in minutes.remarks:
            _remark(page, remark)
    return page.bytes()


def _case(page: _Page, case: Case, *, scored: bool) -> None:
    page.line(case.title, style="Heading 2")
    if case.cells:
        page.table(None, case.cells)
    if case.omitted:
        page.line(page.say("omitted", fields=listed(case.omitted, page.language)))
    page.line(page.say("decision"), style="Heading 3")
    page.line(case.outcome or page.say("none"), bold=bool(case.outcome))
    if case.consensus is not None:
        page.line(page.say("consensus" if case.consensus else "dissent"))
        page.written(page.say("reason"), case.reason)
    for name, words in case.dissents:
        page.written(page.say("dissent_of", name=f"\u2068{name}\u2069"), words)
    if case.absent:
        page.line(page.say("absent", names=listed(case.absent, page.language)))
    for name, kind, words in case.declared:
        page.written(page.say("declared", name=f"\u2068{name}\u2069", kind=kind), words, place=bool(words))
    if case.answers:
        page.line(page.say("answers"), style="Heading 3")
        heads = ["criterion", "organisation", *(["level"] if scored else []), "words"]
        rows = [
            (criterion, f"{who}\n{late}" if late else who, *([level] if scored else []), words)
            for criterion, who, level, words, late in case.answers
        ]
        page.table([page.say(code) for code in heads], rows)


def _remark(page: _Page, remark: Remark) -> None:
    page.line(remark.head, bold=True)
    if remark.case:
        page.line(remark.case)
    page.text(remark.words)
    page.line(page.say("original", language=AUTONYMS.get(remark.language, remark.language)))
    for name, code, text in remark.translations:
        page.line(f"{page.say('translated', name=name)} ({AUTONYMS.get(code, code)})")
        page.text(text)
    if page.language != remark.language and page.language not in {code for _, code, _ in remark.translations}:
        page.line(page.say("place"))
        page.line("")


class _Page:
    """A document of Word that is being written, in the direction of its reader's language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._document = Document()
        self._rtl = reading_direction(language) == "rtl"
        about = self._document.core_properties
        about.author = about.last_modified_by = about.comments = ""
        about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        about.language = _LANGUAGES[language]
        self._document.styles["Normal"].font.size = Pt(11)
        self._styles: dict[str, str] = {}

    def _style(self, name: str) -> str:
        """The id of a style, looked for once: python-docx reads through all of them each time."""
        if name not in self._styles:
            self._styles[name] = self._document.styles[name].style_id
        return self._styles[name]

    def say(self, code: str, **params: object) -> str:
        return say(f"selection.minutes.{code}" if code else "selection.minutes", self.language, **params)

    def line(self, text: str, *, style: str = "Normal", bold: bool = False) -> None:
        """A paragraph in the reader's language, whatever it names."""
        paragraph = self._document.add_paragraph()
        if style != "Normal":
            paragraph._p.style = self._style(style)
        self._run(paragraph, text, rtl=self._rtl, bold=bold)

    def text(self, text: str) -> None:
        """What somebody wrote: each of its lines in its own direction."""
        for line in readable(text).split("\n"):
            paragraph = self._document.add_paragraph()
            self._run(paragraph, line, rtl=direction(line) == "rtl")

    def written(self, label: str, words: str, *, place: bool = True) -> None:
        """A label of ours, what somebody wrote, and where that is in another script a place for its translation."""
        self.line(label, bold=True)
        if words:
            self.text(words)
        if place and (direction(words) == "rtl") != self._rtl:
            self.line(self.say("place"))
            self.line("")

    def table(self, head: list[str] | None, rows: Any) -> None:
        """A table that runs as the reader's language does, each cell as its letters."""
        rows = list(rows)
        width = len(head) if head else len(rows[0])
        table = self._document.add_table(rows=0, cols=width)
        table._tbl.tblStyle_val = self._style("Table Grid")
        if self._rtl:
            table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # the schema wants it behind the style
        for place, row in enumerate(([head] if head else []) + rows):
            line: Any = OxmlElement("w:tr")  # written by hand, for python-docx counts all rows at each
            if head and place == 0:
                line.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for text in row:
                self._cell(line, text, table, bold=bool(head) and place == 0)
            table._tbl.append(line)

    def _cell(self, line: Any, text: str, table: Any, *, bold: bool) -> None:
        """A cell at the end of a row: each line of its text in the direction of its letters, else of the page."""
        cell: Any = OxmlElement("w:tc")
        for part in readable(text).split("\n"):
            paragraph: Any = OxmlElement("w:p")
            cell.append(paragraph)
            own = direction(part) == "rtl" if any(map(str.isalpha, part)) else self._rtl
            self._run(Paragraph(paragraph, table), part, rtl=own, bold=bold)
        line.append(cell)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _run(self, paragraph: Any, text: str, *, rtl: bool, bold: bool = False) -> None:
        if rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run = paragraph.add_run(readable(text))
        run.bold = bold or None
        if direction(text) == "rtl":
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
