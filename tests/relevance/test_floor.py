"""The real search service on judged queries: what words reach today may not fall, nor below plain BM25."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from caselaw.bench.judged import JudgedSet, Scores, read
from caselaw.bench.lessons import teaching
from caselaw.bench.retrieval import measure
from caselaw.settings import Settings

pytestmark = pytest.mark.data


def measured(chosen: JudgedSet) -> tuple[Scores, Scores]:
    result = measure(Settings.from_env({}), chosen, mode="lexical")
    return result.ours, result.bm25


def test_french_keywords_find_their_summary(judged: Path) -> None:
    ours, plain = measured(read(judged / "judilibre-fr"))
    assert ours.mrr >= 0.94
    assert ours.r10 >= 0.99
    assert ours.mrr > plain.mrr


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "pt"])
def test_half_an_article_finds_the_article(judged: Path, language: str) -> None:
    """Every second word of each article of the Universal Declaration, typed without accents, among all languages."""
    found = read(judged / "udhr-5lang")
    halves = tuple(
        replace(query, text=" ".join(query.text.split()[::2]).translate(_BARE), relevant=frozenset({query.own}))
        for query in found.queries
        if query.language == language
    )
    ours, plain = measured(replace(found, queries=halves))
    assert ours.mrr >= 0.95
    assert ours.mrr >= plain.mrr - 0.01


def test_names_and_figures_carry_over_to_another_language(judged: Path) -> None:
    chosen = read(judged / "iacthr-paragraphs-dev", query_language="en", corpus_language="es")
    ours, plain = measured(replace(chosen, queries=chosen.queries[::8]))
    assert ours.mrr >= 0.8
    assert ours.mrr > plain.mrr


@pytest.mark.parametrize(("asked", "answered"), [("en", "es"), ("es", "en")])
def test_learned_words_find_paragraphs_without_names_and_figures(judged: Path, asked: str, answered: str) -> None:
    """Masked paragraphs, with what the other cases and the Universal Declaration teach."""
    folder = judged / "iacthr-paragraphs-dev"
    chosen = read(folder, query_language=asked, corpus_language=answered, field="text_masked")
    some = replace(chosen, queries=chosen.queries[::16])
    taught = teaching([folder, judged / "udhr-5lang"])
    ours = measure(Settings.from_env({}), some, taught=taught, mode="lexical").ours
    assert ours.mrr >= 0.88
    assert ours.r10 >= 0.95


_BARE = str.maketrans("áéíóúñüàâèêîôûçãõë", "aeiounuaaeeioucaoe")
