"""Far pages, wide patterns and long questions on real servers: no limit of the server shows as a wrong answer."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.searching.questions import Sort
from caselaw.search.engines import elastic_compile
from caselaw.search.engines.elastic import ElasticIndex
from caselaw.search.plan import All, Near, Pattern, Phrase, Some, Weighted, Word
from caselaw.search.weights import WEIGHTS
from tests.contract.conftest import elasticsearch_url
from tests.contract.rows import found, ids, plan, row

pytestmark = pytest.mark.elasticsearch
WATER = Word("water", "en")
_WORDS = 6_000


@pytest.fixture(scope="module", params=["8", "9"])
def index(request: pytest.FixtureRequest) -> Iterator[ElasticIndex]:
    """Documents of which many tie, and one that says thousands of words of one beginning."""
    url = elasticsearch_url(request.param)
    prefix = f"test-{secrets.token_hex(6)}"
    engine = ElasticIndex([url], prefix=prefix)
    many = (
        row(f"d{at:03d}", "water " * (at % 3 + 1), date=20000101 + at % 5, date_last=20000101 + at % 5, cited=at % 4)
        for at in range(250)
    )
    wide = row("wide", " ".join(f"con{at:05d}x" for at in range(_WORDS)) + " ending", "ending")
    engine.rebuild([*many, wide])
    yield engine
    engine.close()
    with Elasticsearch(url) as client:
        for left in client.indices.get(index=f"{prefix}*", expand_wildcards="all"):
            client.indices.delete(index=left)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "level", "cited"])
def test_far_pages_are_those_that_near_pages_would_be(
    index: ElasticIndex, sort: Sort, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {"sort": sort, "paragraphs": 0}
    right = ids(index.search(plan(WATER, size=250, **asked)))
    assert len(right) == 250
    monkeypatch.setattr(elastic_compile, "DEEPEST_PAGE", 20)  # what else takes a quarter of a million documents to see
    pages = [ids(index.search(plan(WATER, offset=at, size=50, **asked))) for at in range(0, 300, 50)]
    assert [len(page) for page in pages] == [50, 50, 50, 50, 50, 0]
    assert [id_ for page in pages for id_ in page] == right
    assert ids(index.search(plan(WATER, offset=243, size=30, **asked))) == right[243:]
    assert index.search(plan(WATER, offset=10**12, size=10, **asked)).total == 250


def test_a_pattern_of_thousands_of_words_finds_them_all(index: ElasticIndex) -> None:
    assert found(index, Pattern("con*")) == {"wide"}
    assert found(index, Pattern(f"con{_WORDS - 1:05d}?")) == {"wide"}
    assert found(index, Near(("con*", "ending"), 0)) == {"wide"}
    assert found(index, Near(("con05999*", "ending"), 0)) == {"wide"}
    assert found(index, Near(("con00000*", "ending"), 9)) == set()


def test_a_question_of_a_hundred_words_with_all_their_translations_is_answered(index: ElasticIndex) -> None:
    """One should for each word, holding the word and eight translations of each, as free text is planned."""
    said = (
        Some((Word(f"word{at}", "en"), *(Weighted(Word(f"palabra{at}x{other}", "es"), 0.1) for other in range(8))))
        for at in range(99)
    )
    question = Some((*said, WATER))
    heavy = replace(WEIGHTS, title=3.0, lead=1.0, exact=1.0)
    assert index.search(plan(question, weights=heavy)).total == 250
    assert index.search(plan(All((question, Phrase("water"))), weights=heavy)).total == 250


def test_more_words_than_a_server_takes_are_refused_in_words(index: ElasticIndex) -> None:
    """Thirty thousand are more than any server's default."""
    with pytest.raises(SearchUnavailable) as refused:
        index.search(plan(Some(tuple(Word(f"w{at}", "en") for at in range(30_000)))))
    assert refused.value.code == "search.too_wide"
    assert index.search(plan(WATER)).total == 250
