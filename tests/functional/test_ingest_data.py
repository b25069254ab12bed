"""All the real documents: each is accounted for, each trouble named, and the words of its PDFs kept."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.wiring import Services
from ingest.batch import Reading, find_files
from ingest.intake import Intake, Outcome
from ingest.report import JsonReport

pytestmark = pytest.mark.data
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def documents() -> Path:
    folder = Path(os.environ.get("CASELAW_DATA") or ROOT.parent / "shared" / "data") / "documents"
    if not (folder / "manifest.csv").is_file():
        pytest.skip(f"{folder} is not here")
    return folder


@pytest.fixture(scope="module")
def manifest(documents: Path) -> dict[str, dict[str, str]]:
    with (documents / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


def take_in(services: Services, documents: Path) -> list[Outcome]:
    report = JsonReport("en")
    reading = Reading(jobs=2)
    return Intake(services, reading, access=None, collection=None, report=report).run(list(find_files([documents])))


def test_every_document_is_accounted_for_and_a_second_run_adds_none(
    services: Services, documents: Path, manifest: dict[str, dict[str, str]]
) -> None:
    first = take_in(services, documents)
    named = {Path(o.path).relative_to(documents).as_posix(): o for o in first}
    assert set(named) == {*manifest, "manifest.csv"}
    assert named["manifest.csv"].outcome == "skipped"
    assert Counter(o.outcome for o in first) == {"added": len(manifest), "skipped": 1}
    silent = [name for name, o in named.items() if not o.paragraphs and not o.failed and o.outcome == "added"]
    assert not silent, "a document without text says why"
    assert not [o for o in first if any(p.code == "problem.stage_failed" for p in o.problems)]
    wrong = [
        name for name, row in manifest.items()
        if row["text_layer"] in ("yes", "n/a") and len(row["language(s)"]) == 2 and named[name].paragraphs
        and row["doc_type"] != "edge" and named[name].language[:2] != row["language(s)"]
    ]  # fmt: skip
    assert len(wrong) <= 0.01 * len(manifest), wrong
    assert services.indexing.check(viewer=OPERATOR).agrees
    assert Counter(o.outcome for o in take_in(services, documents)) == {"unchanged": len(manifest), "skipped": 1}
