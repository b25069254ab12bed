"""Arabic: text in, exact words and stems out."""

from __future__ import annotations

import pytest

from caselaw.search.analysis import exact, stems
from tests.tokens import Row, rows


@pytest.mark.parametrize("row", rows("ar"), ids=lambda row: row.text)
def test_text_becomes_these_words_and_stems(row: Row) -> None:
    assert exact(row.text) == list(row.exact)
    assert stems(row.text, "ar") == list(row.stems)


@pytest.mark.parametrize(
    "word", ["تعليم", "التعليم", "والتعليم", "بالتعليم", "للتعليم", "وللتعليم", "فالتعليم", "كالتعليم"]
)
def test_article_and_conjunction_do_not_hide_a_word(word: str) -> None:
    assert stems(word, "ar") == ["تعليم"]


@pytest.mark.parametrize("word", ["ولد", "ورق", "الآن", "هو"])
def test_a_short_word_keeps_its_letters(word: str) -> None:
    assert len(stems(word, "ar")[0]) >= 2


@pytest.mark.parametrize("written", ["٢٠٠٤", "۲۰۰۴", "2004", "２００４"])
def test_figures_of_every_script_are_the_same_year(written: str) -> None:
    assert exact(written) == ["2004"]
