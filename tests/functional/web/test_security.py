"""Lines of `docs/security.md` that no other test shows."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from tests.functional.web.stock import PASSWORD, Page, Stock, csrf
from web.app import create_app


@pytest.mark.parametrize(
    ("host", "status"),
    [("cases.example.org", 200), ("cases.example.org:443", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200),
     ("evil.example", 400), ("cases.example.org.evil.example", 400), ("a cases.example.org", 400)],
)  # fmt: skip
def test_a_site_reached_by_https_answers_to_its_own_name_alone(stock: Stock, host: str, status: int) -> None:
    settings = replace(stock.services.settings, base_url="https://cases.example.org")
    client = create_app(settings, stock.services).test_client()
    answer = client.get("/en/about", headers={"Host": host})
    assert answer.status_code == status
    assert "evil" not in answer.text


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
def test_methods_that_no_page_takes_are_refused(public: FlaskClient, method: str) -> None:
    for place in ("/en/about", "/api/v1/documents", "/health/live"):
        assert public.open(place, method=method).status_code == 405


@pytest.mark.parametrize(
    "place", ["/static/", "/.git/config", "/static/../web/app.py", "/static/%2e%2e/app.py", "/var/"]
)
def test_no_folder_is_listed_and_no_file_of_ours_given_out(public: FlaskClient, place: str) -> None:
    assert public.get(place).status_code == 404


def test_what_is_sent_says_what_it_is(public: FlaskClient) -> None:
    for place, kind in (
        ("/en/about", "text/html; charset=utf-8"), ("/api/v1/documents", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"), ("/metrics", "text/plain; version=0.0.4; charset=utf-8"),
    ):  # fmt: skip
        assert public.get(place).content_type == kind


def test_passwords_are_typed_unseen_and_pasted_at_will(public: FlaskClient, alice: FlaskClient) -> None:
    for client, place in ((public, "/en/login"), (alice, "/en/account")):
        fields = [one for one in Page(client.get(place).text).all("input") if "password" in str(one.get("name", ""))
                  or one.get("type") == "password"]  # fmt: skip
        assert fields
        for one in fields:
            assert one["type"] == "password"
            assert str(one["autocomplete"]).endswith("-password")
            assert "onpaste" not in one


def test_a_password_that_is_guessed_first_is_refused_in_a_sentence(bob: FlaskClient) -> None:
    for new in ("password1234", "bob@example.org"):
        form = {"csrf_token": csrf(bob.get("/en/account").text), "old": PASSWORD, "new": new, "again": new}
        answer = bob.post("/en/account/password", data=form)
        assert answer.status_code == 422
        assert "guessed first" in answer.text


def test_the_session_is_signed_by_sha256(bob: FlaskClient, stock: Stock) -> None:
    cookie = bob.get_cookie("caselaw_session")
    assert cookie is not None
    options = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    key = stock.services.settings.signing_key()
    assert "token" in URLSafeTimedSerializer(key, salt="cookie-session", signer_kwargs=options).loads(cookie.value)
