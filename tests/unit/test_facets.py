"""Lists of values with their counts, as a reader sees them."""

from __future__ import annotations

import pytest

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import FACETS, FILTERS, FURTHER_FACETS, FacetCount, SearchQuery
from caselaw.search.facets import ALL, SHOWN, counted, listed
from caselaw.search.labels import broader, field_name, label
from caselaw.search.project import FIELDS


def test_names_are_counted_only_where_they_are_asked_for_or_chosen() -> None:
    assert counted(SearchQuery()).fields == FACETS
    assert set(FURTHER_FACETS) & set(FACETS) == set()
    assert counted(SearchQuery(more=frozenset({"company"}))).fields == (*FACETS, "company")
    assert counted(SearchQuery(filters={"stage": ("merits",)})).fields == (*FACETS, "stage")


def test_every_field_that_filters_is_indexed_and_has_a_name() -> None:
    assert set(FILTERS) <= set(FIELDS)
    for language in LANGUAGES:
        assert len({field_name(field, language) for field in FILTERS}) == len(FILTERS)


def test_the_first_values_are_shown_and_more_are_told_of() -> None:
    counts = {"court": {f"court-{number:02}": 100 - number for number in range(SHOWN + 1)}}
    short = listed(counts, SearchQuery())
    assert [one.count for one in short.facets["court"]] == list(range(100, 100 - SHOWN, -1))
    assert short.more == {"court"}
    whole = listed(counts, SearchQuery(more=frozenset({"court"})))
    assert (len(whole.facets["court"]), whole.more) == (SHOWN + 1, frozenset())


def test_a_chosen_value_stands_with_its_count_however_late_it_comes() -> None:
    counts = {"court": {f"court-{number:02}": 100 - number for number in range(SHOWN + 5)}}
    query = SearchQuery(filters={"court": (f"court-{SHOWN + 3}", "za-cc")})
    found = {one.value: one for one in listed(counts, query).facets["court"]}
    assert (found[f"court-{SHOWN + 3}"].count, found[f"court-{SHOWN + 3}"].chosen) == (100 - SHOWN - 3, True)
    assert (found["za-cc"].count, found["za-cc"].label) == (0, "Constitutional Court of South Africa")
    assert counted(query).sizes["court"] == ALL + 1
    assert counted(SearchQuery()).sizes["court"] == SHOWN + 1


def test_a_value_stands_behind_the_broader_one_it_lies_under() -> None:
    counts = {
        "region": {
            "americas": 5, "latin_america_caribbean": 4, "south_america": 3, "africa": 6, "sub_saharan_africa": 6,
            "southern_africa": 6, "northern_america": 1,
        },
        "country": {"COL": 3, "ZAF": 6, "USA": 1},
    }  # fmt: skip
    facets = listed(counts, SearchQuery()).facets
    assert [(one.value, one.parent) for one in facets["region"]] == [
        ("africa", None),
        ("sub_saharan_africa", "africa"),
        ("southern_africa", "sub_saharan_africa"),
        ("americas", None),
        ("latin_america_caribbean", "americas"),
        ("south_america", "latin_america_caribbean"),
        ("northern_america", "americas"),
    ]
    assert [(one.value, one.parent) for one in facets["country"]] == [
        ("ZAF", "southern_africa"),
        ("COL", "south_america"),
        ("USA", "northern_america"),
    ]


def test_a_value_whose_broader_one_is_not_shown_lies_under_the_next_or_none() -> None:
    counts = {"region": {"americas": 2, "south_america": 2}, "right": {"natural_resources": 1}}
    facets = listed(counts, SearchQuery()).facets
    assert facets["region"][1] == FacetCount("south_america", "South America", 2, parent="americas")
    assert facets["right"][0].parent is None


def test_years_stand_newest_first() -> None:
    facets = listed({"year": {"1999": 9, "2012": 1}}, SearchQuery()).facets
    assert [one.value for one in facets["year"]] == ["2012", "1999"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("right", "natural_resources", ("self_determination",)),
        ("group", "girls", ("children",)),
        ("article", "ICESCR/11(1)", ("ICESCR/11", "ICESCR")),
        ("article", "ICESCR/11", ("ICESCR",)),
        ("article", "ICESCR", ()),
        ("court", "iacthr", ()),
        ("country", "COL", ("south_america", "latin_america_caribbean", "americas")),
        ("region", "atlantis", ()),
        ("country", "XXX", ()),
    ],
)
def test_what_a_value_lies_under(field: str, value: str, expected: tuple[str, ...]) -> None:
    assert broader(field, value) == expected


@pytest.mark.parametrize(
    ("field", "value", "language", "expected"),
    [
        ("region", "south_america", "es", "América del Sur"),
        ("level", "constitutional", "fr", "constitutionnel"),
        ("binding", "recommendation", "en", "recommendations"),
        ("outcome", "violation", "es", "Violación declarada"),
        ("stage", "merits", "fr", "Fond"),
        ("respondent", "COL", "ar", "كولومبيا"),
        ("right", "self_determination", "es", "Derecho de libre determinación"),
        ("article", "ICESCR/11(1)", "en", "ICESCR 11(1)"),
        ("company", "Example Mining S.A.", "ar", "Example Mining S.A."),
        ("outcome", "elsewhere", "en", "elsewhere"),
    ],
)
def test_a_value_is_called_by_its_name(field: str, value: str, language: str, expected: str) -> None:
    assert label(field, value, language) == expected
