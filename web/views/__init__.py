"""The pages, one small module a subject, all under the reader's language; and the few addresses that have none."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask
from flask_limiter import Limiter

from web import i18n
from web.views import (
    about,
    account,
    check,
    documents,
    doors,
    errors,
    glossary,
    health,
    help,  # noqa: A004
    home,
    login,
    proposals,
    search,
    similar,
)
from web.views.suggest import register as register_completion


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

    for subject in (home, search, documents, help, about, glossary, proposals):
        subject.register(pages)
    similar.register(pages, limiter)
    check.register(pages, limiter)
    login.register(pages, limiter)
    register_completion(pages, limiter)
    account.register(pages, limiter)
    app.register_blueprint(pages)
    doors.register(app)
    health.register(app)
    errors.register(app)
