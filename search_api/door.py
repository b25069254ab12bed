"""What each request of the API needs to know: the services, who asks, in which language, and under which id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, g, request

from caselaw.access.viewer import Viewer
from caselaw.domain.identifiers import new_id
from caselaw.domain.languages import LANGUAGES
from search_api.auth import viewer_of

if TYPE_CHECKING:  # the wiring loads every engine; the description of the API needs none
    from caselaw.wiring import Services

PREFIX = "/api"
BASE = f"{PREFIX}/v1"
_KEY = "caselaw-api"


@dataclass(frozen=True)
class Door:
    """The API as mounted on one application; `everywhere`: the application is nothing but the API."""

    services: Services
    everywhere: bool = False


def open_door(door: Door) -> None:
    """Remember the door on the application of the current context."""
    current_app.extensions[_KEY] = door


def services() -> Services:
    return _door().services


def viewer() -> Viewer:
    """Who asks, from the token alone: a session cookie means nothing here. Raises `LoginRefused` for a wrong token."""
    return viewer_of(request.headers.get("Authorization"), services().tokens)


def reader() -> str:
    """The reader's language: the `reader` parameter, else what the browser accepts, else the site's first language."""
    asked = request.args.get("reader")
    if asked in LANGUAGES:
        return str(asked)
    languages = services().settings.languages
    return request.accept_languages.best_match(languages) or languages[0]


def site() -> str:
    address: str = services().settings.base_url
    return address


def request_id() -> str:
    """One id for this request, in its answer, its headers and our log."""
    if "request_id" not in g:
        g.request_id = new_id()
    return str(g.request_id)


def ours() -> bool:
    """The request is for the API, not for a page of the site it is mounted on."""
    return _door().everywhere or request.path == PREFIX or request.path.startswith(f"{PREFIX}/")


def _door() -> Door:
    door = current_app.extensions[_KEY]
    if not isinstance(door, Door):
        raise TypeError("the API is not mounted on this application")
    return door
