"""Reports as people write them, and papers that only look like reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselaw.domain.splitting.parts import Bid
from ingest.runs.batch import inspect
from ingest.split import LEAST, propose

STORY = "The people of the place went to the authorities more than once, and nobody came to look at their wells."
ANSWER = "The company answered that it keeps to the law of the country, and that no harm was known to it before."
HARMS = (
    ("Peru", "PER", "Andes Copper"), ("Ghana", "GHA", "Volta Gold"), ("India", "IND", "Deccan Bricks"),
    ("Kenya", "KEN", "Rift Flowers"), ("Chile", "CHL", "Norte Litio"), ("Nepal", "NPL", "Terai Carpets"),
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def bids(data: str, folder: Path, name: str = "report.txt") -> tuple[Bid, ...]:
    (folder / name).write_text(data, encoding="utf-8")
    draft = inspect(folder / name, ocr="never")
    return propose(draft.paragraphs, language=draft.language, kind=draft.facts.kind, pages=draft.pages)


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body><h1>Harm</h1>{body}</body></html>'


def told(*parts: str) -> str:
    return "\n\n".join(("Harm done", STORY, *parts))


WRITTEN = {
    "number and title on two lines": told(
        *(f"CASE {at}\n{firm.upper()} IN {land.upper()}\n\nCompany: {firm}\nCountry: {land}\n\n{STORY}"
          for at, (land, _, firm) in enumerate(HARMS, 1)),
        "ENDNOTES", "1 See the files.",
    ),
    "in French, with a list of books": told(
        *(f"CAS N°{at}\n\n{firm} ({land})\n\n{STORY}" for at, (land, _, firm) in enumerate(HARMS, 1)),
        "BIBLIOGRAPHIE", "Un livre.",
    ),
    "Roman numbers": told(
        *(f"{ROMAN[at]}. {firm} in {land}\n\n{STORY}\n\n{ANSWER}" for at, (land, _, firm) in enumerate(HARMS)),
    ),
    "fields in one sentence": told(
        *(f"{firm}\n\nEmpresa: {firm}. País: {land}. Derechos vulnerados: agua.\n\n{STORY}" for land, _, firm in HARMS),
    ),
}  # fmt: skip
PAGES = {
    "a small table for each case": "".join(
        f"<h3>{firm}</h3><table><tr><td>Company</td><td>{firm}</td></tr><tr><td>Country</td><td>{land}</td></tr>"
        f"<tr><td>Rights affected</td><td>water</td></tr></table><p>{STORY}</p>"
        for land, _, firm in HARMS
    ),
    "labels on lines of their own": "".join(
        f"<h2>{firm}</h2><p>Company</p><p>{firm}</p><p>Country</p><p>{land}</p><p>Summary</p><p>{STORY}</p>"
        for land, _, firm in HARMS
    ),
    "numbers that begin again in each chapter": "".join(
        f"<h2>{land}</h2><p>{STORY}</p><h3>1. {firm} and the river</h3><p>{STORY}</p>"
        f"<h3>2. The road of {firm}</h3><p>{ANSWER}</p>"
        for land, _, firm in HARMS
    ),
}


@pytest.mark.parametrize("form", WRITTEN)
def test_reports_in_plain_text(form: str, tmp_path: Path) -> None:
    best = bids(WRITTEN[form], tmp_path)[0]
    assert best.score >= LEAST
    assert [part.country for part in best.cases] == [code for _, code, _ in HARMS]
    assert all(firm.casefold() in part.title.casefold() for part, (_, _, firm) in zip(best.cases, HARMS, strict=True))


@pytest.mark.parametrize("form", PAGES)
def test_reports_as_pages(form: str, tmp_path: Path) -> None:
    best = bids(page(PAGES[form]), tmp_path, "report.html")[0]
    assert best.score >= LEAST
    twice = len(best.cases) // len(HARMS)
    assert twice == (2 if "chapter" in form else 1)
    assert [part.country for part in best.cases] == [code for _, code, _ in HARMS for _ in range(twice)]
    assert best.cases[-1].title.endswith("Terai Carpets")
    assert best.parts[0].kind == "front"


NO_REPORTS = {
    "grounds of a claim": [f"Ground {at}: the duty to consult\n\n{STORY}\n\n{ANSWER}" for at in range(1, 8)],
    "items of an agenda": [f"Agenda item {at}: reports\n\n{STORY}" for at in range(1, 8)],
    "questions": [f"Question {at}: What was done?\n\n{STORY}" for at in range(1, 8)],
    "an interview": [f"Q: What was done in year {at}?\n\nA: {STORY}" for at in range(1, 12)],
    "minutes": [f"Date: {at} May 2004\n\nPresent: all members\n\nDecision: {STORY}" for at in range(1, 9)],
    "numbered paragraphs": [f"{at}. {STORY} {ANSWER}" for at in range(1, 30)],
    "chapters of a book": [f"Chapter {at}: On harm\n\n{STORY}\n\n{ANSWER}" for at in range(1, 8)],
    "tables": [f"Table {at}: Wells in Peru\n\n{STORY}" for at in range(1, 8)],
    "two countries compared": [f"{land}\n\n{STORY}" for land in ("PERU", "GHANA")],
    "sections on one country": [
        f"{number}. {title} in Peru\n\nIn Peru much is to be done. {STORY}"
        for number, title in zip(ROMAN, ("Wells", "Laws", "Labour", "Policies", "Programmes", "Courts"), strict=True)
    ],
    "one case": [f"Case 1: A river\n\n{STORY}"],
    "addresses of sources": [f"{STORY}\n\nhttps://example.org/{at}\n\nhttp://example.net/{at}" for at in range(1, 9)],
}


@pytest.mark.parametrize("paper", NO_REPORTS)
def test_papers_that_are_no_reports_of_cases(paper: str, tmp_path: Path) -> None:
    found = bids(told(*NO_REPORTS[paper]), tmp_path)
    assert not found or found[0].score < LEAST, found[0]
