"""The law of the round trip, and what the files are made of: `diff(sheet, read(write(sheet)))` is empty."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselaw.domain.entered import entered, unfit
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.returning import diff
from caselaw.domain.selection.table import DECLARATIONS, LONGEST_ANSWER, Answer, Declaration, Sheet, SheetCandidate
from caselaw.exchange.office_door import MOST_UNPACKED
from caselaw.exchange.selection_files import FORMS, Form, read, write
from tests.factories.sheets import MINE, RIVER, TITLES, a_sheet

EXAMPLES = {"xlsx": 180, "docx": 70}  # by form and language: 1,000 tables in four languages
HARD = st.sampled_from([
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x.example\")", "\t=1", "'quoted", "{=1}", "#N/A", "TRUE",
    "1E5", "00123", "1.0", "2026-01-01", "_x0041_", "_x000D_", "<b>&amp;</b>", "]]>", "⟦case=c2⟧", "⟦row=force⟧",
    "عربي أولاً",
    "\u200fعربي", "\u202eabc\u202c", "a\u2066b\u2069", "\ufeffx", "שלום", "x\n\ny", "a\tb", "  two  spaces",
    "\u00ad", "Choose, or write", "In words only", "Case", "\x07bell", "\x00", "\ufffe", "\ud800", "é",
    "e\u0301", "𝔘𝔫", "\x85",
])  # fmt: skip
TEXTS = st.one_of(HARD, st.text(max_size=12), st.builds("{} {}".format, HARD, HARD), st.just(""))


@st.composite
def sheets(draw: st.DrawFn, language: str) -> Sheet:
    """Any small sheet whose words could be entered, the titles as records have them."""
    fit = TEXTS.map(entered).filter(lambda text: unfit(text) is None)
    base = a_sheet(language)
    titles = st.one_of(HARD, st.text(min_size=1, max_size=20))
    cases = tuple(
        SheetCandidate(f"c{number}", f"{number} {draw(titles)}", base.candidates[0].cells)
        for number in range(draw(st.integers(1, 3)))
    )
    scores = st.sampled_from([None, 1, 2, 3])
    answers = {
        (case.id, one.id): Answer(
            case.id, one.id, "acme", draw(scores) if one.levels else None, draw(fit), language, 1
        )
        for case in cases for one in base.criteria
    }  # fmt: skip
    declared = {case.id: Declaration("acme", case.id, draw(st.sampled_from(DECLARATIONS)), draw(fit)) for case in cases}
    return replace(
        base, candidates=cases, answers=answers, declarations=declared, scored=draw(st.booleans()), title=draw(fit)
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_of_the_round_trip(language: str, form: Form) -> None:
    @settings(max_examples=EXAMPLES[form], deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(sheets(language))
    def law(sheet: Sheet) -> None:
        preview = diff(sheet, read(write(sheet, form)))
        assert preview.nothing, preview

    law()


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.sampled_from(LANGUAGES), st.sampled_from(FORMS))
def test_whatever_is_typed_is_carried_or_refused_at_entry(typed: list[str], language: str, form: Form) -> None:
    """Nothing is lost on the way without a word: words are refused before they are kept, or come back as they went."""
    for text in typed:
        kept = entered(text)
        if unfit(kept) is None:
            sheet = a_sheet(language, answers={(RIVER, "uses"): Answer(RIVER, "uses", "acme", None, kept)})
            rows = {row.candidate: dict(row.cells) for row in read(write(sheet, form)).rows}
            found = [said for head, said in rows[RIVER].items() if head.column == "words:uses"]
            assert entered(found[0]) == kept


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("letter", ["x", "ع", "=", "𝔘", "é"])
def test_the_longest_words_come_back(letter: str, form: Form) -> None:
    words = letter * (LONGEST_ANSWER // (2 if ord(letter) > 0xFFFF else 1))
    sheet = a_sheet("ar", answers={(MINE, "uses"): Answer(MINE, "uses", "acme", None, words)})
    assert diff(sheet, read(write(sheet, form))).nothing


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_locks_and_direction_of_the_workbook(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(a_sheet(language), "xlsx")))
    answers = book.worksheets[0]
    ids = {cell.value: cell.column_letter for cell in answers[1]}
    assert bool(answers.sheet_view.rightToLeft) == (language == "ar")
    assert answers.freeze_panes == "D3"
    assert answers.row_dimensions[1].hidden
    assert answers.column_dimensions["A"].hidden
    assert answers.protection.sheet
    assert not answers.protection.password
    assert answers[f"{ids['title']}3"].protection.locked
    assert answers[f"{ids['forum']}3"].protection.locked
    for column in ("score:force", "words:force", "words:uses", "declaration", "declaration_words"):
        assert not answers[f"{ids[column]}3"].protection.locked
        assert answers[f"{ids[column]}5"].number_format == "@"
    lists = {str(one.sqref): one for one in answers.data_validations.dataValidation}
    score = lists[f"{ids['score:force']}3:{ids['score:force']}5"]
    assert score.type == "list"
    source, _, cells = score.formula1.partition("!")
    offered = [row[0].value for row in book[source][cells.replace("$", "")]]
    low = {"en": "Low", "es": "Bajo", "fr": "Faible", "ar": "منخفض"}[language]
    assert offered[0] == f"1 – {low}"
    assert [one.sheet_state for one in book.worksheets] == ["visible", "visible", "hidden", "hidden"]
    assert not any(cell.comment for row in answers.iter_rows() for cell in row)
    arabic = answers[f"{ids['title']}4"]
    assert (arabic.value, arabic.alignment.readingOrder) == (TITLES[MINE], 2)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_in_a_file_is_a_formula_and_nothing_tells_who_made_it(form: Form) -> None:
    sheet = a_sheet(answers={(RIVER, "uses"): Answer(RIVER, "uses", "acme", None, '=HYPERLINK("http://x.example")')})
    with zipfile.ZipFile(io.BytesIO(write(sheet, form))) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    inside = "".join(text for name, text in parts.items() if name.startswith(("xl/worksheets", "word/document")))
    assert "<f>" not in inside
    assert not re.search(r"<w:(?:instrText|fldSimple)", inside)
    assert not re.search(r"<dc:creator>[^<]", parts["docProps/core.xml"])
    assert not any("vbaProject" in name or "externalLink" in name for name in parts)


def test_the_form_runs_from_the_right_in_arabic() -> None:
    page = Document(io.BytesIO(write(a_sheet("ar"), "docx")))
    table = page.tables[1]  # of the case with an Arabic title
    assert table._tbl.tblPr.xpath("w:bidiVisual")
    assert table.rows[0].cells[0].paragraphs[0]._p.pPr.xpath("w:bidi")
    latin = page.tables[0].rows[0].cells[0].paragraphs[0]
    assert TITLES[RIVER] in latin.text
    assert not latin._p.pPr.xpath("w:bidi")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_confidential_is_left_out_and_the_file_says_so(form: Form) -> None:
    base = a_sheet()
    veiled = replace(base.candidates[0], omitted=("counsel", "about"))
    content = write(replace(base, candidates=(veiled, *base.candidates[1:]), hidden=2), form)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert "Consent of counsel, About the case" in text
    assert "2 cases on the table are not in this file" in text
    assert diff(replace(base, candidates=(veiled, *base.candidates[1:])), read(content)).nothing


def _zip(parts: dict[str, bytes], *, level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


_FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "&x;&x;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&x;&a;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "kind"), (b"case,score\n1,2\n", "kind"), (b"PK\x03\x04 not really", "broken"),
        (_zip({"a": b"b"}), "kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "kind"),
        (_zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": _FAR}), "large"),
        (_zip({"xl/workbook.xml": b"<x"}), "broken"), (_zip({"word/document.xml": b"<x"}), "broken"),
        (_zip({"word/document.xml": b"\0" * (MOST_UNPACKED + 1)}, level=1), "large"),
        (_zip({f"part{number}": b"" for number in range(2_001)}), "large"),
        (_zip({"word/document.xml": _ENTITIES}), "nothing"),
    ],
)  # fmt: skip
def test_files_that_are_none_or_mean_harm_are_refused_with_a_sentence(content: bytes, code: str) -> None:
    preview = diff(a_sheet(), read(content))
    assert preview.refused is not None
    assert preview.refused.code == f"return.refused.{code}"


def test_a_file_that_was_cut_off_is_refused() -> None:
    content = write(a_sheet(), "xlsx")
    for kept in range(len(content) // 7, len(content), len(content) // 7):
        assert diff(a_sheet(), read(content[:kept])).refused is not None


def test_a_changed_reference_is_told_and_names_are_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(a_sheet(), "xlsx")))
    book["_reference"]["B3"] = "other"  # the organisation
    out = io.BytesIO()
    book.save(out)
    preview = diff(a_sheet(), read(out.getvalue()))
    assert [one.code for one in preview.notes] == ["return.note.damaged"]
    assert not preview.differences


def test_another_program_saves_it_without_what_is_hidden_with_notes_and_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(a_sheet("es"), "xlsx")))
    for name in ("_reference", "_lists"):
        book.remove(book[name])
    answers = book.worksheets[0]
    columns = {cell.value: cell.column for cell in answers[2]}
    answers.cell(4, columns["Fuerza vinculante: puntuación"]).value = 2.0
    answers.cell(3, columns["Caso"]).comment = openpyxl.comments.Comment("a note", "somebody")
    answers.delete_cols(1, 2)
    answers.delete_rows(1)
    out = io.BytesIO()
    book.save(out)
    preview = diff(a_sheet("es"), read(out.getvalue()))
    assert [(one.candidate, one.column, one.given) for one in preview.differences] == [(MINE, "score:force", "2")]
    assert [one.code for one in preview.notes] == ["return.note.comments"]


@pytest.mark.parametrize("worked_out", [False, True])
def test_what_was_typed_behind_an_equals_sign_is_what_was_answered(worked_out: bool) -> None:
    """A spreadsheet takes it for a formula; saved by one that tried to work it out, the cell holds an error."""
    book = openpyxl.load_workbook(io.BytesIO(write(a_sheet(), "xlsx")))
    answers = book.worksheets[0]
    columns = {cell.value: cell.column for cell in answers[1]}
    answers.cell(4, columns["words:force"]).value = "=see the note & more"
    answers.cell(4, columns["score:force"]).value = "=best"
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if worked_out:
        sheet = "xl/worksheets/sheet1.xml"
        kept = parts[sheet]
        parts[sheet] = re.sub(
            rb"<c ([^>]*)><f>([^<]*)</f><v(?: ?/>|></v>)", rb'<c \1 t="e"><f>\2</f><v>#NAME?</v>', kept
        )
        assert parts[sheet] != kept
    found = {one.column: one.given for one in diff(a_sheet(), read(_zip(parts))).differences if one.candidate == MINE}
    assert found == {"words:force": "=see the note & more", "score:force": "=best"}


def test_a_form_that_was_filled_in_by_hand_and_corrected() -> None:
    page = Document(io.BytesIO(write(a_sheet("fr"), "docx")))
    first, second, third = page.tables
    second.rows[3].cells[3].text = "Première ligne"
    second.rows[3].cells[3].add_paragraph("deuxième")
    second.rows[3].cells[2].text = "élevé"
    page.element.body.remove(third._tbl)
    first._tbl.addprevious(second._tbl)
    out = io.BytesIO()
    page.save(out)
    preview = diff(a_sheet("fr"), read(out.getvalue()))
    assert [(one.candidate, one.column, one.given) for one in preview.differences] == [
        (MINE, "score:force", "3"),
        (MINE, "words:force", "Première ligne\ndeuxième"),
    ]
    assert len(preview.absent) == 1
