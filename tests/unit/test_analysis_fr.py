"""French: text in, exact words and stems out."""

from __future__ import annotations

import pytest

from caselaw.search.analysis import exact, stems
from tests.tokens import Row, rows


@pytest.mark.parametrize("row", rows("fr"), ids=lambda row: row.text)
def test_text_becomes_these_words_and_stems(row: Row) -> None:
    assert exact(row.text) == list(row.exact)
    assert stems(row.text, "fr") == list(row.stems)


@pytest.mark.parametrize(
    ("with_accents", "without"),
    [
        ("égalité", "egalite"), ("expulsée", "expulsee"), ("durée", "duree"), ("matière", "matiere"),
        ("décidèrent", "deciderent"), ("œuvre", "oeuvre"), ("arrêté", "arrete"), ("procès", "proces"),
    ],
)  # fmt: skip
def test_accents_left_off_change_nothing(with_accents: str, without: str) -> None:
    assert stems(with_accents, "fr") == stems(without, "fr")


@pytest.mark.parametrize("apostrophe", "'’‘ʼ`´′＇")
def test_every_apostrophe_parts_the_particle(apostrophe: str) -> None:
    assert exact(f"droit à l{apostrophe}eau") == ["droit", "a", "l", "eau"]


@pytest.mark.parametrize(("one", "other"), [("expulsion", "expulsions"), ("arrêté", "arrêtées"), ("égal", "égalité")])
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one, "fr") == stems(other, "fr")
