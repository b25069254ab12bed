"""Taxonomies: each vocabulary as it stands, what its file must keep to, and where a text uses its terms."""

import pytest

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.taxonomy.changes import LONGEST_DEFINITION
from caselaw.domain.taxonomy.terms import (
    VOCABULARIES,
    TaxonomyFault,
    find_terms,
    listed,
    read_vocabulary,
    taxonomies,
    term_name,
)
from caselaw.domain.text import direction, nfc

HEAD = "id,broader,name_en,name_es,name_fr,name_ar,also_en,also_es,also_fr,also_ar,source,status\n"
LEAST = {
    "right": 55, "theme": 70, "group": 35, "industry": 40, "mechanism": 25, "company_role": 15, "state_actor": 15,
    "capture": 9, "harm": 30, "remedy": 12, "objective": 6, "condition": 5,
}  # fmt: skip
CORE = {
    "right": {"work", "social_security", "food", "housing", "water", "health", "education", "cultural_life"},
    "theme": {"minimum_core", "reasonableness", "non_retrogression", "maximum_available_resources", "forced_evictions",
              "water_disconnection"},
    "group": {"women", "children", "indigenous_peoples", "persons_with_disabilities", "human_rights_defenders"},
    "industry": {"mining", "oil_gas", "agriculture", "garments", "water_services"},
    "mechanism": {"oecd_ncp", "ifi_accountability", "un_treaty_body", "home_state_court", "nhri"},
    "company_role": {"parent", "subsidiary", "contractor", "financier", "buyer", "operator"},
    "state_actor": {"police", "armed_forces", "ministry", "public_finance"},
    "capture": {"community_manipulation", "economic_diplomacy", "judicial_interference", "legislative_interference",
                "privatised_security", "revolving_door"},
    "harm": {"eviction", "water_pollution", "forced_labour", "child_labour", "union_repression", "killing"},
    "remedy": {"restitution", "compensation", "rehabilitation", "satisfaction", "guarantees_of_non_repetition"},
    "objective": {"systemic_justice", "intersectional_approach"},
    "condition": {"dispossession", "growing_repression"},
}  # fmt: skip


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_each_vocabulary_is_there_in_four_languages(vocabulary: str) -> None:
    terms = taxonomies()[vocabulary]
    assert len(terms) >= LEAST[vocabulary]
    assert CORE[vocabulary] <= set(terms)
    for term in terms.values():
        assert {"en", "es", "fr"} <= set(term.names), term.id
        if "ar" in term.names:
            assert direction(term.names["ar"]) == "rtl", term.id
        for language in LANGUAGES:
            for wording in (term.names.get(language, "x"), *term.also.get(language, ())):
                assert wording == nfc(wording).strip(), term.id


def test_nearly_all_terms_are_named_in_arabic() -> None:
    terms = [term for vocabulary in taxonomies().values() for term in vocabulary.values()]
    assert len(terms) >= 150
    assert sum("ar" in term.names for term in terms) >= 0.95 * len(terms)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_says_a_name_uses_the_term(vocabulary: str, language: str) -> None:
    for term in taxonomies()[vocabulary].values():
        if name := term.names.get(language):
            assert term.id in {mention.id for mention in find_terms(f"x {name} x", (vocabulary,))}, name


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("وذهب الطاعن إلى أن محمد بن علي شاهد", "gold"),
        ("خالد بن عمر", "coffee"),
        ("سد الثغرات", "dams"),
        ("نقل الملكية", "infrastructure"),
        ("الفساد في الاستدلال", "corruption"),
        ("تسلسل الأحداث", "children"),
        ("violaciones graves", "sacred_sites"),
        ("El acusado permaneció en prisión preventiva.", "arbitrary_detention"),
    ],
)
def test_an_everyday_word_is_not_a_term(text: str, term: str) -> None:
    assert term not in {mention.id for mention in find_terms(text)}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("a,,A,,,,,,,,,proposed\na,,B,,,,,,,,,proposed", "given twice"),
        ("a,,,,,,,,,,,proposed", "no English name"),
        ("a,b,A,,,,,,,,,proposed", "no broader term b"),
        ("a,b,A,,,,,,,,,proposed\nb,a,B,,,,,,,,,proposed", "under itself"),
        ("a,a,A,,,,,,,,,proposed", "under itself"),
        ("a,,A,,,,,,,,,sure", "unknown status"),
        (",,A,,,,,,,,,proposed", "id missing"),
    ],
)
def test_a_faulty_file_says_what_is_wrong(rows: str, fault: str) -> None:
    with pytest.raises(TaxonomyFault) as refused:
        read_vocabulary("right", HEAD + rows)
    assert fault in str(refused.value.params["fault"])
    assert refused.value.params["file"] == "right"


def test_a_file_without_its_columns_is_refused() -> None:
    with pytest.raises(TaxonomyFault):
        read_vocabulary("right", "id,broader\na,")


FOUND = [
    ("The right to adequate housing was infringed.", {"right:housing": "right to adequate housing"}),
    ("Rights to water and sanitation services",
     {"right:water": "Rights to water", "right:sanitation": "sanitation services"}),
    ("el derecho a la salud y los desalojos forzosos",
     {"right:health": "derecho a la salud", "theme:forced_evictions": "desalojos forzosos"}),
    ("EL DERECHO AL TRABAJO", {"right:work": "DERECHO AL TRABAJO"}),
    ("le droit à l’éducation des enfants", {"right:education": "droit à l’éducation", "group:children": "enfants"}),
    ("le droit à l'éducation", {"right:education": "droit à l'éducation"}),
    ("والحق في السكن الملائم", {"right:housing": "والحق في السكن الملائم"}),
    ("وللحق في الصحة أثر", {"right:health": "وللحق في الصحة"}),
    ("الإخلاءُ القسريّ", {"theme:forced_evictions": "الإخلاءُ القسريّ"}),
    ("direito à moradia", {"right:housing": "direito à moradia"}),
    ("the workhouse and waterside", {}),
    ("the tea was hot and the mine was mine", {}),
    ("retrogressive measures within the maximum of available resources",
     {"theme:non_retrogression": "retrogressive measures",
      "theme:maximum_available_resources": "maximum of available resources"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_terms_are_found_in_four_languages(text: str, expected: dict[str, str]) -> None:
    mentions = find_terms(text, ("right", "theme", "group"))
    assert {f"{one.vocabulary}:{one.id}": text[one.start : one.end] for one in mentions} == expected


def test_the_longest_wording_counts_and_only_once() -> None:
    found = list(find_terms("free, prior and informed consent to prior consultation", ("right",)))
    assert [mention.id for mention in found] == ["fpic", "prior_consultation"]


def test_a_name_in_the_language_of_the_reader() -> None:
    assert term_name("right", "housing", "es") == "Derecho a una vivienda adecuada"
    assert term_name("theme", "justiciability", "ar") == "Justiciability"
    assert (term_name("right", "unknown", "fr"), term_name("none", "x", "fr")) == ("unknown", "x")


def test_a_definition_stands_after_its_source_in_every_language() -> None:
    defined = [term for terms in listed().values() for term in terms.values() if term.definitions]
    assert len(defined) >= 140
    for term in defined:
        assert term.defined_by, term.id
        assert set(term.definitions) == set(LANGUAGES), term.id
        assert all(len(text) <= LONGEST_DEFINITION for text in term.definitions.values()), term.id
    assert {term.id for term in defined} >= {*listed()["objective"], *listed()["condition"]}
