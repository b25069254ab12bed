"""Two versions that were not aligned stand beside each other by their printed numbers, where they share them."""

from __future__ import annotations

import pytest

from caselaw.domain.paragraph import Paragraph
from caselaw.services.relations.alignments import by_number


def text(*numbers: str) -> tuple[Paragraph, ...]:
    """Paragraphs with these printed numbers; "-" is a heading."""
    return tuple(
        Paragraph(f"p-{at}", at, f"Text {at}", "en", kind="heading" if one == "-" else "body",
                  number=None if one == "-" else one)
        for at, one in enumerate(numbers)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "rows"),
    [
        ("- 1 2 - 3", "- 1 2 - 3", ["-|-", "1|1", "2|2", "-|-", "3|3"]),
        ("1 2 3", "1 3", ["1|1", "2|", "3|3"]),
        ("1 2 3 4", "a 1 2 3 4", ["|a", "1|1", "2|2", "3|3", "4|4"]),
        ("1 2 3 4", "4 5 6 7", ["1|", "2|", "3|", "4|", "|4", "|5", "|6", "|7"]),
        ("- - -", "- - -", ["-|", "-|", "-|", "|-", "|-", "|-"]),
        ("1 2", "", ["1|", "2|"]),
    ],
)
def test_numbers_tell_what_stands_where(ours: str, theirs: str, rows: list[str]) -> None:
    found = by_number(text(*ours.split()), text(*theirs.split()))
    assert ["|".join((one.number or "-") if one else "" for one in row[:2]) for row in found] == rows
