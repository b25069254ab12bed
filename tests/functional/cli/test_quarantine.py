"""What could not be read waits with its problem: it is listed, accounted for and read again; runs are remembered."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import ingest.runs.batch
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.problems import Problem
from ingest.draft import Draft
from ingest.extract import tesseract
from ingest.files import Source
from ingest.runs.batch import Reading, inspect
from ingest.runs.explain import Ended, StageReport, explain
from tests.factories import files, scans
from tests.functional.cli.conftest import ROOT, Run

TEXT = "1. The court finds that the eviction was unlawful.\n\n2. It orders shelter for the families.\n"


def hang(source: Source, reading: Reading) -> Draft:
    """A reader that hangs on one file unless it is given time, as a library might."""
    if source.path.name == "slow.txt" and (reading.seconds or 0) < 30:
        time.sleep(600)
    return inspect(source)


def unread(source: Source, reading: Reading) -> Draft:
    """A reader that knows no archives, and takes one for a damaged document."""
    data = source.path.read_bytes()
    trouble = Problem("problem.pdf.broken", "error")
    return Draft(
        str(source), source=source, sha256=hashlib.sha256(data).hexdigest(), size=len(data), format="pdf",
        problems=(trouble,),
    )  # fmt: skip


def rows(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


@pytest.fixture
def slow(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that took too long, and lies in the database with its problem."""
    path = tmp_path / "slow.txt"
    path.write_text(TEXT, encoding="utf-8")
    run("init")
    monkeypatch.setattr(ingest.runs.batch, "_inspect", hang)
    monkeypatch.setattr(ingest.runs.batch, "_BASE_SECONDS", 3.0)
    (row, _) = rows(
        run("ingest", str(path), "--json", "--jobs", "1", "--ocr", "never", "--access", "public", code=1).stdout
    )
    assert (row["outcome"], [p["code"] for p in row["problems"]]) == ("added", ["problem.timeout"])
    return path


@pytest.mark.parametrize("access", ["public", "members"])
def test_an_archive_stored_as_a_damaged_document_gives_way_to_its_files(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, access: str
) -> None:
    path = tmp_path / "decisions.pdf"
    path.write_bytes(files.archive({"one.txt": TEXT.encode(), "two.txt": TEXT.replace("shelter", "repair").encode()}))
    run("init")
    with monkeypatch.context() as older:
        older.setattr(ingest.runs.batch, "_inspect", unread)
        run("ingest", str(path), "--jobs", "1", "--access", access, code=1)
    (listed,) = rows(run("problems", "list", "--json").stdout)
    told = rows(run("problems", "retry", "--all", "--json", "--jobs", "1").stdout)
    assert [row["outcome"] for row in told if "outcome" in row] == ["skipped", "added", "added"]
    assert rows(run("problems", "list", "--json").stdout) == []
    found = rows(run("search", "eviction", "--json").stdout)[0]["documents"]
    assert len(found) == (2 if access == "public" else 0)
    assert listed["id"] not in [document["id"] for document in found]
    run("index", "check")


def test_a_file_that_took_too_long_is_read_with_more_time(run: Run, slow: Path) -> None:
    (listed,) = rows(run("problems", "list", "--json").stdout)
    assert listed["code"] == "problem.timeout"
    key = hashlib.sha256(slow.read_bytes()).hexdigest()
    for what in (listed["id"], key[:12], str(slow)):
        row = rows(run("problems", "retry", what, "--json", "--jobs", "1", "--seconds", "60").stdout)[0]
        assert row["id"] == listed["id"]
        assert row["outcome"] == ("replaced" if what == listed["id"] else "unchanged")
    assert rows(run("problems", "list", "--json").stdout) == []
    found = rows(run("search", "eviction", "--json").stdout)[0]["documents"]
    assert [each["id"] for each in found] == [listed["id"]]
    assert "Every document could be read." in run("problems", "retry", "--all").output


def test_every_stage_is_accounted_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(files.word("#Judgment", "1#The court finds for the families.", "1#It orders shelter."))
    run("init")
    before = rows(run("problems", "explain", str(path), "--json").stdout)
    assert [row["stage"] for row in before][:3] == ["weigh", "extract", "recognise"]
    extracted = before[1]
    assert extracted["wrote"]["format"] == "docx"
    assert extracted["wrote"]["lines"] == 3
    assert all(row["seconds"] >= 0 for row in before)
    run("ingest", str(path), "--jobs", "1")
    assert "docx" in run("problems", "explain", str(path)).stdout
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(files.locked_pdf())
    assert "problem.password" in run("problems", "explain", str(locked), "--json", code=1).stdout


