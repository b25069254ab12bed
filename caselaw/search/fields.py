"""The values of the fields of a query, in the words of four languages: `país:Sudáfrica`, `محكمة:"…"`, `date:2004..`.

A value is looked for as a code first (ZAF, es, judgment), then as a name. Names come from where they are kept: courts,
regions and terms from their lists, countries and languages from Babel and ISO, the rest from our own messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial

import pycountry
from babel import Locale

from caselaw.domain.codebook.listed import listed
from caselaw.domain.country import other_names, un_names
from caselaw.domain.court import courts, while_listed
from caselaw.domain.court_rules import BINDING, LEVELS
from caselaw.domain.document import KINDS, OUTCOMES, STAGES
from caselaw.domain.errors import QueryFault
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import VOICES
from caselaw.domain.region import regions
from caselaw.domain.section import SECTIONS
from caselaw.domain.taxonomy.terms import current, edition, taxonomies
from caselaw.domain.text import fold
from caselaw.messages import say
from caselaw.search.analysis import exact
from caselaw.search.cited import keyword
from caselaw.search.cited_values import articles_named, decisions_named
from caselaw.search.days import span
from caselaw.search.field_names import FIELDS, PLACES, field_called
from caselaw.search.nodes import Field
from caselaw.search.project import NAME_FIELDS, SUBJECTS, VOCABULARY_OF, subject_fields

PARAGRAPH = "paragraph"
"""The value of `in:` that asks for one paragraph, wherever it stands."""

_TERMS = (*SUBJECTS, "remedy", "doctrine")
_COMMA = re.compile(r"[,،]")
_NUMBERS = re.compile(r"(\d{1,5})(?:-|–|\.\.)(\d{1,5})")
# "right:housing" is the right to housing: what a right is called without the words that say it is one.
_RIGHT_TO = re.compile(
    r"^(?:rights? (?:to|of) (?:the |an? )?|derechos? (?:al?|del?) (?:la |los |las |una? )?|droits? (?:a|au|aux|du|des?)"
    r" ?(?:l['’]|la |les |une? )?|(?:ال)?حق في )"
)
# A code of a codebook that a group made, whose name is not for everybody: codebook and code as they are.
_CODE = re.compile(r"[a-z0-9-]+/[a-z0-9_:-]+")
_MOST_NUMBERS = 200  # printed numbers of one range


def meant(field: Field) -> tuple[str, tuple[str, ...]]:
    """The canonical field and the values any of which will do: codes, the text of a name or number as typed, or, of
    `date` and of years from and to, the first and last day (yyyymmdd). Raises `QueryFault` for a field or value that
    is unknown."""
    name = field_called(field.name)
    if name is None:
        end = field.start + len(field.name)
        raise QueryFault(
            "query.field_unknown", field.start, end, field=field.name, value=field.value, known=", ".join(FIELDS)
        )
    if name in ("date", "year"):
        return _dated(name, field)
    values = _values(name, field.value)
    if not values:
        raise QueryFault("query.value_unknown", field.at, field.end, field=field.name, value=field.value)
    return name, values


def known_values(name: str) -> Mapping[str, tuple[str, ...]]:
    """What the values of a field may be called, folded, with the codes each means; none for a field of free text."""
    return _VALUES[name]() if name in _VALUES else {}


def _values(name: str, value: str) -> tuple[str, ...]:
    if name in PLACES:
        return _places(name, value)
    if name in _VALUES:
        found = known_values(name).get(keyword(value), ())
        if not found and name == "coded" and _CODE.fullmatch(value.strip()):
            return (value.strip(),)
        return found or ((value.strip(),) if name == "company" and exact(value) else ())
    match name:
        case "article":
            return articles_named(value)
        case "cites":
            return decisions_named(value)
        case "identifier":
            return (keyword(value),) if exact(value) else ()
        case _:  # a collection, or names that people and companies bear
            return (value,) if exact(value) else ()


def _dated(name: str, field: Field) -> tuple[str, tuple[str, ...]]:
    days = span(field.value)
    whole_years = days is not None and days[0] % 10000 == 101 and days[1] % 10000 == 1231
    if days is None or (name == "year" and not whole_years):
        raise QueryFault(f"query.{name}_unknown", field.at, field.end, field=field.name, value=field.value)
    first, last = days
    if name == "year" and first // 10000 == last // 10000:
        return name, (str(first // 10000),)
    return "date", (f"{first:08d}", f"{last:08d}")


def _places(name: str, value: str) -> tuple[str, ...]:
    """Any of several, with commas between; nothing where one of them is unknown."""
    found: list[str] = []
    for part in filter(None, map(keyword, _COMMA.split(value))):
        meant = _printed(part) if name == "number" else known_values(name).get(part, ())
        if not meant:
            return ()
        found += meant
    return tuple(dict.fromkeys(found))


def _printed(number: str) -> tuple[str, ...]:
    """A paragraph's number as it is printed, without marks around it; every number from one to another."""
    plain = number.strip(" .§¶[]()")
    if between := _NUMBERS.fullmatch(plain):
        first, last = int(between[1]), int(between[2])
        return tuple(map(str, range(first, last + 1))) if first <= last < first + _MOST_NUMBERS else ()
    return (plain,) if exact(plain) else ()


