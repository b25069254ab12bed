"""Every refusal as a page, in one table: what went wrong, in the reader's language, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from caselaw.domain.errors import (
    CaselawError,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    SearchUnavailable,
    StoreUnavailable,
)
from caselaw.messages import say_error
from search_api import door
from web.i18n import language
from web.views import doors


@dataclass(frozen=True)
class Refusal:
    """What a page of refusal says; both are sentences of the catalogue."""

    title: object
    advice: object


REFUSALS = {
    400: Refusal(
        _("This request cannot be read"),
        _("Something in the address or the form is not what this page expects. Go back and try once more."),
    ),
    403: Refusal(_("You may not do this"), _("Ask someone who manages your group’s accounts.")),
    404: Refusal(
        _("There is nothing here"),
        _("The address may have been cut, or the document is not open to you. If you expected a document, sign in."),
    ),
    405: Refusal(_("This page does not take forms"), _("Go back and try once more.")),
    409: Refusal(_("This has changed meanwhile"), _("Load the page again, look at the new state, and try once more.")),
    413: Refusal(_("This is too large"), _("Send less at a time.")),
    429: Refusal(_("Too many tries"), _("For the safety of all accounts, wait a minute and try again.")),
    500: Refusal(
        _("Something went wrong on our side"), _("It has been noted. Please try again in a moment, or search instead.")
    ),
    503: Refusal(_("Not available for the moment"), _("Please try again in a moment.")),
}
UPGRADING = Refusal(
    _("This site is being upgraded"),
    _(
        "It will be back in a few minutes. Nothing that was saved is lost. If you were sending a form, go back then "
        "and send it again."
    ),
)
EXPIRED = Refusal(
    _("This form has expired"), _("Nothing was sent. Go back, load the page again and fill in the form once more.")
)
AGAIN = "60"
"""Seconds after which it is worth to ask again for what is not there for the moment."""
STATUS: tuple[tuple[type[CaselawError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 400),
    (SearchUnavailable, 503),
    (StoreUnavailable, 503),
)


def register(app: Flask) -> None:
    for code in REFUSALS:
        app.register_error_handler(code, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(CaselawError, refused_by_rule)


def refused(error: HTTPException) -> Response:
    """A refusal of the web server itself; who left only the language out of an address is led on."""
    code = error.code or 500
    if code == 404 and (led := doors.with_language()):
        return led
    answer = _page(code, REFUSALS[code])
    for name, value in error.get_headers():
        if name in ("Retry-After", "Allow"):
            answer.headers[name] = value
    return answer


def expired(error: CSRFError) -> Response:
    return _page(400, EXPIRED)


def refused_by_rule(error: CaselawError) -> Response:
    """A refusal of the product: its own sentence, under the title of its status."""
    code = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    if error.code in ("store.upgrading", "store.behind", "store.ahead"):
        return _page(503, UPGRADING)
    if code in (404, 500, 503):  # no more than of an address that does not exist; no name of a server
        return _page(code, REFUSALS[code])
    return _page(code, Refusal(REFUSALS[code].title, say_error(error, language())))


def _page(code: int, refusal: Refusal) -> Response:
    """The page; a fault of ours is shown without asking the database who is signed in."""
    page = render_template(
        "pages/refused.html", code=code, refusal=refusal, plain=code >= 500, number=door.request_id()
    )
    answer = make_response(page, code)
    if code == 503:
        answer.headers["Retry-After"] = AGAIN
    return answer
