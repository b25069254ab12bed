"""Signing in and out. What is wrong with a name or a password is never said apart."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.account import normal_email
from caselaw.domain.errors import LoginRefused
from caselaw.messages import say_error
from caselaw.services.accounts import LONGEST_PASSWORD
from web.addresses import local
from web.i18n import language
from web.session import services, sign_in, sign_out, viewer

TRIES = "5 per minute"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; tries are counted by address and by the name that is tried."""
    by_address = limiter.limit(TRIES)
    by_name = limiter.limit(TRIES, key_func=_tried_name)
    pages.add_url_rule("/login", "login", ask)
    pages.add_url_rule("/login", "try_login", by_address(by_name(attempt)), methods=["POST"])
    pages.add_url_rule("/logout", "logout", leave, methods=["POST"])


def ask() -> ResponseReturnValue:
    """The form; who is signed in goes on."""
    if viewer().account is not None:
        return redirect(_onward())
    return render_template("pages/login.html", onward=local(request.args.get("next")), email="")


def attempt() -> ResponseReturnValue:
    """Sign in and go on, or show the form again with one sentence."""
    email, password = request.form.get("email", "").strip(), request.form.get("password", "")
    try:
        if not email or not password or max(len(email), len(password)) > LONGEST_PASSWORD:
            raise LoginRefused()
        account = services().accounts.login(email, password)
    except LoginRefused as refusal:
        onward = local(request.form.get("next"))
        page = render_template("pages/login.html", refusal=say_error(refusal, language()), email=email, onward=onward)
        return make_response(page, 422)
    sign_in(account.id)
    return redirect(_onward(), 303)


def leave() -> Response:
    """Sign out, and ask the browser to forget what it kept of these pages."""
    sign_out()
    page = redirect(url_for("pages.home"), 303)
    page.headers["Clear-Site-Data"] = '"cache", "storage"'
    return page  # type: ignore[return-value]


def _onward() -> str:
    return local(request.values.get("next")) or url_for("pages.home")


def _tried_name() -> str:
    """The account that is tried, however its address is spelled; what is no address is counted as it was typed."""
    typed = request.form.get("email", "")[:LONGEST_PASSWORD]
    try:
        return "name:" + normal_email(typed)
    except ValueError:
        return "name:" + typed
