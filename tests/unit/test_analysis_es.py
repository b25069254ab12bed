"""Spanish: text in, exact words and stems out."""

from __future__ import annotations

import pytest

from caselaw.search.analysis import exact, stems
from tests.tokens import Row, rows


@pytest.mark.parametrize("row", rows("es"), ids=lambda row: row.text)
def test_text_becomes_these_words_and_stems(row: Row) -> None:
    assert exact(row.text) == list(row.exact)
    assert stems(row.text, "es") == list(row.stems)


@pytest.mark.parametrize(
    ("with_accents", "without"),
    [
        ("educación", "educacion"), ("expulsión", "expulsion"), ("párrafo", "parrafo"), ("había", "habia"),
        ("indígenas", "indigenas"), ("psicología", "psicologia"), ("niñez", "ninez"), ("será", "sera"),
    ],
)  # fmt: skip
def test_accents_left_off_change_nothing(with_accents: str, without: str) -> None:
    assert stems(with_accents, "es") == stems(without, "es")


@pytest.mark.parametrize(
    ("one", "other"), [("expulsión", "expulsiones"), ("educación", "educativo"), ("niña", "niños")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one, "es") == stems(other, "es")
