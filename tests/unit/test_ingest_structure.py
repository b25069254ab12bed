"""Block quotes, notes tied to what calls them, heads over several lines: what print and marks say of a paragraph."""

from __future__ import annotations

import pytest

from caselaw.domain.citing.note import mark_of
from caselaw.domain.paragraph import Paragraph
from ingest.draft import Draft, Line
from ingest.paragraphs.notes import tie_notes
from ingest.paragraphs.quotes import in_marks
from ingest.paragraphs.segment import segment
from ingest.stages import default
from tests.factories import files

LONG = "No one may be evicted from their home without an order of court made after considering all of it"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f"“{LONG}.”", True),
        (f"“{LONG}.”[12]", True),
        (f"« {LONG}. »", True),
        (f"«{LONG}» .", True),
        (f'"{LONG}".', True),
        (f"“{LONG}, and “all” means all.”", True),
        (f"[…] “{LONG}.”", True),
        (f"“{LONG} – the quotation goes on below", True),
        (f"“{LONG}” is what the law says.", False),
        (f"“{LONG}”, and then “{LONG}”", False),
        (f"The law says: “{LONG}.”", False),
        (f'"{LONG}" and "more of it"', False),
        ("“Short.”", False),
        (LONG, False),
    ],
)
def test_quotation_marks_through_the_whole_paragraph(text: str, quoted: bool) -> None:
    assert in_marks(text) is quoted


def printed(*rows: tuple[str, float, float, float]) -> list[str]:
    """The kinds of the paragraphs of one page, from its lines: text, left and right edge, size."""
    lines = tuple(
        Line(text, 1, left, right, 0.2 + at * 0.02, size, apart=at > 0)
        for at, (text, left, right, size) in enumerate(rows)
    )
    return [paragraph.kind for paragraph in segment(Draft("x", lines=lines)).paragraphs]


def page(quote: tuple[float, float, float]) -> list[str]:
    left, right, size = quote
    body = [(f"{number}. {LONG}, {LONG}.", 72.0, 520.0, 12.0) for number in (1, 2, 3)]
    quoted = [
        (f"{LONG} and so", left, right, size),
        (f"it goes on for the whole of the paragraph, {LONG}.", left, right, size),
    ]
    lines = [Line(text, 1, x0, x1, 0.2 + at * 0.05, s, apart=True) for at, (text, x0, x1, s) in enumerate(body)]
    lines += [Line(text, 1, x0, x1, 0.5 + at * 0.02, s, apart=at == 0) for at, (text, x0, x1, s) in enumerate(quoted)]
    lines += [Line(f"4. {LONG}.", 1, 72.0, 520.0, 0.6, 12.0, apart=True)]
    return [paragraph.kind for paragraph in segment(Draft("x", lines=tuple(lines))).paragraphs]


@pytest.mark.parametrize(
    ("print_of_it", "kind"),
    [
        ((108.0, 484.0, 12.0), "quote"),
        ((72.0, 520.0, 10.0), "quote"),
        ((108.0, 520.0, 12.0), "body"),
        ((72.0, 520.0, 12.0), "body"),
    ],
)
def test_set_in_on_both_sides_or_smaller_is_a_block_quote(print_of_it: tuple[float, float, float], kind: str) -> None:
    assert page(print_of_it)[3] == kind


def test_the_head_of_a_document_is_no_quotation() -> None:
    assert printed((f"“{LONG}.”", 72.0, 520.0, 12.0)) == ["body"]


@pytest.mark.parametrize(
    ("note", "mark"),
    [
        ("12 See there.", "12"),
        ("[3] See there.", "3"),
        ("7. See there.", "7"),
        ("* The judge did not sit.", "*"),
        ("See there.", None),
    ],
)
def test_the_mark_a_note_begins_with(note: str, mark: str | None) -> None:
    assert mark_of(note) == mark


def called(*paragraphs: tuple[str, int | None]) -> list[str | None]:
    """For each note ("n:" before it), the anchor of what calls it."""
    found = tuple(
        Paragraph(
            f"p-{at}", at, text.removeprefix("n:"), "en", page=on, kind="footnote" if text.startswith("n:") else "body"
        )
        for at, (text, on) in enumerate(paragraphs)
    )
    return [paragraph.called_by for paragraph in tie_notes(found) if paragraph.kind == "footnote"]


def test_a_note_is_tied_to_the_paragraph_that_calls_it() -> None:
    assert called(("A.[1]", 1), ("B.[2] C.[3]", 1), ("n:1 One.", 1), ("n:2 Two.", 1), ("n:3 Three.", 1)) == [
        "p-0",
        "p-1",
        "p-1",
    ]
    assert called(("A.[1]", None), ("B.[1]", None), ("n:1 One.", None), ("n:9 Nobody calls it.", None)) == ["p-0", None]


