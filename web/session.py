"""Who is signed in: one signed cookie that scripts cannot read. It holds a random token, which the services know or do
not, and the token of the forms; no name, no id."""

from __future__ import annotations

from flask import current_app, g, session

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.wiring import Services

_TOKEN = "token"  # noqa: S105 - the name of the place, not what lies there
_HALF = "half"


def services() -> Services:
    """The verbs of the product, as this app was built with them."""
    built: Services = current_app.extensions["caselaw"]
    return built


def viewer() -> Viewer:
    """The person who looks at this page: read anew for every request, so that a right taken away is gone at once."""
    if "viewer" not in g:
        token = session.get(_TOKEN)
        g.viewer = (services().sessions.viewer_for_session(token) if token else None) or ANYONE
    found: Viewer = g.viewer
    return found


def signed_in() -> bool:
    """True where this response was made for somebody who is signed in; asks nothing that the page did not ask."""
    return "viewer" in g and g.viewer.account is not None


def own_token() -> str:
    """The token of this browser's session; empty where nobody is signed in."""
    token: str = session.get(_TOKEN, "")
    return token


def begin_half(token: str) -> None:
    """The password was right and a code is asked for: a new session, nobody's yet. One that was open is ended."""
    sign_out()
    session[_HALF] = token


def half() -> str:
    """The token of a sign-in that waits for its code; empty where none does."""
    token: str = session.get(_HALF, "")
    return token


def sign_in(account: str) -> None:
    """Begin a new session for this account; an earlier one of this browser is ended, and all that it held is gone."""
    sign_out()
    session[_TOKEN] = services().sessions.begin(account)


def sign_out() -> None:
    """End the session: for this browser, whatever happens, and for every copy of its cookie."""
    token = session.get(_TOKEN)
    session.clear()
    g.pop("viewer", None)
    if token:
        services().sessions.end(token)
