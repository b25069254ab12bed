"""300 questions in four languages to every engine: the same documents are found, and nearly the same ones come first.

The honest scan says what is right. A question by exact words and fields finds the same on every engine; one by stems
too, but for the words that `mappings/README.md` lists, of which none is asked here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.port import SearchIndex, SearchResult
from tests.contract.conftest import ENGINES, opened
from tests.contract.rows import ids
from tests.parity import Question, library, questions

FIRST = 10
ENOUGH = 0.9
"""Of the first ten, on average over all questions that rank; by words an engine of its own numbers may order two
documents of nearly one score otherwise."""

Asked = list[tuple[Question, SearchResult, SearchResult]]


@pytest.fixture(scope="module")
def right() -> list[tuple[Question, SearchResult]]:
    honest = MemoryIndex()
    honest.put(library())
    return [(question, honest.search(question.plan())) for question in questions()]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> list[SearchResult]:
    with opened("tantivy", tmp_path_factory.mktemp("embedded")) as engine:
        engine.rebuild(library())
        return [_answer(engine, question) for question in questions()]


@pytest.fixture(scope="module", params=ENGINES[1:])
def asked(
    request: pytest.FixtureRequest,
    right: list[tuple[Question, SearchResult]],
    embedded: list[SearchResult],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Asked]:
    if request.param == "tantivy":
        yield [(question, expected, own) for (question, expected), own in zip(right, embedded, strict=True)]
        return
    with opened(request.param, tmp_path_factory.mktemp("parity")) as engine:
        engine.rebuild(library())
        yield [(question, expected, _answer(engine, question)) for question, expected in right]


def _answer(engine: SearchIndex, question: Question) -> SearchResult:
    return engine.search(question.plan())


def test_there_are_three_hundred_questions_that_ask_of_everything(right: list[tuple[Question, SearchResult]]) -> None:
    assert len({question for question, _ in right}) == 300
    kinds = Counter(question.kind for question, _ in right)
    assert min(kinds["exact"], kinds["stemmed"]) >= 100
    assert kinds["ranked"] >= 50
    assert sum(result.total > 0 for _, result in right) >= 240, "most find something"
    assert sum(0 < result.total < 60 for _, result in right) >= 150, "and not everything"


@pytest.mark.parametrize("kind", ["exact", "stemmed", "ranked"])
def test_the_same_documents_and_counts_are_found(asked: Asked, kind: str) -> None:
    wrong = {
        question.text: set(ids(answer)) ^ set(ids(expected))
        for question, expected, answer in asked
        if question.kind == kind
        and (
            set(ids(answer)) != set(ids(expected)) or (answer.total, answer.facets) != (expected.total, expected.facets)
        )
    }
    assert wrong == {}


@pytest.mark.parametrize("kind", ["exact", "stemmed", "ranked"])
def test_the_first_ten_are_nearly_those_of_the_embedded_engine(
    asked: Asked, embedded: list[SearchResult], kind: str
) -> None:
    """And those of the embedded engine nearly those of the honest scan."""
    shares = []
    for (question, honest, answer), own in zip(asked, embedded, strict=True):
        expected = set(ids(honest if answer is own else own)[:FIRST])
        if question.kind == kind and expected:
            shares.append((len(set(ids(answer)[:FIRST]) & expected) / len(expected), question.text))
    mean = sum(share for share, _ in shares) / len(shares)
    assert mean >= ENOUGH, sorted(shares)[:10]


def test_the_same_paragraphs_are_shown(asked: Asked) -> None:
    """Where a document has no more paragraphs that answer than are shown, they are the same ones."""
    for question, expected, answer in asked:
        shown = {hit.id: {paragraph.anchor for paragraph in hit.paragraphs} for hit in answer.hits}
        for hit in expected.hits:
            if len(hit.paragraphs) < 3:
                assert shown[hit.id] == {paragraph.anchor for paragraph in hit.paragraphs}, (question.text, hit.id)
