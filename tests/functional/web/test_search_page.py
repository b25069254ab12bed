"""The search page: the query said back, two sections, passages with marks and pinpoints, filters as links."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import SearchQuery
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import Page, Stock, settings
from web.app import create_app
from web.views.help import WORDS, examples, field_examples
from web.views.home import TRIES


def test_own_language_first_then_the_others(public: FlaskClient, stock: Stock) -> None:
    page = public.get("/fr/search?q=expulsion").text
    own, other = page.index('id="own"'), page.index('id="other"')
    assert own < page.index(stock.ids["fr"]) < other < page.index(stock.ids["en"])


def test_found_words_are_marked_and_lead_to_their_paragraph(public: FlaskClient, stock: Stock) -> None:
    page = public.get("/es/search?q=desalojo+forzoso").text
    assert "<mark>desalojo</mark>" in page
    assert f"/es/documents/{stock.ids['es']}#p-2" in Page(page).links()
    assert "<bdi>[2]</bdi>" in page


def test_a_summary_never_has_a_pinpoint(public: FlaskClient, stock: Stock) -> None:
    page = public.get("/en/search?q=dispossession").text
    assert f"/en/documents/{stock.ids['summary']}#p-1" in Page(page).links()
    assert "para." not in page


def test_a_filter_is_put_in_and_taken_out_by_a_link(public: FlaskClient) -> None:
    links = Page(public.get("/en/search?q=expulsion").text).links()
    put_in = "/en/search?q=expulsion&language=fr"
    assert put_in in links
    narrowed = Page(public.get(put_in).text)
    assert "/en/search?q=expulsion" in narrowed.links(), "removed by its chip"
    assert "/en/search?q=expulsion&language=fr&language=en" in narrowed.links(), "a second value joins the first"
    kept = {(one.get("name"), one.get("value")) for one in narrowed.all("input")}
    assert ("language", "fr") in kept, "a new query keeps the filters"


def test_sections_go_on_by_themselves(public: FlaskClient, stock: Stock) -> None:
    for number in range(12):
        record = a_record(key=f"web:many:{number}", texts=(f"Many papaya trees, {number}.",), title=f"Papaya {number}")
        stock.services.intake.store(record, viewer=OPERATOR)
    stock.services.indexing.rebuild(viewer=OPERATOR)
    page = Page(public.get("/en/search?q=papaya&sort=oldest").text)
    (onward,) = [link for link in page.links() if "own=" in link]
    assert onward.endswith("#own")
    assert parse_qs(urlsplit(onward).query)["sort"] == ["oldest"]
    second = Page(public.get(onward).text)
    titles = [set(re.findall(r"Papaya \d+", one.text)) for one in (page, second)]
    assert [len(found) for found in titles] == [10, 2]
    assert not titles[0] & titles[1]
    assert "In other languages" not in second.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_faulty_query_is_shown_with_the_place(public: FlaskClient, language: str) -> None:
    answer = public.get(f"/{language}/search", query_string={"q": "housing AND (water"})
    assert answer.status_code == 400
    assert "housing AND <mark>(</mark>water" in answer.text
    assert any(one.get("aria-invalid") == "true" for one in Page(answer.text).all("input"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_says_what_to_try(public: FlaskClient, language: str) -> None:
    page = Page(public.get(f"/{language}/search?q=nowherefound&country=ZAF").text)
    assert f"/{language}/help/search" in page.links()
    assert f"/{language}/search?q=nowherefound" in page.links(), "the same without filters"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_help_page_is_a_query(public: FlaskClient, stock: Stock, language: str) -> None:
    page = Page(public.get(f"/{language}/help/search").text)
    asked = [parse_qs(urlsplit(link).query).get("q") for link in page.links() if f"/{language}/search?" in link]
    shown = (*examples(language).values(), *field_examples(language).values())
    assert sorted(shown) == sorted(query[0] for query in asked if query)
    for text in (*shown, *TRIES[language]):
        answer = public.get(f"/{language}/search", query_string={"q": text})
        assert answer.status_code == 200, text
        assert 'id="fault"' not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_page_tells_of_the_groups_own_work_what_a_visitor_can_open(public: FlaskClient, language: str) -> None:
    page = Page(public.get(f"/{language}/help/search").text)
    assert "#group-work" in page.links()
    for open_to_all in ("codebooks", "tracker", "interventions"):
        assert f"/{language}/{open_to_all}" in page.links()
    for of_members in ("rounds", "tables", "cases"):
        assert f"/{language}/{of_members}" not in page.links()


@pytest.mark.parametrize("language", LANGUAGES)
def test_operators_of_the_examples_are_understood_as_operators(stock: Stock, language: str) -> None:
    words = WORDS[language]

    def total(text: str) -> int:
        answer = stock.services.search.search(SearchQuery(text=text, reader=language), viewer=ANYONE)
        return sum(answer.total.values())

    texts = {"en": "shelter", "es": "techo", "fr": "abri", "ar": "مأوى"}
    found = texts[language]
    assert total(found) == 1
    assert total(f"{found} {words.one_of} nowherefound") == 1
    assert total(f"{found} {words.without} nowherefound") == 1
    assert total(f"{found} {words.without} {found}") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_index_the_site_stays_up(stock: Stock, tmp_path: Path, language: str) -> None:
    """The engine is away: search says so, documents are still read, and nothing names a server or a folder."""
    place = stock.services.settings
    lame = build(
        settings(
            tmp_path,
            CASELAW_DATABASE_URL=place.database_url,
            CASELAW_FILES=str(place.files),
            CASELAW_SEARCH_URL=f"tantivy:{tmp_path}/never-made",
        )
    )
    client = create_app(lame.settings, lame).test_client()
    answer = client.get(f"/{language}/search?q=eviction")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert f"/{language}/documents" in Page(answer.text).links()
    assert "never-made" not in answer.text
    assert "caselaw init" not in answer.text
    for path in (f"/{language}/", f"/{language}/documents", f"/{language}/documents/{stock.ids['en']}"):
        assert client.get(path).status_code == 200
    ready = client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json is not None
    assert ready.json["index"] is False
    lame.close()
