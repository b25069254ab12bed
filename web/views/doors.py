"""The addresses without a language: the choice of one, and what robots may read."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, url_for

from web.i18n import preferred

NOT_FOR_ROBOTS = ("/api/", "/health/", *(f"/*/{page}" for page in ("search", "login")))


def register(app: Flask) -> None:
    app.add_url_rule("/", "choose", choose)
    app.add_url_rule("/robots.txt", "robots", robots)


def choose() -> Response:
    """Lead on to the language the browser asks for; who does not follow finds all of them as links."""
    page = make_response(render_template("pages/choose.html"), 302)
    page.location = url_for("pages.home", language=preferred())
    page.vary.add("Accept-Language")
    return page


def robots() -> Response:
    """What robots leave alone: searches without end, forms and programs."""
    rules = "".join(f"Disallow: {path}\n" for path in NOT_FOR_ROBOTS)
    return Response(f"User-agent: *\n{rules}", mimetype="text/plain")
