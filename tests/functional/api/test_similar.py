"""More like a document, or like one of its paragraphs, through the API."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from caselaw.domain.audience import MEMBERS
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.wiring import Services
from tests.factories import TEXTS, a_record
from tests.functional.api.conftest import add, bearer


def asked(client: FlaskClient, address: str, **headers: Any) -> Any:
    answer = client.get(f"/api/v1/documents/{address}", **headers)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_its_own_versions_are_not_more_like_it(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    assert asked(client, f"{stored['en']}/similar?reader=en")["documents"] == []


def test_another_case_on_the_same_is_found_in_its_own_language_and_in_others(
    client: FlaskClient, services: Services, stored: dict[str, DocumentId]
) -> None:
    others = {language: add(services, a_record(language)) for language in ("en", "es")}
    found = asked(client, f"{stored['en']}/similar?reader=en")
    assert [(one["id"], one["section"]) for one in found["documents"]] == [
        (others["en"], "own"),
        (others["es"], "other"),
    ]
    assert (found["document"], found["paragraph"]) == (stored["en"], None)


def test_a_paragraph_finds_the_paragraph_that_says_it(
    client: FlaskClient, services: Services, stored: dict[str, DocumentId]
) -> None:
    other = add(services, a_record("en", texts=("Nothing of the kind is said here.", TEXTS["en"][1])))
    found = asked(client, f"{stored['en']}/paragraphs/p-2/similar?reader=fr")
    (one,) = found["documents"]
    assert (one["id"], one["paragraphs"][0]["id"], found["paragraph"]) == (other, "p-2", "p-2")
    assert "same words" not in one["why"]  # said in the reader's language
    assert "mêmes mots" in one["why"]


def test_what_one_may_not_read_neither_asks_nor_answers(
    client: FlaskClient, services: Services, stored: dict[str, DocumentId], token: str
) -> None:
    hidden = add(services, a_record("en", access=MEMBERS))
    assert asked(client, f"{stored['en']}/similar?reader=en")["documents"] == []
    assert client.get(f"/api/v1/documents/{hidden}/similar").status_code == 404
    mine = asked(client, f"{stored['en']}/similar?reader=en", headers=bearer(token))
    assert [one["id"] for one in mine["documents"]] == [hidden]


def test_there_is_nothing_like_what_is_not_there(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    for address in (f"{new_id()}/similar", "nonsense/similar", f"{stored['en']}/paragraphs/p-999/similar"):
        assert client.get(f"/api/v1/documents/{address}").status_code == 404
    assert client.get(f"/api/v1/documents/{stored['en']}/similar?size=0").status_code == 422
