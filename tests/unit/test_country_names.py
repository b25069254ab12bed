"""Countries go by the names of the United Nations, and can be asked for by those and by everyday ones."""

from __future__ import annotations

import pycountry
import pytest

from caselaw.domain.country import other_names, un_names
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import direction, nfc
from caselaw.search.cited import keyword
from caselaw.search.fields import known_values
from caselaw.search.labels import country_name


@pytest.mark.parametrize(
    ("code", "language", "expected"),
    [
        ("PSE", "en", "State of Palestine"),
        ("PSE", "ar", "دولة فلسطين"),
        ("SYR", "es", "República Árabe Siria"),
        ("KEN", "es", "Kenya"),
        ("KEN", "fr", "Kenya"),
        ("ZAF", "en", "South Africa"),
        ("COD", "fr", "République démocratique du Congo"),
        ("ZZZ", "en", "ZZZ"),
    ],
)
def test_a_country_has_its_name(code: str, language: str, expected: str) -> None:
    assert country_name(code, language) == expected


def test_every_code_is_a_country_and_every_name_of_its_script() -> None:
    for code, names in un_names().items():
        assert pycountry.countries.get(alpha_3=code), code
        for language, name in names.items():
            assert name == nfc(name).strip()
            assert direction(name) == ("rtl" if language == "ar" else "ltr"), name


@pytest.mark.parametrize(
    "asked",
    ["state of palestine", "palestine", "syria", "syrian arab republic", "corea del sur", "viet nam", "uk", "eeuu"],
)
def test_a_query_may_use_either_name(asked: str) -> None:
    assert len(known_values("country")[asked]) == 1


def test_every_other_name_means_its_country_alone() -> None:
    for code, names in other_names().items():
        for name in names:
            assert known_values("country")[keyword(name)] == (code,), name


def test_no_two_countries_share_a_name() -> None:
    for language in LANGUAGES:
        names = [country_name(country.alpha_3, language) for country in pycountry.countries]
        assert len(set(names)) == len(names), language
