"""Signing in and out. What is wrong with a name or a password is never said apart.

Where the account has a second factor, its code is asked for on a page of its own. Each step begins a new session, so
that a cookie somebody planted before is worth nothing after.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import LoginRefused
from caselaw.domain.people.account import normal_email
from caselaw.messages import say_error
from caselaw.services.people.accounts import LONGEST_PASSWORD
from web.addresses import local
from web.i18n import language
from web.session import begin_half, half, services, sign_in, sign_out, viewer

TRIES = "5 per minute"
LONGEST_CODE = 100


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; tries are counted by address and by the name that is tried."""
    by_address = limiter.limit(TRIES)
    by_name = limiter.limit(TRIES, key_func=tried_name)
    pages.add_url_rule("/login", "login", ask)
    pages.add_url_rule("/login", "try_login", by_address(by_name(attempt)), methods=["POST"])
    pages.add_url_rule("/login/code", "login_code", ask_code)
    codes = limiter.limit("10 per minute")
    pages.add_url_rule("/login/code", "try_login_code", codes(attempt_code), methods=["POST"])
    pages.add_url_rule("/logout", "logout", leave, methods=["POST"])


def ask() -> ResponseReturnValue:
    """The form; who is signed in goes on."""
    if viewer().account is not None:
        return redirect(_onward())
    return _form(local(request.args.get("next")))


def attempt() -> ResponseReturnValue:
    """Sign in and go on, go to the page of the code, or show the form again with one sentence."""
    email, password = request.form.get("email", "").strip(), request.form.get("password", "")
    try:
        if not email or not password or max(len(email), len(password)) > LONGEST_PASSWORD:
            raise LoginRefused()
        entered = services().sign_in.enter(email, password)
    except LoginRefused as refusal:
        page = _form(local(request.form.get("next")), refusal=say_error(refusal, language()), email=email)
        return make_response(page, 422)
    if entered.half:
        begin_half(entered.half)
        return redirect(url_for("pages.login_code", next=local(request.form.get("next"))), 303)
    sign_in(entered.account)
    return redirect(_onward(), 303)


def ask_code() -> ResponseReturnValue:
    """The form of the second step; without a first step there is none."""
    if not services().sign_in.waits(half()):
        return redirect(url_for("pages.login", next=local(request.args.get("next"))))
    return render_template("pages/login_code.html", onward=local(request.args.get("next")))


def attempt_code() -> ResponseReturnValue:
    """Sign in and go on; or show the form again, or begin anew where this sign-in is over."""
    onward = local(request.form.get("next"))
    try:
        account = services().sign_in.complete(half(), request.form.get("code", "")[:LONGEST_CODE])
    except LoginRefused as refusal:
        said = say_error(refusal, language())
        if refusal.code == "factor.over":
            sign_out()
            return make_response(_form(onward, refusal=said), 422)
        return make_response(render_template("pages/login_code.html", refusal=said, onward=onward), 422)
    sign_in(account)
    return redirect(_onward(), 303)


def leave() -> Response:
    """Sign out, and ask the browser to forget what it kept of these pages."""
    sign_out()
    page = redirect(url_for("pages.home"), 303)
    page.headers["Clear-Site-Data"] = '"cache", "storage"'
    return page  # type: ignore[return-value]


def _form(onward: str | None, *, refusal: str | None = None, email: str = "") -> str:
    by_mail = services().resets.by_mail
    return render_template("pages/login.html", onward=onward, refusal=refusal, email=email, by_mail=by_mail)


def _onward() -> str:
    return local(request.values.get("next")) or url_for("pages.home")


def tried_name() -> str:
    """The account that is tried, however its address is spelled; what is no address is counted as it was typed."""
    typed = request.form.get("email", "")[:LONGEST_PASSWORD]
    try:
        return "name:" + normal_email(typed)
    except ValueError:
        return "name:" + typed
