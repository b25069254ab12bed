"""Where a country lies, and for which part of the world a body decides."""

from __future__ import annotations

import pycountry
import pytest

from caselaw.domain.court import reviewed
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.region import region_name, region_of, regions, regions_of, upwards


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("COL", ("south_america", "latin_america_caribbean", "americas")),
        ("ZAF", ("southern_africa", "sub_saharan_africa", "africa")),
        ("MAR", ("northern_africa", "africa")),
        ("LBN", ("western_asia", "asia")),
        ("FRA", ("western_europe", "europe")),
    ],
)
def test_a_country_lies_in_its_region_and_in_all_that_this_is_a_part_of(
    country: str, expected: tuple[str, ...]
) -> None:
    assert regions_of(country) == expected
    assert region_of(country) == expected[0]


def test_a_regional_body_has_its_region_and_one_against_a_country_has_both() -> None:
    assert regions_of(court="iacthr") == ("americas",)
    assert regions_of("COL", "iacthr") == ("south_america", "latin_america_caribbean", "americas")
    assert regions_of("FRA", "afchpr") == ("western_europe", "europe", "africa")
    assert regions_of(court="icj") == regions_of("XXX") == regions_of() == ()


def test_every_country_lies_in_one_region_and_in_no_two() -> None:
    listed = [country for region in regions().values() for country in region.countries]
    assert len(listed) == len(set(listed))
    assert {country.alpha_3 for country in pycountry.countries} - set(listed) == {"ATA"}  # nobody sues in Antarctica


def test_the_bodies_of_regions_are_regional_bodies_of_the_list() -> None:
    bodies = [court for region in regions().values() for court in region.courts]
    assert len(bodies) == len(set(bodies))
    assert {reviewed()[body].level for body in bodies} == {"regional"}


def test_every_region_has_a_name_of_its_own_in_every_language() -> None:
    for language in LANGUAGES:
        names = [region.names[language] for region in regions().values()]
        assert len(set(names)) == len(names)
    assert region_name("southern_africa", "ar") == "الجنوب الأفريقي"
    assert region_name("atlantis", "en") == "atlantis"


def test_the_largest_region_stands_last() -> None:
    assert upwards("caribbean") == ("caribbean", "latin_america_caribbean", "americas")
