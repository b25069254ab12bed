"""`GET /api/v1/suggest`: its form, its reader, who asks, and that nobody keeps it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from caselaw.domain.identifiers import DocumentId
from caselaw.schemas.completing import SuggestAnswerSchema


def test_the_form_of_what_is_offered(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    answer = client.get("/api/v1/suggest?q=housing+south+afr&reader=es")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    form = answer.get_json()
    assert SuggestAnswerSchema().validate(form) == {}
    assert {
        "text": "South Africa", "kind": "country", "language": "en", "query": 'housing país:"South Africa"',
    } in form["suggestions"]  # fmt: skip


def test_names_of_documents_are_offered(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    texts = [one["text"] for one in client.get("/api/v1/suggest?q=reed").get_json()["suggestions"]]
    assert "Reed Street" in texts
    numbers = client.get("/api/v1/suggest?q=CCT+11").get_json()["suggestions"]
    assert [one["text"] for one in numbers if one["kind"] == "number"] == ["CCT 11/04"]


@pytest.mark.parametrize(
    ("query", "status"), [("", 422), ("?q=", 200), ("?q=" + "x" * 2001, 422), ("?q=x&reader=de", 422), ("?q=%00", 200)]
)
def test_what_is_none(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/suggest{query}")
    assert answer.status_code == status
    if status == 200:
        assert answer.get_json() == {"suggestions": []}


def test_a_wrong_token_is_refused(client: FlaskClient) -> None:
    assert client.get("/api/v1/suggest?q=reed", headers={"Authorization": "Bearer none"}).status_code == 401
