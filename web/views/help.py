"""Help on search, with examples that run: every way of asking, and every field."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from caselaw.domain.searching.questions import SearchQuery
from caselaw.messages import say
from caselaw.search.field_names import FIELDS, field_names
from caselaw.search.labels import label
from caselaw.search.plan import MOST_NEAR, WIDEST
from caselaw.search.query import MOST_WORDS
from caselaw.search.rules import MOST_PATTERNS
from web.addresses import search_address
from web.i18n import language


@dataclass(frozen=True)
class Words:
    """What the examples of one language are made of; `one_of` and `without` are the operators it writes."""

    word: str
    phrase: str
    home: str
    water: str
    land: str
    one_of: str
    without: str
    pattern: str
    sign: str
    misspelled: str
    near: tuple[str, str]
    countries: tuple[str, str]
    voice: str
    party: str


WORDS = {
    "en": Words(
        "eviction", "forced eviction", "housing", "water", "land", "OR", "NOT", "evict*", "wom?n", "evicton",
        ("forced", "evict*"), ("Kenya", '"South Africa"'), "court", "Rivers",
    ),
    "es": Words(
        "desalojo", "desalojo forzoso", "vivienda", "agua", "tierra", "O", "NO", "desaloj*", "niñ?s", "desajolo",
        ("desalojo*", "forzos*"), ("Kenia", "Sudáfrica"), "tribunal", "Ríos",
    ),
    "fr": Words(
        "expulsion", "expulsion forcée", "logement", "eau", "terre", "OU", "SAUF", "expuls*", "autocht?ne", "expulsoin",
        ("expulsion*", "forcée*"), ("Kenya", '"Afrique du Sud"'), "cour", "Rivières",
    ),
    "ar": Words(
        "الإخلاء", "الإخلاء القسري", "السكن", "المياه", "الأرض", "أو", "ليس", "إخلا*", "مسا?ن", "الاخلأ",
        ("الإخلاء", "القسري*"), ("كينيا", '"جنوب أفريقيا"'), "محكمة", "الأنهار",
    ),
}  # fmt: skip

_VALUES = {
    "court": "icj", "country": "ZAF", "region": "africa", "language": "es", "kind": "judgment", "respondent": "KEN",
    "right": "housing", "theme": "forced_evictions", "group": "women", "industry": "agriculture",
    "mechanism": "judicial", "capture": "revolving_door", "coded": "revolving_door", "doctrine": "minimum_core",
    "remedy": "restitution", "objective": "systemic_justice", "condition": "dispossession",
    "stage": "merits", "outcome": "violation", "level": "apex", "binding": "recommendation",
}  # fmt: skip
"""A value of each field that readers call by a name of their own language."""


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/help/search", "help", search_help)


def search_help() -> str:
    """How to ask, each way with an example in the reader's language to try."""
    code = language()
    return render_template(
        "pages/help.html",
        words=WORDS[code],
        examples=examples(code),
        fields=field_examples(code),
        field_names=lambda field: field_names(field, code),
        told=lambda field: say(f"asked.{field}", code),
        address=_address,
        most={"words": MOST_WORDS, "near": MOST_NEAR, "gap": WIDEST, "patterns": MOST_PATTERNS},
    )


def examples(code: str) -> dict[str, str]:
    """One query for each way of asking, by the name of the way; a test runs each of them."""
    words = WORDS[code]
    country, date, part, voice, number = (field_names(name, code)[0] for name in (
        "country", "date", "section", "voice", "number",
    ))  # fmt: skip
    reasons = say("in.value.reasons", code).split("|")[0]
    first, second = words.countries
    return {
        "words": f"{words.word} {words.home}",
        "phrase": f'"{words.phrase}"',
        "exact": f'"{words.home}"',
        "near": f'"{words.phrase}"~5',
        "within": f"{words.near[0]} w/5 {words.near[1]}",
        "pattern": words.pattern,
        "sign": words.sign,
        "spelled": f"{words.misspelled}~",
        "either": f"{words.water} {words.one_of} {words.land}",
        "without": f"{words.home} {words.without} {words.water}",
        "only_without": f"-{words.water}",
        "grouped": f"{words.home} ({words.water} {words.one_of} {words.land})",
        "field": f"{words.home} {country}:{second}",
        "several": f"{country}:({first} {words.one_of} {second})",
        "dates": f"{words.home} {date}:2004-03..2010",
        "part": f"{part}:{reasons} {words.home} -{words.water}",
        "apart": f"({part}:{reasons} {words.word}) {words.water}",
        "voice": f"{voice}:{words.voice} {words.home}",
        "number": f"{number}:2 {words.home}",
    }


def field_examples(code: str) -> dict[str, str]:
    """A query for each field, in the reader's language; a test runs each of them."""
    return {field: f"{field_names(field, code)[0]}:{_quoted(_value(field, code))}" for field in FIELDS}


def _value(field: str, code: str) -> str:
    words = WORDS[code]
    match field:
        case _ if field in _VALUES:
            return label(field, _VALUES[field], code)
        case "date":
            return "2004-03..2010"
        case "year":
            return "2004"
        case "identifier" | "cites":
            return "T-025/04"
        case "article":
            return {"en": "ICESCR 11", "ar": "المادة 11"}.get(code, "PIDESC 11")
        case "collection":
            return "demo"
        case "section":
            return say("in.value.reasons", code).split("|")[0]
        case "number":
            return "12-14"
        case "voice":
            return words.voice
        case _:
            return words.party


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _address(text: str) -> str:
    return search_address(SearchQuery(text=text))
