"""The benchmarks run, say what they measured, and measure rightly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselaw.bench.fts5 import match
from caselaw.bench.judged import JudgedDocument, JudgedQuery, PlainBM25, judge, read
from caselaw.bench.retrieval import retrieval
from caselaw.bench.search import search
from caselaw.bench.serve import serve
from caselaw.bench.timing import percentile
from caselaw.settings import Settings

SETTINGS = Settings.from_env({})


def test_search_is_timed_beside_its_baselines() -> None:
    result = CliRunner().invoke(search, ["--paragraphs", "200", "--queries", "5", "--json"], obj=SETTINGS)
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["paragraphs"] == 200
    assert set(figures["queries"]) == {"term", "or", "and", "phrase", "filtered"}
    for timed in figures["queries"].values():
        assert timed["p99_ms"] >= timed["p95_ms"] >= timed["p50_ms"] > timed["bare_p50_ms"] > 0
        assert timed["fts5_p50_ms"] > 0
        assert timed["elasticsearch_p50_ms"] is None
    table = CliRunner().invoke(search, ["--paragraphs", "200", "--queries", "5"], obj=SETTINGS)
    assert "200 paragraphs" in table.stdout


def test_pages_are_timed_beside_the_service() -> None:
    asked = ["--paragraphs", "200", "--requests", "20", "--steady", "100", "--json"]
    result = CliRunner().invoke(serve, asked, obj=SETTINGS)
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    for name, clients in (("search", 8), ("document", 1), ("search, 32", 32)):
        page = figures["pages"][name]
        assert (page["clients"], page["errors"]) == (clients, 0)
        assert page["p95_ms"] >= page["p50_ms"] > 0 < page["service_p95_ms"]
        assert page["rps"] > 0 < page["bytes"]
    held = figures["steady"]
    assert (held["requests"], held["errors"]) == (100, 0)
    assert held["mb_after"] > 0


@pytest.fixture
def a_set(tmp_path: Path) -> Path:
    corpus = [
        {"id": "en-1", "lang": "en", "text": "The tenants were evicted."},
        {"id": "en-2", "lang": "en", "text": "Water was cut off."},
        {"id": "es-1", "lang": "es", "text": "El desalojo de los inquilinos.", "title": "Juncal"},
    ]
    queries = [
        {"id": "q1", "lang": "en", "text": "eviction of a tenant"},
        {"id": "q2", "lang": "es", "text": "desalojos"},
        {"id": "q3", "lang": "en", "text": "no answer is known"},
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q1\t0\ten-1\t1\nq2\t0\tes-1\t1\nq3\t0\ten-2\t0\n", encoding="utf-8")
    return tmp_path


def test_the_service_is_judged_beside_plain_bm25(a_set: Path) -> None:
    result = CliRunner().invoke(retrieval, [str(a_set), "--json"], obj=SETTINGS)
    assert result.exit_code == 0, result.output
    (figures,) = json.loads(result.stdout)["results"]
    assert (figures["queries"], figures["mrr"], figures["r10"], figures["bm25_mrr"]) == (2, 1.0, 1.0, 0.0)
    assert "1.000 (0.000)" in CliRunner(env={"COLUMNS": "160"}).invoke(retrieval, [str(a_set)], obj=SETTINGS).stdout


def test_the_lexicon_is_taught_by_pairs_of_other_cases(tmp_path: Path) -> None:
    texts = {"en": ("the harbour village", "the harbour judge", "a village judge"),
             "es": ("el puerto aldea", "el puerto jueza", "una aldea jueza")}  # fmt: skip
    sets = []
    for name in ("judged", "lessons"):
        folder = tmp_path / name
        folder.mkdir()
        rows = [
            {"id": f"{name}-{number}|{language}", "lang": language, "text": text}
            for language, lines in texts.items()
            for number, text in enumerate(lines)
        ]
        queries = [{**row, "id": f"q:{row['id']}"} for row in rows]
        pairs = [(row["id"], row["id"][:-2] + {"en": "es", "es": "en"}[row["lang"]]) for row in rows]
        (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
        qrels = "".join(f"q:{one}\t0\t{other}\t1\n" for one, other in pairs)
        (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
        sets.append(str(folder))
    found = []
    for learn in ([], sets[:1], sets[1:], sets):
        arguments = [sets[0], "--mode", "lexical", *(["--learn", *learn] if learn else []), "--json"]
        result = CliRunner().invoke(retrieval, arguments, obj=SETTINGS)
        assert result.exit_code == 0, result.output
        (figures,) = json.loads(result.stdout)["results"]
        found.append(figures["mrr"])
    assert found[:2] == [0.0, 0.0]  # no word in common; and without its own case each word was seen but once
    assert found[2] > 0.9
    assert found[3] > 0.9


def test_a_set_is_cut_to_languages(a_set: Path) -> None:
    chosen = read(a_set, corpus_language="es")
    assert ([each.id for each in chosen.documents], [each.id for each in chosen.queries]) == (["es-1"], ["q2"])
    assert read(a_set, query_language="ar").queries == ()


def test_what_is_no_set_is_refused(tmp_path: Path, a_set: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert CliRunner().invoke(retrieval, [str(tmp_path / "empty")], obj=SETTINGS).exit_code == 2
    assert CliRunner().invoke(retrieval, [str(a_set), "--query-field", "text_masked"], obj=SETTINGS).exit_code == 2


def test_judging_by_hand() -> None:
    queries = [
        JudgedQuery("q1", "en", "", frozenset({"a", "b"})),
        JudgedQuery("q:x", "en", "", frozenset({"c"})),
        JudgedQuery("q3", "en", "", frozenset({"z"})),
    ]
    rankings = {"q1": ["n", "a", "m", "b"], "q:x": ["x", "c"], "q3": ["a"]}
    scores = judge(queries, lambda query: rankings[query.id])
    assert scores.queries == 3
    assert scores.mrr == pytest.approx((1 / 2 + 1 + 0) / 3)  # x, which its query was made from, is passed over
    assert scores.map == pytest.approx(((1 / 2 + 2 / 4) / 2 + 1 + 0) / 3)
    assert scores.r10 == pytest.approx(2 / 3)


def test_plain_bm25_prefers_rare_words_and_short_texts() -> None:
    documents = [JudgedDocument(name, "en", "", text) for name, text in (
        ("long", "common rare " + "common " * 20), ("short", "common rare"), ("none", "common"),
    )]  # fmt: skip
    assert PlainBM25(documents).rank(JudgedQuery("q", "en", "rare", frozenset())) == ["short", "long"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("housing", '"housing"'), ("a OR b", '"a" OR "b"'), ("a b", '"a" "b"'), ('"a b"', '"a b"')],
)
def test_the_baseline_is_asked_the_same(query: str, expected: str) -> None:
    assert match(query) == expected


def test_percentile() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([1.0, 2.0], 0.75) == 1.75
    assert percentile([5.0], 0.99) == 5.0
