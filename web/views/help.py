"""Help on search, with examples that run."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from caselaw.domain.searching import SearchQuery
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
    field: str
    year: str


WORDS = {
    "en": Words(
        "eviction", "forced eviction", "housing", "water", "land", "OR", "NOT", 'country:"South Africa"', "year"
    ),
    "es": Words("desalojo", "desalojo forzoso", "vivienda", "agua", "tierra", "O", "NO", "país:Sudáfrica", "año"),
    "fr": Words(
        "expulsion", "expulsion forcée", "logement", "eau", "terre", "OU", "SAUF", 'pays:"Afrique du Sud"', "année"
    ),
    "ar": Words("الإخلاء", "الإخلاء القسري", "السكن", "المياه", "الأرض", "أو", "ليس", 'بلد:"جنوب أفريقيا"', "سنة"),
}


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/help/search", "help", search_help)


def search_help() -> str:
    """How to ask, each way with an example in the reader's language to try."""
    return render_template("pages/help.html", words=WORDS[language()], examples=examples(language()), address=_address)


def examples(code: str) -> dict[str, str]:
    """One query for each way of asking, by the name of the way; a test runs each of them."""
    words = WORDS[code]
    return {
        "words": f"{words.word} {words.home}",
        "phrase": f'"{words.phrase}"',
        "either": f"{words.water} {words.one_of} {words.land}",
        "without": f"{words.home} {words.without} {words.water}",
        "grouped": f"{words.home} ({words.water} {words.one_of} {words.land})",
        "field": f"{words.home} {words.field}",
        "years": f"{words.home} {words.year}:2000..2010",
    }


def _address(text: str) -> str:
    return search_address(SearchQuery(text=text))
