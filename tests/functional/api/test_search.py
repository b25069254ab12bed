"""Searching through the API: the form of the answer, its sections and pages, and what is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.domain.identifiers import DocumentId
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from search_api.app import create_app


def test_an_answer_has_the_agreed_form(client: FlaskClient, stored: dict[str, DocumentId]) -> None:
    answer = client.get("/api/v1/search?q=expulsion&reader=en").get_json()
    assert {"query", "said", "total", "expansions", "facets", "more", "documents", "next"} <= set(answer)
    assert answer["query"] == "expulsion"
    assert set(answer["total"]) == set(answer["next"]) == {"own", "other"}
    assert answer["total"]["own"] == 1
    found = answer["documents"][0]
    assert {"id", "title", "court", "country", "language", "date", "score", "section", "why", "paragraphs"} <= set(
        found
    )
    assert (found["id"], found["country"], found["date"], found["section"]) == (stored["en"], "ZAF", "2004-03", "own")
    assert (found["court"], found["court_id"]) == ("Constitutional Court of South Africa", "za-cc")
    assert found["url"].endswith(f"/en/documents/{stored['en']}")
    paragraph = found["paragraphs"][0]
    assert set(paragraph) == {
        "id", "number", "page", "language", "direction", "text", "highlights", "pinpoint", "why", "voice", "section",
    }  # fmt: skip
    assert paragraph["id"] == "p-2"
    assert [paragraph["text"][start:end] for start, end in paragraph["highlights"]] == ["expulsion"]


@pytest.mark.parametrize(
    ("query", "language", "anchor"),
    [
        ("expulsion", "fr", "p-2"),
        ("desalojo forzoso", "es", "p-4"),
        ('"forced eviction"', "en", "p-4"),
        ("الحق في التعليم", "ar", "p-4"),
    ],
)
def test_each_language_finds_its_paragraph(client: FlaskClient, query: str, language: str, anchor: str) -> None:
    answer = client.get("/api/v1/search", query_string={"q": query, "reader": language}).get_json()
    own = [found for found in answer["documents"] if found["section"] == "own"]
    assert [found["language"] for found in own] == [language]
    assert own[0]["paragraphs"][0]["id"] == anchor


def test_names_and_counts_are_in_the_readers_language(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", headers={"Accept-Language": "fr;q=0.9, de"}).get_json()
    assert answer["total"] == {"own": 1, "other": 3}
    assert [(count["value"], count["label"], count["count"]) for count in answer["facets"]["country"]] == [
        ("ZAF", "Afrique du Sud", 4)
    ]
    assert {count["value"]: count["count"] for count in answer["facets"]["language"]} == dict.fromkeys(
        ("en", "es", "fr", "ar"), 1
    )


def test_filters_narrow_and_may_be_repeated(client: FlaskClient) -> None:
    both = client.get("/api/v1/search?language=es&language=ar").get_json()
    assert {found["language"] for found in both["documents"]} == {"es", "ar"}
    none = client.get("/api/v1/search?country=COL").get_json()
    assert none["total"] == {"own": 0, "other": 0}
    assert none["documents"] == []


def test_each_section_goes_on_by_its_own_cursor(client: FlaskClient) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        place = {"other": cursor} if cursor else {}
        answer = client.get("/api/v1/search", query_string={"reader": "en", "size": 1, **place}).get_json()
        seen += [found["language"] for found in answer["documents"] if found["section"] == "other"]
        cursor = answer["next"]["other"]
    assert sorted(seen) == ["ar", "es", "fr"]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("?size=0", "size"),
        ("?size=1000", "size"),
        ("?size=1_0", "size"),
        ("?country=Colombia", "country"),
        ("?country=COL%0A", "country"),
        ("?year=04", "year"),
        ("?kind=poem", "kind"),
        ("?language=spanish!", "language"),
        ("?sort=random", "sort"),
        ("?reader=de", "reader"),
        ("?colour=red", "colour"),
        ("?own=nowhere", "own"),
        (f"?q={'a' * 2001}", "q"),
        ("?q=(expulsion", "q"),
        ("?q=%22expulsion", "q"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_cannot_be_used_is_named_in_the_readers_language(
    client: FlaskClient, address: str, field: str, language: str
) -> None:
    response = client.get(f"/api/v1/search{address}", headers={"Accept-Language": language})
    assert response.status_code == 422
    error = response.get_json()
    assert [key for key in error if key != "repair"] == ["code", "message", "errors", "request_id"]
    assert list(error["errors"]) == [field]
    for sentence in (error["message"], *error["errors"][field]):
        assert sentence.endswith(".")
        assert any("\u0621" <= letter <= "\u064a" for letter in sentence) == (language == "ar")


def test_a_query_that_cannot_be_read_comes_with_one_that_can(
    client: FlaskClient, stored: dict[str, DocumentId]
) -> None:
    error = client.get("/api/v1/search", query_string={"q": '"expulsion'}).get_json()
    assert error["repair"] == '"expulsion"'
    assert client.get("/api/v1/search", query_string={"q": error["repair"]}).get_json()["documents"]
    assert "repair" not in client.get("/api/v1/search?sort=random").get_json()


def test_where_the_engine_cannot_answer_search_says_so_and_the_rest_goes_on(services: Services) -> None:
    folder = Path(services.settings.search_url.removeprefix("tantivy:"))
    (folder / "CURRENT").write_text("generation-of-another-program", encoding="ascii")
    client = create_app(services.settings, services).test_client()
    response = client.get("/api/v1/search?q=expulsion")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert response.get_json()["code"].startswith("search.")
    assert client.get("/api/v1/documents").get_json()["total"] == 0


def test_an_address_that_asks_too_often_is_asked_to_wait(services: Services) -> None:
    client = create_app(replace(services.settings, searches_a_minute=3), services).test_client()
    answers = [client.get("/api/v1/search") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert [answers[0].headers[f"X-RateLimit-{name}"] for name in ("Limit", "Remaining")] == ["3", "2"]
    assert "Retry-After" not in answers[0].headers
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].get_json()["code"] == "error.too_many"
    elsewhere = client.get("/api/v1/search", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


def test_nothing_is_not_said_to_be_found_where_there_is_no_index(settings: Settings, migrated: Path) -> None:
    shutil.copy(migrated, settings.database_url.removeprefix("sqlite:///"))
    services = build(settings)
    answer = create_app(settings, services).test_client().get("/api/v1/search?q=expulsion&reader=es")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "search.no_index")
    services.close()
