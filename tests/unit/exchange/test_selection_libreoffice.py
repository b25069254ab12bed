"""Real LibreOffice opens, saves and gives back the files of a selection table, in four languages; one start a form."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.returning import diff
from caselaw.domain.selection.table import Answer, Sheet
from caselaw.exchange.selection_files import FORMS, Form, read, write
from tests.factories.sheets import MINE, RIVER, a_sheet

PATIENCE = 120
ANSWERS = (
    (RIVER, "uses", "=HYPERLINK(\"http://x.example\")\n+1\n-1"),
    (MINE, "uses", "عربي أولاً ثم English\n\u202bيمين\u202c"),
    (MINE, "force", "00123 _x0041_ <b>&amp; 'quoted «»"),
)  # fmt: skip


@pytest.fixture(scope="module")
def office() -> str:
    """The program, or no test; a failure where tests may leave nothing out."""
    found = shutil.which("soffice")
    if found is None and os.environ.get("CASELAW_TEST_REQUIRE") == "1":
        pytest.fail("soffice is not installed")
    if found is None:
        pytest.skip("soffice is not installed")
    return found


def a_full_sheet(language: str) -> Sheet:
    said = {(one, key): Answer(one, key, "acme", None, words, language, 2) for one, key, words in ANSWERS}
    sheet = a_sheet(language)
    return a_sheet(language, answers={**sheet.answers, **said})


def saved(office: str, form: Form, folder: Path) -> dict[str, bytes]:
    """The files of all languages, opened and saved by LibreOffice."""
    out = folder / "out"
    for language in LANGUAGES:
        (folder / f"{language}.{form}").write_bytes(write(a_full_sheet(language), form))
    sources = [str(folder / f"{language}.{form}") for language in LANGUAGES]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, "--headless", profile, "--convert-to", form, "--outdir", str(out), *sources],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    return {language: (out / f"{language}.{form}").read_bytes() for language in LANGUAGES}


@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_gives_back_what_it_was_given(office: str, form: Form, tmp_path: Path) -> None:
    for language, content in saved(office, form, tmp_path).items():
        preview = diff(a_full_sheet(language), read(content))
        assert preview.nothing, (language, preview)
        if form == "xlsx":
            book = openpyxl.load_workbook(tmp_path / "out" / f"{language}.xlsx")
            answers = book.worksheets[0]
            assert bool(answers.sheet_view.rightToLeft) == (language == "ar")
            assert answers.protection.sheet
            assert len(answers.data_validations.dataValidation) == 2
            formulas = [cell for row in answers.iter_rows() for cell in row if cell.data_type == "f"]
            assert not formulas
