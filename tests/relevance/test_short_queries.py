"""A few words asked in one language on real paragraphs of another: what the glossary reaches today may not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselaw.bench.concepts import Precision, precisions, read
from caselaw.domain.languages import LANGUAGES
from caselaw.settings import Settings
from ingest.bench.short import measure
from ingest.runs.batch import Reading, drafts
from tests.relevance.conftest import data

pytestmark = pytest.mark.data
SET = Path(__file__).with_name("short_queries.toml")
SOME = (
    "un/udhr_??.xml", "ngo/*.md", "ar/*.txt", "fr/2015-07-24*", "fr/2016-02-12*", "fr/*.txt", "iacthr/acosta-calderon*",
    "dol/Morocco.pdf",
)  # fmt: skip
"""Documents that cover the four languages and are read in seconds."""


@pytest.fixture(scope="module")
def means() -> tuple[dict[str | None, Precision], dict[str | None, Precision]]:
    """By language of the paragraphs (None: all alike), with all that the search adds and without the glossary."""
    folder = data("documents")
    files = [path for pattern in SOME for path in sorted(folder.glob(pattern))]
    measured = measure(Settings.from_env({}), read(SET), drafts(files, Reading(jobs=2, ocr="never")))
    whole, bare = ({row.language: row for row in precisions(judged)} for judged in measured.values())
    return whole, bare


def test_every_language_is_judged_on_enough_concepts(means: tuple[dict[str | None, Precision], ...]) -> None:
    assert set(means[0]) == {*LANGUAGES, None}
    assert all(row.concepts >= 15 for row in means[0].values())


def test_what_is_found_across_languages(means: tuple[dict[str | None, Precision], ...]) -> None:
    """Of what the same question finds where it is asked in the language of the paragraphs."""
    whole, bare = means
    assert whole[None].within >= 0.25
    assert whole[None].ratio >= 0.5
    assert bare[None].ratio <= 0.1  # names and figures are no answer to these: it is the glossary that is judged


def test_what_is_added_takes_nothing_from_the_reader_s_own_language(
    means: tuple[dict[str | None, Precision], ...],
) -> None:
    whole, bare = means
    assert whole[None].within >= bare[None].within
