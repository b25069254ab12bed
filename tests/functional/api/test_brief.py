"""Checking a brief through the API: what it cites, as far as the reader may know, and nothing of it kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS
from caselaw.domain.citing.brief import MAX_BRIEF
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.wiring import Services
from search_api.app import create_app
from tests.factories import a_record
from tests.functional.api.conftest import add, bearer

ADDRESS = "/api/v1/citations/check"
BRIEF = (
    "The applicants rely on Naidoo v Minister of Housing [2011] ZACC 90, para 2,\n"
    "which was followed in Okello v. Kenya.\n\n"
    "See also [2011] ZACC 90, para 44, C-9999/99 and article 11 of the ICESCR. PRIVILEGED-Xq7"
)


@pytest.fixture
def cited(services: Services) -> DocumentId:
    about = Facts(
        kind="judgment", title="Naidoo v Minister of Housing", case_name="Naidoo v Minister of Housing", court="za-cc",
        identifiers=(Identifier("neutral", "[2011] ZACC 90"),),
    )  # fmt: skip
    texts = tuple(Paragraph(f"p-{n}", n - 1, f"Paragraph {n}.", "en", str(n)) for n in (1, 2, 3))
    return add(services, a_record("en", facts=about, paragraphs=texts))


@pytest.fixture
def hidden(services: Services) -> DocumentId:
    about = Facts(kind="judgment", title="Okello v. Kenya", case_name="Okello v. Kenya", court="ke-sc", country="KEN")
    return add(services, a_record("en", facts=about, access=MEMBERS))


def check(client: FlaskClient, text: str = BRIEF, **more: Any) -> dict[str, Any]:
    answer = client.post(f"{ADDRESS}?reader=en", json={"text": text}, **more)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, Any] = answer.get_json()
    return found


def test_every_citation_comes_back_in_its_order(client: FlaskClient, cited: DocumentId) -> None:
    found = check(client)
    first, named, again, unknown, article = found["citations"]
    assert (first["text"], first["status"], first["paragraph"], first["line"]) == ("[2011] ZACC 90", "found", 1, 1)
    assert BRIEF[first["start"] : first["end"]] == first["text"]
    assert first["decisions"][0]["url"].endswith(f"/en/documents/{cited}#p-2")
    assert first["passage"]["status"] == "there"
    assert (named["text"], named["scheme"], named["status"], named["line"]) == ("Okello v. Kenya", "name", "unknown", 2)
    assert (again["passage"]["status"], again["passage"]["missing"], again["paragraph"]) == ("missing", ["44"], 2)
    assert again["decisions"][0]["url"].endswith(f"/en/documents/{cited}")
    assert (unknown["text"], unknown["status"]) == ("C-9999/99", "unknown")
    assert (article["status"], article["decisions"]) == ("instrument", [])
    assert found["counts"] == {"found": 2, "several": 0, "unknown": 2, "instrument": 1, "history": 0, "missing": 1}


def test_what_is_for_members_is_unknown_to_the_public(client: FlaskClient, hidden: DocumentId, token: str) -> None:
    def status(**more: Any) -> object:
        (found,) = check(client, "As in Okello v. Kenya.", **more)["citations"]
        return found["status"], [place["id"] for place in found["decisions"]]

    assert status() == ("unknown", [])
    assert status(headers=bearer(token)) == ("found", [hidden])
    without = check(client, "As in Okello v. Kenya.")
    with_another = check(client, "As in Nobody v. Kenya.")
    assert without["counts"] == with_another["counts"]


@pytest.fixture
def named(services: Services) -> DocumentId:
    """A decision whose number in the series of its court is not known here."""
    about = Facts(kind="judgment", title="Case of Velmora v. Panama", case_name="Velmora v. Panama", court="iacthr")
    texts = tuple(Paragraph(f"p-{n}", n - 1, f"Paragraph {n}.", "en", str(n)) for n in (1, 2, 3))
    return add(services, a_record("en", facts=about, paragraphs=texts))


@pytest.mark.parametrize(("number", "passage"), [("2", "there"), ("45", "missing")])
def test_a_number_unknown_here_leads_where_its_name_does(
    client: FlaskClient, named: DocumentId, number: str, passage: str
) -> None:
    (found,) = check(client, f"As in Case of Velmora v. Panama, Series C No. 198, para. {number}.")["citations"]
    assert (found["text"], found["status"], found["passage"]["status"]) == ("Series C No. 198", "found", passage)
    assert [place["id"] for place in found["decisions"]] == [named]


@pytest.mark.parametrize("behind", [" [2011] ZACC 91, para 2", ", Series C No. 198, para 2"])
def test_a_name_lends_nothing_to_a_number_that_is_not_its_own(
    client: FlaskClient, cited: DocumentId, behind: str
) -> None:
    name, number = check(client, f"Naidoo v Minister of Housing{behind}.")["citations"]
    assert [place["id"] for place in name["decisions"]] == [cited]
    assert name["passage"]["status"] == "there"
    assert (number["status"], number["decisions"]) == ("unknown", [])


def test_another_citation_takes_nothing_from_a_name(client: FlaskClient, named: DocumentId) -> None:
    name, number = check(client, "Velmora v. Panama; Series C No. 198, para. 2.")["citations"]
    assert ([place["id"] for place in name["decisions"]], number["status"]) == ([named], "unknown")


def test_later_history_is_told(client: FlaskClient, services: Services, cited: DocumentId) -> None:
    services.history.add(cited, "reversed", viewer=OPERATOR, date="2013", note="on appeal")
    first = check(client)["citations"][0]
    assert [entry["event"] for entry in first["history"]] == ["reversed"]
    assert check(client)["counts"]["history"] == 2


def test_a_treatment_by_a_hidden_decision_is_not_told(
    client: FlaskClient, services: Services, cited: DocumentId, hidden: DocumentId, token: str
) -> None:
    services.history.treat(hidden, cited, "not_followed", viewer=OPERATOR)
    assert check(client)["citations"][0]["treatments"] == []
    (told,) = check(client, headers=bearer(token))["citations"][0]["treatments"]
    assert (told["treatment"], told["by"]["id"]) == ("not_followed", hidden)


def test_nothing_of_a_brief_is_left(
    client: FlaskClient, cited: DocumentId, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        check(client)
        client.post(ADDRESS, json={"text": BRIEF * 4_000})
    assert "PRIVILEGED" not in caplog.text
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and b"PRIVILEGED-Xq7" in path.read_bytes()]
    assert kept == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {}}, 422),
        ({"json": {"text": 5}}, 422),
        ({"json": {"text": "x", "more": 1}}, 422),
        ({"json": {"text": "x" * (MAX_BRIEF + 1)}}, 422),
        ({"data": b"{", "content_type": "application/json"}, 400),
        ({"data": b"x" * (12 * MAX_BRIEF + 2_000), "content_type": "application/json"}, 413),
    ],
)
def test_what_cannot_be_checked_is_refused_and_not_kept(client: FlaskClient, sent: dict[str, Any], status: int) -> None:
    answer = client.post(ADDRESS, **sent)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(answer.get_json()) == {"code", "message", "errors", "request_id"}


def test_a_brief_of_the_full_length_in_arabic_is_taken(client: FlaskClient) -> None:
    text = ("قضت المحكمة بأن الحق في السكن مكفول. " * 20_000)[:MAX_BRIEF]
    assert check(client, text)["citations"] == []


def test_checks_are_counted_by_address(services: Services, stored: dict[str, DocumentId]) -> None:
    client = create_app(replace(services.settings, searches_a_minute=12), services).test_client()
    answers = [client.post(ADDRESS, json={"text": "x"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"text":' + b"[" * 100_000, b'{"text":' + b"9" * 5_000 + b"}"],
    ids=["deep", "in", "long"],
)
def test_what_no_reader_of_json_takes_in_is_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post(ADDRESS, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "error.bad_request"
