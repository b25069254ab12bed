"""A document that reads in several ways is served to each reader in exactly one, by every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.veil.restrictions import Field, Passage, Restriction, Span
from caselaw.search.plan import SearchPlan, Word
from caselaw.search.port import SearchIndex
from caselaw.search.project import rows
from tests.factories import a_document
from tests.factories.documents import paragraphs

A, B = group_audience("a"), group_audience("b")
READERS: dict[str, frozenset[Audience]] = {
    "public": frozenset({PUBLIC}),
    "member": frozenset({PUBLIC, MEMBERS}),
    "of a": frozenset({PUBLIC, MEMBERS, A}),
    "of b": frozenset({PUBLIC, MEMBERS, B}),
    "of both": frozenset({PUBLIC, MEMBERS, A, B}),
}
TEXTS = ("Open words of water.", "Only members read vermilion here.", "Orpiment is for one group.", "Cinnabar for b.")
FOUND = {
    "water": set(READERS),
    "vermilion": set(READERS) - {"public"},
    "orpiment": {"of a"},  # whoever is of both is served the view of b, the later by name
    "cinnabar": {"of b", "of both"},
}


@pytest.fixture
def veiled(index: SearchIndex) -> SearchIndex:
    document = replace(
        a_document(),
        restrictions=(
            Restriction(Passage("p-2", Span(18, 27)), MEMBERS), Restriction(Passage("p-3"), A),
            Restriction(Passage("p-4"), B), Restriction(Field("country"), MEMBERS),
        ),
    )  # fmt: skip
    assert index.put(rows(document, paragraphs(*TEXTS))) == {}
    return index


@pytest.mark.parametrize("who", READERS)
def test_each_reader_is_served_one_view(veiled: SearchIndex, who: str) -> None:
    for word, finders in FOUND.items():
        plan = SearchPlan(READERS[who], where=Word(word, "en"), facets=("country", "language"), size=10, paragraphs=3)
        answer = veiled.search(plan)
        assert answer.total == (who in finders)
        assert len(answer.hits) == (who in finders)
        if who in finders:
            assert answer.facets["language"] == {"en": 1}
            assert answer.facets["country"] == ({} if who == "public" else {"ZAF": 1})


def test_the_views_go_together(veiled: SearchIndex) -> None:
    (only,) = veiled.versions()
    veiled.drop([only])
    for audiences in READERS.values():
        assert veiled.search(SearchPlan(audiences, size=10)).total == 0