def test_the_stage_in_which_a_file_hangs_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    told = list(explain(Source(path), Reading(seconds=0.01)))
    assert isinstance(told[-1], Ended)
    assert told[-1].why == "timeout"
    whole = list(explain(Source(path), Reading()))
    assert all(isinstance(each, StageReport) for each in whole)


@pytest.mark.parametrize(
    "arguments",
    [
        ("retry",),
        ("retry", "--all", "x"),
        ("retry", "nothing-here"),
        ("explain", "nothing-here"),
        ("explain", "0" * 64),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    run("init")
    assert run("problems", *arguments, code=1 if "nothing-here" in arguments or "0" * 64 in arguments else 2).output


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_can_be_read_later(run: Run, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.pdf").write_bytes(b"")
    run("init")
    run("ingest", str(folder), "--jobs", "1", "--access", "public", code=1)
    (listed,) = rows(run("runs", "list", "--json").stdout)
    assert (listed["command"], listed["state"], listed["files"]) == ("ingest", "finished", 2)
    assert listed["outcomes"] == {"added": 2}
    assert listed["options"]["access"] == "public"
    assert [(p["code"], p["name"]) for p in listed["problems"]] == [("problem.empty", "Empty file")]
    shown = run("runs", "show", listed["run"], LANG=f"{language}.UTF-8").stdout
    assert str(folder / "empty.pdf") in shown
    assert "problem.empty" not in shown
    assert listed["run"] in run("runs", "list", LANG=f"{language}.UTF-8").stdout
    assert {row["outcome"] for row in rows(run("runs", "show", listed["run"], "--json").stdout)[1:]} == {"added"}
    run("runs", "show", "20200101-000000-abcdef", code=1)
    run("runs", "show", "../../etc/passwd", code=1)


def test_a_killed_run_says_what_it_had_done(run: Run, environ: dict[str, str | None], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"{TEXT} Number {number}.", encoding="utf-8")
    run("init")
    wanted = {name: value for name, value in (os.environ | environ).items() if value is not None}
    command = [sys.executable, "-m", "caselaw.cli", "ingest", str(folder), "--json", "--jobs", "1"]
    child = subprocess.Popen(
        command, env=wanted, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert child.stdout is not None
    for _ in range(3):
        assert child.stdout.readline()
    (during,) = rows(run("runs", "list", "--json").stdout)
    assert during["state"] == "running"
    child.send_signal(signal.SIGKILL)
    child.stdout.close()
    child.wait()
    (after,) = rows(run("runs", "list", "--json").stdout)
    assert (after["state"], after["files"]) == ("interrupted", 30)
    assert 3 <= after["outcomes"]["added"] < 30


def test_killed_again_and_again_nothing_is_lost_or_doubled(
    run: Run, environ: dict[str, str | None], tmp_path: Path
) -> None:
    """Taking in with text recognition, and reading again, each killed at moments of chance."""
    if "eng" not in tesseract.installed():
        pytest.skip("tesseract is not installed")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        lines = (
            f"{number + 1}. The court finds that the eviction",
            "was unlawful, and orders the council",
            "to house them.",
        )
        (folder / f"scan-{number}.png").write_bytes(scans.saved(scans.page(*lines), form="PNG"))
        (folder / f"text-{number}.txt").write_text(f"{TEXT} Number {number}.", encoding="utf-8")
    run("init")
    wanted = {name: value for name, value in (os.environ | environ).items() if value is not None}
    chance = random.Random(7)
    for what in (["ingest", str(folder)], ["problems", "retry", "--all"]):
        for _ in range(3):
            command = [sys.executable, "-m", "caselaw.cli", *what, "--jobs", "1"]
            child = subprocess.Popen(
                command, env=wanted, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(chance.uniform(1.0, 6.0))
            child.kill()
            child.wait()
        run(*what, "--jobs", "1", "--json")
    rows_ = rows(run("ingest", str(folder), "--jobs", "1", "--json").stdout)
    assert {row["outcome"] for row in rows_ if "outcome" in row} == {"unchanged"}
    run("index", "check")
    run("audit", "verify")
    assert rows(run("problems", "list", "--json").stdout) == []
    assert {row["state"] for row in rows(run("runs", "list", "--json").stdout)} <= {"finished", "interrupted"}


@pytest.mark.parametrize(
    ("command", "code"), [(("problems", "explain"), 1), (("problems", "retry"), 1), (("ingest",), 2), (("split",), 2)]
)
def test_a_name_that_no_file_can_have_is_no_file(run: Run, command: tuple[str, ...], code: int) -> None:
    run("init")
    assert "xxxx" in run(*command, "x" * 5000, code=code).output
