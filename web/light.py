"""A page for a slow line or a dear one: no scripts, no pictures, fewer documents.

Whoever follows the link at the foot of a page has `light=1` in each address from then on, and nothing is kept in the
browser; a browser that says `Save-Data: on` is served so without asking.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

LIGHT = "light"


def light() -> bool:
    """This page is to be light."""
    if "light_page" not in g:  # a page asks some hundred times
        g.light_page = chosen() or request.headers.get("Save-Data", "").strip().lower() == "on"
    return bool(g.light_page)


def chosen() -> bool:
    """The reader chose it: the address says so."""
    if "light_chosen" not in g:
        g.light_chosen = request.args.get(LIGHT) == "1" or (request.method == "POST" and _sent() == "1")
    return bool(g.light_chosen)


def _sent() -> str | None:
    try:
        return request.form.get(LIGHT)
    except RequestEntityTooLarge:  # what is refused for its size is said on a page, too
        return None


def register(app: Flask) -> None:
    """Keep the choice in every address of a page that a light page names, and say what an answer depends on."""

    @app.url_defaults
    def stay_light(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint.startswith("pages.") and LIGHT not in values and request and chosen():
            values[LIGHT] = "1"

    @app.after_request
    def depends(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.vary.add("Save-Data")
        return response

    app.jinja_env.globals |= {"light": light, "light_chosen": chosen}
