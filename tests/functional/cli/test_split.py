"""`caselaw split` and `caselaw cases`: from a file of many cases to records that are found, as a user goes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from caselaw.domain.languages import LANGUAGES
from tests.factories import reports
from tests.factories.texts import TEXTS

Run = Callable[..., Result]
ID = re.compile(r"\b[0-9a-hjkmnp-tv-z]{16}\b")
NO_REPORT = {
    "en": "is no report of many cases",
    "es": "no es un informe de muchos casos",
    "fr": "n’est pas un rapport réunissant plusieurs cas",
    "ar": "ليس تقريرًا يضم حالات عدة",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A PDF of twelve cases in Spanish."""
    file = tmp_path / "informe.pdf"
    file.write_bytes(reports.as_pdf(reports.report("headings", "es", 12)))
    return file


def form(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def shown(run: Run, report: str) -> dict[str, Any]:
    return form(run("cases", "show", report, "--json"))


@pytest.fixture
def report(run: Run, path: Path) -> str:
    """The id of the report, stored and split."""
    run("init")
    return str(form(run("split", str(path), "--store", "--access", "public", "--no-facts", "--json"))["report"])


def test_a_report_is_cut_without_storing_anything(run: Run, path: Path) -> None:
    found = form(run("split", str(path), "--json"))
    cases = [part for part in found["parts"] if part["kind"] == "case"]
    assert [part["title"] for part in cases] == reports.report("headings", "es", 12).titles
    assert (found["strategy"], found["coverage"]["cases"], found["coverage"]["unassigned"]) == ("headings", 12, 0)
    assert sum(found["coverage"]["paragraphs_of"].values()) == found["coverage"]["paragraphs"]
    assert sum(part["count"] for part in found["parts"]) == found["coverage"]["paragraphs"]
    assert {part["facts"]["kind"] for part in cases} == {"abuse_report"}
    assert all(part["pages"]["first"] <= part["pages"]["last"] for part in found["parts"])
    assert found["alternatives"]
    words = run("split", str(path)).stdout
    assert "cases: 12" in words
    assert "left out 0" in words
    other = form(run("split", str(path), "--by", found["alternatives"][0]["strategy"], "--json", "--no-facts"))
    assert other["strategy"] == found["alternatives"][0]["strategy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_report_is_said_in_words(run: Run, tmp_path: Path, language: str) -> None:
    file = tmp_path / "decision.txt"
    file.write_text("\n\n".join(TEXTS[language]), encoding="utf-8")
    refused = run("split", str(file), code=1, LANG=f"{language}.UTF-8")
    assert NO_REPORT[language] in refused.stderr
    run("split", str(file), "--by", "table", code=1, LANG=f"{language}.UTF-8")


def test_what_cannot_be_split_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    assert "no text" in run("split", str(tmp_path / "empty.pdf"), code=1).stderr
    assert "Name one report" in run("split", str(tmp_path), code=2).stderr
    assert "There is no file" in run("split", str(tmp_path / "absent.pdf"), code=2).stderr
    run("init")
    assert "No report has been split" in run("cases", "list").stdout
    run("cases", "show", "nothing", code=1)


def test_from_report_to_records_that_are_found(run: Run, report: str) -> None:
    parts = shown(run, report)["parts"]
    first, second = [part["id"] for part in parts if part["kind"] == "case"][:2]
    run("cases", "rename", first, "El derrame de Juncal")
    run("cases", "reject", second, "--reason", "Se cuenta en otro informe.")
    made = run("cases", "approve", report, first).stdout
    assert "Records made: 1." in made
    made = run("cases", "approve", report, "--all").stdout
    assert "Records made: 10." in made
    assert "Records made: 0." in run("cases", "approve", report, "--all").stdout
    found = form(run("search", '"El derrame de Juncal"', "--json", LANG="es_ES.UTF-8"))
    case = next(part["case"] for part in shown(run, report)["parts"] if part["id"] == first)
    assert case in [document["id"] for document in found["documents"]]
    assert "proposed 0, approved 11, rejected 1" in run("cases", "list").stdout
    run("audit", "verify")


def test_a_case_cut_off_is_read_from_its_own_opening(run: Run, report: str) -> None:
    first, second = [part for part in shown(run, report)["parts"] if part["kind"] == "case"][:2]
    run("cases", "merge", first["id"])
    run("cases", "cut", first["id"], "--at", second["first"])
    told = [(part["first"], part["title"], part["country"]) for part in shown(run, report)["parts"]]
    assert (second["first"], second["title"], second["country"]) in told
    assert (first["first"], first["title"], first["country"]) in told


def test_merge_cut_and_a_split_made_again(run: Run, report: str) -> None:
    parts = shown(run, report)["parts"]
    first, second, third = [part for part in parts if part["kind"] == "case"][:3]
    run("cases", "approve", report, third["id"])
    run("cases", "merge", first["id"])
    merged = next(part for part in shown(run, report)["parts"] if part["id"] == first["id"])
    assert (merged["first"], merged["last"]) == (first["first"], second["last"])
    run("cases", "cut", first["id"], "--at", second["first"], "--title", "Otra vez", "--revision", "3")
    run("cases", "cut", first["id"], "--at", "p-u9999", code=2)
    run("cases", "cut", first["id"], "--at", second["first"], "--revision", "3", code=1)
    assert "Otra vez" in [part["title"] for part in shown(run, report)["parts"]]
    again = run("cases", "propose", report).stdout
    assert "Otra vez" not in again
    kept = next(part for part in shown(run, report)["parts"] if part["id"] == third["id"])
    assert kept["status"] == "approved"
    assert kept["case"] is not None


def test_splitting_the_same_file_again_stores_nothing_twice(run: Run, path: Path, report: str) -> None:
    before = shown(run, report)
    again = form(run("split", str(path), "--store", "--no-facts", "--json"))
    assert again["report"] == report
    assert shown(run, report) == before


def test_an_editor_decides_and_a_member_may_not(run: Run, path: Path) -> None:
    run("init")
    for email, role in (("erin@example.org", "editor"), ("mara@example.org", "member")):
        run("user", "add", email, "--role", role, stdin="a long enough password\na long enough password\n")
    report = ID.findall(run("split", str(path), "--store").stdout)[-1]
    run("cases", "show", report, "--as", "erin@example.org")
    run("cases", "approve", report, "--all", "--as", "erin@example.org")
    for refused in (("show", report), ("approve", report, "--all")):
        told = run("cases", *refused, "--as", "mara@example.org", code=1).output
        assert report not in told
        assert told.strip()
    assert "--all" in run("cases", "approve", report, code=2).output
