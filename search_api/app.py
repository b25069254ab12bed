"""The API alone, without the pages: for a server of its own."""

from __future__ import annotations

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

from caselaw.settings import Settings
from caselaw.wiring import Services, build
from search_api.blueprint import register
from search_api.upgrading import refuse_while_upgrading
from search_api.watching import watch


def create_app(settings: Settings, services: Services | None = None) -> Flask:
    """A Flask application that serves `/api/v1` and nothing else; its front page is the API's description."""
    app = Flask(__name__, static_folder=None)
    services = services or build(settings)
    watch(app, services)
    refuse_while_upgrading(app, services)
    register(app, services, searches_a_minute=settings.searches_a_minute, everywhere=True)

    @app.get("/")
    def front() -> Response:
        return redirect(url_for("api-docs.docs"))

    return app
