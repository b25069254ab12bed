"""English: text in, exact words and stems out."""

from __future__ import annotations

import pytest

from caselaw.search.analysis import exact, stems
from tests.tokens import Row, rows


@pytest.mark.parametrize("row", rows("en"), ids=lambda row: row.text)
def test_text_becomes_these_words_and_stems(row: Row) -> None:
    assert exact(row.text) == list(row.exact)
    assert stems(row.text, "en") == list(row.stems)


@pytest.mark.parametrize(
    ("one", "other"),
    [("eviction", "evicted"), ("housing", "house"), ("disappearance", "disappeared"), ("companies", "company's")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one, "en")[0] == stems(other, "en")[0]


def test_university_is_not_universal() -> None:
    assert stems("university", "en") != stems("universal", "en")
