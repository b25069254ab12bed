"""The cookie of a browser that is unlocked, and the vault of a group as a page opens it.

The cookie holds a random secret and nothing else; it is strict, closed to scripts, sent to the pages of sealed records
alone (one path a language), and gone when the browser closes. What ends it sooner is decided by the services.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.domain.errors import VaultLocked
from caselaw.messages import say_error
from caselaw.services.vault.open_vault import OpenVault
from web.i18n import language
from web.session import services, viewer

COOKIE = "caselaw_unlocked"
SECURE_COOKIE = f"__Secure-{COOKIE}"  # by https: a browser then takes it from https alone
PLACE = "/solidarity"


def secret() -> str:
    """The secret of this browser; empty where it is not unlocked."""
    return request.cookies.get(_name(), "")


def opened(group: str) -> AbstractContextManager[OpenVault]:
    """`with opened(group) as vault`: the vault of a group for whoever looks at this page. `NotFound`, `VaultLocked`;
    the second becomes, by `locked`, the way to unlock it."""
    return services().vault.opened(viewer(), secret(), group)


def is_unlocked() -> bool:
    """This browser is unlocked."""
    return bool(secret()) and services().vault.is_unlocked(secret(), viewer=viewer())


def keep(response: Response, value: str) -> Response:
    """Put the secret into the cookie."""
    for path in _paths():
        response.set_cookie(
            _name(), value, path=path, httponly=True, samesite="Strict",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )  # fmt: skip
    return response


def forget(response: Response) -> Response:
    """Take the cookie away."""
    for path in _paths():
        response.delete_cookie(
            _name(), path=path, httponly=True, samesite="Strict", secure=current_app.config["SESSION_COOKIE_SECURE"]
        )
    return response


def locked(refusal: VaultLocked) -> ResponseReturnValue:
    """Where a page leads that is locked: to the form that unlocks it and leads back. What was typed into a form is not
    sent on: the page says how to keep it."""
    if refusal.code == "vault.outside":
        return make_response(render_template("pages/vault_locked.html", refusal=say_error(refusal, language())), 403)
    if request.method == "GET":
        return redirect(url_for("pages.unlock", next=request.full_path.rstrip("?")))
    return make_response(render_template("pages/vault_locked.html", refusal=say_error(refusal, language())), 409)


def _name() -> str:
    return SECURE_COOKIE if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def _paths() -> list[str]:
    return [f"/{code}{PLACE}" for code in current_app.config["LANGUAGES"]]
