"""Your account: in which groups and roles one is, where one is signed in, and a new password."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import Invalid, LoginRefused
from caselaw.domain.people.token import SCOPES
from caselaw.messages import say_error
from caselaw.services.people.accounts import LONGEST_PASSWORD
from web.i18n import language
from web.session import own_token, services, sign_in, viewer
from web.views.people.login import TRIES


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; tries to guess a present password are counted by address."""
    pages.add_url_rule("/account", "account", show)
    tries = limiter.limit(TRIES)
    pages.add_url_rule("/account/password", "change_password", tries(change_password), methods=["POST"])
    pages.add_url_rule("/account/tokens", "make_token", make_token, methods=["POST"])
    pages.add_url_rule("/account/tokens/revoke", "revoke_token", revoke_token, methods=["POST"])
    pages.add_url_rule("/account/sessions", "end_sessions", end_sessions, methods=["POST"])


def show() -> ResponseReturnValue:
    """The page; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.account")))
    return _page()


def change_password() -> ResponseReturnValue:
    """A new password ends every session of the account; this browser begins a new one."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.account")), 303)
    old, new = request.form.get("old", "")[: LONGEST_PASSWORD + 1], request.form.get("new", "")[: LONGEST_PASSWORD + 1]
    try:
        account = services().accounts.change_password(old, new, viewer=viewer())
    except LoginRefused:
        return make_response(_page(wrong=True), 422)
    except Invalid as refusal:
        return make_response(_page(refusal=say_error(refusal, language())), 422)
    sign_in(account.id)
    return redirect(url_for("pages.account", done="password"), 303)


def make_token() -> ResponseReturnValue:
    """A new token, shown on the answer to this form and never again."""
    account = services().accounts.own(viewer())
    scopes = SCOPES if request.form.get("write") else ("read",)
    made = services().tokens.make(account.email, request.form.get("name", ""), scopes=scopes, viewer=viewer())
    return _page(made=made)


def revoke_token() -> Response:
    """Make one of the account's tokens good for nothing."""
    account = services().accounts.own(viewer())
    services().tokens.revoke(account.email, request.form.get("token", ""), viewer=viewer())
    return redirect(url_for("pages.account", done="token"), 303)  # type: ignore[return-value]


def end_sessions() -> Response:
    """Sign out where the form says: in one session, or in all but this one."""
    handle = request.form.get("session")
    if handle is None:
        services().sessions.end_others(viewer(), own_token())
    else:
        services().sessions.end_one(viewer(), handle)
    return redirect(url_for("pages.account", done="sessions"), 303)  # type: ignore[return-value]


def _page(**parts: object) -> str:
    account = services().accounts.own(viewer())
    return render_template(
        "pages/account.html",
        account=account,
        tokens=services().tokens.of(account.email, viewer=viewer()),
        sessions=services().sessions.open_for(viewer(), own_token()),
        factor=services().second_factor.standing(viewer()),
        done=request.args.get("done"),
        **parts,
    )
