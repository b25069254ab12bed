"""A new password by a link: the same answer to everybody, one use, a short life, and never past the second factor."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import Forbidden
from caselaw.domain.languages import LANGUAGES
from caselaw.services.people import resets
from caselaw.store.tables.base import now
from tests.factories.letters import Letters, letters
from tests.functional.web.peopled import Peopled, enter_code, first_step, peopled, post
from tests.functional.web.stock import PASSWORD, csrf, try_login

NEW = "another long secret"
LOGIN = "/en/login"


@pytest.fixture
def office() -> Iterator[Letters]:
    with letters() as server:
        yield server


@pytest.fixture
def at(tmp_path: Path, migrated: Path, office: Letters) -> Iterator[Peopled]:
    found = peopled(tmp_path, migrated, CASELAW_MAIL_URL=office.url, CASELAW_BASE_URL="https://cases.example.org")
    yield found
    found.services.close()


@pytest.fixture
def silent(tmp_path: Path, migrated: Path) -> Iterator[Peopled]:
    """A site that sends no mails."""
    found = peopled(tmp_path, migrated)
    yield found
    found.services.close()


def came(at: Peopled, office: Letters) -> list[Message]:
    """The letters, when all that was asked for has been sent."""
    at.services.resets.close()
    return office.letters


def token_in(letter: Message) -> str:
    found = re.search(r"https://cases\.example\.org/\w\w/reset/([\w-]+)\n", str(letter.get_content()))  # type: ignore[attr-defined]
    assert found, letter
    return found[1]


def use(client: FlaskClient, token: str, new: str = NEW) -> TestResponse:
    return post(client, f"/en/reset/{token}", LOGIN, new=new)


def made(at: Peopled, name: str) -> str:
    """The token of a link that an administrator made."""
    link = at.services.resets.make(at.id(name), "en", viewer=at.services.accounts.viewer(at.id("root")))
    return link.rpartition("/")[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_comes_by_mail_in_the_language_of_the_page(at: Peopled, office: Letters, language: str) -> None:
    at.services.resets.ask("Mara@example.org", language)
    letter = came(at, office)[-1]
    assert letter["To"] == "mara@example.org"
    assert letter["From"] == "desk@example.org"
    assert letter["Content-Language"] == language
    assert f"https://cases.example.org/{language}/reset/" in str(letter.get_content())  # type: ignore[attr-defined]
    assert letter.get_content_type() == "text/plain"


def test_the_link_sets_a_password_once_and_signs_out_everywhere(silent: Peopled) -> None:
    mara, link = silent.client("mara"), made(silent, "mara")
    client = silent.site.test_client()
    page = client.get(f"/en/reset/{link}")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert use(client, link, "short").status_code == 422
    assert use(client, link).headers["Location"] == "/en/login?done=password"
    assert mara.get("/en/account").status_code == 302
    assert try_login(silent.site.test_client(), "mara@example.org", NEW).status_code == 303
    assert use(client, link, "a third long secret").status_code == 404
    assert client.get(f"/en/reset/{link}").status_code == 404


@pytest.mark.parametrize("forged", ["x", "0" * 43, "%00", "..", "a" * 5000])
def test_a_forged_link_is_none(silent: Peopled, forged: str) -> None:
    made(silent, "mara")
    client = silent.site.test_client()
    assert client.get(f"/en/reset/{forged}").status_code in (404, 308)
    assert use(client, forged).status_code in (404, 405, 308)


def test_an_expired_link_is_none(silent: Peopled, monkeypatch: pytest.MonkeyPatch) -> None:
    link = made(silent, "mara")
    later = now() + resets.PATIENCE + timedelta(seconds=1)
    monkeypatch.setattr(resets, "now", lambda: later)
    assert silent.site.test_client().get(f"/en/reset/{link}").status_code == 404
    assert use(silent.site.test_client(), link).status_code == 404


def test_a_later_link_ends_the_earlier(silent: Peopled) -> None:
    first, second = made(silent, "mara"), made(silent, "mara")
    assert silent.site.test_client().get(f"/en/reset/{first}").status_code == 404
    assert silent.site.test_client().get(f"/en/reset/{second}").status_code == 200


def test_a_link_never_removes_the_second_factor(silent: Peopled) -> None:
    app, _ = silent.with_factor("mara")
    client = silent.site.test_client()
    use(client, made(silent, "mara"))
    assert client.get("/en/account").status_code == 302, "the link signs nobody in"
    assert try_login(client, "mara@example.org", NEW).headers["Location"] == "/en/login/code"
    assert client.get("/en/account").status_code == 302
    assert enter_code(client, app.now()).status_code == 303


def test_a_link_ends_a_sign_in_that_waits_for_its_code(silent: Peopled) -> None:
    """Who began to sign in with the stolen password does not get in after it was replaced."""
    app, _ = silent.with_factor("mara")
    thief = silent.site.test_client()
    first_step(thief, "mara")
    form = csrf(thief.get("/en/login/code").text)
    use(silent.site.test_client(), made(silent, "mara"))
    thief.post("/en/login/code", data={"csrf_token": form, "code": app.now()})
    assert thief.get("/en/account").status_code == 302


def test_nobody_learns_who_has_an_account(at: Peopled, office: Letters) -> None:
    answers = []
    for email in ("mara@example.org", "nobody@example.org", "no address", ""):
        client = at.site.test_client()
        token = csrf(client.get("/en/reset", base_url="https://localhost").text)
        form = {"csrf_token": token, "email": email}
        answer = client.post(
            "/en/reset", data=form, base_url="https://localhost", headers={"Referer": "https://localhost/en/reset"}
        )
        shown = client.get(answer.headers["Location"], base_url="https://localhost")
        answers.append((answer.status_code, answer.headers["Location"], shown.text))
    assert len(set(answers)) == 1
    assert [letter["To"] for letter in came(at, office)] == ["mara@example.org"]


def test_the_answer_waits_for_nothing_that_differs(at: Peopled, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where sending takes long, asking does not."""
    monkeypatch.setattr(at.services.resets._mail, "send", lambda *_, **__: time.sleep(1))
    began = time.perf_counter()
    at.services.resets.ask("mara@example.org", "en")
    assert time.perf_counter() - began < 0.5


