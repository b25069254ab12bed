"""The values of fields as a reader calls them: countries, courts, rights, outcomes and all others in her language, and
which of two values of a field is the broader."""

from __future__ import annotations

from functools import lru_cache

import pycountry
from babel import Locale

from caselaw.domain.court import court_name, while_listed
from caselaw.domain.region import region_name, region_of, regions
from caselaw.domain.taxonomy import VOCABULARIES, broader_terms, term_name
from caselaw.messages import has, say


@while_listed
def label(field: str, value: str, language: str) -> str:
    """What a reader of `language` calls the value of a field; the value itself where it has no name."""
    match field:
        case "country" | "respondent":
            return country_name(value, language)
        case "language":
            return language_name(value, language)
        case "court":
            return court_name(value, language)
        case "region":
            return region_name(value, language)
        case "article":
            return value.replace("/", " ")
        case "level" | "binding":
            return _said(f"court.{'force' if field == 'binding' else field}.{value}", value, language)
        case "kind" | "outcome" | "stage" | "section" | "voice":
            return _said(f"{field}.{value}", value, language)
        case _:
            return term_name(field, value, language)


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
    if field in VOCABULARIES:
        return broader_terms(field, value)[1:]
    if field == "article":
        instrument, slash, number = value.partition("/")
        article = f"{instrument}/{number.split('(', 1)[0]}"
        return tuple(one for one in (article, instrument) if slash and one != value)
    return ()


def _said(code: str, value: str, language: str) -> str:
    return say(code, language) if has(code, language) else value


@lru_cache(maxsize=5_000)
def country_name(code: str, language: str) -> str:
    """The name of an ISO 3166-1 alpha-3 country in `language`; the code itself for one that is none."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return code
    return str(Locale(language).territories.get(country.alpha_2) or country.name)


def language_name(code: str, language: str) -> str:
    """The name of a BCP 47 language in `language`, without its region where that has no name of its own; the code
    itself for one that is unknown."""
    known = Locale(language).languages
    return str(known.get(code.replace("-", "_")) or known.get(code.split("-")[0]) or code)
