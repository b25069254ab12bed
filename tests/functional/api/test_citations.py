"""Citations through the API: both directions, a page at a time, and only what the reader may read."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from caselaw.domain.audience import MEMBERS
from caselaw.domain.citing.citation import Citation, Pinpoint, Reading
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.api.conftest import add

TEXT = "See [2000] ZACC 19, [2000] ZACC 19 and article 11 of the ICESCR."


@pytest.fixture
def cited(services: Services) -> DocumentId:
    about = Facts(
        kind="judgment", title="Grootboom", court="za-cc", identifiers=(Identifier("neutral", "[2000] ZACC 19"),)
    )
    return add(services, a_record("en", facts=about))


@pytest.fixture
def citing(services: Services) -> DocumentId:
    return add(services, a_record("en", **source()))


def source() -> dict[str, Any]:
    neutral, article = Reading("neutral", "[2000] ZACC 19"), Reading("article", "ICESCR 11")
    spans = [(4, 18, neutral), (20, 34, neutral), (39, 63, article)]
    return {
        "facts": Facts(kind="judgment", title="Later case", court="za-sca"),
        "paragraphs": (Paragraph("p-1", 0, TEXT, "en", "1"),),
        "citations": tuple(
            Citation(TEXT[start:end], start, end, (one,), "p-1", Pinpoint("bracket", "44-46") if start == 4 else None)
            for start, end, one in spans
        ),
    }


def test_what_a_document_cites(client: FlaskClient, cited: DocumentId, citing: DocumentId) -> None:
    found = client.get(f"/api/v1/citations?document={citing}&reader=fr").get_json()
    first, second, article = found["cites"]
    assert (first["text"], first["status"], first["target"]["id"]) == ("[2000] ZACC 19", "resolved", cited)
    assert first["pinpoint"] == {"unit": "bracket", "numbers": "44-46"}
    assert first["target"]["url"].endswith(f"/fr/documents/{cited}#p-44")
    assert (second["pinpoint"], second["target"]["url"].rpartition("/")[2]) == (None, cited)
    assert first["target"]["court"]["name"] == "Cour constitutionnelle d’Afrique du Sud"
    assert TEXT[article["start"] : article["end"]] == article["text"] == "article 11 of the ICESCR"
    assert (article["status"], article["target"]) == ("unresolved", None)
    assert (found["cited_by"], found["next"]) == ([], None)


def test_what_cites_a_document(client: FlaskClient, cited: DocumentId, citing: DocumentId) -> None:
    found = client.get(f"/api/v1/citations?document={cited}&direction=cited_by").get_json()
    (one,) = found["cited_by"]
    assert (one["source"]["id"], one["times"], one["paragraph"]) == (citing, 2, "p-1")
    assert found["cites"] == []


@pytest.mark.parametrize("direction", ["cites", "cited_by"])
def test_a_page_at_a_time(client: FlaskClient, services: Services, cited: DocumentId, direction: str) -> None:
    sources = [add(services, a_record("en", **source())) for _ in range(3)]
    about, seen = (sources[0] if direction == "cites" else cited), 0
    cursor: str | None = "start"
    while cursor is not None:
        place = {} if cursor == "start" else {"after": cursor}
        query = {"document": about, "direction": direction, "size": 2, **place}
        page = client.get("/api/v1/citations", query_string=query).get_json()
        seen, cursor = seen + len(page[direction]), page["next"]
    assert seen == 3


def test_a_restricted_document_neither_cites_nor_is_told(
    client: FlaskClient, services: Services, cited: DocumentId
) -> None:
    hidden = add(services, a_record("en", access=MEMBERS, **source()))
    assert client.get(f"/api/v1/citations?document={cited}&direction=cited_by").get_json()["cited_by"] == []
    assert client.get(f"/api/v1/citations?document={hidden}").status_code == 404


@pytest.mark.parametrize("query", ["", "?document=x&direction=up", "?document=x&size=0", "?document=x&after=-1"])
def test_what_is_asked_wrongly_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/api/v1/citations{query}").status_code == 422
