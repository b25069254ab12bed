"""Files go in from the command line, once, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselaw.domain.languages import LANGUAGES
from caselaw.messages import name_problem
from tests.factories import files
from tests.functional.cli.conftest import ROOT, Run

Process = Callable[..., subprocess.CompletedProcess[str]]
FOUND = "The court of the river district finds that the eviction of the families was unlawful."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven files of our own: four that can be read, two that cannot, one that is no document."""
    folder = tmp_path / "files"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(files.paragraphs_pdf([["JUDGMENT", "", f"1. {FOUND}", "", "2. It orders shelter."]]))
    (folder / "b.docx").write_bytes(files.word("#Judgment", f"1#{FOUND} In Word.", "1#It orders shelter."))
    (folder / "inner" / "c.txt").write_text(f"1. {FOUND} In plain text.\n\n2. It orders shelter.", encoding="utf-8")
    (folder / "inner" / "d.xml").write_bytes(files.akoma(("1.", FOUND)))
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "scan.pdf").write_bytes(files.picture_pdf())
    (folder / "table.csv").write_text("a,b,c\n1,2,3\n4,5,6\n7,8,9\n", encoding="utf-8")
    return folder


def outcomes(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def by_name(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {Path(row["path"]).name: row["outcome"] for row in rows if "path" in row}


def test_a_folder_goes_in_and_a_second_run_changes_nothing(run: Run, folder: Path) -> None:
    run("init")
    options = ("--access", "public", "--json", "--jobs", "2", "--ocr", "never")
    first = outcomes(run("ingest", str(folder), *options, code=1).stdout)
    assert by_name(first) == {
        "a.pdf": "added", "b.docx": "added", "c.txt": "added", "d.xml": "added", "empty.pdf": "added",
        "scan.pdf": "added", "table.csv": "skipped",
    }  # fmt: skip
    problems = {Path(row["path"]).name: [p["code"] for p in row["problems"]] for row in first if "path" in row}
    assert problems["empty.pdf"] == ["problem.empty"]
    assert problems["scan.pdf"] == ["problem.pdf.no_text_layer"]
    assert first[-1]["summary"]["added"] == 6
    second = outcomes(run("ingest", str(folder), "--access", "public", "--json", "--jobs", "1").stdout)
    assert {name: value for name, value in second[-1]["summary"].items() if name != "run"} == {
        "files": 7, "added": 0, "unchanged": 6, "skipped": 1, "failed": 0, "problems": {},
    }  # fmt: skip


def test_names_that_a_terminal_would_obey_are_written_out(run: Run, process: Process, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    for name in (b"clear\x1b[2J.pdf", b"two\nAll files were stored.pdf", b"not\xffutf8.pdf"):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(b"%PDF-1.4 damaged " + name)
    (folder / "key.txt").symlink_to(tmp_path / "home" / "caselaw.db")
    run("init")
    for command in (("ingest", "--jobs", "1"), ("inspect", "--jobs", "1"), ("problems", "list")):
        paths = () if command[0] == "problems" else (str(folder),)
        done = process(*command, *paths, PYTHONIOENCODING="utf-8:strict")
        said = done.stdout + done.stderr
        assert done.returncode == (1 if paths else 0), said
        assert "clear\\x1b[2J.pdf" in said
        assert "two\\nAll files were stored.pdf" in said
        assert "not\\udcffutf8.pdf" in said
        assert "\x1b" not in said
        assert ("key.txt" in said) == bool(paths)


def test_what_went_in_is_found_at_once(run: Run, folder: Path) -> None:
    run("init")
    run("ingest", str(folder), "--access", "public", "--jobs", "2", code=1)
    run("index", "check")
    found = json.loads(run("search", "eviction", "--json").stdout)
    assert found["total"]["own"] == 4
    assert found["documents"][0]["paragraphs"][0]["number"] == "1"


def test_members_alone_read_what_nobody_opened(run: Run, folder: Path) -> None:
    run("init")
    run("ingest", str(folder / "a.pdf"), "--jobs", "1")
    assert json.loads(run("search", "eviction", "--json").stdout)["total"] == {"own": 0, "other": 0}


def test_the_same_bytes_twice_are_one_document(run: Run, folder: Path) -> None:
    run("init")
    (folder / "copy.pdf").write_bytes((folder / "a.pdf").read_bytes())
    rows = outcomes(run("ingest", str(folder / "a.pdf"), str(folder / "copy.pdf"), "--json", "--jobs", "1").stdout)
    assert by_name(rows) == {"a.pdf": "added", "copy.pdf": "unchanged"}


def test_a_person_may_say_kind_and_language(run: Run, folder: Path) -> None:
    run("init")
    path = str(folder / "inner" / "c.txt")
    row = outcomes(run("inspect", path, "--kind", "abuse_report", "--language", "fr", "--json", "--jobs", "1").stdout)[
        0
    ]
    assert (row["kind"], row["language"]) == ("abuse_report", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_says_what_happened_in_the_language_of_the_terminal(run: Run, folder: Path, language: str) -> None:
    run("init")
    result = run("ingest", str(folder), "--jobs", "1", code=1, LANG=f"{language}.UTF-8")
    assert name_problem("problem.empty", language) in result.output
    assert "problem.empty" not in result.output
    assert "empty.pdf" in result.output
    assert "table.csv" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "no-such-file.pdf"),
        ("ingest", ".", "--access", "everyone"),
        ("ingest", ".", "--language", "not a language"),
        ("ingest", ".", "--ocr", "sometimes"),
        ("inspect", "no-such-file.pdf", "--json"),
        ("ingest",),
    ],
)
def test_wrong_usage_is_refused_in_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, code=2).output.strip()


