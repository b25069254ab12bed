"""Facts corrected through the API: with the tag of what was read, or not at all; two hands are told of each other."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.identifiers import DocumentId
from caselaw.wiring import Services
from tests.functional.api.conftest import bearer

SOURCE = {"kind": "knowledge", "text": "I was in the room"}


@pytest.fixture
def editor(services: Services) -> dict[str, str]:
    services.accounts.add("ed@example.org", "a long enough password", name="Ed", roles={"editor"}, viewer=OPERATOR)
    return bearer(services.tokens.make("ed@example.org", "test", viewer=OPERATOR))


@pytest.fixture
def path(stored: dict[str, DocumentId]) -> str:
    return f"/api/v1/documents/{stored['en']}"


def patch(client: FlaskClient, path: str, headers: dict[str, str], tag: str = "", **facts: object) -> TestResponse:
    tagged = {**headers, **({"If-Match": tag} if tag else {})}
    return client.patch(path, json={"facts": facts, "source": SOURCE}, headers=tagged)


def test_a_correction_names_what_was_read(client: FlaskClient, path: str, editor: dict[str, str]) -> None:
    read = client.get(f"{path}/facts", headers=editor)
    assert (read.status_code, read.headers["ETag"]) == (200, '"1"')
    done = patch(client, path, editor, read.headers["ETag"], title="Corrected", judges=["A. Judge"])
    assert done.status_code == 200
    assert (done.get_json()["changed"], done.get_json()["revision"]) == (["title", "judges"], 2)
    assert done.headers["ETag"] == '"2"'
    assert client.get(path).get_json()["title"] == "Corrected"
    changes = client.get(f"{path}/changes", headers=editor).get_json()["changes"]
    assert {(one["field"], one["by"], one["text"]) for one in changes} == {
        ("title", "Ed", SOURCE["text"]), ("judges", "Ed", SOURCE["text"]),
    }  # fmt: skip


def test_the_tag_of_the_document_itself_is_good_too(client: FlaskClient, path: str, editor: dict[str, str]) -> None:
    tag = client.get(path).headers["ETag"]
    assert tag.startswith('"1-')
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert patch(client, path, editor, tag, title="Corrected").status_code == 200
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_without_a_tag_nothing_is_written(client: FlaskClient, path: str, editor: dict[str, str]) -> None:
    for tag in ("", '"x"', "*"):
        answer = patch(client, path, editor, tag, title="Corrected")
        assert (answer.status_code, answer.get_json()["code"]) == (428, "error.if_match")


def test_two_hands_are_told_of_each_other(client: FlaskClient, path: str, editor: dict[str, str]) -> None:
    before = client.get(f"{path}/facts", headers=editor).get_json()["facts"]["title"]
    patch(client, path, editor, '"1"', title="First")
    refused = patch(client, path, editor, '"1"', title="Second", country="COL")
    form = refused.get_json()
    assert (refused.status_code, form["code"], form["revision"]) == (412, "editing.collided", 2)
    assert form["conflicts"] == [{"field": "title", "base": before, "theirs": "First", "mine": "Second"}]
    assert client.get(path).get_json()["country"] != "COL"
    assert patch(client, path, editor, '"1"', country="COL").status_code == 200
    assert client.get(path).get_json()["title"] == "First"
    assert patch(client, path, editor, '"9"', title="Third").status_code == 412


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"decided": "2999"}, "decided"),
        ({"title": 7}, "facts.title"),
        ({"heading": "x"}, "facts.heading"),
        ({"parties": [{"name": "A", "age": "7"}]}, "facts.parties.age"),
    ],
)
def test_faults_are_said_by_field(
    client: FlaskClient, path: str, editor: dict[str, str], facts: dict[str, object], field: str
) -> None:
    answer = patch(client, f"{path}?reader=fr", editor, '"1"', **facts)
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [field]


def test_only_editors(client: FlaskClient, path: str, token: str) -> None:
    assert patch(client, path, bearer(token), '"1"', title="Mine").status_code == 403
    assert patch(client, path, {}, '"1"', title="Mine").status_code == 403
    for address in (f"{path}/facts", f"{path}/changes"):
        assert client.get(address).status_code == 403
    assert client.get("/api/v1/documents/0123456789abcdef/changes").status_code == 404
