"""Real decisions of many courts: their operative part is found, and every order stands in the paragraph it names."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from caselaw.domain.document import OUTCOMES
from caselaw.domain.section import SECTIONS
from ingest.draft import Draft
from ingest.stages import default

pytestmark = pytest.mark.data
ROOT = Path(__file__).resolve().parents[2]
DECISIONS = frozenset({"judgment", "order", "decision", "admissibility_report"})
FLOORS = {"iacthr": 0.95, "uk": 0.75, "pt": 0.7, "fr": 0.99, "us": 0.99, "za": 0.99}
"""The share of decisions whose operative part is found, by the folder of their court."""


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    """Every second decision with a text of its own."""
    folder = Path(os.environ.get("CASELAW_DATA") or ROOT.parent / "shared" / "data") / "documents"
    if not (folder / "manifest.csv").is_file():
        pytest.skip(f"{folder} is not here")
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["doc_type"] in DECISIONS and row["text_layer"] != "no"]
    few = ("fr", "us", "za")
    names = [row["file"] for row in rows if row["file"].split("/")[0] in few]
    names += [row["file"] for row in rows if row["file"].split("/")[0] in FLOORS][::2]
    read = (
        default().run(Draft(name, (folder / name).read_bytes(), wanted_ocr="never")) for name in dict.fromkeys(names)
    )
    return [draft for draft in read if draft.paragraphs]


def test_the_operative_part_of_most_decisions_is_found(drafts: list[Draft]) -> None:
    found: dict[str, list[bool]] = defaultdict(list)
    for draft in drafts:
        found[draft.path.split("/")[0]].append(any(p.section == "operative" for p in draft.paragraphs))
    shares = {court: sum(each) / len(each) for court, each in found.items()}
    assert {court: share for court, share in shares.items() if share < FLOORS[court]} == {}
    everything = [one for each in found.values() for one in each]
    assert sum(everything) >= 0.8 * len(everything)


def test_orders_stand_in_the_paragraphs_they_name(drafts: list[Draft]) -> None:
    for draft in drafts:
        texts = {paragraph.anchor: paragraph.text for paragraph in draft.paragraphs}
        assert all(order.text in texts[order.paragraph or ""] for order in draft.facts.orders), draft.path
        assert {paragraph.section for paragraph in draft.paragraphs} <= {None, *SECTIONS}
        assert draft.facts.outcome in (None, *OUTCOMES)
        for order in draft.facts.orders:
            assert order.kind != "finding" or (order.addressee, order.deadline) == (None, None)
    assert sum(bool(draft.facts.orders) for draft in drafts) >= 0.8 * len(drafts)


def test_most_notes_are_tied_to_what_calls_them(drafts: list[Draft]) -> None:
    notes = [p for draft in drafts for p in draft.paragraphs if p.kind == "footnote"]
    assert sum(note.called_by is not None for note in notes) >= 0.75 * len(notes)
