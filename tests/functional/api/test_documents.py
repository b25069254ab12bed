"""Reading through the API: lists, one document, its paragraphs, and copies that need not be sent again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from caselaw.domain.claims import Claim
from caselaw.domain.document import SourceFile
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.problems import Problem
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.api.conftest import add


def test_a_document_is_told_with_its_dates_names_and_versions(
    client: FlaskClient, stored: dict[str, DocumentId]
) -> None:
    found = client.get(f"/api/v1/documents/{stored['es']}?reader=fr").get_json()
    assert found["court"] == {
        "id": "za-cc", "name": "Cour constitutionnelle d’Afrique du Sud", "level": "constitutional",
        "type": "court", "binding": "binding",
    }  # fmt: skip
    assert found["country"] == "ZAF"
    assert found["dates"] == {"decision": {"value": "2004-03", "precision": "month"}}
    assert {"scheme": "docket", "value": "CCT 11/04"} in found["identifiers"]
    assert {version["language"]: version["id"] for version in found["versions"]} == {
        language: id_ for language, id_ in stored.items() if language != "es"
    }


def test_problems_are_said_and_editors_are_not_named(client: FlaskClient, services: Services) -> None:
    record = replace(
        a_record("en"),
        problems=(Problem("problem.unreadable", "error", "p. 3"),),
        claims=(Claim("court", "za-cc", "editor:0123456789abcdef"),),
        source=SourceFile("0" * 64, "reed-street.pdf", "pdf", 1234, 3, "native"),
    )
    found = client.get(f"/api/v1/documents/{add(services, record)}?reader=es").get_json()
    (problem,) = found["problems"]
    assert (problem["code"], problem["severity"], problem["where"]) == ("problem.unreadable", "error", "p. 3")
    assert problem["message"].endswith(".")
    assert [claim["source"] for claim in found["claims"]] == ["editor"]
    assert found["source"]["bytes"] == 1234


@pytest.mark.parametrize(("size", "pages"), [(1, 5), (2, 3), (5, 1), (50, 1)])
def test_paragraphs_are_read_a_page_at_a_time(
    client: FlaskClient, stored: dict[str, DocumentId], size: int, pages: int
) -> None:
    seen, count = [], 0
    cursor: str | None = ""
    while cursor is not None:
        place = {"after": cursor} if cursor else {}
        page = client.get(f"/api/v1/documents/{stored['ar']}/paragraphs", query_string={"size": size, **place})
        form = page.get_json()
        seen += [(paragraph["id"], paragraph["direction"]) for paragraph in form["paragraphs"]]
        count, cursor = count + 1, form["next"]
    assert seen == [(f"p-{number}", "rtl") for number in range(1, 6)]
    assert count == pages


def test_the_list_goes_on_by_cursor(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    seen = []
    cursor: str | None = ""
    while cursor is not None:
        place = {"after": cursor} if cursor else {}
        page = client.get("/api/v1/documents", query_string={"size": 3, **place}).get_json()
        assert page["total"] == 4
        seen += [document["id"] for document in page["documents"]]
        cursor = page["next"]
    assert seen == list(reversed(stored.values()))


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/documents?after=nonsense",
        "/api/v1/documents?after=MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMCBhYmM",  # the year 1, east of Greenwich
        "/api/v1/documents?size=101",
        "/api/v1/documents/{id}/paragraphs?after=-1",
        "/api/v1/documents/{id}/paragraphs?after=99999999999",
        "/api/v1/documents/{id}/paragraphs?size=501",
        "/api/v1/documents/{id}?colour=red",
    ],
)
def test_a_place_or_size_that_is_none_is_refused(
    client: FlaskClient, stored: dict[str, DocumentId], address: str
) -> None:
    assert client.get(address.format(id=stored["en"])).status_code == 422


@pytest.mark.parametrize("absent", ["0123456789abcdef", "x", "%00", "../search", "a" * 5000, "العنوان"])
@pytest.mark.parametrize("rest", ["", "/paragraphs"])
def test_what_is_not_there_is_not_found(client: FlaskClient, absent: str, rest: str) -> None:
    response = client.get(f"/api/v1/documents/{absent}{rest}")
    assert response.status_code == 404
    assert set(response.get_json()) == {"code", "message", "errors", "request_id"}


def test_a_copy_that_is_still_true_is_not_sent_again(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    address = f"/api/v1/documents/{stored['en']}"
    first = client.get(address)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"{address}?reader=ar", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_every_answer_has_an_id_of_its_own(client: FlaskClient) -> None:
    answers = [client.get("/api/v1/documents"), client.get("/api/v1/nothing"), client.post("/api/v1/documents")]
    ids = [answer.headers["X-Request-ID"] for answer in answers]
    assert len(set(ids)) == 3
    assert [answer.get_json()["request_id"] for answer in answers[1:]] == ids[1:]


def test_asking_for_the_head_answers_without_a_body(client: FlaskClient) -> None:
    head = client.head("/api/v1/documents")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == client.get("/api/v1/documents").headers["ETag"]
    assert set(client.options("/api/v1/search").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
