"""While the site is being upgraded, every address says so: pages and API alike, but for those that watch over it."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue

from caselaw.domain.errors import StoreUnavailable
from caselaw.wiring import Services
from search_api import door
from search_api.errors import refused

_OPEN = ("/health/", "/metrics", "/static/")


def refuse_while_upgrading(app: Flask, services: Services) -> None:
    """To be registered before what asks the database anything."""

    @app.before_request
    def refuse() -> ResponseReturnValue | None:
        if request.path.startswith(_OPEN) or not services.upgrades.under_way():
            return None
        upgrading = StoreUnavailable("store.upgrading")
        if door.ours():
            return refused(upgrading)
        raise upgrading
