"""Case summaries in the site: written, translated beside the source, reviewed, published, and seen by readers."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.test_editing import send, signed_in, words
from web.app import create_app

TEXT: dict[str, Any] = {
    "headline": "Water for a village",
    "summary": "The court found it.\r\n\r\nIt ordered pipes.",
    "nature": "Appeal",
}


@pytest.fixture
def site(services: Services) -> Flask:
    return create_app(services.settings, services)


@pytest.fixture
def document(site: Flask, services: Services) -> DocumentId:
    return services.intake.store(a_record(key="summed", access=PUBLIC), viewer=OPERATOR).id


@pytest.fixture
def eva(site: Flask) -> FlaskClient:
    return signed_in(site, "eva")


def write(client: FlaskClient, document: str, tongue: str, revision: int = 0, **fields: Any) -> int:
    path = f"/en/documents/{document}/summary/{tongue}/edit"
    return send(client, path, revision=revision, **fields).status_code


def decide(client: FlaskClient, document: str, do: str, tongue: str, revision: int) -> int:
    path = f"/en/documents/{document}/summary"
    return send(client, path, do=do, tongue=tongue, revision=revision).status_code


def test_from_a_draft_to_readers(site: Flask, eva: FlaskClient, document: DocumentId) -> None:
    public = site.test_client()
    assert write(eva, document, "en", **TEXT) == 303
    assert "Water for a village" not in public.get(f"/en/documents/{document}").text
    assert decide(eva, document, "publish", "en", 1) == 422
    assert decide(eva, document, "review", "en", 1) == 303
    assert decide(eva, document, "publish", "en", 1) == 303
    for language in LANGUAGES:
        page = public.get(f"/{language}/documents/{document}")
        assert "Water for a village" in page.text
        assert page.headers["Cache-Control"] == "no-cache"
    assert "It ordered pipes." in words(public.get(f"/en/documents/{document}"))
    assert decide(eva, document, "withdraw", "en", 1) == 303
    assert "Water for a village" not in public.get(f"/en/documents/{document}").text


def test_a_translation_stands_beside_its_source(eva: FlaskClient, document: DocumentId) -> None:
    write(eva, document, "en", **TEXT)
    page = eva.get(f"/fr/documents/{document}/summary/ar/edit")
    assert 'lang="en" dir="ltr" class="translated"' in page.text
    assert 'lang="ar" dir="rtl"' in page.text
    assert "It ordered pipes." in page.text
    write(eva, document, "ar", headline="ماء لقرية")
    write(eva, document, "en", 1, headline="Water for all")
    desk = words(eva.get(f"/en/documents/{document}/summary"))
    assert "outdated: the source text has changed" in desk
    assert "missing" in desk
    assert "changed since this was translated" in words(eva.get(f"/en/documents/{document}/summary/ar/edit"))


def test_two_hands_see_both(site: Flask, eva: FlaskClient, document: DocumentId) -> None:
    finn = signed_in(site, "finn")
    write(eva, document, "en", **TEXT)
    write(eva, document, "en", 1, headline="By Eva")
    path = f"/en/documents/{document}/summary/en/edit"
    answer = send(finn, path, revision=1, headline="By Finn", nature="Constitutional appeal")
    assert answer.status_code == 409
    for said in ("By Eva", "By Finn", "Water for a village", "Constitutional appeal"):
        assert said in answer.text
    assert 'name="revision" value="2"' in answer.text
    assert write(finn, document, "en", 2, headline="By both") == 303
    assert "By both" in words(eva.get(f"/en/documents/{document}/summary?show=en"))


def test_only_editors_and_only_known_languages(site: Flask, eva: FlaskClient, document: DocumentId) -> None:
    mara, public = signed_in(site, "mara", "member"), site.test_client()
    write(eva, document, "en", **TEXT)
    for client in (mara, public):
        for path in ("summary", "summary/en/edit"):
            assert client.get(f"/en/documents/{document}/{path}").status_code == 403
    assert write(mara, document, "en", 1, headline="Mine") == 403
    assert decide(mara, document, "review", "en", 1) == 403
    assert eva.get(f"/en/documents/{document}/summary/de/edit").status_code == 404
    assert decide(eva, document, "dance", "en", 1) == 422
    assert write(eva, document, "en", 1, headline="<script>alert(1)</script>") == 303
    assert "<script>alert" not in eva.get(f"/en/documents/{document}/summary?show=en").text
