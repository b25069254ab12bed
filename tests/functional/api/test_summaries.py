"""The published summary of a decision in the API."""

from __future__ import annotations

from flask.testing import FlaskClient

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS
from caselaw.domain.identifiers import DocumentId
from caselaw.wiring import Services
from tests.functional.api.conftest import bearer

EVA = Viewer("eva", frozenset({"editor"}))
TEXT = {"headline": "Water for a village", "summary": "The court found …", "keywords": ""}


def asked(client: FlaskClient, document: DocumentId, **headers: str) -> object:
    answer = client.get(f"/api/v1/documents/{document}/summary", headers=headers)
    assert answer.status_code == 200
    return answer.get_json()["summary"]


def test_what_is_published_is_given(
    client: FlaskClient, services: Services, stored: dict[str, DocumentId], token: str
) -> None:
    document = stored["en"]
    services.summaries.write(document, "en", TEXT, 0, viewer=EVA)
    services.summaries.review(document, "en", 1, viewer=EVA)
    assert asked(client, document) is None, "a draft is for editors"
    services.summaries.publish(document, "en", 1, viewer=EVA)
    told = {"headline": "Water for a village", "summary": "The court found …"}
    form = {"language": "en", "direction": "ltr", "fields": told}
    assert asked(client, document) == asked(client, stored["ar"]) == form
    services.summaries.restrict(document, MEMBERS, viewer=EVA)
    assert asked(client, document) is None
    assert asked(client, document, **bearer(token)) == form


def test_a_document_that_is_not_there_has_none(client: FlaskClient) -> None:
    assert client.get("/api/v1/documents/none/summary").status_code == 404
