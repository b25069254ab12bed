"""The page of who may read: an editor restricts, sees what is restricted and to whom, and gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.account import Role
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, Page, Stock, csrf, sign_in, stocked
from web.app import create_app

SECRET = "vermilion"
TEXTS = ("The court sat in the spring.", f"A witness called {SECRET} spoke of the eviction.", "It is so ordered.")


@pytest.fixture
def edited(tmp_path: Path, migrated: Path) -> Iterator[Stock]:
    found = stocked(tmp_path, migrated)
    allowed: dict[str, Role] = {"edna": "editor", "cora": "curator"}
    for who, role in allowed.items():
        found.services.accounts.add(
            f"{who}@example.org", PASSWORD, groups=("mining",), roles={role}, viewer=OPERATOR
        )  # fmt: skip
    found.services.accounts.add("ed@example.org", PASSWORD, roles=frozenset({"editor"}), viewer=OPERATOR)
    stored = found.services.intake.store(a_record(key="access:one", texts=TEXTS), viewer=OPERATOR)
    yield Stock(found.services, {**found.ids, "one": stored.id})
    found.services.close()


def _client(edited: Stock, who: str = "") -> FlaskClient:
    client = create_app(edited.services.settings, edited.services).test_client()
    return sign_in(client, f"{who}@example.org", PASSWORD) if who else client


def _send(client: FlaskClient, address: str, **form: str) -> TestResponse:
    page = client.get(address).text
    revision = page.split('name="revision" value="')[1].split('"')[0]
    return client.post(address, data={"csrf_token": csrf(page), "revision": revision, **form})


def test_an_editor_restricts_words_and_others_read_a_mark(edited: Stock) -> None:
    address = f"/en/documents/{edited.ids['one']}"
    edna = _client(edited, "edna")
    answer = _send(edna, f"{address}/access", do="passage", paragraph="2", words=SECRET, readers="group:mining")
    assert answer.status_code == 303
    shown = edna.get(answer.location).text
    assert SECRET in shown
    assert "Saved." in shown
    assert SECRET in edna.get(address).text
    assert "Parts of this document are restricted, and you read them." in edna.get(address).text
    for who, language, mark in (("", "en", "[withheld]"), ("", "ar", "[محجوب]"), ("ed", "fr", "[non communiqué]")):
        text = _client(edited, who).get(f"/{language}/documents/{edited.ids['one']}").text
        assert SECRET not in text
        assert f"A witness called {mark} spoke" in text
    other = _client(edited, "ed").get(f"{address}/access").text
    assert SECRET not in other
    assert "Further parts are withheld from you, too." in other
    assert "mining" not in other.split("<main")[1]


def test_a_fact_is_restricted_and_given_back(edited: Stock) -> None:
    address = f"/es/documents/{edited.ids['one']}"
    edna, public = _client(edited, "edna"), _client(edited)
    assert "Justice A. Example" in public.get(address).text
    assert _send(edna, f"{address}/access", do="fact", field="judges", readers="members").status_code == 303
    text = public.get(address).text
    assert "Justice A. Example" not in text
    assert "Datos reservados: Jueces" in Page(text).text
    assert _send(edna, f"{address}/access", do="lift", number="0").status_code == 303
    assert "Justice A. Example" in public.get(address).text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"do": "passage", "paragraph": "99", "readers": "members"}, "There is no such paragraph"),
        ({"do": "passage", "paragraph": "2", "words": "not here", "readers": "members"}, "These words do not stand"),
        ({"do": "passage", "paragraph": "2", "readers": "group:others"}, "Choose readers to whom you belong"),
        ({"do": "fact", "field": "nothing", "readers": "members"}, "Choose one of the facts"),
        ({"do": "nonsense"}, "cannot be used"),
    ],
)
def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(
    edited: Stock, form: dict[str, str], sentence: str
) -> None:
    answer = _send(_client(edited, "edna"), f"/en/documents/{edited.ids['one']}/access", **form)
    assert answer.status_code == 422
    assert sentence in answer.text
    for field in form.keys() & {"paragraph", "words"}:
        assert form[field] in answer.text


def test_two_editors_never_overwrite_each_other(edited: Stock) -> None:
    address = f"/en/documents/{edited.ids['one']}/access"
    edna, cora = _client(edited, "edna"), _client(edited, "cora")
    page = edna.get(address).text
    old = page.split('name="revision" value="')[1].split('"')[0]
    assert _send(cora, address, do="fact", field="judges", readers="members").status_code == 303
    form = {"do": "passage", "paragraph": "2", "words": "witness", "readers": "members"}
    answer = edna.post(address, data={"csrf_token": csrf(page), "revision": old, **form})
    assert answer.status_code == 409
    assert 'value="2"' in answer.text


def test_a_curator_changes_the_level_and_an_editor_does_not(edited: Stock) -> None:
    address = f"/en/documents/{edited.ids['one']}"
    assert 'name="level"' not in _client(edited, "edna").get(f"{address}/access").text
    assert _send(_client(edited, "edna"), f"{address}/access", do="level", level="members").status_code == 403
    assert _send(_client(edited, "cora"), f"{address}/access", do="level", level="members").status_code == 303
    assert _client(edited).get(address).status_code == 404


def test_the_link_is_for_those_who_may(edited: Stock) -> None:
    address = f"/en/documents/{edited.ids['one']}"
    assert f"{address}/access" in _client(edited, "edna").get(address).text
    for who in ("", "alice"):
        assert f"{address}/access" not in _client(edited, who).get(address).text
        assert _client(edited, who).get(f"{address}/access").status_code in (302, 303, 401, 403)


def test_the_api_takes_and_tells_restrictions(edited: Stock) -> None:
    services = edited.services
    address = f"/api/v1/documents/{edited.ids['one']}/access"
    client = create_app(services.settings, services).test_client()
    edna = {"Authorization": f"Bearer {services.tokens.make('edna@example.org', 'test', viewer=OPERATOR)}"}
    told = client.get(address, headers=edna)
    known = told.get_json()
    assert (told.status_code, known["restrictions"], known["to"]) == (
        200,
        [],
        ["members", "group:mining"],
    )
    wanted = [
        {"audience": "group:mining", "paragraph": "p-2", "words": SECRET},
        {"audience": "members", "field": "judges"},
    ]
    sent = {"restrictions": wanted}
    assert client.put(address, headers=edna, json=sent).status_code == 428
    answer = client.put(address, headers={**edna, "If-Match": told.headers["ETag"]}, json=sent)
    assert answer.status_code == 200
    assert [(one["audience"], one["field"], one["words"]) for one in answer.get_json()["restrictions"]] == [
        ("group:mining", None, SECRET), ("members", "judges", ""),
    ]  # fmt: skip
    assert client.put(address, headers={**edna, "If-Match": told.headers["ETag"]}, json=sent).status_code == 412
    document = client.get(address.removesuffix("/access")).get_json()
    assert (document["withheld"], document["judges"], document["source"]) == (["p-2", "judges"], [], None)
    assert client.get(address).status_code in (401, 403)
