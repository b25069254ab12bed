"""What every response carries to protect its reader: no script or style but ours, nothing kept that is not public."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect

from caselaw.domain.audience import PUBLIC
from caselaw.domain.document import Document
from caselaw.services.people.sessions import LIFETIME
from caselaw.settings import Settings
from web.session import services, signed_in, viewer

CONTENT = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# same-origin, not no-referrer: nothing goes to others, and the form protection can compare where a form came from
HEADERS = {
    "Content-Security-Policy": CONTENT,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
COOKIE = "caselaw_session"
HOST_COOKIE = "__Host-caselaw"  # a browser takes it by https alone, and no neighbouring host can set it
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


class _Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, with another digest than its SHA-1."""

    digest_method = staticmethod(hashlib.sha256)


def register(app: Flask, settings: Settings) -> CSRFProtect:
    """Set cookies, form protection and headers for the whole app; gives the form protection."""
    app.config.update(
        SECRET_KEY=settings.signing_key(),
        SESSION_COOKIE_NAME=HOST_COOKIE if settings.secure else COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as its session
        WTF_I18N_ENABLED=False,
    )

    app.session_interface = _Sessions()
    own = names(settings)

    @app.before_request
    def own_name_only() -> None:  # Flask's TRUSTED_HOSTS leaves no address to make a page of refusal with
        if own and asked_name() not in own:
            abort(400)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if g.get("unlisted", False) or g.get("restricted", False) or request.path.startswith("/api/"):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        if settings.secure:
            response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
        return keep(response)

    return CSRFProtect(app)


def names(settings: Settings) -> frozenset[str]:
    """The names that a site reached by https answers to: its own, and this machine's for those who watch over it. None
    where any name will do: on a laptop, or a network where the machine has no name yet."""
    if not settings.secure:
        return frozenset()
    return frozenset({urlsplit(settings.base_url).hostname or "", "localhost", "127.0.0.1", "::1"})


def asked_name() -> str:
    """The name by which the site was asked for, without its port."""
    name, colon, port = request.host.rpartition(":")
    return (name if colon and port.isdecimal() else request.host).strip("[]").lower()


def restrict(access: str) -> None:
    """Say that this response holds something of this access level: unless public, nobody on the way may keep it."""
    if access != PUBLIC:
        g.restricted = True


def unlist() -> None:
    """Say that robots of other search engines may not list this response: it names private persons."""
    g.unlisted = True


def seen(document: Document) -> None:
    """Say that this response shows this document: it is restricted as the document is, and where that is not public,
    who looked is written down."""
    restrict(document.access)
    services().audit.viewed(document, viewer=viewer())


def keep(response: Response) -> Response:
    """Say how long the response may be kept: not at all, unless it is the public page that everyone gets."""
    if "Cache-Control" in response.headers:
        return response
    personal = g.get("restricted", False) or "csrf_token" in g or signed_in()
    if personal or request.method not in ("GET", "HEAD") or response.status_code not in (200, 302):
        response.headers["Cache-Control"] = "no-store"
        return response
    response.headers["Cache-Control"] = "no-cache"  # kept, but asked for anew: a document may be withdrawn
    if not g.get("language_from_address", True):
        response.vary.add("Accept-Language")
    if not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response
