"""Sending documents by the API: with a token that may write, and for one's own eyes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.token import Scope
from caselaw.wiring import Services
from ingest.uploading import read_uploads
from search_api.app import create_app
from tests.functional.api.conftest import bearer
from tests.functional.test_uploading import JUDGMENT

Token = Callable[..., str]
PATH = "/api/v1/documents"


@pytest.fixture
def client(services: Services) -> FlaskClient:
    return create_app(services.settings, services).test_client()


@pytest.fixture
def token_of(services: Services) -> Token:
    def make(name: str, role: str = "editor", scopes: tuple[Scope, ...] = ("read", "write")) -> str:
        services.accounts.add(f"{name}@example.org", "a long enough password", roles=(role,), viewer=OPERATOR)  # type: ignore[arg-type]
        return services.tokens.make(f"{name}@example.org", "test", viewer=OPERATOR, scopes=scopes)

    return make


def send(client: FlaskClient, token: str | None, *files: tuple[str, bytes], **form: str) -> TestResponse:
    sent = [("files", FileStorage(io.BytesIO(content), name)) for name, content in files]
    boundary, body = encode_multipart(MultiDict([*form.items(), *sent]))
    headers = bearer(token) if token else {}
    return client.post(PATH, data=body, content_type=f"multipart/form-data; boundary={boundary}", headers=headers)


def test_what_is_sent_is_told_at_its_address(services: Services, client: FlaskClient, token_of: Token) -> None:
    token = token_of("eve")
    sent = send(
        client, token, ("judgment.txt", JUDGMENT), ("tool.exe", b"MZ" + bytes(99)), access="public", language="en"
    )
    assert sent.status_code == 202
    assert sent.json
    assert sent.json["state"] == "running"
    assert sent.headers["Location"] == sent.json["address"]
    at = sent.json["address"].partition("/api")[2]
    waiting = client.get(f"/api{at}", headers=bearer(token))
    assert waiting.headers["ETag"]
    assert waiting.headers["Cache-Control"] == "no-store"
    read_uploads(services)
    done = client.get(f"/api{at}?reader=fr", headers=bearer(token))
    assert done.headers["ETag"] != waiting.headers["ETag"]
    assert done.json
    judgment, tool = done.json["files"]
    assert (judgment["state"], tool["state"], tool["document"]) == ("stored", "refused", None)
    assert "format" in tool["problem"]["message"]
    assert client.get(f"{PATH}/{judgment['document']}").status_code == 404, "a draft"
    assert client.get(f"{PATH}/{judgment['document']}", headers=bearer(token)).status_code == 200


def test_who_may_not_sends_nothing(services: Services, client: FlaskClient, token_of: Token) -> None:
    for token in (None, token_of("mo", "member"), token_of("reading", "editor", ("read",))):
        assert send(client, token, ("a.txt", JUDGMENT)).status_code == 403
    assert send(client, "cl_wrong", ("a.txt", JUDGMENT)).status_code == 401
    assert services.drafting.pending() == 0


def test_the_uploads_of_others_are_not_found(client: FlaskClient, token_of: Token) -> None:
    sent = send(client, token_of("eve"), ("a.txt", JUDGMENT)).json
    assert sent
    other = bearer(token_of("olga", "administrator"))
    assert client.get(f"/api/v1/uploads/{sent['id']}", headers=other).status_code == 404
    assert client.get(f"/api/v1/uploads/{sent['id']}").status_code == 404
    stop = client.post(f"/api/v1/uploads/{sent['id']}/stop", headers=other | {"If-Match": '"1"'})
    assert stop.status_code == 404


def test_an_upload_is_stopped_as_it_was_read(client: FlaskClient, token_of: Token) -> None:
    token = token_of("eve")
    sent = send(client, token, ("a.txt", JUDGMENT))
    assert sent.json
    at = f"/api/v1/uploads/{sent.json['id']}/stop"
    assert client.post(at, headers=bearer(token)).status_code == 428
    assert client.post(at, headers=bearer(token) | {"If-Match": '"9"'}).status_code == 409
    stopped = client.post(at, headers=bearer(token) | {"If-Match": sent.headers["ETag"]})
    assert stopped.status_code == 200
    assert stopped.json
    assert [file["state"] for file in stopped.json["files"]] == ["stopped"]


FAULTS: tuple[tuple[dict[str, str], str], ...] = (
    ({"access": "everyone"}, "access"), ({"access": "group:mining"}, "access"), ({"access": "editors"}, "access"),
    ({"kind": "burn"}, "kind"), ({"language": "English"}, "language"), ({"collection": "none"}, "collection"),
    ({"note": "x" * 501}, "note"), ({"colour": "red"}, "colour"), ({}, "files"),
)  # fmt: skip


@pytest.mark.parametrize(("form", "field"), FAULTS, ids=[field + str(n) for n, (_, field) in enumerate(FAULTS)])
def test_what_cannot_be_is_named(client: FlaskClient, token_of: Token, form: dict[str, str], field: str) -> None:
    files = () if field == "files" else (("a.txt", JUDGMENT),)
    refused = send(client, token_of("eve"), *files, **form)
    assert refused.status_code == 422
    assert refused.json
    assert field in refused.json["errors"]
    assert not any("upload." in sentence for sentence in refused.json["errors"][field])
