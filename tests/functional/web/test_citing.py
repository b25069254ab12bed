"""Citing, quoting, and taking results along, as pages."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.languages import LANGUAGES
from caselaw.exchange.formats import FORMATS
from caselaw.services.reading.exporting import MOST
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import GROUP_WORD, MEMBERS_WORD, Page, Stock, settings
from web.app import create_app

MINER = Viewer(account="m" * 16, groups=frozenset({"mining"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_citation_is_on_one_page(public: FlaskClient, stock: Stock, language: str) -> None:
    page = public.get(f"/{language}/documents/{stock.ids['en']}/cite")
    assert page.status_code == 200
    assert "@" in page.text
    links = Page(page.text).links()
    for form in ("ris", "bib"):
        assert f"/{language}/documents/{stock.ids['en']}/cite.{form}" in links
    assert (
        f"/{language}/documents/{stock.ids['en']}/cite"
        in Page(public.get(f"/{language}/documents/{stock.ids['en']}").text).links()
    )


def test_a_passage_is_cited_and_quoted(public: FlaskClient, stock: Stock) -> None:
    text = stock.services.documents.paragraphs(stock.ids["en"], viewer=ANYONE)
    first, last = text[0], text[1]
    address = f"/en/documents/{stock.ids['en']}"
    page = public.get(f"{address}/quotation?paragraphs={first.anchor}-{last.anchor}")
    assert page.status_code == 200
    assert f"“{first.text}" in Page(page.text).text
    assert f"{last.text}” (" in Page(page.text).text
    by_fields = public.get(f"{address}/quotation?from={first.anchor}&to={last.anchor}")
    assert f"{last.text}” (" in Page(by_fields.text).text
    cited = public.get(f"{address}/cite?paragraphs={first.anchor}")
    assert 'id="at"' in cited.text


@pytest.mark.parametrize("page", ["cite", "quotation"])
def test_a_paragraph_that_is_none_is_said_beside_its_field(public: FlaskClient, stock: Stock, page: str) -> None:
    answer = public.get(f"/en/documents/{stock.ids['en']}/{page}?paragraphs=<b>999")
    assert answer.status_code == 422
    assert "There is no such paragraph" in answer.text
    (field,) = [one for one in Page(answer.text).all("input") if one.get("id") == "paragraphs"]
    assert field["value"] == "<b>999"
    assert field["aria-invalid"] == "true"


def test_what_the_record_lacks_for_the_citation_of_its_body_is_named(stock: Stock, tmp_path: Path) -> None:
    services = build(settings(tmp_path))
    services.store.migrate()
    record = a_record("en")
    facts = replace(record.facts, court="iacthr", kind="judgment", case_name="Rivers v. Guatemala", identifiers=())
    made = services.intake.store(replace(record, facts=facts), viewer=OPERATOR).id
    page = create_app(services.settings, services).test_client().get(f"/en/documents/{made}/cite").text
    services.close()
    assert "<b>Series C</b>" in page
    assert "Enter it" not in page, "that is for editors"


def test_a_summary_is_neither_cited_nor_quoted_as_the_decision(public: FlaskClient, stock: Stock) -> None:
    page = Page(public.get(f"/en/documents/{stock.ids['summary']}/cite").text)
    assert "A summary is not the decision" in page.text
    assert "[2009] EX 1" in page.text
    assert "As the body cites itself" not in page.text
    quoted = public.get(f"/en/documents/{stock.ids['summary']}/quotation?paragraphs=1")
    assert "it is not quoted as one" in quoted.text
    assert "dispossession" not in quoted.text


@pytest.mark.parametrize("page", ["cite", "cite.ris", "cite.bib", "quotation", "quotation?paragraphs=1"])
@pytest.mark.parametrize("name", ["members", "group"])
def test_what_one_may_not_read_cannot_be_cited(
    public: FlaskClient, alice: FlaskClient, stock: Stock, page: str, name: str
) -> None:
    address = f"/en/documents/{stock.ids[name]}/{page}"
    assert public.get(address).status_code == 404
    answer = alice.get(address)
    assert answer.status_code in (200, 422)
    assert answer.headers["Cache-Control"] == "no-store"
    title = stock.services.documents.get(stock.ids["group"], viewer=MINER).facts.title
    if "." not in page:  # what stands in a tab is seen over one's shoulder
        assert title not in answer.text.partition("</title>")[0]


def test_references_are_files(public: FlaskClient, stock: Stock) -> None:
    ris = public.get(f"/en/documents/{stock.ids['en']}/cite.ris")
    assert ris.text.startswith("TY  - ")
    assert ris.headers["Content-Disposition"] == f"attachment; filename={stock.ids['en']}.ris"
    assert public.get(f"/en/documents/{stock.ids['en']}/cite.bib").text.startswith("@")


def test_the_page_of_an_export_keeps_the_search_and_says_where_it_ends(public: FlaskClient) -> None:
    page = Page(public.get("/en/search/export?q=eviction&country=ZAF&sort=newest").text)
    fields = {(one.get("name"), one.get("value")) for one in page.all("input") if one.get("type") == "hidden"}
    assert fields == {("q", "eviction"), ("country", "ZAF"), ("sort", "newest")}
    assert f"{MOST:,}" in page.text
    formats = [one["value"] for one in page.all("input") if one.get("name") == "format"]
    assert formats == list(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_export_is_a_file_that_nobody_keeps(public: FlaskClient, form: str, language: str) -> None:
    answer = public.get(f"/{language}/search/export?q=land&format={form}&columns=title,date")
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[form].mimetype.partition(";")[0]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].endswith(f".{form}")
    assert answer.data


def test_an_export_holds_what_the_page_finds_for_this_reader(
    public: FlaskClient, bob: FlaskClient, alice: FlaskClient
) -> None:
    def titles(client: FlaskClient, word: str) -> list[str]:
        answer = client.get(f"/en/search/export?q={word}&format=csv&columns=title")
        return [row["Title"] for row in csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))]

    assert titles(public, MEMBERS_WORD) == titles(public, GROUP_WORD) == []
    assert titles(bob, MEMBERS_WORD) == ["Notes for members"]
    assert titles(bob, GROUP_WORD) == []
    assert titles(alice, GROUP_WORD) == ["Testimonio minero"]


def test_a_query_that_cannot_be_read_and_a_format_that_is_none_are_said(public: FlaskClient) -> None:
    assert public.get("/en/search/export?q=(&format=csv").status_code == 400
    refused = public.get("/es/search/export?q=land&format=exe")
    assert refused.status_code == 400
    assert "No hay un formato con ese nombre" in refused.text


def test_exports_are_counted_and_the_page_that_asks_is_not(public: FlaskClient) -> None:
    answers = [public.get("/en/search/export?q=land&format=ris").status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert public.get("/en/search/export?q=land").status_code == 200


def test_the_search_page_leads_to_the_export_of_its_results(public: FlaskClient) -> None:
    links = Page(public.get("/en/search?q=land&sort=newest").text).links()
    (link,) = [one for one in links if "/search/export" in one]
    assert link == "/en/search/export?q=land&sort=newest"
    assert public.get(link).status_code == 200
