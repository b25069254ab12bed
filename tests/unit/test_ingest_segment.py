"""Lines become the paragraphs that a reader sees, with the numbers printed before them."""

from __future__ import annotations

import pytest

from ingest.draft import Draft, Line
from ingest.paragraphs.numbers import candidates, paragraph_numbers
from ingest.paragraphs.segment import segment
from ingest.stages import default
from tests.factories import files


def lines(text: str) -> tuple[Line, ...]:
    from ingest.extract.text import lines_of

    return tuple(lines_of(text))


def paragraphs(text: str) -> list[tuple[str | None, str]]:
    return [(p.number, p.text) for p in segment(Draft("x", lines=lines(text))).paragraphs]


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        (["1. A", "2. B", "3. C"], {0: 1, 1: 2, 2: 3}),
        (["[1] A", "[2] B", "[3] C"], {0: 1, 1: 2, 2: 3}),
        (["§ 1 A", "§ 2 B", "§ 3 C"], {0: 1, 1: 2, 2: 3}),
        (["1) A", "2) B", "3) C", "4) D"], {0: 1, 1: 2, 2: 3, 3: 4}),
        (["1.- A", "2.- B", "3.- C"], {0: 1, 1: 2, 2: 3}),
        (["١. الوقائع", "٢. الأسباب", "٣. المنطوق"], {0: 1, 1: 2, 2: 3}),
        (["2004. A year", "Text", "1999. Another"], {}),
        (["1. Only one"], {}),
        (["10. A", "11. B"], {}),
        (["1. A", "2. B", "4. C", "5. D"], {0: 1, 1: 2, 2: 4, 3: 5}),
    ],
)
def test_printed_numbers(heads: list[str], numbers: dict[int, int]) -> None:
    found = [c for position, head in enumerate(heads) for c in candidates(position, head, 0)]
    assert {position: c.number for position, c in paragraph_numbers(found).items()} == numbers


def test_a_list_inside_a_paragraph_has_no_paragraph_numbers() -> None:
    heads = [
        ("1. A", 0),
        ("2. B:", 0),
        ("1. an item", 30),
        ("2. an item", 30),
        ("3. an item", 30),
        ("3. C", 0),
        ("4. D", 0),
    ]
    found = [c for position, (head, left) in enumerate(heads) for c in candidates(position, head, left)]
    assert sorted(paragraph_numbers(found)) == [0, 1, 5, 6]


def test_an_opinion_after_the_judgment_starts_again() -> None:
    heads = ["1. A", "2. B", "3. C", "OPINION", "1. D", "2. E"]
    found = [c for position, head in enumerate(heads) for c in candidates(position, head, 0)]
    assert sorted(paragraph_numbers(found)) == [0, 1, 2, 4, 5]


def test_an_opinion_keeps_anchors_of_its_own() -> None:
    draft = segment(Draft("x", lines=lines("1. First.\n\n2. Second.\n\nOPINION\n\n1. Mine.\n\n2. Mine too.")))
    assert [p.anchor for p in draft.paragraphs] == ["p-1", "p-2", "p-u3", "p-1-b", "p-2-b"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "1.   The applicants live on land that belongs to the municipality, where\n"
        "they built their homes years ago.\n\n"
        "2.   They were told to leave in winter."
    )
    assert paragraphs(text) == [
        (
            "1",
            "The applicants live on land that belongs to the municipality, where they built their homes years ago.",
        ),
        ("2", "They were told to leave in winter."),
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the order of the munici-", "pality was unlawful", "the order of the municipality was unlawful"),
        ("before the Inter-", "American Court", "before the Inter-American Court"),
        ("a well-known text and a well-", "known rule", "a well-known text and a well-known rule"),
    ],
)
def test_hyphens_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    assert paragraphs(f"{first}\n{second}") == [(None, joined)]


def long_pages() -> bytes:
    body = "and the residents of the settlement explained their situation to the court at some length"
    pages = []
    for number in range(1, 6):
        head = ["COURT OF HOUSING          Case 12/2001", ""]
        text = [f"{number}. Paragraph {number} begins here {body[:60]}", body[:80] + ".", ""]
        pages.append([*head, *text, *([""] * 40), f"- {number} -"])
    return files.paragraphs_pdf(pages)


def test_running_heads_and_page_numbers_are_dropped() -> None:
    draft = default().run(Draft("x.pdf", long_pages()))
    assert [(p.number, p.page) for p in draft.paragraphs] == [(str(n), n) for n in range(1, 6)]
    assert not any("COURT OF HOUSING" in p.text for p in draft.paragraphs)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(60.0, 760.0 - 14 * at, f"Left column line {at} of running text") for at in range(14)]
    right = [(310.0, 760.0 - 14 * at, f"Right column line {at} of running text") for at in range(14)]
    draft = default().run(Draft("x.pdf", files.pdf([[*left, *right]], size=10)))
    text = " ".join(p.text for p in draft.paragraphs)
    assert text.index("Left column line 13") < text.index("Right column line 0")


def test_a_number_beside_its_paragraph_stays_with_it() -> None:
    page = [(72.0, 700.0, "1."), (110.0, 700.0, "The first paragraph stands beside its number."),
            (72.0, 660.0, "2."), (110.0, 660.0, "So does the second.")]  # fmt: skip
    draft = default().run(Draft("x.pdf", files.pdf([page])))
    assert [(p.number, p.text) for p in draft.paragraphs] == [
        ("1", "The first paragraph stands beside its number."), ("2", "So does the second."),
    ]  # fmt: skip


def test_a_number_that_somebody_typed_among_those_the_format_gives() -> None:
    given = tuple(
        Line(text, whole=True, apart=True, number=number)
        for number, text in [
            ("1", "The first."),
            (None, "2. Typed by hand."),
            ("3", "The third."),
            (None, "1. An item."),
        ]
    )
    assert [(p.number, p.text) for p in segment(Draft("x", lines=given)).paragraphs] == [
        ("1", "The first."), ("2", "Typed by hand."), ("3", "The third."), (None, "1. An item."),
    ]  # fmt: skip
