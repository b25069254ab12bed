"""Countries named in a text, by their names in our languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pycountry

from caselaw.cite.countries import country_names
from caselaw.domain.text import fold
from ingest.parse.any_of import any_of

# Names that are also a word, a person or a place; a State where they stand as one: "In 2021, Niger made …", "Rivers v.
# Georgia", "the Government of Mali".
_DOUBTFUL = {"georgia": "GEO", "chad": "TCD", "niger": "NER", "mali": "MLI", "togo": "TGO", "oman": "OMN"}
_AS_STATE = re.compile(
    r"(?:^\W*|\bin (?:19|20)\d\d,? |\b(?:v|vs|c)\.? |\b(?:against|contra|contre) |\bstates? part(?:y|ies): ?"
    r"|\b(?:government|republic|people|parliament|constitution) of (?:the )?|\breport (?:of|on) )"
    rf"(?P<name>{any_of(_DOUBTFUL)})(?!\w| river| delta|'s river)"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(country_names())})(?![\w-])")


def find_countries(folded: str) -> Iterator[tuple[int, str]]:
    """Where each country is named in a folded text, and which it is."""
    names = country_names()
    for match in _pattern().finditer(folded):
        yield match.start(), names[match.group()]
    if any(name in folded for name in _DOUBTFUL):
        for match in _AS_STATE.finditer(folded):
            yield match.start("name"), _DOUBTFUL[match["name"]]


def country_of_code(text: str) -> str | None:
    """Alpha-3 of a code as a header gives it: "GB-UKM", "za", "COL"; None for what is no country."""
    code = text.strip().upper().partition("-")[0]
    found = pycountry.countries.get(alpha_2=code) if len(code) == 2 else pycountry.countries.get(alpha_3=code)
    return str(found.alpha_3) if found else None


def alpha_2(code: str) -> str | None:
    """ISO 3166-1 alpha-2 of an alpha-3 code, None for what is no country."""
    found = pycountry.countries.get(alpha_3=code)
    return str(found.alpha_2) if found else None


def is_country(text: str) -> bool:
    """The text is the name of a country and nothing else."""
    name = fold(text).strip(" .\n")
    return name in country_names() or name in _DOUBTFUL
