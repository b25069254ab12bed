"""Which paragraphs a quotation is of, and how its words are put."""

from __future__ import annotations

import pytest

from caselaw.domain.citing.quotation import Quotation, chosen_paragraphs, quoted
from caselaw.domain.paragraph import Paragraph, ParagraphKind

NUMBERS = ("44", None, "45", None, "46", "15-1", "15-2")
KINDS: tuple[ParagraphKind, ...] = ("body", "footnote", "body", "heading", "body", "body", "body")
TEXT = tuple(
    Paragraph(f"p-{number or f'u{place}'}", place, f"Text {place}.", "en", number and f"{number}.", kind=kind)
    for place, (number, kind) in enumerate(zip(NUMBERS, KINDS, strict=True))
)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("44", [0]),
        ("44-46", [0, 2, 4]),
        ("44–46", [0, 2, 4]),
        ("44 to 46", [0, 2, 4]),
        ("44 à 45", [0, 2]),
        ("46-44", [0, 2, 4]),
        ("p-44", [0]),
        ("p-44-p-45", [0, 2]),
        ("p-u1", [1]),
        ("15-1", [5]),
        ("15-1-15-2", [5, 6]),
        ("15-1 - 15-2", [5, 6]),
        ("7", []),
        ("44-99", []),
        ("", []),
        ("-", []),
    ],
)
def test_paragraphs_are_chosen_by_number_or_anchor(asked: str, places: list[int]) -> None:
    assert [one.position for one in chosen_paragraphs(TEXT, asked)] == places


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“Text 0.”"),
        ("es", "«Text 0.»"),
        ("fr", "«\u00a0Text 0.\u00a0»"),
        ("ar", "«Text 0.»"),
        ("pt", "“Text 0.”"),
    ],
)
def test_marks_are_those_of_the_language(language: str, said: str) -> None:
    assert quoted(TEXT[:1], language) == said


def test_paragraphs_stay_apart() -> None:
    assert quoted((TEXT[0], TEXT[2]), "en") == "“Text 0.\n\nText 2.”"


def test_a_citation_that_runs_the_other_way_is_set_apart() -> None:
    assert Quotation("en", "“A text.”", "X v Y, para. 1").text == "“A text.” (X v Y, para. 1)"
    assert Quotation("en", "«نص.»", "X v Y, para. 1").text == "«نص.»\n\u2068(X v Y, para. 1)\u2069"
