"""Each request has an id, a place in the figures, and a line in the log where it was slow or failed.

The id stands in the header of every answer and on pages of refusal, so that somebody can name to the technician what
went wrong; it comes from us alone, for what a client sends could be anything.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from caselaw.services.watching.lines import REQUEST
from caselaw.services.watching.metrics import route_of
from search_api import door

if TYPE_CHECKING:
    from caselaw.wiring import Services

HEADER = "X-Request-ID"


def watch(app: Flask, services: Services) -> None:
    """Watch over every request to this application; to be asked for before anything else is registered on it."""

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()
        REQUEST.set(door.request_id())

    @app.after_request
    def count(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("begun", time.perf_counter())
        rule = request.url_rule.rule if request.url_rule else None
        services.watch.request(rule, request.method, response.status_code, seconds, door.request_id())
        response.headers[HEADER] = door.request_id()
        return response

    @app.teardown_request
    def end(_fault: BaseException | None) -> None:
        REQUEST.set("")


def failed(app: Flask, error: BaseException | None = None) -> None:
    """An error nobody foresaw, the one at hand where none is given: a line in the log that names the route and not the
    address, which may hold a token."""
    route, method = route_of(request.url_rule.rule if request.url_rule else None, request.method)
    facts = {"method": method, "route": route}
    app.logger.error("request %s failed", door.request_id(), exc_info=error or True, extra={"facts": facts})
