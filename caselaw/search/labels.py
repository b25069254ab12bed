"""The values of fields as a reader calls them: countries, courts, rights, outcomes and all others in her language, and
which of two values of a field is the broader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pycountry
from babel import Locale
from babel.dates import format_skeleton

from caselaw.domain.codebook.listed import listed
from caselaw.domain.country import un_names
from caselaw.domain.court import court_name, while_listed
from caselaw.domain.region import region_name, region_of, regions
from caselaw.domain.taxonomy.terms import VOCABULARIES, broader_terms, current, term_name
from caselaw.messages import has, say
from caselaw.search.project import VOCABULARY_OF

_YEARS = re.compile(r"(?:\d{4})?\.\.(?:\d{4})?")
FIRST_YEAR, LAST_YEAR = 0, 9999


@while_listed
def label(field: str, value: str, language: str) -> str:
    """What a reader of `language` calls the value of a field; the value itself where it has no name."""
    match field:
        case "country" | "respondent" | "place":
            return country_name(value, language)
        case "language":
            return language_name(value, language)
        case "court":
            return court_name(value, language)
        case "region":
            return region_name(value, language)
        case "article":
            return value.replace("/", " ")
        case "year":
            return _years(value)
        case "month":
            return month_name(value, language)
        case "working_group":
            return value
        case "coded":
            return _code_name(value, language)
        case "level" | "binding":
            return _said(f"court.{'force' if field == 'binding' else field}.{value}", value, language)
        case "kind" | "outcome" | "stage" | "section" | "voice":
            return _said(f"{field}.{value}", value, language)
        case _:
            return term_name(VOCABULARY_OF.get(field, field), value, language)


def field_name(field: str, language: str) -> str:
    """What a list of the values of a field is called."""
    return say(f"facet.{field}", language)


def broader(field: str, value: str) -> tuple[str, ...]:
    """The values that a value lies under, the nearest first: of the same field, but for a country, which lies under
    regions."""
    if field == "country":
        home = region_of(value)
        return (home, *broader("region", home)) if home else ()
    if field == "region":
        above = regions()[value].broader if value in regions() else None
        return (above, *broader("region", above)) if above else ()
    vocabulary = VOCABULARY_OF.get(field, field)
    if vocabulary in VOCABULARIES:
        return broader_terms(vocabulary, value)[1:]
    if field == "coded":
        return _broader_codes(value)
    if field == "article":
        instrument, slash, number = value.partition("/")
        article = f"{instrument}/{number.split('(', 1)[0]}"
        return tuple(one for one in (article, instrument) if slash and one != value)
    return ()


def _code_name(value: str, language: str) -> str:
    """A code of a listed codebook by its name; of one that a group made, the reader's own are named by the service."""
    slug, _, key = value.partition("/")
    known = next((one for version in reversed(listed().get(slug, ())) if (one := version.code(key))), None)
    return known.label(language) if known else key


def _broader_codes(value: str) -> tuple[str, ...]:
    slug, _, key = value.partition("/")
    codes = {one.key: one.broader for version in listed().get(slug, ()) for one in version.codes}
    above: list[str] = []
    while (over := codes.get(key)) and f"{slug}/{over}" not in above:
        above.append(f"{slug}/{over}")
        key = over
    return tuple(above)


def standing(field: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values of a filter as they are found today: for a merged term the one that took its place."""
    vocabulary = VOCABULARY_OF.get(field, field)
    if vocabulary not in VOCABULARIES:
        return tuple(values)
    return tuple(dict.fromkeys(current(vocabulary, value) for value in values))


def years(value: str) -> tuple[int, int] | None:
    """The first and the last year of a value from and to (`2000..2010`, open at either end); None for any other."""
    if not _YEARS.fullmatch(value) or value == "..":
        return None
    first, _, last = value.partition("..")
    return int(first or FIRST_YEAR), int(last or LAST_YEAR)


def _years(value: str) -> str:
    return value.replace("..", "–") if years(value) else value


def month_name(value: str, language: str) -> str:
    """A month (`2004-03`) in words; the value itself for what is none."""
    try:
        first = date.fromisoformat(f"{value}-01")
    except ValueError:
        return value
    return str(format_skeleton("yMMMM", first, locale=language))


def _said(code: str, value: str, language: str) -> str:
    return say(code, language) if has(code, language) else value


@lru_cache(maxsize=5_000)
def country_name(code: str, language: str) -> str:
    """The name of an ISO 3166-1 alpha-3 country in `language`, as the United Nations say it; the code itself for one
    that is none."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return code
    named = un_names().get(code, {}).get(language)
    return named or str(Locale(language).territories.get(country.alpha_2) or country.name)


def language_name(code: str, language: str) -> str:
    """The name of a BCP 47 language in `language`, without its region where that has no name of its own; the code
    itself for one that is unknown."""
    known = Locale(language).languages
    return str(known.get(code.replace("-", "_")) or known.get(code.split("-")[0]) or code)
