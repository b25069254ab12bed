"""Mounts the API on any Flask application: the whole site, or one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apispec import APISpec
from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Api, Blueprint

from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema
from search_api import docs
from search_api.door import BASE, Door, open_door
from search_api.errors import handle_errors, refuse_unrouted
from search_api.headers import mark_answers, tag_answers
from search_api.limits import KEYS_A_SEARCH, SEARCHES_A_CHECK, SEARCHES_A_MINUTE, limit_searches
from search_api.views import brief, citations, documents, glossary, relations, search, similar, suggest

if TYPE_CHECKING:
    from caselaw.wiring import Services

OPENAPI = "3.1.0"
VERSION = "1"
BLUEPRINTS: tuple[Blueprint, ...] = (
    search.blueprint, suggest.blueprint, documents.blueprint, citations.blueprint, brief.blueprint,
    relations.blueprint, similar.blueprint, glossary.blueprint,
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


def register(
    app: Flask, services: Services, *, searches_a_minute: int = SEARCHES_A_MINUTE, everywhere: bool = False
) -> None:
    """Mount `/api/v1` on `app`; nothing outside `/api` is touched, unless `everywhere`: the application is the API."""
    with app.app_context():
        open_door(Door(services, everywhere))
    app.before_request(services.courts.refresh)
    spec = mount(app)
    docs.offer(app, spec, searches_a_minute)
    refuse_unrouted(app)
    mark_answers(app)
    storage = services.settings.rate_limit_url
    limit_searches(app, f"{search.blueprint.name}.search", storage=storage, a_minute=searches_a_minute)
    for alike in ("get_similar", "get_similar_paragraphs"):
        limit_searches(app, f"{similar.blueprint.name}.{alike}", storage=storage, a_minute=searches_a_minute)
    checks = f"{brief.blueprint.name}.check_citations"
    limit_searches(app, checks, storage=storage, a_minute=max(1, searches_a_minute // SEARCHES_A_CHECK))
    typing = searches_a_minute * KEYS_A_SEARCH
    limit_searches(app, f"{suggest.blueprint.name}.suggest", storage=storage, a_minute=typing)
    csrf = app.extensions.get("csrf")
    if csrf is not None:  # no cookie is looked at here, so no other site can misuse one
        for blueprint in BLUEPRINTS:
            csrf.exempt(blueprint)


def mount(app: Flask) -> APISpec:
    """Add the views to `app` and return the description of what they do."""
    if isinstance(app.json, DefaultJSONProvider):
        app.json.ensure_ascii = False
        app.json.sort_keys = False
    api = _Described(app, spec_kwargs=_about(), config_prefix="CASELAW_API")
    api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix=BASE)
    app.register_blueprint(docs.blueprint, url_prefix=BASE)
    spec: APISpec = api.spec
    return spec


def _about() -> dict[str, Any]:
    return {
        "title": "Caselaw & Documentation",
        "version": VERSION,
        "openapi_version": OPENAPI,
        "info": {"description": say("api.docs.lead", "en"), "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": "/"}],
        "security": [{}, {"bearer": []}],
    }
