"""The pages, one small module a subject, all under the reader's language; and the few addresses that have none."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask
from flask_limiter import Limiter

from web import i18n
from web.views import (
    about,
    access,
    account,
    agreement,
    audit,
    by_link,
    call_work,
    calls,
    cases,
    cases_table,
    check,
    circulation,
    cite,
    codebook_writing,
    codebooks,
    coding,
    companies,
    documents,
    doors,
    editing,
    errors,
    export,
    feed,
    glossary,
    groups,
    health,
    help,  # noqa: A004
    home,
    interventions,
    invitation,
    login,
    measures,
    names,
    organisations,
    people,
    proposals,
    reading_list,
    report_cases,
    reset,
    returning,
    review,
    rounds,
    saved_searches,
    scan,
    search,
    second_factor,
    side_by_side,
    similar,
    status,
    subjects,
    suggest,
    suggestions,
    summaries,
    table_answers,
    table_contents,
    table_decision,
    tables,
    tracker,
    trends,
    upload,
    vault,
    versions,
    work,
)

# fmt: off
PLAIN = (
    about, access, audit, codebooks, documents, glossary, groups, help, home, names, organisations, proposals,
    reading_list, report_cases, review, saved_searches, side_by_side, status, subjects, work,
)
"""Pages that are asked for as often as anybody likes."""
LIMITED = (
    account, agreement, by_link, call_work, calls, cases, cases_table, check, circulation, cite, codebook_writing,
    coding, companies, editing, export, feed, interventions, invitation, login, measures, people, reset, returning,
    rounds, scan, search, second_factor, similar, suggest, suggestions, summaries, table_answers, table_contents,
    table_decision, tables, tracker, trends, upload, vault, versions,
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
