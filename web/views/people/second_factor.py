"""Your second factor: set up with a picture for the app, shown to be on, its recovery codes made anew, taken away."""

from __future__ import annotations

import segno
from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from markupsafe import Markup

from caselaw.domain.errors import CaselawError, Invalid, LoginRefused
from caselaw.messages import say_error
from caselaw.services.people.accounts import LONGEST_PASSWORD
from web.i18n import language
from web.session import services, sign_in, viewer
from web.views.people.login import LONGEST_CODE, TRIES


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; codes that are tried are counted by address, beside what the service counts by account."""
    tries = limiter.limit(TRIES)
    at = "/account/second-factor"
    pages.add_url_rule(at, "second_factor", show)
    pages.add_url_rule(f"{at}/start", "start_factor", start, methods=["POST"])
    pages.add_url_rule(f"{at}/confirm", "confirm_factor", tries(confirm), methods=["POST"])
    pages.add_url_rule(f"{at}/codes", "renew_codes", tries(renew), methods=["POST"])
    pages.add_url_rule(f"{at}/remove", "remove_factor", tries(remove), methods=["POST"])


def show() -> ResponseReturnValue:
    """The page; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.second_factor")))
    return _page()


def start() -> ResponseReturnValue:
    """Make a secret and show it."""
    services().second_factor.offer(viewer())
    return redirect(url_for("pages.second_factor"), 303)


def confirm() -> ResponseReturnValue:
    """The password and the first code: the factor is on, every other session is over, and the recovery codes are shown
    this once."""
    account = services().accounts.own(viewer())
    try:
        codes = services().second_factor.confirm(_password(), _code(), viewer=viewer())
    except (Invalid, LoginRefused) as refusal:
        return _refused(refusal, "confirm")
    sign_in(account.id)
    return _page(codes=codes, done="on")


def renew() -> ResponseReturnValue:
    """New recovery codes, shown this once."""
    try:
        codes = services().second_factor.renew_codes(_code(), viewer=viewer())
    except LoginRefused as refusal:
        return _refused(refusal, "codes")
    return _page(codes=codes)


def remove() -> ResponseReturnValue:
    """Take the factor away; this browser begins a new session."""
    account = services().accounts.own(viewer())
    try:
        services().second_factor.remove(_password(), _code(), viewer=viewer())
    except LoginRefused as refusal:
        return _refused(refusal, "remove")
    sign_in(account.id)
    return redirect(url_for("pages.second_factor", done="off"), 303)


def picture(address: str) -> Markup:
    """A QR code as markup of our own making: black on white whatever the scheme, for cameras."""
    drawn = segno.make(address, error="m").svg_inline(
        scale=5, light="#fff", dark="#000", svgclass="qr", lineclass=None, omitsize=True
    )
    return Markup(drawn)  # noqa: S704 - drawn by the library from squares alone; the address is nowhere in it


def _password() -> str:
    return request.form.get("password", "")[: LONGEST_PASSWORD + 1]


def _code() -> str:
    return request.form.get("code", "")[:LONGEST_CODE]


def _refused(refusal: CaselawError, which: str) -> ResponseReturnValue:
    return make_response(_page(refusal=say_error(refusal, language()), refused_form=which), 422)


def _page(**parts: object) -> str:
    factor = services().second_factor
    standing = factor.standing(viewer())
    offered = None if standing.on else factor.offered(viewer())
    return render_template(
        "pages/second_factor.html",
        standing=standing,
        offered=offered,
        picture=picture(offered.address) if offered else None,
        **{"done": request.args.get("done"), **parts},
    )
