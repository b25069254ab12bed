"""Citing, quoting and taking results along through the API."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import ANYONE
from caselaw.domain.audience import MEMBERS
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.exchange.formats import FORMATS
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.api.conftest import add, bearer


def test_a_document_is_cited_as_its_body_does(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    answer = client.get(f"/api/v1/documents/{stored['en']}/citation?reader=es").get_json()
    assert answer["document"] == stored["en"]
    assert [one["language"] for one in answer["citations"]] == ["en"]
    assert answer["passage"] is None
    assert answer["quotations"] == []
    assert answer["summary_of"] is None


def test_a_passage_is_quoted_with_its_citation(
    client: FlaskClient, services: Services, stored: dict[str, DocumentId]
) -> None:
    first = services.documents.paragraphs(stored["en"], viewer=ANYONE)[0]
    answer = client.get(f"/api/v1/documents/{stored['en']}/citation?paragraphs={first.anchor}&reader=en").get_json()
    (quotation,) = answer["quotations"]
    assert quotation["text"].startswith(f"“{first.text}” (")
    assert answer["passage"]["said"] in quotation["text"] or answer["passage"]["unit"] == "bracket"


def test_a_summary_names_its_decision_and_is_not_quoted(client: FlaskClient, services: Services) -> None:
    facts = Facts(kind="summary", title="A summary", summary_of="X v Y [2009] EX 1")
    summary = add(services, a_record(facts=facts))
    answer = client.get(f"/api/v1/documents/{summary}/citation").get_json()
    assert (answer["citations"], answer["summary_of"]) == ([], "X v Y [2009] EX 1")
    assert client.get(f"/api/v1/documents/{summary}/citation?paragraphs=1").status_code == 422


def test_what_one_may_not_read_cannot_be_cited(client: FlaskClient, services: Services, token: str) -> None:
    closed = add(services, a_record(access=MEMBERS))
    for document in (closed, new_id()):
        assert client.get(f"/api/v1/documents/{document}/citation").status_code == 404
    assert client.get(f"/api/v1/documents/{closed}/citation", headers=bearer(token)).status_code == 200


@pytest.mark.parametrize("form", FORMATS)
def test_results_are_taken_along(client: FlaskClient, stored: dict[str, DocumentId], form: str) -> None:
    answer = client.get(f"/api/v1/search/export?q=eviction&format={form}&reader=en")
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[form].mimetype.partition(";")[0]
    assert answer.headers["Cache-Control"] == "no-store"
    assert stored["en"].encode() in answer.data or form in ("xlsx", "docx")


def test_columns_are_chosen(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    answer = client.get("/api/v1/search/export?format=csv&columns=title&columns=date&reader=en&language=en")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert list(rows[0]) == ["Id", "Link", "Title", "Date"]
    assert stored["en"] in {row["Id"] for row in rows}
    assert stored["es"] not in {row["Id"] for row in rows}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("q=a", "format"),
        ("format=exe", "format"),
        ("format=csv&columns=password", "columns"),
        ("format=csv&size=5", "size"),
    ],
)
def test_what_is_none_is_refused(client: FlaskClient, asked: str, field: str) -> None:
    answer = client.get(f"/api/v1/search/export?{asked}")
    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]
