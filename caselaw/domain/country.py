"""What the United Nations call a State in each language, where that differs from everyday usage.

The list is `mappings/country_names.csv`; what does not stand there goes by the name that CLDR gives.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import mappings
from caselaw.domain.languages import LANGUAGES


@cache
def un_names() -> Mapping[str, Mapping[str, str]]:
    """The names by ISO 3166-1 alpha-3 code and language, as far as they are listed; `ValueError` for a code that
    stands twice."""
    found: dict[str, Mapping[str, str]] = {}
    for row in csv.DictReader(mappings.open_text("country_names.csv").splitlines()):
        if row["code"] in found:
            raise ValueError(f"country named twice: {row['code']}")
        found[row["code"]] = {language: name for language in LANGUAGES if (name := row[f"name_{language}"])}
    return MappingProxyType(found)


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """What people call a State besides its names in lists, by ISO 3166-1 alpha-3 code: short and older ones."""
    rows = csv.DictReader(mappings.open_text("country_aliases.csv").splitlines())
    return MappingProxyType({row["code"]: tuple(row["names"].split(";")) for row in rows})
