"""Learned pairs in the site: shown to editors with their passages, taken in or dismissed, a group's to that group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC, Audience, group_audience
from caselaw.domain.glossary.concepts import glossary, learn
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.wiring import Services
from tests.contract.test_store_lexicons import School
from tests.functional.web.stock import PASSWORD, csrf, sign_in
from web.app import create_app

EDITOR: tuple[Role, ...] = ("editor",)
PAGE = "/en/glossary/proposals"


@pytest.fixture
def school(services: Services, tmp_path: Path) -> Iterator[School]:
    yield School(services.store, tmp_path / "school")
    learn("", {})


@pytest.fixture
def site(services: Services) -> Flask:
    return create_app(services.settings, services)


def editor(site: Flask, name: str, group: str) -> FlaskClient:
    services: Services = site.extensions["caselaw"]
    email = f"{name}@example.org"
    services.accounts.add(email, PASSWORD, roles=EDITOR, groups=(group,), viewer=OPERATOR)
    return sign_in(site.test_client(), email, PASSWORD)


def teach(school: School, access: Audience = PUBLIC) -> None:
    school.pair(access, access)
    assert school.learned()


def decide(client: FlaskClient, do: str, **more: str) -> TestResponse:
    """Send the form of *harbour* and *puerto* as it stands on the page, with some fields filled otherwise."""
    page = client.get(PAGE).text
    form = next(one for one in page.split("<form")[1:] if 'value="harbour"' in one and 'value="puerto"' in one)
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form))
    fields.pop("knowing", None)
    return client.post(PAGE, data={**fields, "csrf_token": csrf(page), "do": do, **more})


def offered(client: FlaskClient) -> bool:
    return bool(re.search(r'name="(word|target)" value="harbour"', client.get(PAGE).text))


def test_a_pair_is_shown_with_its_passages_and_taken_in(school: School, site: Flask) -> None:
    teach(school)
    eve = editor(site, "eve", "litigation")
    page = eve.get(PAGE)
    assert page.headers["Cache-Control"] == "no-store"
    assert re.search(r"<mark>[Hh]arbours?</mark>", page.text)
    assert re.search(r'href="/en/documents/\w+#[\w-]+"', page.text)
    for language in LANGUAGES:
        assert eve.get(f"/{language}/glossary/proposals").status_code == 200
    taken = decide(eve, "accept", concept="new")
    assert taken.status_code == 303
    assert not offered(eve)
    shown = site.test_client().get("/en/glossary/harbour").text
    assert "puerto" in shown
    assert "learned from the documents" in shown
    assert "puerto" in site.test_client().get("/en/search?q=harbour&without=lexicon").text


def test_a_pair_goes_to_the_concept_that_is_named_as_the_editor_spells_it(school: School, site: Flask) -> None:
    teach(school)
    eve = editor(site, "eve", "litigation")
    for other in ("no such thing", ""):
        assert decide(eve, "accept", concept="other", other=other).status_code == 422
    spelled = {"text": "seaport", "target_text": "seaport"}
    assert decide(eve, "accept", concept="other", other="forced eviction", **spelled).status_code == 303
    assert not offered(eve)
    for language in ("en", "es"):
        assert "seaport" in glossary()["forced-eviction"].terms[language]


def test_what_is_dismissed_comes_no_more(school: School, site: Flask) -> None:
    teach(school)
    eve = editor(site, "eve", "litigation")
    assert decide(eve, "dismiss").status_code == 303
    assert not offered(eve)
    assert "harbour" not in glossary()


def test_a_pair_that_another_decided_meanwhile_is_said_to_be_gone(school: School, site: Flask) -> None:
    teach(school)
    eve, carl = editor(site, "eve", "litigation"), editor(site, "carl", "research")
    page = carl.get(PAGE).text
    form = {"language": "en", "word": "harbour", "target_language": "es", "target": "puerto", "do": "dismiss"}
    assert decide(eve, "dismiss").status_code == 303
    late = carl.post(PAGE, data={**form, "csrf_token": csrf(page)})
    assert late.status_code == 409
    assert 'role="alert"' in late.text


def test_what_a_group_s_texts_taught_is_seen_by_its_editors_alone(school: School, site: Flask) -> None:
    teach(school, group_audience("litigation"))
    ours, others = editor(site, "eve", "litigation"), editor(site, "carl", "research")
    assert offered(ours)
    assert "learned from texts that not everybody may read" in ours.get(PAGE).text
    page = others.get(PAGE).text
    assert "harbour" not in page
    assert "puerto" not in page
    form = {"language": "es", "word": "puerto", "target_language": "en", "target": "harbour"}
    for do in ("accept", "dismiss"):
        answer = others.post(PAGE, data={**form, "csrf_token": csrf(page), "do": do, "knowing": "yes"})
        assert answer.status_code == 409
    assert decide(ours, "accept", concept="new").status_code == 422
    assert decide(ours, "accept", concept="new", knowing="yes").status_code == 303
    shown = others.get("/en/glossary/harbour").text
    assert "puerto" in shown
    assert "learned from" not in shown
