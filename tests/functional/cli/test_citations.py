"""Checking a brief from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.functional.cli.conftest import Run

BRIEF = "See Government of the Republic of South Africa v Grootboom [2000] ZACC 19, para 44.\n\nAnd [1999] ZACC 999.\n"


def test_a_brief_is_checked_and_told_line_by_line(run: Run, tmp_path: Path) -> None:
    run("init")
    run("demo")
    file = tmp_path / "brief.txt"
    file.write_text(BRIEF, encoding="utf-8")
    shown = run("citations", "check", str(file)).output
    assert "[2000] ZACC 19" in shown
    assert "Grootboom" in shown
    assert "unknown here" in shown
    form = json.loads(run("citations", "check", "-", "--json", stdin=BRIEF).output)
    assert [one["status"] for one in form["citations"]] == ["found", "unknown"]
    assert [one["line"] for one in form["citations"]] == [1, 3]
    assert form["counts"]["found"] == 1
    assert run("citations", "check", str(file), "--reader", "es").output != shown


def test_a_file_without_text_is_refused(run: Run) -> None:
    run("init")
    refused = run("citations", "check", "-", stdin=" \n", code=2)
    assert "no text" in refused.output
