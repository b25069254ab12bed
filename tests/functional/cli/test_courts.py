"""Courts from the command line: listed, shown, added, and found in what is read afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselaw.domain.court import learn
from tests.functional.cli.conftest import Run

ADD = (
    "courts", "add", "ke-net", "--name-en", "National Environment Tribunal of Kenya", "--name-es",
    "Tribunal Nacional de Medio Ambiente de Kenia", "--country", "KEN", "--level", "specialised", "--type", "tribunal",
    "--acronym", "KENET", "--binding", "binding", "--pattern", "Tribunal Appeal {no} {n} of {yyyy}",
)  # fmt: skip


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    learn(())


def test_courts_are_found_by_their_words_before_there_is_a_database(run: Run) -> None:
    assert run("courts", "list", "derechos", "humanos", "interamericana", "corte").output.startswith("iacthr  ")
    lines = run("courts", "list", "--country", "ZAF", "--json").stdout.splitlines()
    assert {json.loads(line)["country"] for line in lines} == {"ZAF"}


def test_a_court_is_shown_in_the_readers_language(run: Run) -> None:
    shown = run("courts", "show", "wb-panel", LANG="es_AR.UTF-8").output
    assert shown.startswith("Panel de Inspección del Banco Mundial\n")
    assert "Clase: mecanismo de rendición de cuentas" in shown
    assert json.loads(run("courts", "show", "cjeu", "--json").stdout)["pattern"] == "C-{n}/{yy}"
    assert run("courts", "show", "nowhere", code=1).output == "There is no court “nowhere”.\n"


def test_an_added_court_is_named_wherever_courts_are_named(run: Run, tmp_path: Path) -> None:
    run("init")
    added = run(*ADD).output
    assert added.startswith("The court ke-net was added.\nNational Environment Tribunal of Kenya\n")
    assert "Added by the editors of this installation." in added
    assert run("courts", "list", "--added").output.startswith("ke-net ")
    decision = tmp_path / "decision.txt"
    decision.write_text(
        "NATIONAL ENVIRONMENT TRIBUNAL OF KENYA\n\nTribunal Appeal No. 7 of 2021\n\nJudgment\n\n"
        "1. The appeal against the licence of the quarry is allowed.\n"
    )
    read = json.loads(run("inspect", str(decision), "--json", "--jobs", "1").stdout)
    assert read["court"]["name"] == "National Environment Tribunal of Kenya"
    assert "7 of 2021" in read["docket_numbers"]
    run("ingest", str(decision), "--access", "public", "--jobs", "1")
    hit = run("search", 'quarry AND court:"Tribunal Nacional de Medio Ambiente de Kenia"').output
    assert "National Environment Tribunal of Kenya" in hit


def test_a_court_that_breaks_the_rules_is_refused_with_every_reason(run: Run) -> None:
    run("init")
    refused = run(*ADD[:3], "--level", "apex", "--pattern", "Case", code=2)
    assert "The court was not added." in refused.output
    for field in ("names", "country", "pattern"):
        assert f"  {field}: " in refused.output
    run("user", "add", "reader@example.org", "--password-stdin", stdin="a long enough password\n")
    run(*ADD, "--as", "reader@example.org", code=1)
    run("user", "roles", "reader@example.org", "--set", "editor")
    run(*ADD, "--as", "reader@example.org")
    assert "already" in run(*ADD, code=1).output
