"""A soak judges an answer by what the site may have said between question and answer."""

from __future__ import annotations

import pytest

from caselaw.bench.soaking.expected import EVERYWHERE, Expected, words
from caselaw.bench.soaking.faults import Memory
from caselaw.bench.soaking.people import Answer, Ledger, People


@pytest.fixture
def expected() -> Expected:
    held = Expected()
    held.taking(2)
    assert held.taken("a", "quellmarkbbbb", "text", "First", now=10.0)
    return held


def test_a_document_is_handed_over_once(expected: Expected) -> None:
    assert not expected.taken("a", "quellmarkbbbc", "text", "Another", now=11.0)
    assert [held.word for held in expected.all()] == ["quellmarkbbbb"]


def test_while_a_change_is_on_its_way_both_titles_are_right(expected: Expected) -> None:
    (held,) = expected.all()
    expected.changing(held, "Second", now=20.0)
    assert held.allowed(15.0, 19.0) == {"First"}
    assert held.allowed(19.0, 21.0) == {"First", "Second"}
    expected.changed(held, "Second", now=22.0)
    assert held.allowed(21.0, 23.0) == {"First", "Second"}, "asked before the change was said to be made"
    assert held.allowed(23.0, 24.0) == {"Second"}
    assert held.changes == ["Second"]


def test_a_change_without_an_answer_may_have_been_made_until_somebody_reads(expected: Expected) -> None:
    (held,) = expected.all()
    expected.changing(held, "Second", now=20.0)
    assert held.allowed(90.0, 91.0) == {"First", "Second"}
    expected.changed(held, "First", now=92.0)
    assert held.allowed(93.0, 94.0) == {"First"}
    assert held.changes == [], "what was never made is not counted"


def test_what_was_refused_was_never_there(expected: Expected) -> None:
    (held,) = expected.all()
    expected.changing(held, "Second", now=20.0)
    expected.unchanged(held, "Second", now=21.0)
    assert held.allowed(20.0, 30.0) == {"First"}


def test_words_stand_for_themselves() -> None:
    some = [word for word, _ in zip(words(), range(300), strict=False)]
    assert len(set(some)) == 300
    assert not any(EVERYWHERE in word or word in EVERYWHERE for word in some)
    assert not any(word.endswith(("s", "e", "ed", "ing", "y")) for word in some)


HITS = {
    "none before it was found": ([], False, ""),
    "none after it was found": ([], True, "is found no more"),
    "itself": ([("a", "First")], True, ""),
    "another": ([("b", "First")], True, "finds ['b']"),
    "itself twice": ([("a", "First"), ("a", "First")], True, "2 times"),
    "under a title that it never had": ([("a", "Third")], True, "shown as Third"),
}


@pytest.mark.parametrize(("hits", "settled", "why"), HITS.values(), ids=HITS)
def test_hits_are_judged(expected: Expected, hits: list[tuple[str, str]], settled: bool, why: str) -> None:
    (held,) = expected.all()
    form = {
        "documents": [
            {"id": document, "title": title, "paragraphs": [{"text": f"x {held.word}."}]} for document, title in hits
        ]
    }
    found = People("http://127.0.0.1:1", "", expected, 0).hits_fault(form, held, settled, 12.0, 13.0)
    assert found == "" if not why else why in found


def test_only_503_is_an_honest_not_now(expected: Expected) -> None:
    people = People("http://127.0.0.1:1", "", expected, 0)
    for status in (200, 503, 500, 0, 404):
        people.judge("page", Answer(status, b"", 1.0, 2.0), lambda _answer: "")
    assert dict(people.ledger.counts["page"]) == {"right": 1, "away": 1, "silent": 1, "wrong": 2}
    assert [kind for kind, *_ in people.ledger.missed] == ["page", "page"]
    assert isinstance(people.ledger, Ledger)


def test_growth_is_told_of_the_middle_of_each_end() -> None:
    memory = Memory()
    memory.seen["site"] = [(float(moment), 100.0 + moment) for moment in range(40)]
    assert memory.growth(0, 39) == {"site": (105.0, 135.0)}
    assert memory.growth(50, 60) == {}
