"""Searches that somebody keeps are hers alone, come back as they were, and go when she says so."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from caselaw.domain.searching.saved_search import MOST
from tests.functional.web.stock import Page, csrf

ASKED = "q=forced+eviction&country=ZAF&sort=newest"


def kept(client: FlaskClient) -> list[str]:
    page = Page(client.get("/en/account/searches").text)
    return [link for link in page.links() if "/search?" in link]


def save(client: FlaskClient, name: str = "Evictions", search: str = ASKED) -> int:
    form = {"csrf_token": csrf(client.get("/en/account/searches").text), "name": name, "search": search}
    return client.post("/en/account/searches", data=form).status_code


@pytest.fixture(autouse=True)
def nothing_kept(alice: FlaskClient, bob: FlaskClient) -> None:
    for client in (alice, bob):
        page = client.get("/en/account/searches").text
        for one in re.findall(r'name="id" value="(\w+)"', page):
            client.post("/en/account/searches/forget", data={"csrf_token": csrf(page), "id": one})


def test_the_page_of_a_search_offers_to_keep_it(alice: FlaskClient, public: FlaskClient) -> None:
    form = csrf_and_search(alice.get(f"/en/search?{ASKED}").text)
    answer = alice.post("/en/account/searches", data={**form, "name": "Evictions in ZAF"})
    assert answer.status_code == 303
    (link,) = kept(alice)
    assert set(link.partition("?")[2].split("&")) == set(ASKED.split("&"))
    assert "Save this search" not in public.get(f"/en/search?{ASKED}").text


def test_what_is_kept_is_nobody_elses(alice: FlaskClient, bob: FlaskClient, public: FlaskClient) -> None:
    assert save(alice) == 303
    assert not kept(bob)
    assert public.get("/en/account/searches").status_code == 302
    (one,) = re.findall(r'name="id" value="(\w+)"', alice.get("/en/account/searches").text)
    token = csrf(bob.get("/en/account").text)
    assert bob.post("/en/account/searches/forget", data={"csrf_token": token, "id": one}).status_code == 404
    assert len(kept(alice)) == 1
    assert alice.get("/en/account/searches").headers["Cache-Control"] == "no-store"


def test_a_search_is_forgotten_when_she_says_so(alice: FlaskClient) -> None:
    save(alice)
    page = alice.get("/en/account/searches").text
    (one,) = re.findall(r'name="id" value="(\w+)"', page)
    assert alice.post("/en/account/searches/forget", data={"csrf_token": csrf(page), "id": one}).status_code == 303
    assert not kept(alice)


@pytest.mark.parametrize(
    ("name", "search"),
    [("", ASKED), ("x" * 121, ASKED), ("A name", ""), ("A name", "q=" + "a" * 9000), ("A name", "q=#top")],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(alice: FlaskClient, name: str, search: str) -> None:
    form = {"csrf_token": csrf(alice.get("/en/account/searches").text), "name": name, "search": search}
    answer = alice.post("/en/account/searches", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not name or not search or f'value="{name}"' in answer.text
    assert not kept(alice)


def test_a_hostile_name_and_address_stay_text(alice: FlaskClient) -> None:
    save(alice, "<script>alert(1)</script>", 'javascript:alert(1)"><b>')
    page = alice.get("/en/account/searches").text
    assert "<script>alert(1)" not in page
    assert all(link.startswith("/en/search?") for link in kept(alice))


def test_no_more_are_kept_than_may_be(alice: FlaskClient) -> None:
    for number in range(MOST):
        assert save(alice, f"Search {number}") == 303
    assert save(alice, "One too many") == 422


def csrf_and_search(page: str) -> dict[str, str]:
    found = re.search(r'name="search" value="([^"]+)"', page)
    assert found
    return {"csrf_token": csrf(page), "search": found.group(1).replace("&amp;", "&")}
