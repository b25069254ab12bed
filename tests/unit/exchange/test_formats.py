"""What leaves this site is read back by readers of our own, and says what went in."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from caselaw.domain.languages import LANGUAGES
from caselaw.exchange.bib import escaped, key
from caselaw.exchange.csv_table import guarded
from caselaw.exchange.entry import COLUMNS, LONGEST_CELL, USUAL, Entry, Layout, Passage, cells, chosen
from caselaw.exchange.formats import FORMATS
from caselaw.exchange.text import cut, readable
from caselaw.messages import say

GROOTBOOM = Entry(
    id="0123456789abcdef",
    url="http://127.0.0.1:8000/en/documents/0123456789abcdef",
    title="Government v Grootboom",
    kind="judgment",
    kind_name="Judgment",
    language="en",
    language_name="English",
    case_name="Government v Grootboom",
    headline="Housing: 100% of the & {poor}",
    citation="Government v Grootboom [2000] ZACC 19; 2001 (1) SA 46 (CC)",
    court="Constitutional Court",
    court_id="za-cc",
    country="South Africa",
    country_code="ZAF",
    date="2000-10-04",
    numbers=("[2000] ZACC 19", "CCT11/00"),
    reporters=("2001 (1) SA 46 (CC)",),
    terms={"right": ("Housing", "Equality")},
    passages=(Passage("[44]", "The State must act.", "http://127.0.0.1:8000/en/documents/0123456789abcdef#p-44"),),
)
CAIRO = Entry(
    id="fedcba9876543210",
    url="http://127.0.0.1:8000/ar/documents/fedcba9876543210",
    title="=HYPERLINK(1)",
    kind="summary",
    kind_name="ملخّص",
    language="ar",
    language_name="العربية",
    summary_of="القضية رقم 24 لسنة 20 قضائية",
    court="المحكمة الدستورية العليا",
    court_id="eg-scc",
    country="مصر",
    country_code="EGY",
    date="2024-11",
)
COURT_OF_ALL = replace(
    GROOTBOOM, id="1" * 16, country="", country_code="", across_countries=True, court="A Court of all"
)
ENTRIES = (GROOTBOOM, CAIRO, COURT_OF_ALL)


def layout(language: str = "en", *columns: str) -> Layout:
    return Layout(language, chosen(columns), "Search results", ("Search: housing",))


def written(name: str, entries: tuple[Entry, ...] = ENTRIES, form: Layout | None = None) -> bytes:
    return b"".join(FORMATS[name].write(entries, form or layout()))


def read_csv(data: bytes) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in rows]


def read_ris(data: bytes) -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = [[]]
    for line in filter(None, data.decode().split("\r\n")):
        tag, value = line[:2], line[6:]
        assert line[2:6] == "  - "
        if tag == "ER":
            found.append([])
        else:
            found[-1].append((tag, value))
    return found[:-1]


def expected(form: Layout) -> list[list[str]]:
    head = [say(f"export.column.{name}", form.language) for name in form.columns]
    return [head, *(cells(entry, form.columns) for entry in ENTRIES)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_reads_back(language: str) -> None:
    form = layout(language, *COLUMNS)
    assert read_csv(written("csv", form=form)) == expected(form)


def test_csv_begins_with_the_mark_that_excel_needs() -> None:
    assert written("csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\n=1"])
def test_no_cell_of_csv_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_title_reads_back_from_csv(title: str) -> None:
    form = layout("en", "title")
    row = read_csv(written("csv", (replace(GROOTBOOM, title=title),), form))[1]
    assert row == cells(replace(GROOTBOOM, title=title), form.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_xlsx_reads_back(language: str) -> None:
    form = layout(language, *COLUMNS)
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", form=form)))
    assert book.sheet_names == [say("export.sheet.results", language), say("export.sheet.about", language)]
    assert book.get_sheet_by_index(0).to_python() == expected(form)
    assert book.get_sheet_by_index(1).to_python() == [["Search results"], ["Search: housing"]]


def test_an_arabic_sheet_runs_from_the_right_and_its_head_stays() -> None:
    def sheet(language: str) -> str:
        with zipfile.ZipFile(io.BytesIO(written("xlsx", form=layout(language)))) as file:
            return file.read("xl/worksheets/sheet1.xml").decode()

    assert 'rightToLeft="1"' in sheet("ar")
    assert "rightToLeft" not in sheet("en")
    assert 'state="frozen"' in sheet("en")
    assert "<f>" not in sheet("en")


def test_what_xml_forbids_and_what_is_too_long_does_not_break_a_file() -> None:
    broken = replace(GROOTBOOM, title="a\x00b\x0bc\ufffed\ud800e", headline="😀" * 40_000)
    form = layout("en", "title", "headline")
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", (broken,), form)))
    row = book.get_sheet_by_index(0).to_python()[1]
    assert row[2] == "abcde"
    assert len(str(row[3]).encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert str(row[3]).endswith("😀 …")
    for name in FORMATS:
        assert written(name, (broken,), form)


def test_a_text_is_cut_between_characters() -> None:
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcd …"
    assert cut("ab😀😀😀", 6) == "ab😀 …"
    assert readable("a\r\nb\rc\x1b") == "a\nb\nc"


def test_ris_reads_back() -> None:
    case, summary, _ = (dict(found) for found in read_ris(written("ris")))
    assert case["TY"] == "CASE"
    assert (case["TI"], case["PB"], case["AU"]) == (
        "Government v Grootboom", "Constitutional Court", "Constitutional Court",
    )  # fmt: skip
    assert (case["PY"], case["DA"], case["LA"]) == ("2000", "2000/10/04/", "en")
    assert case["M1"] == case["SV"] == "[2000] ZACC 19; CCT11/00"
    assert case["N1"] == GROOTBOOM.citation
    assert case["UR"] == GROOTBOOM.url
    assert summary["TY"] == "RPRT"
    assert summary["N1"] == "Summary of: القضية رقم 24 لسنة 20 قضائية"
    assert summary["DA"] == "2024/11//"


def test_a_line_of_ris_cannot_be_broken_by_a_title() -> None:
    title = "A\r\nER  - \r\nTY  - CASE\u2028x"
    found = read_ris(written("ris", (replace(GROOTBOOM, case_name=title),)))
    assert len(found) == 1
    assert ("TI", "A ER - TY - CASE x") in found[0]


def test_bib_is_escaped() -> None:
    text = written("bib").decode()
    assert "@jurisdiction{zacc2000:0123456789abcdef," in text
    assert r"abstract = {Housing: 100\% of the \& \{poor\}}" in text
    assert "@report{egscc2024:fedcba9876543210," in text
    assert escaped("a_b#c$d~e^f\\g\u2066h\u2069") == (
        r"a\_b\#c\$d\textasciitilde{}e\textasciicircum{}f\textbackslash{}gh"
    )
    assert key(replace(GROOTBOOM, court_id="", date="")) == "document:0123456789abcdef"


def test_a_list_of_authorities_is_grouped_and_each_line_runs_in_its_own_direction() -> None:
    form = Layout("ar", USUAL, say("export.authorities.title", "ar"))
    document = Document(io.BytesIO(written("docx", form=form)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    headings = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    international = say("export.authorities.international", "ar")
    assert headings == [international, "South Africa", "مصر", say("export.authorities.passages", "ar")]
    assert GROOTBOOM.citation in lines
    bidi = {one.text: "<w:bidi/>" in one._p.xml for one in document.paragraphs if one.text}
    assert bidi[international]
    assert not bidi[GROOTBOOM.citation]
    assert bidi[say("export.summary_of", "ar", decision=CAIRO.summary_of)]
    english = Document(io.BytesIO(written("docx", form=layout())))
    assert any(
        one.text == f"Summary of: {CAIRO.summary_of}" and "w:bidi/" not in one._p.xml for one in english.paragraphs
    )
    table = document.tables[0]
    assert "w:bidiVisual" in table._tbl.xml
    assert [cell.text for cell in table.rows[1].cells][2] == "The State must act."
    assert document.core_properties.author == ""


def test_an_address_that_always_stands_and_columns_in_their_order() -> None:
    assert chosen(["date", "title", "no such"]) == ("id", "link", "title", "date")
    assert chosen([]) == USUAL
    assert set(USUAL) <= set(COLUMNS)


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_of_nothing_is_a_file(name: str) -> None:
    assert isinstance(written(name, ()), bytes)
