"""What the encoder adds to searches on judged queries: more across languages, and no harm within one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from caselaw.bench.judged import JudgedSet, read
from caselaw.bench.retrieval import measure
from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.searching.questions import Mode
from caselaw.search.encoder import open_encoder
from caselaw.settings import Settings
from tests.relevance.conftest import absent

pytestmark = pytest.mark.data


@pytest.fixture(scope="module", autouse=True)
def _encoder() -> None:
    try:
        open_encoder()
    except EncoderUnavailable as fault:
        absent(f"the encoder is not installed: {fault.code}")


def mrr(chosen: JudgedSet, mode: Mode = "hybrid") -> float:
    return measure(Settings.from_env({}), chosen, mode=mode).ours.mrr


@pytest.mark.parametrize(("asked", "answered"), [("en", "es"), ("en", "fr"), ("en", "ar"), ("fr", "ar")])
def test_an_article_finds_itself_in_another_language(judged: Path, asked: str, answered: str) -> None:
    assert mrr(read(judged / "udhr-5lang", query_language=asked, corpus_language=answered)) >= 0.98


def test_paragraphs_without_names_and_figures_where_nothing_is_learned(judged: Path) -> None:
    chosen = read(
        judged / "iacthr-paragraphs-dev", query_language="en", corpus_language="es", field="text_masked"
    )  # fmt: skip
    assert mrr(replace(chosen, queries=chosen.queries[::24])) >= 0.68


@pytest.mark.parametrize("asked", ["judilibre-fr", "udhr-5lang"])
def test_no_harm_within_one_language(judged: Path, asked: str) -> None:
    """French keywords and their decision; every third word of an article, and the article."""
    chosen = read(judged / asked, query_language="fr", corpus_language="fr")
    if asked == "udhr-5lang":
        found = read(judged / asked)
        thirds = tuple(
            replace(query, text=" ".join(query.text.split()[::3]), relevant=frozenset({query.own}))
            for query in found.queries[::2]
            if query.language in ("en", "es")
        )
        chosen = replace(found, queries=thirds)
    assert mrr(chosen) >= mrr(chosen, "lexical") - 0.01
