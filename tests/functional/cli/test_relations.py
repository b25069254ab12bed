"""Versions, cases, later history and treatment from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from caselaw.access.viewer import OPERATOR
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId
from caselaw.services.relations.relating import RelatingService
from caselaw.settings import Settings
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.api.test_relations import decision
from tests.functional.cli.conftest import Run
from tests.unit.test_versions import ENGLISH, FACTS, SPANISH, edition


def ids(result: Result) -> list[str]:
    return [line.split()[0] for line in result.output.splitlines() if line and not line.startswith(" ")]


@pytest.fixture
def stored(run: Run, environ: dict[str, str | None]) -> list[DocumentId]:
    """An English order, its Spanish version dated a day later, and a judgment with the order on its compliance."""
    run("init")
    services = build(Settings.from_env({name: value for name, value in environ.items() if value is not None}))
    next_day = replace(FACTS, decided=PartialDate(2011, 5, 18))
    records = (
        a_record("en", facts=FACTS, paragraphs=edition(ENGLISH, "en").paragraphs),
        a_record("es", facts=next_day, paragraphs=edition(SPANISH, "es").paragraphs),
        decision(5),
        decision(9, kind="order", stages=("compliance",)),
    )
    found = [services.intake.store(record, viewer=OPERATOR).id for record in records]
    relating = RelatingService(services.store, lambda: None)
    while not relating.apply_pending().idle:
        pass
    services.close()
    return found


def test_taking_files_in_says_which_are_one_text(run: Run, tmp_path: Path) -> None:
    run("init")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "order.txt").write_text("\n\n".join(ENGLISH), encoding="utf-8")
    body = "".join(f"<p>{text}</p>" for text in ENGLISH)
    (folder / "order.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    result = run("ingest", str(folder))
    assert "is the same text as" in result.stderr
    assert "is the same text as" not in run("ingest", str(folder)).stderr
    (folder / "again.md").write_text("\n\n".join(ENGLISH) + "\n", encoding="utf-8")
    lines = [json.loads(line) for line in run("ingest", str(folder), "--json").stdout.splitlines()]
    assert {line["related"]["relation"] for line in lines if "related" in line} == {"same_text"}


def test_a_proposal_is_listed_confirmed_and_undone(run: Run, stored: list[DocumentId]) -> None:
    english, spanish = sorted(stored[:2])
    listed = run("versions", "list").output
    assert f"{english} ↔ {spanish}: the same figures" in listed
    (form,) = [json.loads(line) for line in run("versions", "list", "--json").output.splitlines()]
    assert (form["left"], form["right"], form["relation"]) == (english, spanish, "version")
    assert "versions of one decision" in run("versions", "confirm", english, spanish).output
    assert "No proposals wait" in run("versions", "list").output
    assert "stands alone" in run("versions", "split", spanish).output
    run("versions", "split", spanish, code=2)
    assert "two decisions" in run("versions", "reject", english, spanish).output


def test_a_case_is_shown_tied_and_untied(run: Run, stored: list[DocumentId]) -> None:
    judgment, order = stored[2:]
    assert "monitors compliance with this decision" in run("family", "show", judgment).output
    assert "surveille l’exécution" in run("family", "show", judgment, LANG="fr_FR.UTF-8").output
    run("family", "untie", order, judgment)
    assert "No other decisions" in run("family", "show", judgment).output
    run("family", "tie", order, "interpretation_of", judgment)
    assert "interprets this decision" in run("family", "show", judgment).output


def test_later_history_is_entered_shown_and_removed(run: Run, stored: list[DocumentId]) -> None:
    judgment, order = stored[2:]
    assert "Nothing is entered" in run("history", "show", judgment).output
    run("history", "set", judgment, "varied", "--by", order, "--date", "2004-07-09", "--note", "in part")
    shown = run("history", "show", judgment).output
    assert "Varied by" in shown
    assert "in part" in shown
    entry = ids(run("history", "show", judgment))[0]
    assert "Confirmed: Varied" in run("history", "confirm", entry).output
    run("history", "remove", entry)
    assert "Nothing is entered" in run("history", "show", judgment).output
    run("history", "set", judgment, "varied", "--date", "yesterday", code=2)
    run("history", "set", "0" * 16, "upheld", code=1)


def test_treatment_is_entered_and_removed(run: Run, stored: list[DocumentId]) -> None:
    judgment, order = stored[2:]
    said = run("treatment", "add", order, "followed", judgment, "--paragraph", "p-1").output
    entry = said.removeprefix("Entered as ").split(":")[0]
    assert entry in said
    run("treatment", "remove", entry)
    assert "There is nothing here" in run("treatment", "remove", entry, code=1).output
    assert "no paragraph p-99" in run(
        "treatment", "add", order, "followed", judgment, "--paragraph", "p-99", code=2
    ).output  # fmt: skip
