"""The API alone, without the pages: for a server of its own."""

from __future__ import annotations

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

from caselaw.settings import Settings
from caselaw.wiring import Services, build
from search_api.blueprint import register
from search_api.limits import SEARCHES_A_MINUTE


def create_app(
    settings: Settings, services: Services | None = None, *, searches_a_minute: int = SEARCHES_A_MINUTE
) -> Flask:
    """A Flask application that serves `/api/v1` and nothing else; its front page is the API's description."""
    app = Flask(__name__, static_folder=None)
    register(app, services or build(settings), searches_a_minute=searches_a_minute, everywhere=True)

    @app.get("/")
    def front() -> Response:
        return redirect(url_for("api-docs.docs"))

    return app
