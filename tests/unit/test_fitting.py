"""Weights are chosen on one half of the questions, and judged on the other."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from caselaw.bench import fitting
from caselaw.bench.concepts import Asked, Concept, rule
from caselaw.bench.fitting import Fitting, Question, precision
from caselaw.domain.audience import PUBLIC
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.memory import MemoryIndex
from caselaw.search.port import IndexDocument, IndexParagraph
from caselaw.search.standing import priors
from caselaw.search.weights import WEIGHTS, read
from ingest.bench.fit import MANY, abouts, names
from mappings import open_text
from tests.factories import a_record
from tests.factories.documents import facts

A, B, C = (DocumentId(letter) for letter in "abc")


@pytest.mark.parametrize(
    ("found", "answers", "expected"),
    [
        ([A, B], {A}, 1.0),
        ([B, A], {A}, 0.5),
        ([A, B, C], {A, C}, (1 + 2 / 3) / 2),
        ([B], {A}, 0.0),
        ([], {A}, 0.0),
    ],
)
def test_a_ranking_is_judged_by_its_average_precision(
    found: list[DocumentId], answers: set[DocumentId], expected: float
) -> None:
    assert precision(found, frozenset(answers)) == pytest.approx(expected)


def test_a_question_is_always_in_the_same_half() -> None:
    questions = [Question("about", f"question {number}", "en", frozenset({A})) for number in range(200)]
    held_out = sum(question.held_out for question in questions)
    assert 70 <= held_out <= 130
    assert [question.held_out for question in questions] == [replace(one, reader="fr").held_out for one in questions]


def row(document: DocumentId, title: str, text: str) -> IndexDocument:
    paragraph = IndexParagraph("p-1", 0, "en", text)
    return IndexDocument(document, PUBLIC, 1, "en", title, "judgment", paragraphs=(paragraph,))


def test_the_weight_that_answers_more_questions_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are asked for, and the texts of others say them more often: only the title tells."""
    index = MemoryIndex()
    words = [f"name{letter}{other}" for letter in "abcdef" for other in "abcdef"]
    rows = [row(DocumentId(f"d{number}"), word, "A text of its own.") for number, word in enumerate(words)]
    loud = [row(DocumentId(f"z{number}"), "Another", f"{word} {word} {word}") for number, word in enumerate(words)]
    index.put([*rows, *loud])
    questions = [
        Question("name", word, "en", frozenset({DocumentId(f"d{number}")})) for number, word in enumerate(words)
    ]
    monkeypatch.setattr(fitting, "GRID", {"title": (0.1, 9.0)})
    told: list[str] = []
    fitted = Fitting(index, questions).fit(replace(WEIGHTS, title=0.1), told=told.append)
    assert fitted.weights.title == 9.0
    assert fitted.chosen_by[0]["name"] < fitted.chosen_by[1]["name"] == 1.0
    assert fitted.held_out[0]["name"] < fitted.held_out[1]["name"] == 1.0
    assert told
    assert told[0].startswith("title 9.0")


def test_a_number_that_gains_nothing_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    index = MemoryIndex()
    index.put([row(A, "Water", "Water.")])
    monkeypatch.setattr(fitting, "GRID", {"title": (1.0, 9.0), "standing": (0.0, 1.0)})
    start = replace(WEIGHTS, title=2.0)
    questions = [Question("name", f"water {number}", "en", frozenset({A})) for number in range(9)]
    assert Fitting(index, questions).fit(start).weights == start


def test_decisions_of_one_name_answer_alike() -> None:
    one = a_record("en", facts=facts(case_name="Residents of Reed Street v Harbour Town"))
    found = list(names({A: one, B: replace(one, key="other"), C: a_record("en", facts=facts(case_name="X v Y"))}))
    assert [(question.text, question.answers) for question in found] == [
        ("residents reed street", frozenset({A, B}))
    ]  # fmt: skip


def test_a_decision_is_about_what_many_of_its_paragraphs_say() -> None:
    asked = {language: Asked("forced evictions", rule(r"\bevict")) for language in ("en", "es", "fr", "ar")}
    often = a_record("en", texts=tuple(f"Evicted, {number}." for number in range(MANY)))
    once = a_record("en", texts=("Evicted once.", "Nothing else."))
    stored = {A: often, B: once, C: replace(once, key="other")}
    assert [(one.text, one.reader, one.answers) for one in abouts(stored, [Concept("eviction", asked)])] == [
        ("forced evictions", "en", frozenset({A}))
    ]


def test_standing_adds_little_and_only_where_words_rank() -> None:
    assert priors("newest") == ()
    added = {field: sum(weight for each, weight in priors() if each.field == field) for field in ("level", "cited_by")}
    assert 0 < max(weight for each, weight in priors() if each.field == "level") <= 0.2
    assert 0 < added["cited_by"] <= 0.2


def test_a_free_text_has_weights_of_its_own() -> None:
    weights = replace(WEIGHTS, title=3, lead=1, exact=0.1, title_of_free=0.5, exact_of_free=2)
    assert weights.of_free_text() == replace(weights, title=0.5, exact=2)


def test_a_weight_that_is_unknown_or_missing_is_refused() -> None:
    known = json.loads(open_text("weights.json"))
    with pytest.raises(TypeError):
        read(json.dumps(known | {"newest": 1.0}))
    for name in known:
        with pytest.raises(TypeError):
            read(json.dumps({other: weight for other, weight in known.items() if other != name}))
