"""What every answer carries, route by route: no script but ours, no frame, nothing kept that is personal; and no page
that asks anybody else for anything."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from tests.functional.access.asking import ASKED, ask
from tests.functional.access.people import PEOPLE, PUBLIC, Person, Site
from tests.functional.web.stock import Page

READER = next(person for person in PEOPLE if person.name == "mining-editor")
ADMINISTRATOR = next(person for person in PEOPLE if person.name == "administrator")
ALIKE = {
    "static", "choose", "robots", "live", "ready", "pages.world", "api-docs.static", "api-docs.openapi",
    "pages.feed", "pages.tracker_feed", "pages.login_code",
}  # fmt: skip
"""The same for everybody: a feed shows what the public reads; without a first step the second leads back to it."""


@pytest.fixture(scope="module")
def sealed(read_only: Site) -> Site:
    """The same site, reached by https."""
    secure = replace(read_only.services.settings, base_url="https://caselaw.example")
    return Site(replace(read_only.services, settings=secure), read_only.ids, read_only.credentials)


@pytest.mark.parametrize("endpoint", ASKED)
def test_every_answer_is_guarded(sealed: Site, endpoint: str) -> None:
    for person in (PUBLIC, READER, ADMINISTRATOR):
        answer = ask(sealed, "GET", endpoint, person, "en")
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert "Server" not in answer.headers
        for cookie in answer.headers.getlist("Set-Cookie"):
            assert cookie.startswith("__Host-caselaw="), "no neighbouring host can set it"
            assert "HttpOnly" in cookie
            assert "SameSite=" in cookie
            assert "Path=/;" in cookie
            assert "Domain" not in cookie
            assert "Secure" in cookie


@pytest.mark.parametrize("endpoint", [one for one in ASKED if one not in ALIKE])
def test_what_is_for_one_person_is_kept_by_nobody(read_only: Site, endpoint: str) -> None:
    for person, document in ((READER, "with file"), (ADMINISTRATOR, "members")):
        answer = ask(read_only, "GET", endpoint, person, document)
        assert _not_kept(answer), (person.name, answer.headers["Cache-Control"])


@pytest.mark.parametrize("endpoint", [one for one in ASKED if one.startswith("pages.")])
def test_no_page_asks_anybody_else_for_anything(read_only: Site, endpoint: str) -> None:
    for person in (READER, ADMINISTRATOR):
        _only_ours(ask(read_only, "GET", endpoint, person, "en"), person)


def _not_kept(answer: TestResponse) -> bool:
    return "no-store" in answer.headers["Cache-Control"]


def _only_ours(answer: TestResponse, person: Person) -> None:
    if answer.mimetype != "text/html":
        return
    for tag, attributes in Page(answer.text).elements:
        assert tag not in ("style", "iframe", "object", "embed", "base"), tag
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert tag != "script" or str(attributes.get("src")).startswith("/static/")
        for name in ("src", "srcset", "href", "action", "formaction", "poster", "data", "ping"):
            found = urlsplit(attributes.get(name) or "")
            assert found.scheme in ("", "http", "https", "mailto"), (person.name, tag, attributes)
            if found.netloc:
                assert (tag, name) == ("a", "href"), "only by a click"
                assert "noreferrer" in str(attributes.get("rel")), "and telling nobody where one was"
