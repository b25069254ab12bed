"""What every template knows: who reads, in which language, and how things are named."""

from __future__ import annotations

from flask import Flask, current_app, request

from caselaw.domain.searching.questions import MAX_QUERY, PAGE_SIZE
from caselaw.domain.text import direction
from web import addresses, excerpts, labels
from web.passages import passage_address
from web.session import viewer
from web.views import work
from web.views.people import belonging

LEAVE = "https://www.wikipedia.org/"  # where *Leave this page* goes: a page that anyone may have open


def here(endpoint: str) -> bool:
    """True on the page of this endpoint, for the mark in the menu."""
    return request.endpoint == endpoint


def passage_at(anchor: str) -> str | None:
    """Where a paragraph stands on a page that shows all of its document; the page of a document says it itself."""
    return f"#{anchor}"


_GLOBALS = {
    "leave_address": LEAVE,
    "longest_query": MAX_QUERY,
    "usual_size": PAGE_SIZE,
    "in_language": addresses.in_language,
    "other_weight": addresses.other_weight,
    "direction": direction,
    "viewer": viewer,
    "here": here,
    "passage_address": passage_address,
    "passage_at": passage_at,
    "may_do": work.may_do,
    "group_name": belonging.group_name,
    "in_own_words": belonging.in_own_words,
}
_FILTERS = {
    "marked": excerpts.marked,
    "typeset": excerpts.typeset,
    "excerpt": excerpts.excerpt,
    "language_name": labels.language_name,
    "country_name": labels.country_name,
    "court_force": labels.court_force,
    "court_level": labels.court_level,
    "court_label": labels.court_label,
    "kind_name": labels.kind_name,
    "field_name": labels.field_name,
    "stage_name": labels.stage_name,
    "day_name": labels.day_name,
    "date_words": labels.date_words,
    "day_words": labels.day_words,
    "hour_words": labels.hour_words,
    "number": labels.number,
    "section_name": labels.section_name,
    "voice_name": labels.voice_name,
    "order_kind_name": labels.order_kind_name,
    "outcome_name": labels.outcome_name,
    "term_label": labels.term_label,
    "vocabulary_name": labels.vocabulary_name,
    "company_role_label": labels.company_role_label,
    "group_of": labels.group_of,
}


def register(app: Flask) -> None:
    """Give the templates their words: names of things, addresses, marks."""
    app.jinja_env.globals |= _GLOBALS
    app.jinja_env.filters |= _FILTERS

    @app.context_processor
    def site() -> dict[str, object]:
        return {"site_name": current_app.config["SITE_NAME"]}