def _table(named: Iterable[tuple[str, Iterable[str | None]]]) -> Mapping[str, tuple[str, ...]]:
    """From each name, folded, to the codes that bear it."""
    found: dict[str, dict[str, None]] = {}
    for code, names in named:
        for name in names:
            if name:
                found.setdefault(keyword(name), {})[code] = None
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    def names(country: object) -> Iterable[str | None]:
        yield from (
            getattr(country, key, None) for key in ("alpha_3", "alpha_2", "name", "common_name", "official_name")
        )
        code: str = getattr(country, "alpha_2", "")
        yield from (Locale(language).territories.get(code) for language in LANGUAGES)
        yield from un_names().get(getattr(country, "alpha_3", ""), {}).values()
        yield from other_names().get(getattr(country, "alpha_3", ""), ())

    return _table((country.alpha_3, names(country)) for country in pycountry.countries)


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    codes = [code for code in map(str, Locale("en").languages) if len(code) <= 3]  # without script or country
    named = _table((code, (code, *(Locale(one).languages.get(code) for one in LANGUAGES))) for code in codes)
    return {name: found[:1] for name, found in named.items()}


@while_listed
def _courts() -> Mapping[str, tuple[str, ...]]:
    return _table((court.id, (court.id, *court.all_names, *court.acronyms)) for court in courts().values())


@cache
def _regions() -> Mapping[str, tuple[str, ...]]:
    return _table((region.id, (region.id, *region.names.values())) for region in regions().values())


@cache
def _coded(codes: tuple[str, ...], prefix: str) -> Mapping[str, tuple[str, ...]]:
    """Codes of a closed list, which our messages call by a name in each language."""
    names = {
        code: (code, code.replace("_", " "), *(say(f"{prefix}{code}", one) for one in LANGUAGES)) for code in codes
    }
    return _table(names.items())


def _terms(field: str) -> Mapping[str, tuple[str, ...]]:
    return _terms_of(edition().stamp, field)


@lru_cache(maxsize=32)
def _terms_of(_stamp: str, field: str) -> Mapping[str, tuple[str, ...]]:
    """Terms by id and name, before the other words that mean them; the names of a merged one mean the term that took
    its place. Of a field that holds some terms of a vocabulary, those alone."""
    vocabulary, some = VOCABULARY_OF.get(field, field), subject_fields().get(field)
    listed = ((current(vocabulary, term.id), term) for term in taxonomies()[vocabulary].values())
    terms = [(id_, term) for id_, term in listed if some is None or id_ in some]
    names = _table((id_, (term.id, term.id.replace("_", " "), *term.names.values())) for id_, term in terms)
    also = _table((id_, (word for words in term.also.values() for word in words)) for id_, term in terms)
    short = {_RIGHT_TO.sub("", name): ids for name, ids in (*also.items(), *names.items())}
    return {**short, **also, **names}


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    """The codes of the listed codebooks by key and name, of every version: what was agreed on stays found."""
    return _table(
        (f"{slug}/{code.key}", (f"{slug}/{code.key}", code.key, code.key.replace("_", " "), *code.labels.values()))
        for slug, versions in listed().items()
        for version in versions
        for code in version.codes
    )


@cache
def _parts() -> Mapping[str, tuple[str, ...]]:
    """The parts of a decision, and the word for one paragraph wherever it stands."""
    also = _called("in.value.", SECTIONS)
    anywhere = _called("in.value.", (PARAGRAPH,))
    return {**also, **_coded(SECTIONS, "section."), **anywhere}


@cache
def _voices() -> Mapping[str, tuple[str, ...]]:
    return {**_called("voice.value.", VOICES), **_coded(VOICES, "voice.")}


def _called(prefix: str, codes: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Codes by the words our messages give for a query, with `|` between them."""
    named = _table(
        (code, (code, *(word for one in LANGUAGES for word in say(f"{prefix}{code}", one).split("|"))))
        for code in codes
    )
    return {fold(name): found for name, found in named.items()}


_VALUES: Mapping[str, Callable[[], Mapping[str, tuple[str, ...]]]] = {
    "court": _courts,
    "country": _countries,
    "respondent": _countries,
    "region": _regions,
    "language": _languages,
    "kind": partial(_coded, KINDS, "kind."),
    "stage": partial(_coded, STAGES, "stage."),
    "outcome": partial(_coded, OUTCOMES, "outcome."),
    "level": partial(_coded, LEVELS, "court.level."),
    "binding": partial(_coded, BINDING, "court.force."),
    **{field: partial(_terms, field) for field in _TERMS},
    "coded": _codes,
    "section": _parts,
    "voice": _voices,
}

NAMES_ASKED = NAME_FIELDS
"""Fields of which a value is some of the words of a name."""
