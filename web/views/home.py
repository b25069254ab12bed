"""The first page: one field, what is here, and the ways into it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template

from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.searching.questions import FacetCount, SearchQuery
from web.addresses import toggled
from web.i18n import language
from web.session import services, viewer

BROWSED = ("country", "court", "kind", "language")
SHOWN = 8
TRIES = {
    "en": ("right to housing", "forced eviction", "indigenous land"),
    "es": ("derecho a la vivienda", "desalojo forzoso", "tierras indígenas"),
    "fr": ("droit au logement", "expulsion forcée", "terres autochtones"),
    "ar": ("الحق في السكن", "الإخلاء القسري", "الحق في التعليم"),
}


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/", "home", home)


def home() -> str:
    """The search field and what this reader can find, by language, country, court and kind."""
    counts = services().documents.counts(viewer=viewer())
    return render_template(
        "pages/home.html",
        counts=counts,
        spoken=spoken(counts.languages),
        browse=browse(),
        tries=TRIES[language()],
        address=lambda field, value: toggled(SearchQuery(), field, value),
    )


def spoken(codes: Iterable[str]) -> int:
    """How many languages these codes name: Portuguese of two countries is one, and an unknown language is none."""
    return len({code.split("-")[0] for code in codes} - {"und"})


def browse() -> dict[str, tuple[FacetCount, ...]]:
    """The best filled values of each browsed field; nothing while the search engine is away."""
    try:
        answer = services().search.search(SearchQuery(reader=language(), size=1), viewer=viewer())
    except SearchUnavailable:
        return {}
    return {field: answer.facets.get(field, ())[:SHOWN] for field in BROWSED if answer.facets.get(field)}
