"""What stands at the edges of pages: running lines are dropped, footnotes set apart, quotations left where they are."""

from __future__ import annotations

import pytest

from ingest.draft import Draft, Line
from ingest.paragraphs.running import separate
from ingest.paragraphs.segment import segment

BODY, SMALL = 10.0, 8.0


def page(number: int, *texts: str | tuple[str, bool]) -> list[Line]:
    """Lines down a page; those given with a sign are in small print, and the sign says if white space is above."""
    found = []
    for at, item in enumerate(texts):
        text, apart = item if isinstance(item, tuple) else (item, at == 0)
        size = SMALL if isinstance(item, tuple) else BODY
        found.append(Line(text, number, left=72, right=500, top=0.2 + at * 0.7 / len(texts), size=size, apart=apart))
    return found


def split(*pages: list[Line]) -> tuple[list[str], list[str]]:
    body, notes = separate([line for lines in pages for line in lines])
    return [line.text for line in body], [line.text for line in notes]


TEXT = (
    "The court finds that the eviction was unlawful[3] and that",
    "the applicants must be given shelter.[4] It adds",
)


def test_footnotes_are_set_apart_one_line_for_each() -> None:
    body, notes = split(
        page(1, *TEXT, ("3 See the Charter,", True), ("Article 11.", False), ("4 Cf. the Rules.", False))
    )
    assert body == list(TEXT)
    assert notes == ["3 See the Charter, Article 11.", "4 Cf. the Rules."]


@pytest.mark.parametrize(
    "quoted",
    [
        "1. That the State shall pay.", "2) To require the State to act.", "2002 was the year of the order.",
        "22, 2005, Considering clause 7", "63(1) of the American Convention", "459-460 and 467", "06.27.2001 the case",
    ],
)  # fmt: skip
def test_a_quotation_in_small_print_is_no_note(quoted: str) -> None:
    body, notes = split(page(1, *TEXT, (quoted, True), ("and the rest of it.", False)))
    assert (body, notes) == ([*TEXT, quoted, "and the rest of it."], [])
    body, notes = split(page(1, *TEXT, (quoted, True), ("3 See the Charter.", True)))
    assert (body, notes) == ([*TEXT, quoted], ["3 See the Charter."])


def test_a_note_with_a_full_stop_behind_its_number_is_one_where_the_text_calls_for_it() -> None:
    assert split(page(1, *TEXT, ("3. See the Charter.", True)))[1] == ["3. See the Charter."]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first = page(1, *TEXT, ("3 See the Charter,", True))
    second = page(2, "A line of the body,", "and another.[4]", ("which says more.", True), ("4 Cf. the Rules.", False))
    assert split(first, second)[1] == ["3 See the Charter, which says more.", "4 Cf. the Rules."]
    quotation = page(2, "A line of the body,", "and another.[4]", ("quoted words.", True), ("4 Cf. the Rules.", True))
    assert split(first, quotation) == ([*TEXT, "A line of the body,", "and another.[4]", "quoted words."],
                                       ["3 See the Charter,", "4 Cf. the Rules."])  # fmt: skip


def test_the_numbers_of_a_quoted_list_are_not_those_of_paragraphs() -> None:
    quoted = [(f"{number}. That the State shall act so.", True) for number in range(1, 6)]
    answer = "The State has answered at length that it did act, and has sent what it was asked for in the order."
    lines = page(1, "1. The order that was made:", *quoted, f"2. {answer}", f"3. {answer}", f"4. {answer}")
    found = segment(Draft("file.pdf", b"", lines=tuple(lines))).paragraphs
    assert [p.number for p in found] == ["1", *[None] * 5, "2", "3", "4"]
    assert found[1].text == "1. That the State shall act so."
