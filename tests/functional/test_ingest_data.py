"""All the real documents: each is accounted for, each trouble named, and the words of its PDFs kept."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from caselaw.access.viewer import OPERATOR
from caselaw.domain.run import Outcome
from caselaw.wiring import Services
from ingest.batch import Reading
from ingest.extract.pdf import PdfExtractor
from ingest.extract.port import Sample
from ingest.files import find_files
from ingest.intake import Intake
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
    reading = Reading(jobs=2, ocr="never")
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


def latin_words(text: str) -> Counter[str]:
    return Counter(re.findall("[A-Za-z\u00c0-\u024f]+", text))


def test_the_words_that_stock_pdfminer_reads_are_kept(documents: Path) -> None:
    """Of every PDF with a text layer; no page is lost on the way. Every ninth, for the stock parser takes its time."""
    wanted = kept = 0
    poor = []
    for path in [p for p in sorted(documents.rglob("*.pdf")) if p.parent.name != "edge"][::9]:
        found = PdfExtractor().extract(Sample(path.read_bytes()))
        assert not [problem for problem in found.problems if problem.code == "problem.pdf.cut_short"], path.name
        if found.text_layer != "native":
            continue
        stock = latin_words(extract_text(path))
        ours = latin_words("\n".join(line.text for line in found.lines))
        wanted, kept = wanted + stock.total(), kept + (stock & ours).total()
        if stock.total() > 50 and (stock & ours).total() < 0.995 * stock.total():
            poor.append(path.name)
    assert not poor
    assert kept >= 0.999 * wanted
