"""The values of fields as a reader calls them: countries, languages, courts and kinds in her own language."""

from __future__ import annotations

import pycountry
from babel import Locale

from caselaw.domain.court import court_name, while_listed
from caselaw.messages import has, say


@while_listed
def label(field: str, value: str, language: str) -> str:
    """What a reader of `language` calls the value of a field; the value itself where it has no name."""
    match field:
        case "country":
            return country_name(value, language)
        case "language":
            return language_name(value, language)
        case "court":
            return court_name(value, language)
        case "kind":
            return say(f"kind.{value}", language) if has(f"kind.{value}", language) else value
        case _:
            return value


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
