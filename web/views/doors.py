"""The addresses without a language: the choice of one, and what robots may read."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from web.i18n import preferred

NOT_FOR_ROBOTS = ("/api/", "/health/", "/metrics", *(f"/*/{page}" for page in ("search", "login")))


def register(app: Flask) -> None:
    app.add_url_rule("/", "choose", choose)
    app.add_url_rule("/robots.txt", "robots", robots)


def choose() -> Response:
    """Lead on to the language the browser asks for; who does not follow finds all of them as links."""
    page = make_response(render_template("pages/choose.html"), 302)
    page.location = url_for("pages.home", language=preferred())
    page.vary.add("Accept-Language")
    return page


def with_language() -> Response | None:
    """Lead an address that lacks its language, as people type and shorten them, on to the page that it means.

    None where there is no such page in any language, and for a form. Asks the table of addresses alone, never the
    database: what is told is that a kind of page exists, not whether this one does.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    place = f"/{preferred()}{request.path}"
    try:
        current_app.create_url_adapter(request).match(place, method=request.method)  # type: ignore[union-attr]
    except HTTPException:
        return None
    query = request.query_string.decode("ascii", "ignore")
    page = make_response(redirect(f"{place}?{query}" if query else place))
    page.vary.add("Accept-Language")
    return page


def robots() -> Response:
    """What robots leave alone: searches without end, forms and programs."""
    rules = "".join(f"Disallow: {path}\n" for path in NOT_FOR_ROBOTS)
    return Response(f"User-agent: *\n{rules}", mimetype="text/plain")
