"""Who is signed in: one signed cookie that scripts cannot read, holding the account's id and nothing else."""

from __future__ import annotations

from flask import current_app, g, session

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.wiring import Services

_ACCOUNT = "account"


def services() -> Services:
    """The verbs of the product, as this app was built with them."""
    built: Services = current_app.extensions["caselaw"]
    return built


def viewer() -> Viewer:
    """The person who looks at this page: read anew for every request, so that a right taken away is gone at once."""
    if "viewer" not in g:
        account = session.get(_ACCOUNT)
        g.viewer = services().accounts.viewer(account) if account else ANYONE
    found: Viewer = g.viewer
    return found


def signed_in() -> bool:
    """True where this response was made for somebody who is signed in; asks nothing that the page did not ask."""
    return "viewer" in g and g.viewer.account is not None


def sign_in(account: str) -> None:
    """Begin a new session for this account; whatever an earlier session held is gone."""
    session.clear()
    session[_ACCOUNT] = account
    g.pop("viewer", None)


def sign_out() -> None:
    """End the session."""
    session.clear()
    g.pop("viewer", None)