def test_asking_is_slowed_down_for_an_address_and_for_a_name(silent: Peopled) -> None:
    client = silent.site.test_client()
    token = csrf(client.get(LOGIN).text)
    send = [
        client.post("/en/reset", data={"csrf_token": token, "email": "mara@example.org"}).status_code for _ in range(4)
    ]
    assert send[-1] == 429


def test_a_site_without_mail_says_whom_to_ask(silent: Peopled) -> None:
    client = silent.site.test_client()
    assert "This site sends no mails" in client.get("/en/reset").text
    assert "/en/reset" not in client.get("/en/login").text
    token = csrf(client.get(LOGIN).text)
    assert client.post("/en/reset", data={"csrf_token": token, "email": "mara@example.org"}).status_code == 404


def test_only_who_manages_accounts_makes_a_link_for_another(silent: Peopled) -> None:
    for name in ("cora", "bob"):
        with pytest.raises(Forbidden):
            silent.services.resets.make(
                silent.id("mara"), "en", viewer=silent.services.accounts.viewer(silent.id(name))
            )
    root = silent.client("root")
    page = post(root, f"/en/people/{silent.id('mara')}", do="password").text
    assert re.search(r"/en/reset/[\w-]{43}<", page), "shown once, to be passed on"


def test_an_operator_is_not_taken_over_by_an_administrator(silent: Peopled) -> None:
    silent.services.accounts.set_roles("bob@example.org", ["operator"], viewer=OPERATOR)
    root = silent.services.accounts.viewer(silent.id("root"))
    with pytest.raises(Forbidden):
        silent.services.resets.make(silent.id("bob"), "en", viewer=root)
    with pytest.raises(Forbidden):
        silent.services.accounts.set_password("bob@example.org", NEW, viewer=root)
    with pytest.raises(Forbidden):
        silent.services.accounts.set_roles("mara@example.org", ["operator"], viewer=root)


def test_a_link_is_over_once_the_password_was_set_otherwise(silent: Peopled) -> None:
    """Somebody reads her mail and asked for a link; she changes her password, and that shuts the door."""
    link, accounts = made(silent, "bob"), silent.services.accounts
    accounts.change_password(PASSWORD, NEW, viewer=accounts.viewer(silent.id("bob")))
    client = silent.site.test_client()
    assert client.get(f"/en/reset/{link}").status_code == 404
    assert use(client, link, "the secret of a thief").status_code == 404
    assert try_login(silent.site.test_client(), "bob@example.org", NEW).status_code == 303


@pytest.mark.parametrize("way", ["link", "administrator", "own"])
def test_a_new_password_revokes_the_tokens_of_the_account(silent: Peopled, way: str) -> None:
    """A token made by a thief does not outlive the password with which it was made."""
    accounts, tokens = silent.services.accounts, silent.services.tokens
    mara = accounts.viewer(silent.id("mara"))
    token = tokens.make("mara@example.org", "script", viewer=mara)
    assert tokens.viewer_for_token(token) is not None
    if way == "link":
        use(silent.site.test_client(), made(silent, "mara"))
    elif way == "administrator":
        accounts.set_password("mara@example.org", NEW, viewer=accounts.viewer(silent.id("root")))
    else:
        accounts.change_password(PASSWORD, NEW, viewer=mara)
    assert tokens.viewer_for_token(token) is None
