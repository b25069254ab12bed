"""The pages, a package a subject, all under the reader's language; and the few addresses that have none."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask
from flask_limiter import Limiter

from web import i18n
from web.views import about, audit, doors, errors, health, help, home, status, work  # noqa: A004
from web.views.coding import agreement, codebook_writing, codebooks, codings, rounds, suggestions
from web.views.documentation import cases, companies, table, trends
from web.views.editing import access, facts, names, report_cases, summaries, versions
from web.views.intake import review, upload
from web.views.people import account, groups, invitation, login, organisations, people, reset, second_factor
from web.views.reading import cite, documents, reading_list, scan, side_by_side, similar
from web.views.search import check, export, feed, results, saved_searches, suggest
from web.views.selection import answers, by_link, circulation, contents, decision, returning, tables
from web.views.solidarity import actions, calls, vault
from web.views.tracking import interventions, measure_form, measures, orders, overview
from web.views.vocabulary import glossary, proposals, subjects

# fmt: off
PLAIN = (
    about, access, audit, codebooks, documents, glossary, groups, help, home, names, organisations, proposals,
    reading_list, report_cases, review, saved_searches, side_by_side, status, subjects, work,
)
"""Pages that are asked for as often as anybody likes."""
LIMITED = (
    account, actions, agreement, answers, by_link, calls, cases, check, circulation, cite, codebook_writing,
    codings, companies, contents, decision, export, facts, feed, interventions, invitation, login, measure_form,
    measures, orders, overview, people, reset, results, returning, rounds, scan, second_factor, similar, suggest,
    suggestions, summaries, table, tables, trends, upload, vault, versions,
)
"""Pages of which some things may be asked only so often in a minute."""
# fmt: on


def register(app: Flask, limiter: Limiter) -> None:
    """Put every page and every error page on the app."""
    choices = ",".join(f'"{code}"' for code in app.config["LANGUAGES"])
    pages = Blueprint("pages", __name__, url_prefix=f"/<any({choices}):language>")

    @pages.url_value_preprocessor
    def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values:
            values.pop("language", None)

    @app.url_defaults
    def give_language(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint.startswith("pages."):
            values.setdefault("language", i18n.language())

    for subject in PLAIN:
        subject.register(pages)
    for subject in LIMITED:
        subject.register(pages, limiter)
    app.register_blueprint(pages)
    doors.register(app)
    health.register(app)
    errors.register(app)
