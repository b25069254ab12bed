"""`caselaw search` says what helps on, stays within one document, and takes a text of any length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.document import Facts
from caselaw.settings import Settings
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.cli.conftest import Run

TEXTS = tuple(f"The quarry polluted river number {number}." for number in range(1, 61))


@pytest.fixture
def river(run: Run, environ: dict[str, str | None]) -> str:
    """The id of a decision with sixty paragraphs that say the same, beside another one that says it once."""
    run("init")
    services = build(Settings.from_env({name: value for name, value in environ.items() if value and "CASELAW" in name}))
    long = services.intake.store(a_record(texts=TEXTS, facts=Facts("judgment", "River")), viewer=OPERATOR)
    services.intake.store(a_record(texts=("A quarry.",), facts=Facts("judgment", "Other")), viewer=OPERATOR)
    services.indexing.rebuild(viewer=OPERATOR)
    services.close()
    return long.id


def found(run: Run, *arguments: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run("search", *arguments, "--json", **more).output)
    return answer


def test_further_passages_are_named_and_given(run: Run, river: str) -> None:
    out = run("search", "polluted").output
    assert f"More passages: --within {river}" in out
    assert out.count("polluted") == 1 + 3  # the query said back, and three passages
    first = found(run, "polluted", "--within", river)["documents"][0]
    rest = found(run, "polluted", "--within", river, "--paragraphs-from", "50")["documents"][0]
    assert (first["further"], rest["further"]) == (True, False)
    assert [len(first["paragraphs"]), len(rest["paragraphs"])] == [50, 10]
    assert {one["id"] for one in first["paragraphs"]}.isdisjoint(one["id"] for one in rest["paragraphs"])
    order = [int(one["number"]) for one in rest["paragraphs"]]
    assert order == sorted(order)
    assert found(run, "quarry", "--within", river)["total"] == {"own": 1, "other": 0}


def test_another_spelling_and_the_parts_are_said(run: Run, river: str) -> None:
    out = run("search", "poluted gibberishly").output
    assert "Did you mean" not in out
    assert "gibberishly: finds 0 by itself; without it, 0" in out
    assert "Did you mean: polluted river" in run("search", "poluted river").output
    form = found(run, "poluted river", "--filter", "country=KEN")
    assert [part["field"] for part in form["parts"]] == ["", "", "country"]


def test_a_text_is_read_from_the_input(run: Run, river: str) -> None:
    text = "Who polluted the river? The quarry did, (of course) AND " + "it says so. " * 300
    form = found(run, "-", "--like", stdin=text)
    assert form["query"].startswith("Who polluted")
    assert form["total"]["own"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--mode", "psychic"),
        ("--sort", "loudest"),
        ("--within", "nothing"),
        ("--paragraphs", "0"),
        ("--paragraphs", "101"),
        ("--paragraphs-from", "-1"),
        ("--more", "colour"),
        ("--size", "0"),
    ],
)
def test_a_value_that_is_none_is_wrong_usage(run: Run, river: str, arguments: tuple[str, ...]) -> None:
    told = run("search", "river", *arguments, code=2).output
    assert arguments[0].removeprefix("--").replace("-", "_") in told.replace("-", "_"), told


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "semantic"])
@pytest.mark.parametrize("sort", ["relevance", "newest", "level", "cited"])
def test_each_mode_and_order_is_answered(run: Run, river: str, mode: str, sort: str) -> None:
    assert found(run, "river", "--mode", mode, "--sort", sort)["query"] == "river"


def test_all_results_are_written_to_a_file_by_its_ending(run: Run, river: str, tmp_path: Path) -> None:
    target = tmp_path / "rivers.csv"
    answer = run("search", "quarry", "--export", str(target), "--columns", "title")
    assert answer.exit_code == 0, answer.output
    assert "2 documents written" in answer.output
    rows = target.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "Id,Link,Title"
    assert river in "".join(rows)
    assert target.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir() if "rivers" in one.name] == ["rivers.csv"]


@pytest.mark.parametrize("target", ["rivers.exe", "no/such/folder/rivers.csv"])
def test_a_file_that_cannot_be_written_is_said(run: Run, river: str, tmp_path: Path, target: str) -> None:
    answer = run("search", "quarry", "--export", str(tmp_path / target), code=2)
    assert "Traceback" not in answer.output
