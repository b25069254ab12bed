"""The whole site: pages in four languages, the API beside them, one set of services below both."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType

from flask import Flask, Response, request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.middleware.proxy_fix import ProxyFix

from caselaw import wiring
from caselaw.settings import Settings
from search_api import blueprint as api
from search_api import watching
from search_api.upgrading import refuse_while_upgrading
from web import contexts, i18n, light, security, views
from web.in_memory import DiscreetRequest
from web.late_rules import LateRule

KEPT = "public, max-age=31536000, immutable"  # a file whose address changes with its content


class _Site(Flask):
    request_class = DiscreetRequest
    url_rule_class = LateRule

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Not as Flask does, which writes the address down: that of an invitation is a secret."""
        watching.failed(self)


def create_app(settings: Settings, services: wiring.Services | None = None) -> Flask:
    """The site over these services; builds them from the settings where none are given."""
    app = _Site("web", root_path=str(Path(__file__).parent))
    app.extensions["caselaw"] = services or wiring.build(settings)
    watching.watch(app, app.extensions["caselaw"])
    refuse_while_upgrading(app, app.extensions["caselaw"])  # before any other look at what was sent
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.config.update(
        MAX_CONTENT_LENGTH=1_000_000,
        SITE_NAME=settings.site_name,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_STREAMS=False,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Compress(app)  # first: what is registered first is done last, and an answer is compressed when it is complete
    security.register(app, settings)
    i18n.register(app, settings.languages)
    contexts.register(app)
    light.register(app)
    _static(app)
    limiter = Limiter(
        get_remote_address,
        app=app,
        key_prefix="pages",
        storage_uri=settings.rate_limit_url,
        in_memory_fallback_enabled=True,  # a counter that is away must not keep people out
    )
    views.register(app, limiter)
    api.register(app, app.extensions["caselaw"], searches_a_minute=settings.searches_a_minute)
    return app


def _static(app: Flask) -> None:
    """Our own files carry a digest of their content in their address, and are kept for a year."""
    folder = Path(app.static_folder or "")
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }

    @app.url_defaults
    def with_digest(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and values.get("filename") in digests:
            values.setdefault("v", digests[str(values["filename"])])

    @app.after_request
    def keep_static(response: Response) -> Response:
        if request.endpoint == "static" and request.args.get("v") and response.status_code in (200, 304):
            response.headers["Cache-Control"] = KEPT
        return response
