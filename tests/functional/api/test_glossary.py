"""The glossary through the API: read by all, changed with an editor's token and the tag of what was read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.glossary.concepts import learn, listed
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.wiring import Services
from tests.functional.api.conftest import bearer

EVICTION = "/api/v1/glossary/forced-eviction"
EDITOR: tuple[Role, ...] = ("editor",)
OUSTER = {"language": "en", "text": "turned out of doors"}
CONCEPT = {
    "terms": [
        {"language": "en", "text": "rain tax", "source": "ICESCR 11"},
        {"language": "es", "text": "impuesto a la lluvia"},
    ]
}


@pytest.fixture(autouse=True)
def as_listed() -> Iterator[None]:
    """Other tests know nothing of what these change."""
    yield
    learn("", {})


@pytest.fixture
def editor(services: Services) -> dict[str, str]:
    services.accounts.add("ed@example.org", "a long enough password", roles=EDITOR, viewer=OPERATOR)
    return bearer(services.tokens.make("ed@example.org", "test", viewer=OPERATOR))


def send(client: FlaskClient, path: str, form: object, headers: dict[str, str], tag: str = "") -> TestResponse:
    return client.post(path, json=form, headers={**headers, **({"If-Match": tag} if tag else {})})


def test_a_page_of_concepts_goes_on_to_the_last(client: FlaskClient) -> None:
    found, after = [], "0"
    while after:
        page = client.get("/api/v1/glossary", query_string={"after": after, "size": 100, "reader": "fr"}).get_json()
        found += [concept["id"] for concept in page["concepts"]]
        after = page["next"]
    assert page["total"] == len(found) == len(set(found)) == len(listed())


def test_concepts_are_found_by_a_word(client: FlaskClient) -> None:
    for word, first in (
        ("desalojo forzoso", "forced-eviction"),
        ("الإخلاء القسري", "forced-eviction"),
        ("xyzzy", None),
    ):
        found = client.get("/api/v1/glossary", query_string={"q": word}).get_json()["concepts"]
        assert (found[0]["id"] if found else None) == first


def test_a_concept_is_told_whole(client: FlaskClient) -> None:
    answer = client.get(EVICTION, query_string={"reader": "es"})
    form = answer.get_json()
    assert (form["name"], form["revision"], form["added"]) == ("desalojo forzoso", 0, False)
    assert {term["language"] for term in form["terms"]} >= set(LANGUAGES)
    assert "demolition-of-homes" in {one["id"] for one in form["near"]}
    assert form["documents"] == len(LANGUAGES)
    again = client.get(EVICTION, query_string={"reader": "es"}, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/api/v1/glossary/no-such-concept").status_code == 404


def test_a_term_is_added_by_who_read_the_state_that_stands(client: FlaskClient, editor: dict[str, str]) -> None:
    tag = client.get(EVICTION).headers["ETag"]
    done = send(client, f"{EVICTION}/terms", OUSTER, editor, tag)
    assert done.status_code == 200
    assert done.get_json()["revision"] == 1
    assert any(term["text"] == OUSTER["text"] and term["added"] for term in done.get_json()["terms"])
    late = send(client, f"{EVICTION}/terms", {"language": "en", "text": "ouster"}, editor, tag)
    assert (late.status_code, late.get_json()["code"]) == (412, "error.conflict")
    fresh = done.headers["ETag"]
    assert fresh != tag
    assert client.get(EVICTION, headers={"If-None-Match": tag}).status_code == 200
    gone = send(client, f"{EVICTION}/terms/retire", OUSTER, editor, fresh)
    assert not next(term for term in gone.get_json()["terms"] if term["text"] == OUSTER["text"])["used"]


def test_who_does_not_say_what_she_read_changes_nothing(client: FlaskClient, editor: dict[str, str]) -> None:
    for tag, language in product(("", "*", 'W/"0"', '"x"', '"0", "1"', "0x"), LANGUAGES):
        answer = send(client, f"{EVICTION}/terms?reader={language}", OUSTER, editor, tag)
        assert (answer.status_code, answer.get_json()["code"]) == (428, "error.if_match")
    assert client.get(EVICTION).get_json()["revision"] == 0


def test_relations(client: FlaskClient, editor: dict[str, str]) -> None:
    tag = client.get(EVICTION).headers["ETag"]
    form = {"other": "deportation", "relation": "counterpart"}
    done = send(client, f"{EVICTION}/relations", form, editor, tag)
    assert [one["id"] for one in done.get_json()["counterparts"]] == ["deportation"]
    other = client.get("/api/v1/glossary/deportation")
    assert [one["id"] for one in other.get_json()["counterparts"]] == ["forced-eviction"]
    undone = send(client, f"{EVICTION}/relations", {**form, "relation": "none"}, editor, done.headers["ETag"])
    assert undone.get_json()["counterparts"] == []


def test_a_concept_is_added_and_searches_know_it(client: FlaskClient, editor: dict[str, str]) -> None:
    made = send(client, "/api/v1/glossary", CONCEPT, editor)
    assert made.status_code == 200
    assert (made.get_json()["id"], made.get_json()["added"]) == ("rain-tax", True)
    assert [term["status"] for term in made.get_json()["terms"]] == ["official", "proposed"]
    expansions = client.get("/api/v1/search", query_string={"q": "rain tax"}).get_json()["expansions"]
    assert "impuesto a la lluvia" in {one["term"] for one in expansions}


def test_readers_change_nothing(client: FlaskClient, token: str) -> None:
    tag = client.get(EVICTION).headers["ETag"]
    for headers in ({}, bearer(token)):
        for path, form in (
            ("/api/v1/glossary", CONCEPT),
            (f"{EVICTION}/terms", OUSTER),
            (f"{EVICTION}/terms/retire", {"language": "en", "text": "eviction"}),
            (f"{EVICTION}/relations", {"other": "deportation", "relation": "near"}),
        ):
            assert send(client, path, form, headers, tag).status_code == 403
    assert client.get(EVICTION).get_json()["revision"] == 0


def test_what_cannot_be_is_named_by_field(client: FlaskClient, editor: dict[str, str]) -> None:
    terms, relations = f"{EVICTION}/terms", f"{EVICTION}/relations"
    faulty: tuple[tuple[str, dict[str, object]], ...] = (
        (terms, {"language": "xx", "text": "ouster"}),
        (terms, {"language": "en", "text": "of the"}),
        (terms, {"language": "en", "text": "a\x00b"}),
        (terms, {"language": "en"}),
        (terms, {"language": "en", "text": "ouster", "status": "reviewed"}),
        (relations, {"other": "forced-eviction", "relation": "near"}),
        ("/api/v1/glossary", {"terms": CONCEPT["terms"][:1]}),
    )
    tag = client.get(EVICTION).headers["ETag"]
    for path, form in faulty:
        answer = send(client, path, form, editor, tag)
        assert answer.status_code == 422
        assert answer.get_json()["errors"]


def test_a_token_that_only_reads_changes_nothing(
    client: FlaskClient, services: Services, editor: dict[str, str]
) -> None:
    reading = bearer(services.tokens.make("ed@example.org", "reading", scopes=["read"], viewer=OPERATOR))
    tag = client.get(EVICTION).headers["ETag"]
    assert send(client, f"{EVICTION}/terms", OUSTER, reading, tag).status_code == 403


def test_a_review_is_no_matter_for_programs(client: FlaskClient, editor: dict[str, str]) -> None:
    tag = client.get(EVICTION).headers["ETag"]
    assert send(client, f"{EVICTION}/terms/review", OUSTER, editor, tag).status_code == 404
