"""An invitation, as who was invited sees it: an account is made, or the invitation is taken with the one she has."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import Invalid
from caselaw.messages import say_error
from caselaw.services.people.accounts import LONGEST_PASSWORD
from web.i18n import language
from web.session import services, sign_in, viewer
from web.views.people.login import TRIES


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; tries are counted by address."""
    tries = limiter.limit(TRIES)
    pages.add_url_rule("/invitation/<token>", "invitation", show)
    pages.add_url_rule("/invitation/<token>", "accept_invitation", tries(accept), methods=["POST"])


def show(token: str) -> ResponseReturnValue:
    """What it offers. `NotFound` for a link that is over."""
    return _page(token)


def accept(token: str) -> ResponseReturnValue:
    """Take it: with the account of who is signed in, or with a new one."""
    if services().invitations.open(token).known:
        services().invitations.accept(token, viewer=viewer())
        return redirect(url_for("pages.work"), 303)
    name = request.form.get("name", "")
    try:
        account = services().invitations.accept_new(
            token, name, request.form.get("password", "")[: LONGEST_PASSWORD + 1]
        )
    except Invalid as refusal:
        field = next(iter(refusal.fields), "")
        return make_response(_page(token, name=name, refusal=say_error(refusal, language()), field=field), 422)
    sign_in(account)
    return redirect(url_for("pages.work"), 303)


def _page(token: str, **parts: object) -> str:
    opened = services().invitations.open(token)
    own = services().accounts.own(viewer()) if viewer().account else None
    return render_template("pages/invitation.html", token=token, opened=opened, own=own, **parts)
