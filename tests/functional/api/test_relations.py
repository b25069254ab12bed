"""What stands beside a document in the API: versions, its case, later history, and two versions side by side."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC, Audience, group_audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.wiring import Services
from search_api.app import create_app
from tests.factories import a_record
from tests.functional.api.conftest import add, bearer
from tests.unit.test_versions import ENGLISH, FACTS, SPANISH, edition

CASE = "Case of the Reed Gatherers v. Ecuador"
HIDDEN = group_audience("litigators")


@pytest.fixture
def client(services: Services) -> FlaskClient:
    return create_app(services.settings, services).test_client()


def order(texts: tuple[str, ...], language: str, access: Audience = PUBLIC) -> Record:
    return a_record(language, facts=FACTS, paragraphs=edition(texts, language).paragraphs, access=access)


def decision(day: int, access: Audience = PUBLIC, **facts: object) -> Record:
    values = {"kind": "judgment", "title": CASE, "court": "iacthr", "respondents": ("ECU",), **facts}
    about = Facts(decided=PartialDate(2004, 7, day), **values)  # type: ignore[arg-type]
    return a_record(facts=about, texts=(f"Decided on day {day}.",), access=access)


def related(services: Services, *records: Record) -> list[DocumentId]:
    """Store records, and let the worker's jobs be done."""
    ids = [add(services, record) for record in records]
    while not services.relating.apply_pending().idle:
        pass
    while services.alignments.apply_pending():
        pass
    return ids


def test_another_file_and_another_language_are_told_apart(client: FlaskClient, services: Services) -> None:
    english, twin, spanish = related(services, order(ENGLISH, "en"), order(ENGLISH, "en"), order(SPANISH, "es"))
    found = client.get(f"/api/v1/documents/{english}").get_json()
    assert {one["id"]: one["relation"] for one in found["versions"]} == {twin: "same_text", spanish: "version"}
    assert found["history"] == []


def test_two_versions_are_read_side_by_side_a_page_at_a_time(client: FlaskClient, services: Services) -> None:
    english, spanish = related(services, order(ENGLISH, "en"), order(SPANISH, "es"))
    address = f"/api/v1/documents/{spanish}/alignment/{english}"
    whole = client.get(address).get_json()
    assert whole["method"]
    assert whole["next"] is None
    assert ["3", "3"] in [[row[side] and row[side]["number"] for side in ("left", "right")] for row in whole["rows"]]
    first = client.get(f"{address}?size=2").get_json()
    rest = client.get(f"{address}?after={first['next']}&size=500").get_json()
    assert first["rows"] + rest["rows"] == whole["rows"]


def test_a_document_is_seen_in_its_case(client: FlaskClient, services: Services) -> None:
    judgment, later = related(services, decision(5), decision(9, kind="order", stages=("compliance",)))
    services.history.add(judgment, "varied", by=later, date="2004-07-09", viewer=OPERATOR)
    family = client.get(f"/api/v1/documents/{judgment}/family?reader=fr").get_json()
    (one,) = family["decisions"]
    assert (one["id"], one["relation"], one["of_this"], one["rule"]) == (later, "compliance_with", False, "name")
    assert one["message"] == "surveille l’exécution de cette décision"
    (back,) = client.get(f"/api/v1/documents/{later}/family").get_json()["decisions"]
    assert (back["id"], back["of_this"]) == (judgment, True)
    (told,) = client.get(f"/api/v1/documents/{judgment}").get_json()["history"]
    assert (told["event"], told["status"], told["by"]["id"]) == ("varied", "confirmed", later)
    assert told["message"] == f"Varied by {CASE} (2004-07-09)"


def test_nothing_of_a_hidden_document_is_told(client: FlaskClient, services: Services, token: str) -> None:
    judgment, hidden = related(services, decision(5), decision(9, HIDDEN, kind="order", stages=("compliance",)))
    services.history.add(judgment, "varied", by=hidden, viewer=OPERATOR)
    services.history.treat(hidden, judgment, "not_followed", viewer=OPERATOR)
    open_family = client.get(f"/api/v1/documents/{judgment}/family").get_json()
    assert open_family == {"document": judgment, "decisions": [], "treatments": [], "similar": []}
    assert client.get(f"/api/v1/documents/{judgment}").get_json()["history"] == []
    assert client.get(f"/api/v1/documents/{hidden}/family").status_code == 404
    assert client.get(f"/api/v1/documents/{judgment}/alignment/{hidden}").status_code == 404
    own = client.get(f"/api/v1/documents/{judgment}/family", headers=bearer(token)).get_json()
    assert [one["id"] for one in own["decisions"]] == [hidden]
    assert [one["treatment"] for one in own["treatments"]] == ["not_followed"]


def test_what_is_no_version_is_not_aligned(client: FlaskClient, services: Services) -> None:
    judgment, later = related(services, decision(5), decision(9, kind="order"))
    assert client.get(f"/api/v1/documents/{judgment}/alignment/{later}").status_code == 404
    assert client.get(f"/api/v1/documents/{judgment}/alignment/nothing").status_code == 404
