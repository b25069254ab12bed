"""The fields a query can name, and their values, in the words of four languages: `país:Sudáfrica`, `محكمة:"…"`.

A value is looked for as a code first (ZAF, es, judgment), then as a name. Names come from where they are kept: courts
from their list, countries and languages from Babel and ISO, kinds from our own messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import pycountry
from babel import Locale

from caselaw.domain.court import courts, while_listed
from caselaw.domain.document import KINDS
from caselaw.domain.errors import QueryFault
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold
from caselaw.messages import say
from caselaw.search.query import Field

NAMES: Mapping[str, tuple[str, ...]] = {
    "court": ("court", "tribunal", "corte", "cour", "juridiction", "محكمة", "المحكمة", "هيئة"),
    "country": ("country", "país", "pays", "بلد", "البلد", "دولة"),
    "language": ("language", "lang", "idioma", "lengua", "langue", "لغة", "اللغة"),
    "kind": ("kind", "type", "tipo", "clase", "genre", "نوع", "النوع"),
    "year": ("year", "date", "año", "fecha", "année", "سنة", "السنة", "عام", "تاريخ", "التاريخ"),
    "collection": ("collection", "colección", "مجموعة", "المجموعة"),
}
"""Each field under the names it may be called by; accents, case and Arabic spelling do not matter."""

FIRST_YEAR, LAST_YEAR = 1500, 2100
_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")


def meant(field: Field) -> tuple[str, tuple[str, ...]]:
    """The canonical field and the values any of which will do. Raises `QueryFault` for a field or value unknown."""
    name = _called().get(fold(field.name))
    if name is None:
        end = field.start + len(field.name)
        raise QueryFault("query.field_unknown", field.start, end, field=field.name, known=", ".join(NAMES))
    values = _years(field) if name == "year" else _named(name, field)
    if not values:
        start = field.start + len(field.name) + 1
        code = "query.year_unknown" if name == "year" else "query.value_unknown"
        raise QueryFault(code, start, field.end, field=field.name, value=field.value)
    return name, values


@cache
def _called() -> Mapping[str, str]:
    return {fold(word): name for name, words in NAMES.items() for word in words}


def _years(field: Field) -> tuple[str, ...]:
    """2004, 2004..2010, 2004.. or ..2010, in figures of any script."""
    match = _YEARS.fullmatch(fold(field.value))
    if not match or not (match[1] or match[3]):
        return ()
    if not match[2]:
        return (match[1],) if match[1] and not match[3] else ()
    first, last = int(match[1] or FIRST_YEAR), int(match[3] or LAST_YEAR)
    return tuple(str(year) for year in range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1))


def _named(name: str, field: Field) -> tuple[str, ...]:
    if name == "collection":
        return (field.value,)
    return _VALUES[name]().get(fold(" ".join(field.value.split())), ())


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for country in pycountry.countries:
        official = (getattr(country, key, "") for key in ("name", "common_name", "official_name"))
        babel = (Locale(language).territories.get(country.alpha_2, "") for language in LANGUAGES)
        for word in (country.alpha_3, country.alpha_2, *official, *babel):
            if word:
                found.setdefault(fold(word), {})[country.alpha_3] = None
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in map(str, Locale("en").languages):
        if len(code) <= 3:  # a language alone, without script or country
            for word in (code, *(str(Locale(language).languages.get(code, "")) for language in LANGUAGES)):
                if word:
                    found.setdefault(fold(word), (code,))
    return found


@cache
def _kinds() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for kind in KINDS:
        for word in (kind, kind.replace("_", " "), *(say(f"kind.{kind}", language) for language in LANGUAGES)):
            found.setdefault(fold(word), {})[kind] = None
    return {word: tuple(kinds) for word, kinds in found.items()}


@while_listed
def _courts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for court in courts().values():
        for word in (court.id, *court.names.values(), court.original, *court.acronyms):
            if word:
                found.setdefault(fold(word), {})[court.id] = None
    return {word: tuple(ids) for word, ids in found.items()}


_VALUES: Mapping[str, Callable[[], Mapping[str, tuple[str, ...]]]] = {
    "court": _courts,
    "country": _countries,
    "language": _languages,
    "kind": _kinds,
}
