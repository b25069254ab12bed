"""The API beside pages of a site: each answers for its own addresses, in its own form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from sqlalchemy import text
from werkzeug.exceptions import HTTPException

from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.wiring import Services
from search_api.blueprint import BLUEPRINTS, register
from search_api.openapi import FILE, described


@pytest.fixture
def site(services: Services) -> Flask:
    """A site with pages, forms and error pages of its own."""
    app = Flask("site")
    app.config["SECRET_KEY"] = "only for this test"
    CSRFProtect(app)

    @app.get("/page")
    def page() -> str:
        return "a page"

    @app.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> tuple[str, int]:
        return "the site's own page", error.code or 500

    @app.errorhandler(404)
    def absent(error: HTTPException) -> tuple[str, int]:
        return "the site's own page", 404

    register(app, services, searches_a_minute=1_000)
    return app


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/api", 404, "error.no_route"),
        ("GET", "/api/v1/nothing", 404, "error.no_route"),
        ("GET", "/api/v2/search", 404, "error.no_route"),
        ("POST", "/api/v1/nothing", 404, "error.no_route"),
        ("GET", "/api/v1/documents/none", 404, "error.not_found"),
        ("POST", "/api/v1/search", 405, "error.method"),
        ("DELETE", "/api/v1/documents/x", 405, "error.method"),
        ("GET", "/api/v1/search?size=x", 422, "error.invalid"),
    ],
)
def test_the_api_answers_in_its_form(site: Flask, method: str, address: str, status: int, code: str) -> None:
    answer = site.test_client().open(address, method=method)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_the_pages_keep_their_own(site: Flask) -> None:
    client = site.test_client()
    page, absent, near = client.get("/page"), client.get("/nothing"), client.get("/apiary")
    assert page.text == "a page"
    assert absent.text == near.text == "the site's own page"
    assert not any("X-Request-ID" in answer.headers for answer in (page, absent, near))


def test_a_fault_of_ours_tells_nothing_but_its_id(
    site: Flask, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    with services.store.writing() as connection:
        connection.execute(text("ALTER TABLE documents RENAME TO elsewhere"))
    answer = site.test_client().get("/api/v1/documents?reader=fr")
    assert answer.status_code == 500
    error = answer.get_json()
    assert (error["code"], error["errors"]) == ("error.unexpected", {})
    assert error["message"].startswith("Une erreur")
    assert "elsewhere" not in answer.text
    assert error["request_id"] in caplog.text


def test_no_form_token_is_asked_for(site: Flask) -> None:
    exempt = site.extensions["csrf"]._exempt_blueprints
    assert set(BLUEPRINTS) <= exempt


def test_the_committed_description_is_that_of_the_code() -> None:
    assert FILE.read_text(encoding="utf-8") == described(), "run: python -m search_api.openapi"


def test_the_description_is_served(client: FlaskClient) -> None:
    served = client.get("/api/v1/openapi.json").get_json()
    assert served["openapi"] == "3.1.0"
    assert served == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_people_is_complete_and_its_own(
    client: FlaskClient, stored: dict[str, DocumentId], language: str
) -> None:
    page = client.get(f"/api/v1/docs?reader={language}")
    assert page.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
    paths = json.loads(FILE.read_text(encoding="utf-8"))["paths"]
    for path, methods in paths.items():
        for method in methods.keys() - {"parameters"}:
            assert f"{method.upper()} {path}" in page.text
            for parameter in (*methods.get("parameters", ()), *methods[method].get("parameters", ())):
                assert f">{parameter['name']}<" in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert not [address for address in re.findall(r'(?:src|href)="([^"]+)"', page.text) if "//" in address]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    with client.get("/api/v1/static/docs.css") as style:
        assert style.status_code == 200


def test_no_english_is_left_on_the_arabic_page(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs?reader=ar").text
    body = re.sub(r"<(code|bdi|pre|title|nav|header)\b.*?</\1>", "", page, flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-z]{4,}", re.sub(r"<[^>]*>", "", body)))
    # Of fields and values, the same in every language.
    names = {"next", "other", "cites", "cited", "text", "title", "citation", "docx", "xlsx", "files", "merged"}
    names |= {"right", "theme", "group", "corporate", "capture", "revolving", "door", "Word"}
    names |= {"access", "cases", "codes", "document", "documents", "follows", "kind", "members", "none"}
    names |= {"like", "likeness"}
    assert words <= {"OpenAPI", "JSON", "Accept", "Language", "Match", "ETag", "alpha", *names}, words


def test_static_files_stay_in_their_folder(client: FlaskClient) -> None:
    assert client.get("/api/v1/static/../openapi.json").status_code == 404
    assert client.get(f"/api/v1/static/{Path(__file__).name}").status_code == 404
