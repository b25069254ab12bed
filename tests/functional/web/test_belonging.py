"""Groups, people and organisations: who sees them, who changes them, and who gets no further by typing an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.belonging import Group
from tests.functional.web.peopled import SECRET_NAME, Peopled, peopled, post

GROUP = {"slug": "river", "name-en": "River rights", "name-ar": "حقوق الأنهار", "purpose-fr": "Défendre les fleuves"}
ORGANISATION = {
    "slug": "delta-legal", "short_name": "Delta Legal", "name-es": "Centro Legal Delta", "country": "COL",
    "website": "https://delta.example",
}  # fmt: skip


@pytest.fixture
def at(tmp_path: Path, migrated: Path) -> Iterator[Peopled]:
    found = peopled(tmp_path, migrated)
    yield found
    found.services.close()


def is_in(client: FlaskClient) -> bool:
    return client.get("/en/account").status_code == 200


# A group that one may not know of


@pytest.mark.parametrize("path", ["/en/groups/{}", "/ar/groups/{}", "/en/groups/{}?done=changed"])
def test_a_group_one_is_not_in_is_not_there(at: Peopled, path: str) -> None:
    bob = at.client("bob")
    there, nowhere = bob.get(path.format("delta")), bob.get(path.format("never"))
    assert there.status_code == nowhere.status_code == 404
    assert re.sub(r'value="[^"]*"', "", there.text.replace("delta", "never")) == re.sub(
        r'value="[^"]*"', "", nowhere.text
    )
    assert at.site.test_client().get(path.format("delta")).status_code == 404
    for page in ("groups", "people", "work", "account", "organisations"):
        assert SECRET_NAME not in bob.get(f"/en/{page}").text


@pytest.mark.parametrize("path", ["/en/groups/{}", "/en/groups/{}/members", "/en/groups/{}/lost-factor"])
def test_nor_can_it_be_changed_or_told_from_one_that_never_was(at: Peopled, path: str) -> None:
    bob, form = at.client("bob"), {"account": at.id("mara"), "do": "remove", "name-en": "Mine"}
    assert post(bob, path.format("delta"), **form).status_code == post(bob, path.format("never"), **form).status_code
    assert "delta" in at.services.accounts.viewer(at.id("mara")).groups


def test_a_listed_group_shows_its_name_and_not_its_people(at: Peopled) -> None:
    cora, bob = at.client("cora"), at.client("bob")
    post(cora, "/en/groups/delta", **{"name-en": "Delta", "listed": "yes"})
    assert "Delta" in bob.get("/en/groups").text
    page = bob.get("/en/groups/delta")
    assert page.status_code == 200
    assert "Mara" not in page.text
    assert at.site.test_client().get("/en/groups/delta").status_code == 404, "members only"


def test_members_see_names_and_only_who_manages_sees_addresses(at: Peopled) -> None:
    page = at.client("mara").get("/en/groups/delta").text
    assert "Cora" in page
    assert "cora@example.org" not in page
    assert "Save" not in page
    assert f"/en/people/{at.id('mara')}" in at.client("cora").get("/en/groups/delta").text
    assert "Only its members" in page


# Who curates a group


def test_who_curates_sets_roles_up_to_her_own(at: Peopled) -> None:
    cora, form = at.client("cora"), {"account": at.id("mara"), "do": "roles"}
    assert post(cora, "/en/groups/delta/members", **form, role="editor").status_code == 303
    held = at.services.accounts.viewer(at.id("mara")).group_roles
    assert held == {"delta": frozenset({"editor"})}
    for role, status in (("administrator", 403), ("operator", 400)):
        assert post(cora, "/en/groups/delta/members", **form, role=role).status_code == status
    assert at.services.accounts.viewer(at.id("mara")).group_roles == held


def test_she_touches_nobody_above_her_and_not_herself(at: Peopled) -> None:
    at.services.accounts.join("bob@example.org", "delta", viewer=OPERATOR)
    at.services.accounts.set_group_roles("bob@example.org", "delta", ["administrator"], viewer=OPERATOR)
    cora = at.client("cora")
    for account, do in ((at.id("bob"), "roles"), (at.id("bob"), "remove"), (at.id("cora"), "roles")):
        answer = post(cora, "/en/groups/delta/members", account=account, do=do, role="curator")
        assert answer.status_code == 403
        assert 'role="alert"' in answer.text
    assert at.services.accounts.viewer(at.id("bob")).group_roles["delta"] == {"administrator"}


def test_she_reaches_no_role_held_everywhere_and_no_account(at: Peopled) -> None:
    cora, mara = at.client("cora"), at.id("mara")
    for form in (
        {"do": "roles", "role": "administrator"}, {"do": "close", "sure": "yes"}, {"do": "password"}, {"do": "factor"},
        {"do": "join", "group": "delta", "role": "administrator"}, {"do": "organisations"},
    ):  # fmt: skip
        assert post(cora, f"/en/people/{mara}", **form).status_code == 422
        assert post(cora, f"/en/people/{at.id('cora')}", **form).status_code == 422
    assert at.services.accounts.viewer(mara).roles == frozenset()
    assert at.services.accounts.viewer(at.id("cora")).roles == frozenset()


def test_she_sees_the_people_of_her_group_and_nothing_of_their_other_groups(at: Peopled) -> None:
    at.services.groups.add(Group("mining", {"en": "Miners in hiding"}), viewer=OPERATOR)
    at.services.accounts.join("mara@example.org", "mining", viewer=OPERATOR)
    at.services.accounts.set_roles("mara@example.org", ["editor"], viewer=OPERATOR)
    cora = at.client("cora")
    for page in (cora.get("/en/people").text, cora.get(f"/en/people/{at.id('mara')}").text):
        assert "mara@example.org" in page
        assert "mining" not in page
        assert "Miners" not in page
    assert "bob@example.org" not in cora.get("/en/people").text
    assert cora.get(f"/en/people/{at.id('bob')}").status_code == 404
    assert cora.get("/en/people/0000000000000000").status_code == 404


def test_who_is_taken_out_is_signed_out_at_once(at: Peopled) -> None:
    mara = at.client("mara")
    post(at.client("cora"), "/en/groups/delta/members", account=at.id("mara"), do="remove")
    assert not is_in(mara)
    assert at.services.accounts.viewer(at.id("mara")).groups == frozenset()


def test_one_leaves_oneself(at: Peopled) -> None:
    mara = at.client("mara")
    post(mara, "/en/groups/delta/members", account=at.id("mara"), do="remove")
    assert not is_in(mara)
    assert at.client("mara").get("/en/groups/delta").status_code == 404


def test_a_member_manages_nothing(at: Peopled) -> None:
    mara = at.client("mara")
    for form in (
        {"account": at.id("cora"), "do": "remove"},
        {"account": at.id("mara"), "do": "roles", "role": "coder"},
    ):
        assert post(mara, "/en/groups/delta/members", **form).status_code == 403
    assert post(mara, "/en/groups/delta", **{"name-en": "Mine"}).status_code == 403
    assert mara.get("/en/people").status_code == 403
    assert "/en/people" not in mara.get("/en/work").text


def test_who_curates_everywhere_does_not_know_of_a_group_she_is_not_in(at: Peopled) -> None:
    at.services.accounts.set_roles("bob@example.org", ["curator"], viewer=OPERATOR)
    assert at.client("bob").get("/en/groups/delta").status_code == 404


# Who manages accounts


def test_a_group_is_made_and_called_in_the_language_of_its_reader(at: Peopled) -> None:
    root = at.client("root")
    assert post(root, "/en/groups", **GROUP).headers["Location"] == "/en/groups/river"
    assert "حقوق الأنهار" in root.get("/ar/groups").text
    assert "River rights" in root.get("/es/groups").text, "where nobody has translated it, as it was first called"
    assert "Défendre les fleuves" in root.get("/fr/groups/river").text


@pytest.mark.parametrize("wrong", [{"slug": "delta"}, {"slug": "Bad Slug"}, {"name-en": "", "name-ar": ""}])
def test_a_group_that_cannot_be_is_refused_with_what_was_typed(at: Peopled, wrong: dict[str, str]) -> None:
    answer = post(at.client("root"), "/en/groups", **{**GROUP, **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Défendre les fleuves" in answer.text


def test_an_organisation_is_added_linked_and_joined(at: Peopled) -> None:
    root, mara = at.client("root"), at.id("mara")
    assert post(root, "/en/organisations", **ORGANISATION).headers["Location"] == "/en/organisations/delta-legal"
    assert post(root, f"/en/people/{mara}", do="organisations", organisation="delta-legal").status_code == 303
    page = at.client("bob").get("/es/organisations/delta-legal").text
    assert "Centro Legal Delta" in page
    assert "Colombia" in page
    assert 'href="https://delta.example"' in page
    assert "Mara" not in page, "who works where is for those who manage accounts"
    assert "Mara" in root.get("/en/organisations/delta-legal").text


@pytest.mark.parametrize(
    "wrong",
    [{"website": "javascript:alert(1)"}, {"website": "https://a@b.example"}, {"country": "ZZZ"}, {"short_name": " "},
     {"slug": "-x"}],
)  # fmt: skip
def test_an_organisation_that_cannot_be_is_refused(at: Peopled, wrong: dict[str, str]) -> None:
    root = at.client("root")
    assert post(root, "/en/organisations", **{**ORGANISATION, **wrong}).status_code == 422
    assert at.services.organisations.all(OPERATOR) == ()


def test_names_are_shown_as_they_are_and_run_nothing(at: Peopled) -> None:
    root, hostile = at.client("root"), "<script>alert(1)</script>"
    post(root, "/en/organisations", **{**ORGANISATION, "short_name": hostile, "name-es": hostile})
    post(root, "/en/groups", **{**GROUP, "name-en": hostile, "purpose-fr": hostile})
    for page in ("organisations", "organisations/delta-legal", "groups", "groups/river", "people"):
        assert hostile not in root.get(f"/en/{page}").text


def test_members_and_the_public_change_no_organisation(at: Peopled) -> None:
    for name in ("bob", "cora"):
        assert post(at.client(name), "/en/organisations", **ORGANISATION).status_code == 403
    public = at.site.test_client()
    assert public.get("/en/organisations").status_code == 302
    assert public.get("/en/organisations/x").status_code == 403


def test_roles_are_given_and_a_closed_account_is_out(at: Peopled) -> None:
    root, mara = at.client("root"), at.id("mara")
    hers = at.client("mara")
    token = at.services.tokens.make("mara@example.org", "laptop", viewer=OPERATOR)
    post(root, f"/en/people/{mara}", do="roles", role="editor")
    assert at.services.accounts.viewer(mara).roles == {"editor"}
    post(root, f"/en/people/{mara}", do="close")
    assert is_in(hers), "not by one click"
    post(root, f"/en/people/{mara}", do="close", sure="yes")
    assert not is_in(hers)
    assert at.services.tokens.viewer_for_token(token) is None
    assert "closed" in root.get("/en/people").text
    assert post(root, f"/en/people/{mara}", do="join", group="delta", role="member").status_code == 422


@pytest.mark.parametrize("form", [{"do": "close", "sure": "yes"}, {"do": "roles", "role": ""}, {"do": "factor"}])
def test_nobody_takes_her_own_rights_by_mistake(at: Peopled, form: dict[str, str]) -> None:
    root = at.client("root")
    answer = post(root, f"/en/people/{at.id('root')}", **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert at.services.accounts.viewer(at.id("root")).roles == {"administrator"}


def test_nobody_becomes_an_operator_on_a_page(at: Peopled) -> None:
    root = at.client("root")
    assert post(root, f"/en/people/{at.id('mara')}", do="roles", role="operator").status_code == 422
    assert at.services.accounts.viewer(at.id("mara")).roles == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language_and_kept_by_nobody(at: Peopled, language: str) -> None:
    root = at.client("root")
    post(root, "/en/organisations", **ORGANISATION)
    for page in ("groups", "groups/delta", "people", f"people/{at.id('mara')}", "organisations", "work",
                 "organisations/delta-legal"):  # fmt: skip
        answer = root.get(f"/{language}/{page}")
        assert answer.status_code == 200, page
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_was_changed_stands_in_the_trail(at: Peopled) -> None:
    cora, mara = at.client("cora"), at.id("mara")
    post(cora, "/en/groups/delta/members", account=mara, do="roles", role="editor")
    post(cora, "/en/groups/delta/members", account=mara, do="remove")
    acts = [line[:2] for line in at.trail() if line[2] == f"delta {mara}" and line[0] == at.id("cora")]
    assert acts == [(at.id("cora"), "set group roles"), (at.id("cora"), "leave group")]
