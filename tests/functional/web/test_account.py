"""Your account: one's sessions are seen and ended, a password is changed by who knows the old one, nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.domain.languages import LANGUAGES
from tests.functional.web.stock import PASSWORD, Page, Stock, csrf, sign_in, stocked, try_login
from web.app import create_app

NEW = "another long secret"
ALICE = "alice@example.org"


@pytest.fixture
def own(tmp_path: Path, migrated: Path) -> Iterator[Stock]:
    """A stocked site that the test may change."""
    found = stocked(tmp_path, migrated)
    yield found
    found.services.close()


@pytest.fixture
def site(own: Stock) -> Flask:
    return create_app(own.services.settings, own.services)


def post(client: FlaskClient, what: str, **form: str) -> TestResponse:
    token = csrf(client.get("/en/account").text)
    return client.post(f"/en/account/{what}", data={"csrf_token": token, **form})


def others(client: FlaskClient) -> list[str]:
    """The handles of the sessions that can be ended one by one."""
    return re.findall(r'name="session" value="([^"]+)"', client.get("/en/account").text)


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/en/account").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_one_is_and_is_kept_by_nobody(alice: FlaskClient, language: str) -> None:
    page = alice.get(f"/{language}/account")
    assert page.status_code == 200
    assert ALICE in page.text
    assert "mining" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert len(Page(page.text).all("h1")) == 1


def test_who_is_not_signed_in_is_asked_to(public: FlaskClient) -> None:
    assert public.get("/en/account").headers["Location"] == "/en/login?next=/en/account"


def test_a_session_left_open_elsewhere_is_ended_from_here(site: Flask, alice: FlaskClient) -> None:
    elsewhere = sign_in(site.test_client(), ALICE, PASSWORD)
    (handle,) = others(alice)
    assert post(alice, "sessions", session=handle).status_code == 303
    assert not is_signed_in(elsewhere)
    assert is_signed_in(alice)


def test_all_other_sessions_are_ended_at_once(site: Flask, alice: FlaskClient) -> None:
    elsewhere = [sign_in(site.test_client(), ALICE, PASSWORD) for _ in range(3)]
    assert len(others(alice)) == 3
    post(alice, "sessions")
    assert not any(map(is_signed_in, elsewhere))
    assert is_signed_in(alice)


@pytest.mark.parametrize("handle", ["", "%", "_" * 12, "0" * 12])
def test_a_session_that_is_not_there_is_not_ended(site: Flask, alice: FlaskClient, handle: str) -> None:
    elsewhere = sign_in(site.test_client(), ALICE, PASSWORD)
    assert post(alice, "sessions", session=handle).status_code == 404
    assert is_signed_in(elsewhere)


def test_nobody_ends_the_session_of_another(site: Flask, alice: FlaskClient, bob: FlaskClient) -> None:
    sign_in(site.test_client(), ALICE, PASSWORD)
    (handle,) = others(alice)
    assert post(bob, "sessions", session=handle).status_code == 404
    assert others(alice) == [handle]


def test_a_new_password_takes_the_place_of_the_old_one(site: Flask, alice: FlaskClient) -> None:
    elsewhere = sign_in(site.test_client(), ALICE, PASSWORD)
    assert post(alice, "password", old=PASSWORD, new=NEW).status_code == 303
    assert is_signed_in(alice)
    assert not is_signed_in(elsewhere)
    assert try_login(site.test_client(), ALICE, PASSWORD).status_code == 422
    assert try_login(site.test_client(), ALICE, NEW).status_code == 303


@pytest.mark.parametrize(("old", "new"), [("wrong", NEW), ("", NEW), (PASSWORD, "short"), (PASSWORD, "")])
def test_a_password_is_not_changed_without_the_old_one_or_to_a_short_one(
    site: Flask, alice: FlaskClient, old: str, new: str
) -> None:
    answer = post(alice, "password", old=old, new=new)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert try_login(site.test_client(), ALICE, PASSWORD).status_code == 303


def test_guessing_the_old_password_is_slowed_down(alice: FlaskClient) -> None:
    answers = [post(alice, "password", old="wrong", new=NEW).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_token_is_shown_once_listed_and_revoked(alice: FlaskClient, own: Stock) -> None:
    page = post(alice, "tokens", name="laptop <b>").text
    found = re.search(r"<code[^>]*>(cl_[^<]+)</code>", page)
    assert found is not None
    viewer = own.services.tokens.viewer_for_token(found[1])
    assert viewer is not None
    assert viewer.groups == {"mining"}
    assert viewer.roles == frozenset()
    listed = alice.get("/en/account").text
    assert "laptop &lt;b&gt;" in listed
    assert found[1] not in listed
    (handle,) = re.findall(r'name="token" value="([^"]+)"', listed)
    assert post(alice, "tokens/revoke", token=handle).status_code == 303
    assert own.services.tokens.viewer_for_token(found[1]) is None


def test_nobody_revokes_the_token_of_another(alice: FlaskClient, bob: FlaskClient) -> None:
    post(alice, "tokens", name="laptop")
    (handle,) = re.findall(r'name="token" value="([^"]+)"', alice.get("/en/account").text)
    assert post(bob, "tokens/revoke", token=handle).status_code == 404
    assert handle in alice.get("/en/account").text


def test_the_public_makes_no_token(public: FlaskClient) -> None:
    token = csrf(public.get("/en/login").text)
    assert public.post("/en/account/tokens", data={"csrf_token": token, "name": "x"}).status_code == 403
