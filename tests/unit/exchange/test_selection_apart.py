"""Files that mean harm to whoever reads them are read by a process of their own, and told in a sentence."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from caselaw.exchange import selection_files
from caselaw.exchange.office_door import opened
from caselaw.exchange.selection_apart import read_apart
from tests.factories.sheets import a_sheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _book(rows: str, part: str = "worksheets/sheet1.xml", *, times: int = 1, long: int = 0) -> bytes:
    """A workbook of one part, which it shows `times` times; with one long text."""
    sheets = "".join(f'<sheet name="S{number}" sheetId="{number + 1}" r:id="r1"/>' for number in range(times))
    kind, target = f"{_DOC}/worksheet", part
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{sheets}</sheets></workbook>'
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{kind}" Target="{target}"/>'
            "</Relationships>",
        )
        package.writestr(f"xl/{part}", f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>')
        if long:
            package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}"><si><t>{"x" * long}</t></si></sst>')
    return held.getvalue()


def _read(content: bytes, folder: Path) -> str:
    place = folder / "returned"
    place.write_bytes(content)
    return ", ".join(one.code for one in read_apart(place).problems)


@pytest.mark.parametrize(
    "content",
    [
        _book(_FAR, "elsewhere/answers"),  # a workbook may call its sheets what it likes
        _book(_FAR.replace('r="', 'r = "')),
        _book(_FAR.replace("<c ", "<a-b:c ").replace("</c>", "</a-b:c>")),
        _book(_FAR.replace(' r="1048576"', "").replace("<row><c", "<row/>" * 3 + '<row r="9999999"><c')),
        _book('<row r="1"><c r="XFD1"><v>1</v></c></row>' + "<row><c><v>2</v></c></row>" * 2_000),
    ],
    ids=["name", "spaces", "prefix", "row", "unsaid"],
)
def test_cells_far_apart_are_refused_at_the_door_wherever_and_however_they_stand(content: bytes) -> None:
    assert getattr(opened(content), "code", "") == "return.refused.large"


@pytest.mark.parametrize(
    "content",
    [
        _book("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3_001)), long=1_000_000),
        _book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1000"><c r="DHR1000"><v>2</v></c></row>', times=300),
        _book(_FAR, "sharedStrings.xml"),
    ],
    ids=["one long text in many cells", "one sheet many times", "not looked at by the door"],
)
def test_what_the_door_lets_in_and_no_machine_holds_ends_another_process(content: bytes, tmp_path: Path) -> None:
    assert _read(content, tmp_path) in ("return.refused.large", "return.refused.broken")


def test_tags_that_never_end_are_looked_at_once() -> None:
    begun = time.process_time()
    opened(_book("<c " * 400_000))
    opened(_book("<c" + ' r="A1"' * 400_000))
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_reads_apart_as_it_reads_here(form: selection_files.Form, tmp_path: Path) -> None:
    content = selection_files.write(a_sheet(), form)
    place = tmp_path / "returned"
    place.write_bytes(content)
    here = selection_files.read(content)
    assert here.rows
    assert read_apart(place) == here
