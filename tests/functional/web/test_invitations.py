"""Invitations: by mail or by hand, taken once, by the right person, and never for more than the inviter may give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import Forbidden, NotFound
from caselaw.domain.people.belonging import Group
from caselaw.services.people import invitations
from caselaw.store.tables.base import now
from tests.factories.letters import letters
from tests.functional.web.peopled import SECRET_NAME, Peopled, peopled, post
from tests.functional.web.stock import PASSWORD, csrf, sign_in, try_login

NEW = "dana@example.org"
CHOSEN = "a password of her own"


@pytest.fixture
def at(tmp_path: Path, migrated: Path) -> Iterator[Peopled]:
    found = peopled(tmp_path, migrated)
    yield found
    found.services.close()


def invited(client: FlaskClient, email: str = NEW, role: str = "member", **form: str) -> str:
    """The token of the link that the inviter is shown, where no mail takes it."""
    values = {"email": email, "role": role, "group": "delta", "language": "fr", **form}
    page = post(client, "/en/invitations", **values)
    found = re.search(r"/fr/invitation/([\w-]{43})<", page.text)
    assert found, page.text
    return found[1]


def take(client: FlaskClient, token: str, name: str = "Dana", password: str = CHOSEN) -> TestResponse:
    form = csrf(client.get("/en/login").text)
    return client.post(f"/en/invitation/{token}", data={"csrf_token": form, "name": name, "password": password})


def test_who_curates_a_group_invites_into_it_and_who_comes_is_in(at: Peopled) -> None:
    token = invited(at.client("cora"), role="editor")
    client = at.site.test_client()
    page = client.get(f"/fr/invitation/{token}")
    assert NEW in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert SECRET_NAME not in page.text, "a link that was passed on tells nothing of the group"
    assert take(client, token).status_code == 303
    assert SECRET_NAME in client.get("/en/groups").text
    assert at.services.accounts.viewer(at.id("dana")).group_roles == {"delta": frozenset({"editor"})}
    assert try_login(at.site.test_client(), NEW, CHOSEN).status_code == 303


def test_a_link_is_good_once(at: Peopled) -> None:
    token = invited(at.client("cora"))
    take(at.site.test_client(), token)
    other = at.site.test_client()
    assert other.get(f"/en/invitation/{token}").status_code == 404
    assert take(other, token, password="another password still").status_code == 404
    assert try_login(other, NEW, CHOSEN).status_code == 303


@pytest.mark.parametrize(("name", "password"), [("", CHOSEN), ("  ", CHOSEN), ("Dana", "short"), ("x" * 201, CHOSEN)])
def test_what_cannot_be_is_said_and_the_link_stays_good(at: Peopled, name: str, password: str) -> None:
    token = invited(at.client("cora"))
    client = at.site.test_client()
    answer = take(client, token, name, password)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert take(client, token).status_code == 303


def test_an_expired_revoked_or_forged_link_is_none(at: Peopled, monkeypatch: pytest.MonkeyPatch) -> None:
    cora = at.client("cora")
    first = invited(cora)
    (handle,) = re.findall(r'name="invitation" value="([^"]+)"', cora.get("/en/groups/delta").text)
    assert post(cora, "/en/invitations/revoke", invitation=handle).status_code == 303
    second = invited(cora)
    public = at.site.test_client()
    for token in (first, "x" * 43, handle):
        assert public.get(f"/en/invitation/{token}").status_code == 404
        assert take(public, token).status_code == 404
    later = now() + invitations.PATIENCE + timedelta(seconds=1)
    monkeypatch.setattr(invitations, "now", lambda: later)
    assert take(public, second).status_code == 404


def test_an_account_takes_it_signed_in_as_itself(at: Peopled) -> None:
    token = invited(at.client("cora"), email="bob@example.org")
    thief = at.site.test_client()
    assert take(thief, token, password="the password of a thief").status_code == 403, "a forwarded link opens nothing"
    assert try_login(thief, "bob@example.org", PASSWORD).status_code == 303
    mara = at.client("mara")
    assert post(mara, f"/en/invitation/{token}").status_code == 403
    bob = at.client("bob")
    assert post(bob, f"/en/invitation/{token}").status_code == 303
    assert "delta" in at.services.accounts.viewer(at.id("bob")).groups


def test_who_invites_does_not_learn_who_has_an_account(at: Peopled) -> None:
    cora = at.client("cora")
    pages = []
    for email in ("bob@example.org", "ada@example.org"):
        page = post(cora, "/en/invitations", email=email, role="member", group="delta", language="en").text
        pages.append(re.sub(r"invitation/[\w-]+|value=\"[^\"]*\"", "", page).replace(email, ""))
    assert pages[0] == pages[1]


def test_what_is_there_is_not_taken_by_an_invitation(at: Peopled) -> None:
    token = invited(at.client("cora"), email="mara@example.org", role="editor")
    post(at.client("mara"), f"/en/invitation/{token}")
    assert at.services.accounts.viewer(at.id("mara")).group_roles["delta"] == {"member", "editor"}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"role": "administrator"}, 403),  # more than she is in the group
        ({"role": "administrator", "group": ""}, 403),  # held everywhere
        ({"role": "", "group": ""}, 403),  # an account without a group is for who manages accounts
        ({"role": "operator"}, 422),
        ({"group": "mining"}, 404),  # not hers
        ({"group": "nowhere"}, 404),
        ({"organisation": "nobody"}, 403),
        ({"email": "no address"}, 422),
        ({"language": "tlh"}, 422),
    ],
)
def test_nobody_gives_more_than_she_may(at: Peopled, form: dict[str, str], status: int) -> None:
    at.services.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    values = {"email": NEW, "role": "member", "group": "delta", "language": "en", **form}
    assert post(at.client("cora"), "/en/invitations", **values).status_code == status
    assert at.services.invitations.waiting(OPERATOR) == ()


def test_a_member_and_the_public_invite_nobody(at: Peopled) -> None:
    values = {"email": NEW, "role": "member", "group": "delta", "language": "en"}
    assert post(at.client("mara"), "/en/invitations", **values).status_code == 403
    assert post(at.client("bob"), "/en/invitations", **values).status_code == 404
    assert post(at.site.test_client(), "/en/invitations", "/en/login", **values).status_code == 404


def test_whoever_loses_the_right_leaves_no_links_behind(at: Peopled) -> None:
    token = invited(at.client("cora"), role="curator")
    at.services.accounts.set_group_roles("cora@example.org", "delta", ["editor"], viewer=OPERATOR)
    assert take(at.site.test_client(), token).status_code == 404


def test_invitations_of_other_groups_are_neither_seen_nor_revoked(at: Peopled) -> None:
    at.services.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    at.services.invitations.invite("eve@example.org", language="en", groups={"mining": ()}, viewer=OPERATOR)
    cora = at.client("cora")
    assert "eve@example.org" not in cora.get("/en/people").text
    (waiting,) = at.services.invitations.waiting(OPERATOR)
    assert post(cora, "/en/invitations/revoke", invitation=waiting.handle).status_code == 404
    assert post(cora, "/en/invitations/revoke", invitation="").status_code == 404
    assert len(at.services.invitations.waiting(OPERATOR)) == 1


def test_a_closed_account_is_opened_again_with_nothing_of_before(at: Peopled) -> None:
    root = at.services.accounts.viewer(at.id("root"))
    at.services.accounts.set_roles("mara@example.org", ["editor"], viewer=OPERATOR)
    at.services.people.close(at.id("mara"), viewer=root)
    assert try_login(at.site.test_client(), "mara@example.org", PASSWORD).status_code == 422
    sent = at.services.invitations.invite("mara@example.org", language="en", viewer=root)
    assert sent.link is not None
    client = at.site.test_client()
    assert take(client, sent.link.rpartition("/")[2], "Mara", CHOSEN).status_code == 303
    viewer = at.services.accounts.viewer(at.id("mara"))
    assert (viewer.roles, viewer.groups) == (frozenset(), frozenset())
    sign_in(at.site.test_client(), "mara@example.org", CHOSEN)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_mail_names_no_group_and_is_in_the_language_of_the_invited(
    tmp_path: Path, migrated: Path, language: str
) -> None:
    with letters() as office:
        at = peopled(tmp_path, migrated, CASELAW_MAIL_URL=office.url)
        page = post(at.client("cora"), "/en/invitations", email=NEW, role="member", group="delta", language=language)
        assert "invitation/" not in page.text.split("<main")[1], "the inviter does not see the link"
        (letter,) = office.letters
        assert letter["To"] == NEW
        assert letter["Content-Language"] == language
        text = str(letter.get_content())  # type: ignore[attr-defined]
        assert SECRET_NAME not in text + str(letter["Subject"])
        found = re.search(rf"http://127\.0\.0\.1:8000/{language}/invitation/([\w-]{{43}})", text)
        assert found
        assert take(at.site.test_client(), found[1]).status_code == 303
        at.services.close()


def test_where_the_mail_server_is_away_the_link_is_shown(tmp_path: Path, migrated: Path) -> None:
    at = peopled(tmp_path, migrated, CASELAW_MAIL_URL="smtp://127.0.0.1:9")
    assert invited(at.client("cora"))
    at.services.close()


def test_the_trail_knows_who_invited_and_who_came_but_no_address(at: Peopled) -> None:
    token = invited(at.client("cora"))
    take(at.site.test_client(), token)
    actions = [(actor, action) for actor, action, _ in at.trail()]
    assert (at.id("cora"), "invite") in actions
    assert ("link", "accept invitation") in actions
    assert not [line for line in at.trail() if "@" in "".join(line)]


def test_the_service_refuses_without_any_page(at: Peopled) -> None:
    bob = at.services.accounts.viewer(at.id("bob"))
    with pytest.raises(NotFound):
        at.services.invitations.invite(NEW, language="en", groups={"delta": {"member"}}, viewer=bob)
    with pytest.raises(Forbidden):
        at.services.invitations.invite(NEW, language="en", viewer=bob)
