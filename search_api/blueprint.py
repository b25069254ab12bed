"""Mounts the API on any Flask application: the whole site, or one of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Api, Blueprint

from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema
from search_api import docs
from search_api.door import BASE, Door, open_door
from search_api.errors import handle_errors, refuse_unrouted
from search_api.headers import mark_answers, tag_answers
from search_api.limits import (
    KEYS_A_SEARCH,
    SEARCHES_A_CHECK,
    SEARCHES_AN_EXPORT,
    SEARCHES_AN_UPLOAD,
    limit_searches,
)
from search_api.views import (
    access,
    agreement,
    brief,
    cases,
    citations,
    codebooks,
    coding,
    documents,
    editing,
    exports,
    glossary,
    measures,
    relations,
    search,
    selections,
    sheets,
    similar,
    subjects,
    suggest,
    summaries,
    trends,
    uploads,
)

if TYPE_CHECKING:
    from caselaw.wiring import Services

OPENAPI = "3.1.0"
VERSION = "1"
_PREFIX = "CASELAW_API"
BLUEPRINTS: tuple[Blueprint, ...] = (
    search.blueprint, suggest.blueprint, documents.blueprint, citations.blueprint, brief.blueprint,
    relations.blueprint, similar.blueprint, glossary.blueprint, editing.blueprint, access.blueprint, exports.blueprint,
    uploads.blueprint, subjects.blueprint, summaries.blueprint,
    selections.blueprint, sheets.blueprint,
    agreement.blueprint, measures.blueprint, codebooks.blueprint, coding.blueprint,
    trends.blueprint, cases.blueprint,
)  # fmt: skip

for _blueprint in (*BLUEPRINTS, docs.blueprint):
    handle_errors(_blueprint)
    tag_answers(_blueprint)


class _Described(Api):
    """flask-smorest without its handlers, which would answer for the pages of the site as well."""

    ERROR_SCHEMA = ErrorSchema

    def _register_error_handlers(self) -> None:
        """Ours stand on the blueprints."""

    def _register_pagination_header(self) -> None:
        """Our pages go on by a cursor in the answer itself."""


def register(app: Flask, services: Services, *, searches_a_minute: int, everywhere: bool = False) -> None:
    """Mount `/api/v1` on `app`; nothing outside `/api` is touched, unless `everywhere`: the application is the API."""
    with app.app_context():
        open_door(Door(services, everywhere))
    app.before_request(services.courts.refresh)
    app.before_request(services.subjects.refresh)
    mount(app)
    docs.offer(app, description, searches_a_minute)
    refuse_unrouted(app)
    mark_answers(app)
    storage = services.settings.rate_limit_url
    limit_searches(app, f"{search.blueprint.name}.search", storage=storage, a_minute=searches_a_minute)
    for alike in ("get_similar", "get_similar_paragraphs"):
        limit_searches(app, f"{similar.blueprint.name}.{alike}", storage=storage, a_minute=searches_a_minute)
    checks = f"{brief.blueprint.name}.check_citations"
    limit_searches(app, checks, storage=storage, a_minute=max(1, searches_a_minute // SEARCHES_A_CHECK))
    sending = f"{uploads.blueprint.name}.send_documents"
    limit_searches(app, sending, storage=storage, a_minute=max(1, searches_a_minute // SEARCHES_AN_UPLOAD))
    taken = f"{exports.blueprint.name}.export_search"
    limit_searches(app, taken, storage=storage, a_minute=max(1, searches_a_minute // SEARCHES_AN_EXPORT))
    typing = searches_a_minute * KEYS_A_SEARCH
    limit_searches(
        app, f"{coding.blueprint.name}.list_suggestions", storage=storage,
        a_minute=max(1, searches_a_minute // SEARCHES_A_CHECK),
    )  # fmt: skip
    limit_searches(app, f"{suggest.blueprint.name}.suggest", storage=storage, a_minute=typing)
    csrf = app.extensions.get("csrf")
    if csrf is not None:  # no cookie is looked at here, so no other site can misuse one
        for blueprint in BLUEPRINTS:
            csrf.exempt(blueprint)


@cache
def description() -> dict[str, Any]:
    """What the views do, as OpenAPI 3.1: made when it is first asked for, since it takes longer than all else that an
    application does to start."""
    app = Flask("search_api")
    api = _Described(app, spec_kwargs=_about(), config_prefix=_PREFIX)
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix=BASE)
    described: dict[str, Any] = api.spec.to_dict()
    return described


def mount(app: Flask) -> None:
    """Add the views to `app`."""
    if isinstance(app.json, DefaultJSONProvider):
        app.json.ensure_ascii = False
        app.json.sort_keys = False
    api = _Described(app, spec_kwargs=_about(), config_prefix=_PREFIX)
    for blueprint in BLUEPRINTS:
        app.extensions["flask-smorest"]["blp_name_to_api"][blueprint.name] = api
        app.register_blueprint(blueprint, url_prefix=BASE)
    app.register_blueprint(docs.blueprint, url_prefix=BASE)


def _about() -> dict[str, Any]:
    return {
        "title": "Caselaw & Documentation",
        "version": VERSION,
        "openapi_version": OPENAPI,
        "info": {"description": say("api.docs.lead", "en"), "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": "/"}],
        "security": [{}, {"bearer": []}],
    }
