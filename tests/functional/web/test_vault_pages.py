"""Keys on the pages: made, heard, given, locked; and that nobody outside sees so much as that a group has any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.services.vault.open_vault import TRAIL
from caselaw.services.vault.parameters import LEAST
from caselaw.store import vault as stored
from caselaw.wiring import Services
from tests.functional.web.peopled import Peopled, peopled
from tests.functional.web.stock import PASSWORD, csrf, sign_in
from web.unlocking import COOKIE

KEYS, UNLOCK, LOCK = "/en/solidarity/keys", "/en/solidarity/unlock", "/en/solidarity/lock"
NAME = "Zebulon of the valley"


@dataclass
class Browser:
    """Somebody at the site, with recovery codes of her second factor to use up."""

    client: FlaskClient
    codes: list[str]

    def post(self, path: str, page: str = "/en/work", **form: str) -> TestResponse:
        token = csrf(self.client.get(page).text)
        return self.client.post(path, data={"csrf_token": token, **form})

    def both(self, path: str, **form: str) -> TestResponse:
        return self.post(path, password=PASSWORD, code=self.codes.pop(), **form)

    @property
    def digits(self) -> str:
        found = re.search(r'class="fingerprint">([\d ]+)<', self.client.get(KEYS).text)
        assert found
        return found[1]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Peopled]:
    found = peopled(tmp_path_factory.mktemp("vault"), migrated)
    found.services.vault.cost = LEAST
    limits(found, on=False)
    yield found
    found.services.close()


@pytest.fixture(scope="module")
def two(at: Peopled) -> tuple[Browser, Browser, str]:
    """Cora and Mara, both let in and unlocked, and the paper; what the pages say on the way."""
    cora, mara = browser(at, "cora"), browser(at, "mara")
    for one in (cora, mara):
        assert one.both(f"{KEYS}/make").status_code == 303
        assert one.both(UNLOCK).status_code == 303
    assert mara.post(f"{KEYS}/delta/begin").status_code == 403
    page = cora.post(f"{KEYS}/delta/begin")
    assert page.headers["Cache-Control"] == "no-store"
    paper = "-".join(re.findall(r"<li>([a-z2-7]{4})</li>", page.text))
    assert len(paper) == 14 * 5 - 1
    assert cora.post(f"{KEYS}/delta/begin").status_code == 409
    waiting = cora.client.get(f"{KEYS}/delta").text
    assert "Mara" in waiting
    assert mara.digits not in waiting
    assert mara.client.get(f"{KEYS}/delta").status_code == 403
    account = at.id("mara")
    refused = cora.post(f"{KEYS}/delta/admit", account=account, heard="12345 <b>")
    assert refused.status_code == 422
    assert "12345 &lt;b&gt;" in refused.text
    assert cora.post(f"{KEYS}/delta/admit", account=account, heard=mara.digits).status_code == 303
    assert mara.client.get(f"{KEYS}/delta").status_code == 200
    return cora, mara, paper


def limits(at: Peopled, *, on: bool) -> None:
    """Count tries, or let them be."""
    for one in at.site.extensions["limiter"]:
        one.enabled = on


def browser(at: Peopled, name: str) -> Browser:
    _, codes = at.with_factor(name)
    client = at.site.test_client()
    return again(at, Browser(client, list(codes)), name)


def again(at: Peopled, one: Browser, name: str) -> Browser:
    """Sign in anew: a second factor ends every session."""
    with one.client.session_transaction() as session:
        session.clear()
        session["token"] = at.services.sessions.begin(at.id(name))
    return one


def seal(services: Services, at: Peopled, browser: Browser, record: str) -> None:
    cookie = browser.client.get_cookie(COOKIE, path="/en/solidarity")
    viewer = services.accounts.viewer(at.id("cora"))
    assert cookie
    with services.vault.opened(viewer, cookie.value, "delta") as vault, services.store.begin(TRAIL) as work:
        box = vault.new_record(work.connection, record)
        row = stored.Sealed(record, record, 1, box.seal("call", record, NAME.encode()))
        stored.put(work.connection, "delta", row, before=None)
        vault.note(work, "add", record)


def test_the_cookie_is_strict_and_goes_to_these_pages_alone(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    cora, _, _ = two
    answer = cora.both(UNLOCK)
    given = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith(COOKIE)]
    assert {re.search(r"Path=([^;]+)", one)[1] for one in given} == {f"/{code}/solidarity" for code in LANGUAGES}  # type: ignore[index]
    assert all("HttpOnly" in one and "SameSite=Strict" in one and "Expires" not in one for one in given)
    at.site.config["SESSION_COOKIE_SECURE"] = True
    try:
        by_https = cora.both(UNLOCK).headers.getlist("Set-Cookie")
    finally:
        at.site.config["SESSION_COOKIE_SECURE"] = False
    assert len([one for one in by_https if one.startswith("__Secure-caselaw_unlocked=") and "; Secure" in one]) == 4
    assert cora.client.get_cookie(COOKIE, path="/en/solidarity")
    assert COOKIE not in str(cora.client.get("/en/work").request.headers)


def test_wrong_is_wrong_whatever_was_wrong(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    cora, _, _ = two
    said = set()
    for password, code in (("wrong", cora.codes.pop()), (PASSWORD, "000000"), ("wrong", "000000")):
        answer = cora.post(UNLOCK, password=password, code=code)
        assert answer.status_code == 422
        said.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(said) == 1
    assert PASSWORD not in said.pop()


def test_outside_nothing_shows_that_a_group_keeps_anything(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    cora, _, _ = two
    seal(at.services, at, cora, "r1")
    root, bob, public = at.client("root"), at.client("bob"), at.site.test_client()
    nothing = public.get("/en/solidarity/nowhere")
    for client in (root, bob, public):
        for path in (KEYS, UNLOCK, LOCK, f"{KEYS}/delta", f"{KEYS}/nowhere"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert text_of(answer) == text_of(client.get("/en/solidarity/nowhere"))
        for path in (f"{LOCK}/delta", f"{KEYS}/delta/renew", f"{KEYS}/delta/recover", f"{KEYS}/delta/begin"):
            token = csrf(client.get("/en/login" if client is public else "/en/work").text)
            assert client.post(path, data={"csrf_token": token}).status_code == 404
    assert nothing.status_code == 404
    seen = ["/en/audit", "/en/groups", "/en/groups/delta", "/en/people", "/en/work", f"/en/people/{at.id('cora')}"]
    pages = {path: root.get(path).text for path in seen}
    for path, page in pages.items():
        assert "ealed record" not in page or path == "/en/audit", path
        assert "solidarity" not in page, path
    lines = [line for line in at.trail() if line[1] == "vault"]
    assert lines
    assert not [line for line in lines if line[0] != TRAIL or "delta" in line[2] or at.id("cora") in line[2]]
    trail = pages["/en/audit"]
    around = [row for row in re.findall(r"<tr.*?</tr>", trail, re.S) if "sealed records" in row]
    assert around
    assert not [row for row in around if "Cora" in row or "cora@" in row or "delta" in row]


def test_a_group_member_who_was_not_let_in_opens_nothing(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    at.services.accounts.join("bob@example.org", "delta", viewer=OPERATOR)
    bob = browser(at, "bob")
    assert "Keys of sealed records" in bob.client.get("/en/groups/delta").text
    bob.both(f"{KEYS}/make")
    assert bob.client.get(f"{KEYS}/delta").location.endswith("next=/en/solidarity/keys/delta")
    bob.both(UNLOCK)
    assert bob.client.get(f"{KEYS}/delta").status_code == 403
    assert bob.post(f"{KEYS}/delta/renew").status_code == 403
    assert bob.post(f"{KEYS}/delta/recover", paper="aaaa").status_code == 422
    at.services.accounts.leave("bob@example.org", "delta", viewer=OPERATOR)
    again(at, bob, "bob")
    assert bob.client.get(KEYS).status_code == 404


def test_keys_are_made_anew_and_the_paper_with_them(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    cora, _, paper = two
    for wrong in ({}, {"password": "wrong", "code": cora.codes.pop()}, {"password": PASSWORD, "code": "000000"}):
        assert cora.post(f"{KEYS}/delta/renew", **wrong).status_code == 422
    page = cora.both(f"{KEYS}/delta/renew", paper="yes")
    fresh = "-".join(re.findall(r"<li>([a-z2-7]{4})</li>", page.text))
    assert fresh
    assert fresh != paper
    assert cora.post(f"{KEYS}/delta/recover", paper=paper).status_code == 422
    assert cora.post(f"{KEYS}/delta/recover", paper=fresh).status_code == 303
    assert cora.both(f"{KEYS}/delta/renew").status_code == 303
    assert cora.post(f"{KEYS}/delta/renew", do="finish").status_code == 303
    assert cora.both(f"{KEYS}/delta/renew", without=at.id("cora")).status_code == 409
    assert "made the keys anew" in cora.client.get(f"{KEYS}/delta").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_stand_in_every_language(two: tuple[Browser, Browser, str], language: str) -> None:
    cora, _, _ = two
    for path in ("keys", "keys/delta", "unlock", "lock"):
        page = cora.client.get(f"/{language}/solidarity/{path}")
        assert page.status_code == 200
        title = re.search(r"<title>(.*?)</title>", page.text)
        assert title
        assert "delta" not in title[1].lower()
        assert page.headers["Cache-Control"] == "no-store"
        assert NAME not in page.text


def test_locked_here_and_then_the_whole_group_at_once(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    cora, mara, _ = two
    assert mara.post(LOCK).status_code == 303
    assert mara.client.get(f"{KEYS}/delta").status_code == 302
    assert "keep what you typed" in mara.post(f"{KEYS}/delta/renew").text
    mara.both(UNLOCK)
    assert mara.client.get(f"{KEYS}/delta").status_code == 200
    assert mara.post(f"{LOCK}/delta").status_code == 303
    for one in (cora, mara):
        assert one.client.get("/en/account").status_code == 302
        assert one.client.get(f"{KEYS}/delta").status_code == 404
    sign_in(cora.client, "cora@example.org", PASSWORD)


def test_tries_are_counted_by_account_wherever_they_come_from(at: Peopled, two: tuple[Browser, Browser, str]) -> None:
    mara = again(at, two[1], "mara")
    token = csrf(mara.client.get(UNLOCK).text)
    limits(at, on=True)
    try:
        answers = [
            mara.client.post(
                UNLOCK, data={"csrf_token": token, "password": "wrong", "code": "1"},
                environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
            )
            for number in range(6)
        ]  # fmt: skip
    finally:
        limits(at, on=False)
    assert [one.status_code for one in answers] == [422] * 5 + [429]


def text_of(answer: TestResponse) -> str:
    return re.sub(r'(value|href)="[^"]*"|Number of this request.*', "", answer.text)
