"""Signing in and out: one cookie, one sentence for every refusal, few tries, and no way to lead a reader elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from tests.functional.web.stock import PASSWORD, Page, Stock, csrf, settings, sign_in, try_login
from web.app import create_app
from web.contexts import LEAVE

SPELLINGS = ("alice@example.org", "ALICE@example.org ", "\uff41lice@example.org", "alice\uff20example.org")
"""One address; the last two in full-width letters, which mean the same to an account."""


def test_who_signs_in_reads_on_and_signs_out(public: FlaskClient, stock: Stock) -> None:
    page = f"/en/documents/{stock.ids['group']}"
    refused = public.get(page)
    assert refused.status_code == 404
    assert f"/en/login?next={page}" in Page(refused.text).links()
    answer = try_login(public, "alice@example.org", PASSWORD, next=page)
    assert answer.headers["Location"] == page
    read = public.get(page)
    assert read.status_code == 200
    public.post("/en/logout", data={"csrf_token": csrf(read.text)})
    assert public.get(page).status_code == 404


def test_the_name_is_taken_as_people_write_it(public: FlaskClient) -> None:
    assert try_login(public, "  Alice@Example.org ", PASSWORD).status_code == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_name_and_a_wrong_password_are_not_told_apart(site: Flask, language: str) -> None:
    answers = [
        try_login(site.test_client(), email, password, language)
        for email, password in (("alice@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("", ""))
    ]
    assert {answer.status_code for answer in answers} == {422}
    sentences = {answer.text.split('role="alert"')[1].split("</div>")[0] for answer in answers}
    assert len(sentences) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sixth_try_of_a_minute_is_refused(site: Flask, language: str) -> None:
    answers = [try_login(site.test_client(), f"{n}@example.org", "wrong", language) for n in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    page = Page(answers[-1].text)
    assert page.all("html")[0]["lang"] == language
    assert len(page.all("h1")) == 1


def test_tries_against_one_account_are_counted_from_everywhere(site: Flask) -> None:
    """Many machines, one name: the name is closed for a minute, for the right password too; others are not."""
    answers = []
    for machine in range(6):
        client = site.test_client()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{machine}"
        name = SPELLINGS[machine % len(SPELLINGS)]
        answers.append(try_login(client, name, "wrong" if machine < 5 else PASSWORD).status_code)
    assert answers == [422] * 5 + [429]
    other = site.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    assert try_login(other, "bob@example.org", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil.example",
        "/en/\r\nSet-Cookie: a=b", "\t//evil.example", "/\t/evil.example", "///evil.example", "http:/evil.example",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(public: FlaskClient, elsewhere: str) -> None:
    form = public.get("/en/login", query_string={"next": elsewhere})
    assert 'name="next"' not in form.text
    assert not [link for link in Page(form.text).links() if not link.startswith(("/", "#")) and link != LEAVE]
    answer = try_login(public, "alice@example.org", PASSWORD, next=elsewhere)
    assert answer.headers["Location"] == "/en/"
    again = public.get("/en/login", query_string={"next": elsewhere})
    assert again.headers["Location"] == "/en/"


@pytest.mark.parametrize("path", ["/en/login", "/en/logout"])
@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_a_form_of_another_site_is_refused(alice: FlaskClient, path: str, token: str | None) -> None:
    values = {"email": "bob@example.org", "password": PASSWORD}
    answer = alice.post(path, data=values if token is None else {**values, "csrf_token": token})
    assert answer.status_code == 400
    assert "This form has expired" in answer.text
    assert "Sign out" in alice.get("/en/").text, "still signed in"


def test_signing_out_needs_a_form(alice: FlaskClient) -> None:
    assert alice.get("/en/logout").status_code == 405
    assert "Sign out" in alice.get("/en/").text


def test_the_session_is_new_after_signing_in(public: FlaskClient) -> None:
    """Whatever somebody planted in the browser before is not the session afterwards."""
    token = csrf(public.get("/en/login").text)
    before = public.get_cookie("caselaw_session")
    sign_in(public, "alice@example.org", PASSWORD)
    after = public.get_cookie("caselaw_session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert public.post("/en/logout", data={"csrf_token": token}).status_code == 400, "old forms are void"


def test_reading_and_searching_set_no_cookie(public: FlaskClient, stock: Stock) -> None:
    for path in ("/", "/en/", "/en/search?q=eviction", "/en/documents", f"/en/documents/{stock.ids['en']}"):
        assert "Set-Cookie" not in public.get(path).headers


def test_the_one_cookie_is_guarded(public: FlaskClient) -> None:
    cookies = public.get("/en/login").headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert cookies[0].startswith("caselaw_session=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookies[0].split("; "))
    assert "Secure" not in cookies[0], "plain http on this machine must be able to sign in"


def test_over_https_the_cookie_is_secure(stock: Stock, tmp_path: Path) -> None:
    secure = settings(tmp_path, CASELAW_BASE_URL="https://caselaw.example")
    client = create_app(secure, stock.services).test_client()
    answer = client.get("/en/login", base_url="https://caselaw.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("name", ["token", "account"])
def test_a_session_that_nobody_began_reads_as_the_public(site: Flask, stock: Stock, name: str) -> None:
    """Not even with our signature: of a token that is not in the table, or an account's id."""
    account = stock.services.accounts.by_email("alice@example.org", viewer=OPERATOR)
    assert account is not None
    client = site.test_client()
    with client.session_transaction() as session:
        session[name] = account.id
    page = client.get("/en/")
    assert page.status_code == 200
    assert "Sign out" not in page.text


def test_a_forged_session_is_no_session(public: FlaskClient) -> None:
    public.set_cookie("caselaw_session", "eyJhY2NvdW50IjoiMSJ9.AAAAAA.forged")
    assert "Sign out" not in public.get("/en/").text
