"""Who asks: a bearer token or nobody. Session cookies are not looked at, so no other site can borrow them."""

from __future__ import annotations

from typing import Protocol

from caselaw.access.viewer import ANYONE, Viewer
from caselaw.domain.errors import LoginRefused


class Tokens(Protocol):
    """Whoever knows the tokens."""

    def viewer_for_token(self, text: str, /) -> Viewer | None: ...


def viewer_of(header: str | None, tokens: Tokens) -> Viewer:
    """The viewer of an Authorization header, the public without one; `LoginRefused` for a token we do not know."""
    if header is None:
        return ANYONE
    scheme, _, token = header.strip().partition(" ")
    viewer = tokens.viewer_for_token(token.strip()) if scheme.lower() == "bearer" and token.strip() else None
    if viewer is None:
        raise LoginRefused("token.refused")
    return viewer
