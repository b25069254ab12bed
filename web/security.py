"""What every response carries to protect its reader: no script or style but ours, nothing kept that is not public."""

from __future__ import annotations

from flask import Flask, Response, g, request
from flask_wtf import CSRFProtect

from caselaw.domain.audience import PUBLIC
from caselaw.services.sessions import LIFETIME
from caselaw.settings import Settings
from web.session import signed_in

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
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


def register(app: Flask, settings: Settings) -> CSRFProtect:
    """Set cookies, form protection and headers for the whole app; gives the form protection."""
    app.config.update(
        SECRET_KEY=settings.signing_key(),
        SESSION_COOKIE_NAME="caselaw_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as its session
        WTF_I18N_ENABLED=False,
    )

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.secure:
            response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
        return keep(response)

    return CSRFProtect(app)


def restrict(access: str) -> None:
    """Say that this response holds something of this access level: unless public, nobody on the way may keep it."""
    if access != PUBLIC:
        g.restricted = True


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
