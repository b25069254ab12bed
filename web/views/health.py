"""What the machine is told that watches over the site: does it live, can it serve, and its figures.

Outsiders learn whether it can serve and nothing else. Parts and figures are for this machine, asked without a proxy,
and for who holds the token of CASELAW_METRICS_TOKEN; to others there are no figures.
"""

from __future__ import annotations

import hmac

from flask import Flask, Response, abort, request
from flask.typing import ResponseReturnValue

from caselaw.search.remote import is_loopback
from web.security import asked_name
from web.session import services

FRESH = {"Cache-Control": "no-store"}


def register(app: Flask) -> None:
    app.add_url_rule("/health/live", "live", live)
    app.add_url_rule("/health/ready", "ready", ready)
    app.add_url_rule("/metrics", "metrics", metrics)


def live() -> ResponseReturnValue:
    return {"status": "live"}, 200, FRESH


def ready() -> ResponseReturnValue:
    """503 while the database or the index does not answer; each part by name, to who may know."""
    health = services().health.ready()
    answer: dict[str, object] = {"status": "ready" if health.ready else "not ready"}
    if _trusted():
        answer |= {
            "database": health.database,
            "schema": health.schema,
            "index": health.index,
            "worker": health.worker,
            "disk": services().watch.room(),
        }
    return answer, 200 if health.ready else 503, FRESH


def metrics() -> ResponseReturnValue:
    """The figures, as Prometheus reads them."""
    if not _trusted():
        abort(404)
    return Response(services().watch.metrics(), content_type="text/plain; version=0.0.4; charset=utf-8", headers=FRESH)


def _trusted() -> bool:
    """Somebody on this machine asks, and no proxy for somebody else; or a program that holds the token."""
    token = services().settings.metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if token and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
        return True
    through = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"))
    return not through and is_loopback(request.remote_addr or "") and is_loopback(asked_name())
