"""A report of many cases becomes one draft a case: four forms, four languages, every format; nothing left out."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from caselaw.domain.paragraph import Paragraph, anchors
from caselaw.domain.splitting.covering import assigned, case_paragraphs, coverage, pages_of
from caselaw.domain.splitting.parts import Bid, title_of
from ingest.draft import Draft
from ingest.runs.batch import inspect
from ingest.split import LEAST, propose
from ingest.split.drafts import draft_of
from tests.factories import files, paragraphs, reports
from tests.factories.reports import Form

LANGUAGES = ("en", "es", "fr", "ar")
STRATEGY = {"headings": "headings", "labels": "labels", "chapters": "chapters", "rows": "table", "contents": "table"}


def read(told: reports.Report, file_format: str, language: str, folder: Path) -> Draft:
    made = {
        "txt": lambda: reports.as_text(told),
        "html": lambda: reports.as_html(told, language),
        "docx": lambda: reports.as_word(told),
        "pdf": lambda: reports.as_pdf(told),
    }[file_format]()
    path = folder / f"report.{file_format}"
    path.write_bytes(made)
    return inspect(path, ocr="never")


def bids_for(draft: Draft) -> tuple[Bid, ...]:
    return propose(draft.paragraphs, language=draft.language, kind=draft.facts.kind, pages=draft.pages)


def text(*lines: str, pages: int = 1) -> tuple[Paragraph, ...]:
    """Unnumbered paragraphs over so many pages; one that begins with "#" is a heading."""
    names = anchors([None] * len(lines))
    return tuple(
        Paragraph(
            name, at, line.removeprefix("#"), "en", page=1 + at * pages // len(lines),
            kind="heading" if line.startswith("#") else "body",
        )
        for at, (name, line) in enumerate(zip(names, lines, strict=True))
    )  # fmt: skip


def titles(bid: Bid) -> list[str]:
    return [part.title for part in bid.cases]


STORY = "The people of the place went to the authorities more than once, and nobody came to look at their wells."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["headings", "labels", "chapters", "contents"])
@pytest.mark.parametrize("file_format", ["txt", "html", "docx"])
def test_each_form_in_each_language(form: Form, language: str, file_format: str, tmp_path: Path) -> None:
    told = reports.report(form, language, 24)
    draft = read(told, file_format, language, tmp_path)
    best = bids_for(draft)[0]
    assert best.strategy == STRATEGY[form]
    assert best.score >= LEAST
    assert titles(best) == told.titles
    assert best.parts[0].kind == "front"
    assert best.parts[-1].kind == "back"
    assert coverage(best.parts, draft.paragraphs, draft.pages).cases == 24


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file_format", ["html", "docx"])
def test_a_row_for_each_case(language: str, file_format: str, tmp_path: Path) -> None:
    told = reports.report("rows", language, 12)
    best = bids_for(read(told, file_format, language, tmp_path))[0]
    assert (best.strategy, titles(best)) == ("table", told.titles)
    assert [part.country for part in best.cases[:6]] == ["ARG"] * 3 + ["BGD"] * 3


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_report_of_159_cases_becomes_159_drafts(language: str, tmp_path: Path) -> None:
    """In a PDF, where cases begin wherever they come to stand on a page."""
    told = reports.report("headings", language, 159)
    draft = read(told, "pdf", language, tmp_path)
    best = bids_for(draft)[0]
    assert titles(best) == [title.replace("’", "'") for title in told.titles]
    covered = coverage(best.parts, draft.paragraphs, draft.pages)
    assert (covered.cases, covered.unassigned) == (159, 0)
    assert covered.shared > 20, "a page on which one case ends and another begins counts for both"
    assert sum(covered.paragraphs_of.values()) == covered.paragraphs == len(draft.paragraphs)


def test_arabic_has_159_cases_too(tmp_path: Path) -> None:
    told = reports.report("headings", "ar", 159)
    assert titles(bids_for(read(told, "docx", "ar", tmp_path))[0]) == told.titles


def test_a_case_whose_first_field_is_missing_is_a_case(tmp_path: Path) -> None:
    told = reports.report("labels", "es", 20, missing=(1, 7, 8, 20))
    assert titles(bids_for(read(told, "docx", "es", tmp_path))[0]) == told.titles


def test_labels_that_nobody_knows_are_recognised_because_they_repeat() -> None:
    told = [
        line
        for at in range(8)
        for line in (
            f"Kod sprawy: {at}",
            f"Kraj: Peru, osada {at}",
            f"Opis zdarzenia: {STORY}",
            f"{STORY} {at}.",
        )
    ]
    best = propose(text("#A paper", *told))[0]
    assert (best.strategy, len(best.cases)) == ("labels", 8)
    assert best.score >= LEAST


def test_a_field_may_stand_twice_in_one_case() -> None:
    told = [
        line
        for at in range(6)
        for line in (
            f"#Harm number {'abcdef'[at]} in the valley", f"Company: First Works {at}", "Home state: Chile",
            f"Company: Second Works {at}", "Home state: France", "Country: Peru", f"Summary: {STORY}", STORY,
        )
    ]  # fmt: skip
    best = propose(text(*told))[0]
    assert (best.strategy, len(best.cases)) == ("labels", 6)
    assert {part.country for part in best.cases} == {"PER"}


def test_fields_that_ran_into_one_paragraph() -> None:
    told = [
        line
        for at in range(5)
        for line in (
            f"Homes cleared at Upper Field {at} Company: Estates {at} Country: Kenya Rights violated: home",
            STORY,
        )
    ]
    best = propose(text(*told))[0]
    assert titles(best) == [f"Homes cleared at Upper Field {at}" for at in range(5)]
    assert best.cases[0].country == "KEN"


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Case 1: A river", "Case 2: A road", "Case 3: A dam"),
        ("CASE NO. 1 – A river", "CASE NO. 2 – A road", "CASE NO. 3 – A dam"),
        ("Case Study I. A river", "Case Study II. A road", "Case Study III. A dam"),
        ("Case One: A river", "Case Two: A road", "Case Three: A dam"),
        ("Caso 1. A river", "Caso 2. A road", "Caso 3. A dam"),
        ("Primer caso: A river", "Segundo caso: A road", "Tercer caso: A dam"),
        ("Cas n° 1 : A river", "Cas n° 2 : A road", "Cas n° 3 : A dam"),
        ("Étude de cas nº 1 — A river", "Étude de cas nº 2 — A road", "Étude de cas nº 3 — A dam"),
        ("الحالة ١: A river", "الحالة ٢: A road", "الحالة ٣: A dam"),
        ("الحالة رقم 1 - A river", "الحالة رقم 2 - A road", "الحالة رقم 3 - A dam"),
        ("الحالة الأولى: A river", "الحالة الثانية: A road", "الحالة الثالثة: A dam"),
        ("Caso n.º 1: A river", "Caso n.º 2: A road", "Caso n.º 3: A dam"),
    ],
)
def test_forms_of_numbered_headings(first: str, second: str, third: str) -> None:
    best = propose(text("#A report", STORY, first, STORY, STORY, second, STORY, third, STORY))[0]
    assert (best.strategy, titles(best)) == ("headings", ["A river", "A road", "A dam"])
    assert [(part.first, part.last) for part in best.cases] == [(2, 4), (5, 6), (7, 8)]


def test_a_title_keeps_the_stop_of_a_shortened_name_and_no_other() -> None:
    lines = ("Case 1: Rivera v. Dam S.A.", STORY, "Case 2: Roe v. Co Ltd.", STORY, "Case 3: A dam.", STORY)
    best = propose(text(*lines))[0]
    assert titles(best) == ["Rivera v. Dam S.A.", "Roe v. Co Ltd.", "A dam"]


def test_the_title_may_stand_below_the_number() -> None:
    best = propose(text("Case 1", "Mercury at Green River", STORY, "Case 2", "Dust over Port Town", STORY))[0]
    assert titles(best) == ["Mercury at Green River", "Dust over Port Town"]


def test_bare_numbers_before_titles_that_name_a_country() -> None:
    lines = [
        line
        for at, country in enumerate(("Peru", "Ghana", "India", "Kenya", "Chile", "Nepal"), 1)
        for line in (f"{at}. The mine of {country}", STORY, STORY)
    ]
    best = propose(text("#Harm done", STORY, *lines))[0]
    assert (best.strategy, len(best.cases)) == ("headings", 6)
    assert best.score >= LEAST


def test_what_looks_like_a_heading_and_breaks_the_sequence_is_none() -> None:
    lines = text(
        "Case 1: A river", STORY, "Case 2: A road", STORY, "Case 1 is like it, as the same firm owns both.", STORY,
        "Case 3: A dam", STORY, "Table 4: Wells in the valley", STORY, "Case 4: A port", STORY,
    )  # fmt: skip
    assert titles(propose(lines)[0]) == ["A river", "A road", "A dam", "A port"]


def test_a_missing_number_is_said() -> None:
    numbers = (1, 2, 3, 5, 6, 8)
    best = propose(text(*(line for at in numbers for line in (f"Case {at}: Harm {at}", STORY))))[0]
    assert len(best.cases) == 6
    assert {reason.code: reason.params for reason in best.reasons}["split.reason.missing"] == {"count": 2}


def test_the_same_cases_told_twice_are_counted_once() -> None:
    short = [
        line for at in range(1, 7) for line in (f"Case {at}: Harm {'abcdef'[at - 1]}", "A few words of summary only.")
    ]
    long = [line for at in range(1, 7) for line in (f"Case {at}: Harm {'abcdef'[at - 1]}", STORY, STORY, STORY)]
    best = propose(text("#Summary", *short, "#The cases", *long))[0]
    assert len(best.cases) == 6
    assert best.cases[0].first > len(short)


def test_each_chapter_may_count_its_own_cases() -> None:
    lines = [
        line
        for country in ("PERU", "GHANA", "INDIA")
        for line in (f"#{country}", STORY, f"Case 1: River {country[0]}", STORY, f"Case 2: Road {country[0]}", STORY)
    ]
    best = propose(text(*lines))[0]
    assert [(part.title, part.country) for part in best.cases] == [
        (f"{title} {country[0]}", country) for country in ("PER", "GHA", "IND") for title in ("River", "Road")
    ]
    assert [part.title for part in best.parts if part.kind == "front"] == ["", "GHANA", "INDIA"]


def test_an_annex_is_no_part_of_the_last_case_and_a_heading_of_every_case_is() -> None:
    lines = [line for at in (1, 2, 3) for line in (f"Case {at}: Harm", STORY, "#Recommendations", STORY)]
    best = propose(text(*lines, "#Annex 1. The form", STORY))[0]
    assert [(part.kind, part.first, part.last) for part in best.parts] == [
        ("case", 0, 3), ("case", 4, 7), ("case", 8, 11), ("back", 12, 13),
    ]  # fmt: skip


def test_notes_follow_the_case_that_calls_for_them() -> None:
    body = [*text("Case 1: A river", f"{STORY}[1]", "Case 2: A road", f"{STORY}[2]", f"{STORY}[3]")]
    notes = [
        Paragraph(f"p-n{mark}", 5 + place, f"{mark} See the files.", "en", page=1, kind="footnote")
        for place, mark in enumerate((1, 2, 3))
    ]
    whole = (*body, *notes)
    best = propose(whole)[0]
    of = assigned(best.parts, whole)
    assert of == (0, 0, 1, 1, 1, 0, 1, 1)
    own, back = case_paragraphs(1, of, whole)
    assert [one.text[:2] for one in own[-2:]] == ["2 ", "3 "]
    assert back[own[-1].anchor] == "p-n3"
    assert [one.position for one in own] == [0, 1, 2, 3, 4]


def test_a_note_whose_caller_is_told_follows_it_and_keeps_it() -> None:
    body = text("Case 1: A river", STORY, "Case 2: A road", STORY)
    note = Paragraph("p-n1", 4, "7 See the files.", "en", page=9, kind="footnote", called_by="p-u4")
    whole = (*body, note)
    of = assigned(propose(whole)[0].parts, whole)
    assert of[-1] == of[3]
    own, _ = case_paragraphs(of[-1], of, whole)
    assert (own[-1].text, own[-1].called_by) == ("7 See the files.", "p-u2")


def test_pages_without_a_paragraph_of_their_own_are_not_dropped() -> None:
    lines = [
        Paragraph("p-u1", 0, "#Front", "en", page=2), Paragraph("p-u2", 1, "Case 1: A river", "en", page=4),
        Paragraph("p-u3", 2, STORY, "en", page=4), Paragraph("p-u4", 3, "Case 2: A road", "en", page=7),
        Paragraph("p-u5", 4, STORY, "en", page=7),
    ]  # fmt: skip
    best = propose(lines, pages=9)[0]
    assert pages_of(best.parts, lines, 9) == [(1, 3), (4, 6), (7, 9)]
    assert coverage(best.parts, lines, 9).unassigned == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_no_report_of_cases(language: str) -> None:
    bids = propose(paragraphs(language=language), language=language, kind="judgment")
    assert not bids or bids[0].score < LEAST


def test_sections_of_a_paper_are_no_cases() -> None:
    lines = [
        line
        for at, title in enumerate(
            ("Introduction", "Legal framework", "Scope", "Analysis", "Findings", "Conclusions"), 1
        )
        for line in (f"{at}. {title}", STORY, STORY)
    ]
    bids = propose(text(*lines))
    assert not bids or bids[0].score < LEAST


def test_an_empty_report_has_no_bids() -> None:
    assert propose(()) == ()


def test_a_case_is_read_as_a_report_of_abuse() -> None:
    told = text(
        "Case 1: Mercury at Green River", "Country: Peru", "Company: Example Mining Ltd", STORY, "Case 2: X", STORY
    )  # fmt: skip
    best = propose(told)[0]
    own, _ = case_paragraphs(0, assigned(best.parts, told), told)
    draft = draft_of(best.cases[0], own, language="en", source="Harm done, p. 1")
    facts = draft.facts
    assert (facts.kind, facts.title, facts.country) == ("abuse_report", "Mercury at Green River", "PER")
    assert draft.claims[0].value == "Mercury at Green River"
    assert facts.abuse is not None
    assert [company.name for company in facts.abuse.companies] == ["Example Mining Ltd"]
    assert {said.source for said in facts.allegations} <= {"Harm done, p. 1"}
    assert not draft.problems


def test_a_thousand_pages_are_cut_in_seconds() -> None:
    lines = [line for at in range(1, 1001) for line in (f"Case {at}: Harm at place {at}", *([STORY] * 19))]
    long = text(*lines, pages=1000)
    began = time.perf_counter()
    best = propose(long, pages=1000)[0]
    covered = coverage(best.parts, long, 1000)
    assert time.perf_counter() - began < 20
    assert (covered.cases, covered.pages, covered.unassigned) == (1000, 1000, 0)


LINES = some.sampled_from(
    (
        "Case {n}: A river", "{n}. The mine of Peru", "Company: Works {n}", "Country: Ghana", "Rights violated: water",
        "PERU", "GHANA", "INDIA", "#Annex", "#Introduction", STORY, "N. | Case | Company | Country",
        "A river ..... {n}", "{n} | River | Works | Peru",
        "الحالة {n}: نهر", "البلد: غانا", "{n}", "Chapter {n}", "[{n}] a note", "", "…",
    )
)  # fmt: skip
KINDS = some.sampled_from(("body", "body", "heading", "table", "quote", "footnote"))


@settings(max_examples=150, deadline=None)
@given(
    some.lists(some.tuples(LINES, some.integers(0, 40), KINDS), max_size=80),
    some.one_of(some.none(), some.integers(1, 30)),
    some.integers(0, 20),
)
def test_every_page_and_paragraph_is_in_a_case_or_before_or_behind(
    drawn: list[tuple[str, int, str]], pages: int | None, notes: int
) -> None:
    """On reports of any shape, for every bid: nothing dropped, nothing twice."""
    count = len(drawn)
    rows = [(line.format(n=n), kind) for line, n, kind in drawn] + [
        (f"[{n}] See there.", "footnote") for n in range(notes)
    ]
    report = tuple(
        Paragraph(
            f"p-u{at}", at, line, "en", page=None if pages is None else 1 + min(at, count) * pages // (count + 1),
            kind=kind,  # type: ignore[arg-type]
        )
        for at, (line, kind) in enumerate(rows)
    )  # fmt: skip
    for bid in propose(report, pages=pages):
        of = assigned(bid.parts, report)
        assert len(of) == len(report)
        taken = [one for number in range(len(bid.parts)) for one in case_paragraphs(number, of, report)[1].values()]
        assert sorted(taken) == sorted(one.anchor for one in report)
        covered = coverage(bid.parts, report, pages)
        assert covered.unassigned == 0
        assert covered.pages == (pages or 0)
        spans = [span for span in pages_of(bid.parts, report, pages) if span]
        if pages:
            assert {page for first, last in spans for page in range(first, last + 1)} == set(range(1, pages + 1))


def test_reports_drawn_at_random_keep_their_cases(tmp_path: Path) -> None:
    """Cases of any length, with fields missing here and there."""
    dice = random.Random(4)
    for form in ("headings", "labels"):
        told = reports.report(form, "en", 30, missing=dice.sample(range(1, 31), 6), story=dice.randint(1, 9))
        best = bids_for(read(told, "txt", "en", tmp_path))[0]
        assert titles(best) == told.titles, form


def test_a_file_without_text_has_no_bids(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(files.picture_pdf())
    assert bids_for(inspect(path, ocr="never")) == ()


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("Case 2: A road", "A road"),
        ("Caso 2: El camino", "El camino"),
        ("Cas n° 12 – La route", "La route"),
        ("الحالة رقم ٢: الطريق", "الطريق"),
        ("CASE IV. A road", "A road"),
        ("Caso 2", "The line below"),
        ("A road of 2 lanes: dust", "A road of 2 lanes: dust"),
        ("In 2019 the road was closed.", "In 2019 the road was closed."),
    ],
)
def test_a_case_is_called_by_its_heading_without_its_number(opening: str, title: str) -> None:
    assert title_of(opening, "The line below") == title
