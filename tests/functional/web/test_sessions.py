"""A copied cookie is worth nothing once its owner has signed out, or has a new password; rights end at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.cli import main
from tests.functional.web.stock import PASSWORD, Stock, csrf, stocked, try_login
from web.app import create_app

COOKIE = "caselaw_session"


@pytest.fixture
def own(tmp_path: Path, migrated: Path) -> Iterator[Stock]:
    """A stocked site that the test may change."""
    found = stocked(tmp_path, migrated)
    yield found
    found.services.close()


@pytest.fixture
def site(own: Stock) -> Flask:
    return create_app(own.services.settings, own.services)


def copied(site: Flask, client: FlaskClient) -> FlaskClient:
    """Another browser with a copy of this one's cookie."""
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    thief = site.test_client()
    thief.set_cookie(COOKIE, cookie.value)
    return thief


def is_signed_in(client: FlaskClient) -> bool:
    return "Sign out" in client.get("/en/").text


def test_a_copied_cookie_is_dead_after_signing_out(site: Flask, alice: FlaskClient, own: Stock) -> None:
    thief, page = copied(site, alice), f"/en/documents/{own.ids['group']}"
    assert thief.get(page).status_code == 200
    alice.post("/en/logout", data={"csrf_token": csrf(alice.get(page).text)})
    assert thief.get(page).status_code == 404
    assert not is_signed_in(thief)
    assert not is_signed_in(alice)


def test_a_copied_cookie_is_dead_after_a_new_password(
    site: Flask, alice: FlaskClient, bob: FlaskClient, own: Stock
) -> None:
    thief = copied(site, alice)
    settings = own.services.settings
    environ = {
        "CASELAW_DATABASE_URL": settings.database_url,
        "CASELAW_SEARCH_URL": settings.search_url,
        "CASELAW_FILES": str(settings.files),
    }
    new = "another horse battery"
    done = CliRunner().invoke(
        main, ["user", "passwd", "alice@example.org", "--password-stdin"], input=f"{new}\n", env=environ
    )
    assert done.exit_code == 0, done.output
    assert [is_signed_in(client) for client in (thief, alice, bob)] == [False, False, True]
    assert try_login(alice, "alice@example.org", PASSWORD).status_code == 422
    assert try_login(alice, "alice@example.org", new).status_code == 303
    assert [is_signed_in(client) for client in (thief, alice)] == [False, True]


def test_who_left_a_group_reads_nothing_of_it_from_then_on(alice: FlaskClient, own: Stock) -> None:
    page, search = f"/en/documents/{own.ids['group']}", "/en/search?q=cinnabar"
    assert alice.get(page).status_code == 200
    assert own.ids["group"] in alice.get(search).text
    own.services.accounts.leave("alice@example.org", "mining", viewer=OPERATOR)
    assert alice.get(page).status_code == 404
    assert alice.get(f"{page}/file").status_code == 404
    assert own.ids["group"] not in alice.get(search).text
    assert not is_signed_in(alice), "whoever loses a right signs in anew"


def test_signing_in_again_ends_the_session_before(site: Flask, alice: FlaskClient) -> None:
    before = copied(site, alice)
    token = csrf(alice.get("/en/").text)
    alice.post("/en/login", data={"csrf_token": token, "email": "bob@example.org", "password": PASSWORD})
    assert is_signed_in(alice)
    assert not is_signed_in(before)


def test_the_cookie_says_nothing_of_its_owner(site: Flask, alice: FlaskClient, own: Stock) -> None:
    """A random token for who is signed in, one for the forms, and no more."""
    alice.get("/en/")
    assert isinstance(site.session_interface, SecureCookieSessionInterface)
    cookie, signer = alice.get_cookie(COOKIE), site.session_interface.get_signing_serializer(site)
    assert cookie is not None
    assert signer is not None
    assert set(signer.loads(cookie.value)) == {"token", "csrf_token"}
    assert own.services.sessions.viewer_for_session(signer.loads(cookie.value)["token"]) is not None
