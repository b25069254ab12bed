"""Someone who may not see a document finds no trace of it: every answer is the same as if it were not there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from caselaw.domain.audience import MEMBERS, group_audience
from caselaw.domain.identifiers import DocumentId
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.api.conftest import add, bearer

SECRET = "Quillonford"
TEXTS = (f"The witnesses of {SECRET} ask that their names be kept from everyone.", "Their expulsion was unlawful.")


@pytest.fixture(params=[MEMBERS, group_audience("litigators")])
def hidden(request: pytest.FixtureRequest, token: str, services: Services) -> Any:
    """Adds a document for members, or for a group, that is a version of the public case; answers its id."""

    def hide() -> DocumentId:
        record = a_record(
            "es", key="hidden", work_key="case", texts=TEXTS, access=request.param, title=f"{SECRET} v. State"
        )
        facts = replace(record.facts, country="COL", court="co-cc", kind="order")
        return add(services, replace(record, facts=facts))

    return hide


def addresses(stored: dict[str, DocumentId]) -> list[str]:
    return [
        "/api/v1/search?reader=es&size=100",
        "/api/v1/search?reader=en&q=expulsion",
        "/api/v1/search?reader=es&size=1",
        f"/api/v1/search?q={SECRET}",
        f'/api/v1/search?q="{SECRET} v. State"',
        f"/api/v1/search?q=NOT+{SECRET}",
        f"/api/v1/search?q={SECRET[:-2]}dr",
        f"/api/v1/search?q={SECRET}+nowherefound",
        "/api/v1/search?q=nowherefound&country=COL",
        f"/api/v1/search?like={SECRET}+expulsion",
        "/api/v1/search?q=expulsion&more=court&more=year&paragraphs=10",
        f"/api/v1/suggest?q={SECRET[:5]}",
        f"/api/v1/suggest?q=party:{SECRET[:5]}",
        "/api/v1/suggest?q=cct",
        "/api/v1/search?country=COL",
        "/api/v1/search?kind=order",
        "/api/v1/search?q=court:co-cc",
        "/api/v1/search?sort=newest",
        "/api/v1/documents",
        "/api/v1/documents?size=1",
        f"/api/v1/documents/{stored['en']}",
        f"/api/v1/documents/{stored['en']}/paragraphs",
    ]


def test_no_trace(client: FlaskClient, stored: dict[str, DocumentId], hidden: Any) -> None:
    before = [client.get(address) for address in addresses(stored)]
    secret = hidden()
    after = [client.get(address) for address in addresses(stored)]
    for address, one, other in zip(addresses(stored), before, after, strict=True):
        assert one.status_code == other.status_code == 200, address
        assert one.get_json() == other.get_json(), address
        assert secret not in other.get_data(as_text=True)


@pytest.mark.parametrize("rest", ["", "/paragraphs"])
def test_hidden_is_told_as_absent(client: FlaskClient, hidden: Any, rest: str) -> None:
    answers = [client.get(f"/api/v1/documents/{id_}{rest}") for id_ in (hidden(), "0123456789abcdef")]
    forms = [answer.get_json() for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert forms[0].pop("request_id") != forms[1].pop("request_id")
    assert forms[0] == forms[1]
    per_request = ("X-Request-ID", "Date")
    assert [(n, v) for n, v in answers[0].headers if n not in per_request] == [
        (n, v) for n, v in answers[1].headers if n not in per_request
    ]


def test_a_token_opens_what_its_account_may_read(client: FlaskClient, hidden: Any, token: str) -> None:
    secret = hidden()
    for address in (f"/api/v1/documents/{secret}", f"/api/v1/documents/{secret}/paragraphs"):
        answer = client.get(address, headers=bearer(token))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
    found = client.get(f"/api/v1/search?q={SECRET}", headers=bearer(token)).get_json()
    assert [document["id"] for document in found["documents"]] == [secret]
    assert client.get("/api/v1/documents", headers=bearer(token)).get_json()["total"] == 5


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Bearer ", "Basic YTpi", "", "cl_token"])
@pytest.mark.parametrize("address", ["/api/v1/search", "/api/v1/documents", "/api/v1/documents/x"])
def test_a_wrong_token_is_refused(client: FlaskClient, header: str, address: str) -> None:
    answer = client.get(address, headers={"Authorization": header, "Accept-Language": "es"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.get_json()["code"] == "token.refused"
    assert answer.get_json()["message"].startswith("Este token")


def test_answers_differ_by_token_for_every_cache(client: FlaskClient) -> None:
    vary = {name.strip() for name in client.get("/api/v1/documents").headers["Vary"].split(",")}
    assert {"Authorization", "Accept-Language"} <= vary
