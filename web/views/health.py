"""Two questions for the machine that watches over the site: does it live, and can it serve?"""

from __future__ import annotations

from flask import Flask
from flask.typing import ResponseReturnValue

from web.session import services

FRESH = {"Cache-Control": "no-store"}


def register(app: Flask) -> None:
    app.add_url_rule("/health/live", "live", live)
    app.add_url_rule("/health/ready", "ready", ready)


def live() -> ResponseReturnValue:
    return {"status": "live"}, 200, FRESH


def ready() -> ResponseReturnValue:
    """Each part by name; 503 while the database or the index does not answer."""
    health = services().health.ready()
    parts = {"database": health.database, "index": health.index, "worker": health.worker}
    return {"status": "ready" if health.ready else "not ready", **parts}, 200 if health.ready else 503, FRESH
