"""A language of readers is whole: what is written for each of them is there for all."""

from __future__ import annotations

import pytest

import mappings
from caselaw.domain.citing.pinpoint import pinpoint
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import CHAINS
from web.views import help, home  # noqa: A004


def test_each_has_words_of_its_own_where_a_page_shows_some() -> None:
    assert set(home.TRIES) == set(LANGUAGES)
    assert set(help.WORDS) == set(LANGUAGES)


def test_each_cites_in_its_own_way() -> None:
    paragraph = Paragraph("p-7", 0, "Text.", "en", number="7")
    assert len({pinpoint("judgment", paragraph, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("table", ["courts", "instruments"])
def test_each_has_its_column_of_names(table: str) -> None:
    columns = mappings.open_text(f"{table}.csv").partition("\n")[0].split(",")
    assert {column.rpartition("_")[2] for column in columns if column.startswith("name")} >= set(LANGUAGES)


def test_each_has_an_analysis_of_its_own() -> None:
    assert set(CHAINS) >= set(LANGUAGES)
