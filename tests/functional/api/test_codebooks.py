"""Codebooks through the API: read by whoever may, written with an editor's token and the tag of what was read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group
from caselaw.wiring import Services
from tests.functional.api.conftest import bearer

BOOKS = "/api/v1/codebooks"
LISTED = f"{BOOKS}/corporate-capture/versions/1"
LEAK = {"key": "leak", "facet": "means", "labels": {"en": "Leak", "ar": "تسريب"}, "definition": {"en": "A leak."}}


@pytest.fixture
def water(services: Services) -> None:
    services.groups.add(Group("water", {"en": "Water"}), viewer=OPERATOR)


@pytest.fixture
def editor(services: Services, water: None) -> dict[str, str]:
    return _token(services, "ed@example.org", "editor")


@pytest.fixture
def coder(services: Services, water: None) -> dict[str, str]:
    return _token(services, "co@example.org", "coder")


def _token(services: Services, email: str, role: Role) -> dict[str, str]:
    services.accounts.add(email, "a long enough password", groups=("water",), viewer=OPERATOR)
    services.accounts.set_group_roles(email, "water", (role,), viewer=OPERATOR)
    return bearer(services.tokens.make(email, "test", viewer=OPERATOR))


def made(client: FlaskClient, headers: dict[str, str], **form: object) -> tuple[str, str]:
    """A draft for the group: the address of its version and its tag."""
    sent = {"titles": {"en": "Water"}, "access": "group:water", **form}
    answer = client.post(BOOKS, json=sent, headers=headers)
    assert answer.status_code == 200, answer.text
    return f"{BOOKS}/{answer.get_json()['slug']}/versions/1", answer.headers["ETag"]


def test_the_listed_codebook_is_told_whole_and_with_a_tag(client: FlaskClient) -> None:
    answer = client.get(LISTED, query_string={"reader": "ar"})
    form = answer.get_json()
    code = next(one for one in form["codes"] if one["key"] == "revolving_door")
    assert (code["name"], code["facet"], code["broader"]) == ("الباب الدوار", "form", "corporate_capture")
    assert code["statuses"]["label.en"]["kind"] == "named"
    assert form["vocabularies"] == ["right", "group"]
    again = client.get(LISTED, query_string={"reader": "ar"}, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(BOOKS).get_json()["codebooks"][0]["versions"][0]["codes"] == len(form["codes"])
    assert client.get(f"{BOOKS}/corporate-capture").get_json()["listed"] is True


def test_a_draft_is_written_and_published_at_the_revision_that_was_read(
    client: FlaskClient, editor: dict[str, str], coder: dict[str, str]
) -> None:
    at, tag = made(client, editor)
    written = client.put(f"{at}/codes", json={"codes": [LEAK]}, headers={**editor, "If-Match": tag})
    assert written.status_code == 200, written.text
    assert client.put(f"{at}/codes", json={"codes": []}, headers={**editor, "If-Match": tag}).status_code == 412
    assert client.put(f"{at}/codes", json={"codes": []}, headers=editor).status_code == 428
    assert client.get(at, headers=coder).status_code == 404
    now = written.headers["ETag"]
    assert client.post(f"{at}/publish", json={}, headers={**editor, "If-Match": now}).status_code == 422
    done = client.post(f"{at}/publish", json={"accept_missing": True}, headers={**editor, "If-Match": now})
    assert done.get_json()["state"] == "published"
    assert client.get(at, headers=coder).get_json()["codes"] == written.get_json()["codes"]
    frozen = {**editor, "If-Match": done.headers["ETag"]}
    assert client.put(f"{at}/codes", json={"codes": []}, headers=frozen).status_code == 409


def test_a_split_stays_undecided(client: FlaskClient, editor: dict[str, str]) -> None:
    at, tag = made(client, editor)
    tag = client.put(f"{at}/codes", json={"codes": [LEAK]}, headers={**editor, "If-Match": tag}).headers["ETag"]
    client.post(f"{at}/publish", json={"accept_missing": True}, headers={**editor, "If-Match": tag})
    begun = client.post(at.removesuffix("/1"), headers=editor)
    second = f"{at.removesuffix('/1')}/2"
    codes = [{**LEAK, "key": key} for key in ("slow", "sudden")]
    tag = begun.headers["ETag"]
    tag = client.put(f"{second}/codes", json={"codes": codes}, headers={**editor, "If-Match": tag}).headers["ETag"]
    sent = {"maps": {"leak": ["slow", "sudden"]}}
    assert client.post(f"{second}/maps", json=sent, headers={**editor, "If-Match": tag}).status_code == 200
    carried = client.get(f"{at}/carried", query_string={"to": 2}, headers=editor).get_json()
    assert carried["codes"] == [{"key": "leak", "became": ["slow", "sudden"], "undecided": True}]
    assert client.get(f"{second}/carried", query_string={"to": 1}, headers=editor).status_code == 404


def test_what_goes_out_comes_back(client: FlaskClient, editor: dict[str, str]) -> None:
    at, tag = made(client, editor, copy_of="corporate-capture")
    codes = client.get(at, headers=editor).get_json()["codes"]
    sent = [{name: value for name, value in code.items() if name not in ("name", "statuses")} for code in codes]
    again = client.put(f"{at}/codes", json={"codes": sent}, headers={**editor, "If-Match": tag})
    assert again.get_json()["codes"] == codes


@pytest.mark.parametrize(
    ("change", "field"),
    [({"key": "Bad Key"}, "key"), ({"broader": "none"}, "broader"), ({"labels": {}}, "label_en"),
     ({"labels": {"de": "Leck"}}, "codes"), ({"facet": "x"}, "codes"), ({"colour": "red"}, "codes")],
)  # fmt: skip
def test_a_code_that_cannot_be_is_refused(
    client: FlaskClient, editor: dict[str, str], change: dict[str, object], field: str
) -> None:
    at, tag = made(client, editor)
    answer = client.put(f"{at}/codes", json={"codes": [{**LEAK, **change}]}, headers={**editor, "If-Match": tag})
    assert answer.status_code == 422
    assert any(one.startswith(field) for one in answer.get_json()["errors"])


def test_others_learn_nothing_and_write_nothing(
    client: FlaskClient, services: Services, editor: dict[str, str], coder: dict[str, str]
) -> None:
    at, _ = made(client, editor)
    roles: tuple[Role, ...] = ("administrator",)
    services.accounts.add("x@example.org", "a long enough password", roles=roles, viewer=OPERATOR)
    outsider = bearer(services.tokens.make("x@example.org", "test", viewer=OPERATOR))
    for headers in (outsider, {}):
        assert len(client.get(BOOKS, headers=headers).get_json()["codebooks"]) == 1
        for address in (at, at.removesuffix("/versions/1"), f"{at}/carried?to=1"):
            assert client.get(address, headers=headers).status_code == 404
        assert client.put(f"{at}/codes", json={"nothing": 1}, headers=headers).status_code == 404
    assert client.post(BOOKS, json={"nothing": 1}, headers=coder).status_code == 403
    assert client.put(f"{LISTED}/codes", json={"nothing": 1}, headers=editor).status_code == 403