def test_numbers_that_begin_again_are_told_apart_by_their_page() -> None:
    assert called(("A.[1]", 1), ("B.[1]", 7), ("n:1 One.", 1), ("n:1 Another.", 8)) == ["p-0", "p-1"]
    assert called(("A.[1]", 1), ("n:1 Far away.", 9)) == [None]


def headings(text: str) -> list[str]:
    from ingest.extract.text import lines_of

    return [p.text for p in segment(Draft("x", lines=tuple(lines_of(text)))).paragraphs if p.kind == "heading"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["III", "PROCEDURE BEFORE THE COURT"], ["III PROCEDURE BEFORE THE COURT"]),
        (["VII", "The right to a home"], ["VII The right to a home"]),
        (["ORDER OF THE", "COURT OF EXAMPLES", "OF MAY 3, 2004"], ["ORDER OF THE COURT OF EXAMPLES OF MAY 3, 2004"]),
        (["RESOLUCIÓN DE LA", "CORTE DE EJEMPLOS"], ["RESOLUCIÓN DE LA CORTE DE EJEMPLOS"]),
        (["COURT OF EXAMPLES", "JUDGMENT"], ["COURT OF EXAMPLES", "JUDGMENT"]),
        (["THE COURT,", "DECIDES:"], ["THE COURT,", "DECIDES:"]),
    ],
)
def test_a_head_over_several_lines_is_one(lines: list[str], joined: list[str]) -> None:
    assert headings("\n\n".join([*lines, "1. " + LONG + ".", "2. " + LONG + "."])) == joined


def read(data: bytes) -> Draft:
    return default().run(Draft("x", data))


def kinds(data: bytes) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in read(data).paragraphs]


ROWS = [("table", "Year | Harm"), ("table", "2004 | The dam broke.")]


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body><p>Before it.</p><table><tr><th>Year</th><th>Harm</th></tr>"
        b"<tr><td><p>2004</p></td><td><p>The dam</p><p>broke.</p></td></tr></table></body></html>",
        b"---\ntitle: x\n---\n# One\n\nBefore it.\n\n| Year | Harm |\n|---|---|\n| 2004 | The dam broke. |\n",
        files.word("Before it.", table=[("Year", "Harm"), ("2004", "The dam broke.")]),
    ],
)
def test_a_row_of_a_table_is_a_paragraph_of_cells(data: bytes) -> None:
    found = kinds(data)
    assert found[-2:] == ROWS
    assert ("body", "Before it.") in found


def test_rows_parted_by_tabs_are_rows_and_a_page_laid_out_as_a_table_is_none() -> None:
    assert kinds(b"Year\tPlace\tHarm\n2004\tThe valley\tA dam broke.\n") == [
        ("table", "Year | Place | Harm"),
        ("table", "2004 | The valley | A dam broke."),
    ]
    page = "<html><body><table><tr><td>Menu</td><td><p>One thing.</p><p>Two things.</p><p>Three.</p></td></tr></table>"
    assert [text for _, text in kinds(f"<!DOCTYPE html>{page}".encode())] == [
        "Menu",
        "One thing.",
        "Two things.",
        "Three.",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body><h1>One</h1><p>A text.</p><h2>Deeper</h2><p>More.</p></body></html>",
        b"---\ntitle: x\n---\n# One\n\nA text.\n\n## Deeper\n\nMore.\n",
    ],
)
def test_a_heading_keeps_how_deep_it_stands(data: bytes) -> None:
    assert [(p.text, p.level) for p in read(data).paragraphs if p.kind == "heading"] == [("One", 1), ("Deeper", 2)]


def test_a_quotation_in_markdown_is_a_block_quote() -> None:
    assert ("quote", "Dams shall hold.") in kinds(b"# One\n\n**Text** before.\n\n> Dams shall hold.\n\nText after.\n")


def test_the_elements_of_akoma_ntoso_are_parts_of_a_decision_and_notes_are_called() -> None:
    note = '<authorialNote marker="1"><p>See there.</p></authorialNote>'
    body = (
        f"<background><p>A dam broke.{note}</p></background><motivation><p>It was foreseen.</p></motivation>"
        "<decision><p>The State must pay.</p></decision>"
    )
    data = files.akoma().replace(b"<decision></decision>", body.encode())
    found = [(p.section, p.text, p.called_by) for p in read(data).paragraphs[1:]]
    assert found == [
        ("facts", "A dam broke.[1]", None),
        ("reasons", "It was foreseen.", None),
        ("operative", "The State must pay.", None),
        ("facts", "1 See there.", "p-u2"),
    ]
