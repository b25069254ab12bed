"""A new password by a link. Who asks sees the same page whatever the address is."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import Invalid, NotFound
from caselaw.messages import say_error
from caselaw.services.people.accounts import LONGEST_PASSWORD
from web.i18n import language
from web.session import services, sign_out
from web.views.people.login import TRIES, tried_name


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; requests are counted by address and by the name that is asked for."""
    by_address = limiter.limit(TRIES)
    by_name = limiter.limit("3 per hour", key_func=tried_name)
    pages.add_url_rule("/reset", "reset", ask)
    pages.add_url_rule("/reset", "ask_reset", by_address(by_name(send)), methods=["POST"])
    pages.add_url_rule("/reset/<token>", "new_password", form)
    pages.add_url_rule("/reset/<token>", "set_new_password", by_address(use), methods=["POST"])


def ask() -> ResponseReturnValue:
    """The form that asks for a link; where the site sends no mails, whom to ask instead."""
    return render_template("pages/reset.html", by_mail=services().resets.by_mail, sent=request.args.get("sent"))


def send() -> ResponseReturnValue:
    """Ask for a link; the answer is one and the same."""
    if not services().resets.by_mail:
        raise NotFound()
    services().resets.ask(request.form.get("email", "")[:LONGEST_PASSWORD], language())
    return redirect(url_for("pages.reset", sent="yes"), 303)


def form(token: str) -> ResponseReturnValue:
    """The form for the new password. `NotFound` for a link that is over."""
    if not services().resets.good(token):
        raise NotFound("reset.over")
    return render_template("pages/new_password.html", token=token)


def use(token: str) -> ResponseReturnValue:
    """Set it, and lead to the page where one signs in, with the second factor if there is one."""
    try:
        services().resets.use(token, request.form.get("new", "")[: LONGEST_PASSWORD + 1])
    except Invalid as refusal:
        page = render_template("pages/new_password.html", token=token, refusal=say_error(refusal, language()))
        return make_response(page, 422)
    sign_out()
    return redirect(url_for("pages.login", done="password"), 303)
