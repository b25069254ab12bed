"""Every page in every language: there, in its direction, light, and linked to its twins."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import Page, Stock, settings
from web.app import create_app
from web.views.home import spoken

PATHS = ("/", "/search", "/search?q=eviction", "/documents", "/login", "/about", "/help/search")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_speaks_every_language(public: FlaskClient, language: str, path: str) -> None:
    answer = public.get(f"/{language}{path}")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.all("html") == [{"lang": language, "dir": "rtl" if language == "ar" else "ltr"}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_keeps_the_direction_of_its_text_on_every_page(
    public: FlaskClient, stock: Stock, language: str
) -> None:
    for version in LANGUAGES:
        page = Page(public.get(f"/{language}/documents/{stock.ids[version]}").text)
        texts = [one for one in page.all("p") if one.get("lang") == version and one.get("dir")]
        assert len(texts) == 5
        assert {one["dir"] for one in texts} == {"rtl" if version == "ar" else "ltr"}


def test_a_document_shows_its_facts_and_an_address_for_each_paragraph(public: FlaskClient, stock: Stock) -> None:
    page = Page(public.get(f"/en/documents/{stock.ids['en']}").text)
    for fact in ("Constitutional Court of South Africa", "South Africa", "March 2004", "[2004] ZACC 99", "Justice A."):
        assert fact in page.text
    assert {f"#p-{number}" for number in range(1, 6)} <= set(page.links())
    assert {f"p-{number}" for number in range(1, 6)} <= {one.get("id") for one in page.all("div")}
    assert "#p-1" in [one["href"] for one in page.all("a") if one.get("class") == "source"], "where a fact was read"


def test_a_document_links_its_other_languages(public: FlaskClient, stock: Stock) -> None:
    links = Page(public.get(f"/fr/documents/{stock.ids['fr']}").text).links()
    assert {f"/fr/documents/{stock.ids[language]}" for language in ("en", "es", "ar")} <= set(links)


def test_a_summary_says_that_it_is_none_of_the_court(public: FlaskClient, stock: Stock) -> None:
    text = Page(public.get(f"/en/documents/{stock.ids['summary']}").text).text
    assert "A summary written for this project. It is not the decision; check:" in text
    assert "Villagers v. Example Mining [2009] EX 1" in text


def test_what_is_said_about_a_company_stands_with_its_status_and_source(public: FlaskClient, stock: Stock) -> None:
    text = " ".join(Page(public.get(f"/en/documents/{stock.ids['summary']}").text).text.split())
    assert "Found EX Court a body named here has found it to be so" in text
    assert "Alleged said by those affected; no body has decided it" in text
    assert "source: Complaint of 2008" in text
    assert "home State: Canada" in text


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("ar", "ar"), ("fr-CA, en;q=0.5", "fr"), ("de", "en"), ("", "en"), ("es-419", "es"), ("x" * 3000, "en"),
    ],
)  # fmt: skip
def test_the_door_chooses_by_the_wish_of_the_browser(public: FlaskClient, wish: str, language: str) -> None:
    answer = public.get("/", headers={"Accept-Language": wish})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]
    assert {f"/{one}/" for one in LANGUAGES} <= set(Page(answer.text).links())


def test_an_address_that_lacks_its_language_leads_to_the_page(public: FlaskClient, stock: Stock) -> None:
    """As people type and shorten them; a query stays, a form and an address that means no page are not led on."""
    wish = {"Accept-Language": "es"}
    answer = public.get("/search?q=%22agua+potable%22&q=ni%C3%B1o", headers=wish)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/es/search?q=%22agua+potable%22&q=ni%C3%B1o")
    assert "Accept-Language" in answer.headers["Vary"]
    paths = (f"/documents/{stock.ids['en']}", "/documents/0000000000000000")
    assert [public.get(path, headers=wish).headers["Location"] for path in paths] == [f"/es{path}" for path in paths]
    assert public.post("/login", headers=wish).status_code in (400, 404)
    for path in ("/api/v1/nothing", "/static/nothing.css", "/health/nothing"):
        assert public.get(path, headers=wish).status_code == 404, path


@pytest.mark.parametrize(
    ("path", "wish", "language"), [("/en/nothing", "ar", "en"), ("/xx/search", "fr", "fr"), ("/nothing", "es", "es")]
)
def test_what_is_not_there_is_said_in_the_reader_s_language(
    public: FlaskClient, path: str, wish: str, language: str
) -> None:
    answer = public.get(path, headers={"Accept-Language": wish})
    assert answer.status_code == 404
    assert Page(answer.text).all("html")[0]["lang"] == language


def test_another_language_keeps_the_state_of_the_page(public: FlaskClient) -> None:
    links = Page(public.get("/en/search?q=eviction&language=fr&language=es&sort=newest").text).links()
    assert "/ar/search?q=eviction&language=fr&language=es&sort=newest" in links


def test_the_list_leads_to_everything(public: FlaskClient, stock: Stock) -> None:
    links = Page(public.get("/es/documents").text).links()
    public_ids = {stock.ids[name] for name in (*LANGUAGES, "summary", "hostile")}
    assert {f"/es/documents/{one}" for one in public_ids} <= set(links)


def test_a_link_of_the_home_page_narrows_a_search(public: FlaskClient) -> None:
    links = Page(public.get("/en/").text).links()
    assert "/en/search?country=ZAF" in links
    assert public.get("/en/search?country=ZAF").status_code == 200


def test_languages_are_counted_without_regions_and_the_unknown() -> None:
    assert spoken(["en", "pt", "pt-PT", "und"]) == 2


def test_robots_leave_searches_alone(public: FlaskClient) -> None:
    answer = public.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /*/search" in answer.text


def test_the_machine_learns_that_the_site_lives(public: FlaskClient) -> None:
    assert public.get("/health/live").json == {"status": "live"}
    ready = public.get("/health/ready")
    assert ready.status_code == 200
    parts = {"database": True, "schema": True, "index": True, "worker": False, "disk": True}
    assert ready.json == {"status": "ready", **parts}


def test_pages_are_light_on_the_wire(public: FlaskClient) -> None:
    page = public.get("/en/search?q=eviction", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    links = [str(one["href"]) for one in Page(gzip.decompress(page.data).decode()).all("link")]
    weight = len(page.data)
    for link in links:
        if "/static/" in link:
            with public.get(link, headers={"Accept-Encoding": "gzip"}) as file:
                weight += len(file.data)
    assert weight < 60_000


def test_a_page_not_changed_is_not_sent_again(public: FlaskClient) -> None:
    for encoding in ("gzip", "identity"):
        first = public.get("/en/about", headers={"Accept-Encoding": encoding})
        again = public.get("/en/about", headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        assert not again.data


def test_files_of_the_site_are_kept_under_the_digest_of_their_content(public: FlaskClient) -> None:
    page = Page(public.get("/en/about").text)
    for address in [str(one["href"]) for one in page.all("link") if "/static/" in str(one["href"])]:
        assert "?v=" in address
        with public.get(address) as file:
            assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with public.get("/static/reading.css") as file:
        assert "immutable" not in file.headers["Cache-Control"]


def test_the_original_file_is_kept_and_never_run(alice: FlaskClient, public: FlaskClient, stock: Stock) -> None:
    """It goes by its id: a file name can tell as much as the file."""
    page = f"/en/documents/{stock.ids['with file']}"
    assert f"{page}/file" in Page(alice.get(page).text).links()
    with alice.get(f"{page}/file") as file:
        assert b"<html>" in file.data
        assert b"alert" not in file.data, "it is given out clean"
        assert file.headers["Content-Disposition"] == f"attachment; filename={stock.ids['with file']}.html"
        assert file.mimetype == "application/octet-stream"
        assert "sandbox" in file.headers["Content-Security-Policy"]
        assert file.headers["Cache-Control"] == "no-store"
    assert public.get(f"{page}/file").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_database_that_is_not_there_is_said_on_a_page(tmp_path: Path, language: str) -> None:
    services = build(settings(tmp_path))
    client = create_app(services.settings, services).test_client()
    for path in ("/", "/documents", "/search?q=a", f"/documents/{'0' * 16}"):
        answer = client.get(f"/{language}{path}")
        assert answer.status_code == 503
        page = Page(answer.text)
        assert page.all("html")[0]["lang"] == language
        assert str(tmp_path) not in answer.text
    assert client.get(f"/{language}/about").status_code == 200
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503
    services.close()


@pytest.fixture
def long_document(stock: Stock) -> str:
    texts = tuple(f"Short paragraph {number}." for number in range(1, 1700))
    return stock.services.intake.store(a_record(key="web:long", texts=texts), viewer=OPERATOR).id


def test_a_very_long_document_is_read_in_parts(public: FlaskClient, long_document: str) -> None:
    first = Page(public.get(f"/en/documents/{long_document}").text)
    assert "Short paragraph 1500." in first.text
    assert "Short paragraph 1501." not in first.text
    onward = f"/en/documents/{long_document}?from=1500"
    assert onward in first.links()
    second = Page(public.get(onward).text)
    assert "Short paragraph 1501." in second.text
    assert "Short paragraph 1699." in second.text
    assert f"/en/documents/{long_document}" in second.links()
