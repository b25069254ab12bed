"""The glossary keeps its own rules, and refuses rows that break them."""

from __future__ import annotations

import pytest

from caselaw.domain.glossary.concepts import TERM_LANGUAGES, glossary, read_concepts
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold, nfc

HEAD = "id,sense,en,es,fr,ar,pt,source,near,counterpart\n"


def test_every_concept_is_said_in_every_language_of_readers() -> None:
    assert len(glossary()) >= 350
    for concept in glossary().values():
        assert set(concept.terms) >= set(LANGUAGES), concept.id


@pytest.mark.parametrize("language", TERM_LANGUAGES)
def test_terms_are_clean_and_said_once_in_a_concept(language: str) -> None:
    for concept in glossary().values():
        terms = concept.terms.get(language, ())
        assert len({fold(term) for term in terms}) == len(terms), concept.id
        assert all(term == " ".join(nfc(term).split()) for term in terms), concept.id


@pytest.mark.parametrize("language", TERM_LANGUAGES)
def test_only_related_concepts_share_a_term(language: str) -> None:
    owners: dict[str, list[str]] = {}
    for concept in glossary().values():
        for term in concept.terms.get(language, ()):
            owners.setdefault(fold(term), []).append(concept.id)
    for term, ids in owners.items():
        for one in ids:
            concept = glossary()[one]
            others = set(ids) - {one}
            assert others <= {*concept.near, *concept.counterparts}, (term, ids)


def test_relations_hold_both_ways_for_counterparts() -> None:
    for concept in glossary().values():
        for other in concept.counterparts:
            assert concept.id in glossary()[other].counterparts, (concept.id, other)


def test_eviction_and_deportation_are_two_concepts() -> None:
    eviction, deportation = glossary()["forced-eviction"], glossary()["deportation"]
    assert eviction.sense
    assert deportation.sense
    assert not set(eviction.terms["fr"]) & set(deportation.terms["fr"])


def test_a_concept_from_a_treaty_says_which() -> None:
    assert glossary()["hunger"].source == "ICESCR 11"
    assert glossary()["hunger"].status == "official"
    assert glossary()["corporate-capture"].status == "proposed"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a,,A,B,C,د,,,,\na,,A,B,C,د,,,,\n", "listed twice"),
        ("a,,A,B,,د,,,,\n", "no term in fr"),
        ("a,,A,B,C,د,,MAGNA-CARTA 1,,\n", "not listed"),
        ("a,,A,B,C,د,,,b,\n", "not there: b"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(rows: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_concepts([("rights", HEAD + rows)])