def test_recognition_that_is_not_here_cannot_be_demanded(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.runs.options.can_recognise", lambda: False)
    assert "tesseract" in run("ingest", ".", "--ocr", "always", code=2).output


INSPECTED = {
    "path", "sha256", "format", "bytes", "pages", "text_layer", "kind", "language", "languages", "title", "case_name",
    "court", "country", "docket_numbers", "identifiers", "dates", "parties", "judges", "paragraphs", "citations",
    "claims", "problems", "seconds",
}  # fmt: skip


def test_inspect_gives_every_document_in_the_agreed_form(run: Run, folder: Path) -> None:
    result = run("inspect", str(folder), "--json", "--jobs", "2", code=1)
    rows = {Path(row["path"]).name: row for row in outcomes(result.stdout)}
    assert set(rows) == {"a.pdf", "b.docx", "c.txt", "d.xml", "empty.pdf", "scan.pdf"}
    assert all(set(row) >= INSPECTED for row in rows.values())
    assert "table.csv" in result.stderr
    assert rows["scan.pdf"]["text_layer"] == "none"
    assert [p["number"] for p in rows["a.pdf"]["paragraphs"]] == [None, "1", "2"]
    assert {p["direction"] for p in rows["c.txt"]["paragraphs"]} == {"ltr"}


def test_a_run_that_is_killed_is_finished_by_the_next(
    process: Process, environ: dict[str, str | None], folder: Path
) -> None:
    for number in range(30):
        text = f"{number}. {FOUND} Number {number}.\n\n" * 20
        (folder / f"many-{number}.txt").write_text(text, encoding="utf-8")
    assert process("init").returncode == 0
    wanted = {name: value for name, value in (os.environ | environ).items() if value is not None}
    command = [sys.executable, "-m", "caselaw.cli", "ingest", str(folder), "--json", "--jobs", "1"]
    first = subprocess.Popen(
        command, env=wanted, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert first.stdout is not None
    before = [first.stdout.readline() for _ in range(5)]
    first.send_signal(signal.SIGKILL)
    first.stdout.close()
    first.wait()
    time.sleep(0.5)
    assert all(before)
    second = process("ingest", str(folder), "--json", "--jobs", "1")
    summary = outcomes(second.stdout)[-1]["summary"]
    assert summary["unchanged"] >= 4
    assert summary["added"] + summary["unchanged"] == 36
    assert process("index", "check").returncode == 0
