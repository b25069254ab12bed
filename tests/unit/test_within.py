"""Words are found in a text that is open by their forms, phrases exactly, in the language of each paragraph."""

from __future__ import annotations

import pytest

from caselaw.domain.paragraph import Paragraph
from caselaw.search.within import found_in

TEXT = (
    Paragraph("p-1", 0, "Nobody may be evicted from their homes.", "en"),
    Paragraph("p-2", 1, "The eviction of a home, and of another home.", "en"),
    Paragraph("p-3", 2, "Nadie será desalojado de su vivienda.", "es"),
    Paragraph("p-4", 3, "لا يجوز الإخلاء القسري من المساكن", "ar"),
)


@pytest.mark.parametrize(
    ("words", "anchors"),
    [
        ("evictions home", ["p-1", "p-2"]),  # all of the words, in any form
        ("the home", ["p-1", "p-2"]),  # what says nothing is not asked for
        ("evicted nowhere", ["p-1", "p-2"]),  # none holds all: those that hold some
        ('"a home"', ["p-2"]),
        ("«su vivienda»", ["p-3"]),
        ("viviendas", ["p-3"]),
        ("اخلاء", ["p-4"]),
        ("nowhere", []),
        (" !? ", []),
        ("", []),
    ],
)
def test_words_are_found(words: str, anchors: list[str]) -> None:
    assert list(found_in(TEXT, words)) == anchors


def test_each_place_is_told() -> None:
    spans = found_in(TEXT, "homes")["p-2"]
    assert [TEXT[1].text[start:end] for start, end in spans] == ["home", "home"]


def test_what_is_very_long_is_cut() -> None:
    assert found_in(TEXT, "home " * 10_000)
