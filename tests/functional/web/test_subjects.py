"""The subjects in the site: leafed through by everybody, changed by editors; what was coded with a term stays found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.domain.taxonomy.terms import learn
from caselaw.domain.term import Term
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, csrf, sign_in
from web.app import create_app

HOUSING = "/en/subjects/right/housing"


@pytest.fixture
def site(services: Services) -> Iterator[Flask]:
    """A site of its own: these tests change it."""
    record = a_record("en")
    facts = replace(record.facts, terms=(Term("right", "housing", "confirmed"),))
    services.intake.store(replace(record, facts=facts), viewer=OPERATOR)
    applied(services)
    yield create_app(services.settings, services)
    learn("", {})


def applied(services: Services) -> None:
    while not services.indexing.apply_pending().idle:
        pass


def an_editor(site: Flask) -> FlaskClient:
    services: Services = site.extensions["caselaw"]
    roles: tuple[Role, ...] = ("editor",)
    services.accounts.add("alice@example.org", PASSWORD, roles=roles, viewer=OPERATOR)
    return sign_in(site.test_client(), "alice@example.org", PASSWORD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_leafs_through_them(site: Flask, language: str) -> None:
    client = site.test_client()
    assert client.get(f"/{language}/subjects").status_code == 200
    assert "right=housing" in client.get(f"/{language}/subjects/right").text
    assert "CESCR GC 4, 7" in client.get(f"/{language}/subjects/right/housing").text
    assert client.get(f"/{language}/subjects/none").status_code == 404
    assert client.get(f"/{language}/subjects/right/none").status_code == 404


def test_what_was_coded_with_a_merged_term_is_found_under_the_other(site: Flask) -> None:
    editor = an_editor(site)
    sent = {"csrf_token": csrf(editor.get(HOUSING).text), "do": "merge", "into": "land", "revision": "0"}
    assert editor.post(HOUSING, data=sent).status_code == 303
    applied(site.extensions["caselaw"])
    client = site.test_client()
    assert client.get(HOUSING).headers["Location"].endswith("/en/subjects/right/land")
    counted = {
        term["id"]: term["documents"]
        for one in client.get("/api/v1/subjects").get_json()["vocabularies"]
        if one["vocabulary"] == "right"
        for term in one["terms"]
    }
    assert (counted["land"], counted["adequate_standard"]) == (1, 0)
    for term in ("land", "housing"):
        assert sum(client.get(f"/api/v1/search?right={term}").get_json()["total"].values()) == 1


def test_who_was_slower_sees_both(site: Flask) -> None:
    editor = an_editor(site)
    sent = {"csrf_token": csrf(editor.get(HOUSING).text), "do": "describe", "name_en": "My own words", "revision": "7"}
    answer = editor.post(HOUSING, data=sent)
    assert answer.status_code == 409
    assert "My own words" in answer.text


def test_a_term_is_added_in_the_site(site: Flask) -> None:
    editor = an_editor(site)
    page = "/en/subjects/right/new"
    sent = {"csrf_token": csrf(editor.get(page).text), "name_en": "Right to shade", "broader": "environment"}
    assert editor.post(page, data=sent | {"name_en": "Right to work"}).status_code == 422
    answer = editor.post(page, data=sent)
    assert answer.headers["Location"].endswith("/en/subjects/right/right_to_shade")
    assert "Right to shade" in site.test_client().get("/en/subjects/right").text


def test_what_editors_code_is_a_filter_of_the_search(site: Flask) -> None:
    """Objectives, conditions and remedies are given by people; a filter and a field of the query find them."""
    services: Services = site.extensions["caselaw"]
    record = a_record("fr")
    terms = (
        Term("objective", "systemic_justice", "confirmed"),
        Term("condition", "dispossession", "confirmed"),
        Term("remedy", "public_apology", "confirmed"),
        Term("remedy", "restitution", "proposed"),
    )
    services.intake.store(replace(record, facts=replace(record.facts, terms=terms)), viewer=OPERATOR)
    applied(services)
    client = site.test_client()
    found = {
        asked: sum(client.get(f"/api/v1/search?{asked}").get_json()["total"].values())
        for asked in (
            "objective=systemic_justice", "condition=dispossession", "condition=growing_repression",
            'q=objectif:"Justice pour les violations systémiques des DESC"', "q=وضع:dispossession",
            "remedy=satisfaction", "q=remedy:public_apology", "remedy=restitution",
        )
    }  # fmt: skip
    assert list(found.values()) == [1, 1, 0, 1, 1, 1, 1, 0]
    shown = client.get("/en/subjects/objective/systemic_justice").text
    assert "objective=systemic_justice" in shown
    page = client.get("/en/search?more=objective").text
    assert 'href="/en/subjects/objective/systemic_justice" aria-label="About the term: ' in page


def test_a_doctrine_leads_to_its_term_among_the_themes(site: Flask) -> None:
    services: Services = site.extensions["caselaw"]
    record = a_record("es")
    facts = replace(record.facts, terms=(Term("theme", "minimum_core", "confirmed"),))
    services.intake.store(replace(record, facts=facts), viewer=OPERATOR)
    applied(services)
    page = site.test_client().get('/es/search?q=doctrina:"obligaciones mínimas básicas"&more=doctrine').text
    assert 'href="/es/subjects/theme/minimum_core"' in page
    assert 'class="about"' not in site.test_client().get("/es/search?more=doctrine&light=1").text
