"""The views of a search: each a state of the address, each without a script, none heavier than a slow line bears."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from caselaw.domain.languages import LANGUAGES
from tests.functional.web.stock import GROUP_WORD, Page, Stock

VIEWS = ("list", "table", "map", "timeline")
MOST = 60_000  # bytes over the wire of a search page with its styles and scripts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_an_address_that_leads_to_the_others(public: FlaskClient, language: str, view: str) -> None:
    page = public.get(f"/{language}/search?view={view}&sort=newest")
    assert page.status_code == 200
    found = Page(page.text).links()
    for other in VIEWS:
        state = "" if other == "list" else f"&view={other}"
        assert f"/{language}/search?sort=newest{state}" in found  # its own state is the link to this search
    sized = [one for one in found if "size=25" in one]
    assert [("view=" in one) for one in sized] == ([] if view == "map" else [view != "list"])


def test_a_page_stays_below_its_weight(public: FlaskClient) -> None:
    page = public.get("/en/search?q=housing")
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    weight = len(gzip.compress(page.data)) + sum(_weight(public, one) for one in set(files))
    assert {"reading.css", "search.css", "page.js"} <= {one.split("/")[-1].split("?")[0] for one in files}
    assert weight <= MOST / 2  # a page of many hits weighs more than one of the few that are here
    assert _weight(public, "/en/world.svg") <= MOST / 2


def _weight(public: FlaskClient, address: str) -> int:
    with public.get(address) as answer:
        return len(gzip.compress(answer.data))


def test_a_table_has_the_columns_that_the_address_names(public: FlaskClient) -> None:
    def heads(address: str) -> list[str]:
        return re.findall(r'<th scope="col">([^<]*)</th>', public.get(address).text)

    usual = heads("/en/search?view=table&q=housing")
    assert usual[:5] == ["Title", "Court or body", "Country", "Date", "Language"]
    chosen = heads("/en/search?view=table&q=housing&columns=none&columns=passage&columns=kind&columns=nonsense")
    assert chosen[:3] == ["Title", "Kind of document", "Best passage"]
    assert heads("/en/search?view=table&q=housing&columns=none")[:2] in (["Title"], ["Title", "Title"])
    kept = Page(public.get("/en/search?view=table&q=housing&columns=kind,passage").text)
    assert any("columns=kind%2Cpassage" in one and "sort=oldest" in one for one in kept.links())
    assert ("columns", "kind,passage") in {(one.get("name"), one.get("value")) for one in kept.all("input")}


def test_a_map_shades_countries_that_filter_and_says_the_numbers_beside(public: FlaskClient) -> None:
    text = public.get("/en/search?view=map").text
    drawn = re.findall(r'<title>([^<:]+): (\d+)</title><use class="step-\d[^"]*" href="[^"]*#([A-Z]{3})"', text)
    assert drawn
    for name, count, code in drawn:
        assert f'<td class="figure">{count}</td>' in text
        assert f"/en/search?country={code}&amp;view=map" in text, name
    shapes = public.get("/en/world.svg").text
    assert all(f'id="{code}"' in shapes for _, _, code in drawn)
    assert "style=" not in text
    other = public.get("/en/search?view=map&layer=respondent").text
    assert '<b aria-current="true">Respondent State</b>' in other


def test_years_are_bars_that_filter_and_two_fields(public: FlaskClient) -> None:
    page = Page(public.get("/en/search").text)
    bars = [one for one in page.links() if re.search(r"[?&]year=\d{4}(\.\.\d{4})?$", one)]
    assert bars
    between = public.get("/en/search?year_from=1990&year_to=2010&year=1985")
    assert "of 1990 to 2010" in between.text
    kept = {(one.get("name"), one.get("value")) for one in Page(between.text).all("input")}
    assert {("year_from", "1990"), ("year_to", "2010"), ("year", "1990..2010")} <= kept
    assert not any(re.search(r"year=1985&", one) for one in Page(between.text).links() if "sort=" in one)
    assert "all documents" in public.get("/en/search?year_from=&year_to=").text
    assert public.get("/en/search?year_from=abc&year_to=2999").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_year_is_shown_by_its_months(public: FlaskClient, language: str) -> None:
    years = re.findall(r"[?&;]year=(\d{4})&amp;view=timeline", public.get(f"/{language}/search?view=timeline").text)
    assert years
    text = public.get(f"/{language}/search?view=timeline&year={years[0]}").text
    assert len(re.findall(r"month=%?\d{4}-\d\d&amp;view=timeline|month=\d{4}-\d\d&amp;", text)) >= 12


def test_versions_of_one_decision_are_one_hit_that_names_them(public: FlaskClient, stock: Stock) -> None:
    apart = Page(public.get("/en/search?q=housing+OR+vivienda&size=50").text).links()
    text = public.get("/en/search?q=housing+OR+vivienda&size=50&fold=work").text
    hits = re.findall(r'<h3><a href="(/en/documents/[^"]+)"', text)
    titles = {one.split("#")[0] for one in apart if one.startswith("/en/documents/")}
    assert len(hits) < len({one for one in titles if re.fullmatch(r"/en/documents/[0-9a-z]{16}", one)})
    assert "Language versions:" in text
    assert "/en/search?q=housing+OR+vivienda&size=50" in Page(text).links()


def test_versions_that_she_may_not_read_are_not_named(public: FlaskClient, alice: FlaskClient) -> None:
    address = f"/en/search?q={GROUP_WORD}&fold=work"
    assert "Language versions:" not in public.get(address).text
    assert alice.get(address).status_code == 200


def test_groups_affected_are_wanted_together_and_the_page_says_so(public: FlaskClient) -> None:
    text = public.get("/en/search?more=group&group=women&group=children").text
    assert "Groups affected: Women and Children" in text


def test_what_was_asked_for_and_nobody_says_is_told(public: FlaskClient) -> None:
    text = public.get("/en/search?more=company").text
    assert 'id="filter-company"' in text


def test_where_nothing_was_found_looser_searches_are_links(public: FlaskClient) -> None:
    links = Page(public.get('/en/search?q="zebra quagga"&country=ZAF&view=table').text).links()
    assert "/en/search?q=%22zebra+quagga%22&view=table" in links
    assert "/en/search?q=zebra+quagga&country=ZAF&view=table" in links


def test_a_link_to_the_search_holds_its_whole_state(public: FlaskClient) -> None:
    address = "/en/search?q=housing&year=1990..2010&sort=newest&size=25&view=table&fold=work"
    assert re.search(rf'class="share" href="{re.escape(address).replace("&", "&amp;")}"', public.get(address).text)


@pytest.mark.parametrize("asked", ["?q=housing&light=1", "?q=housing"])
def test_a_light_page_has_no_script_and_keeps_to_it(public: FlaskClient, asked: str) -> None:
    headers = {} if "light" in asked else {"Save-Data": "on"}
    page = public.get(f"/en/search{asked}", headers=headers)
    assert "<script" not in page.text
    assert "<svg" not in page.text
    assert "Save-Data" in page.headers["Vary"]
    chosen = "light" in asked
    links = [one for one in Page(page.text).links() if one.startswith("/en/search?")]
    way_out = "/en/search?q=housing" if chosen else "/en/search?q=housing&light=1"
    inside = [one for one in links if one != way_out]
    assert inside
    assert all(("light=1" in one) == chosen for one in inside)
    assert ('<input type="hidden" name="light" value="1">' in page.text) == chosen


def test_light_pages_are_left_again_with_the_state_kept(public: FlaskClient) -> None:
    page = public.get("/en/search?q=housing&language=en&light=1").text
    assert 'href="/en/search?q=housing&amp;language=en">Pages with all' in page
    usual = public.get("/en/search?q=housing&language=en").text
    assert 'href="/en/search?q=housing&amp;language=en&amp;light=1">Light pages' in usual
    assert "/fr/search?light=1&amp;q=housing&amp;language=en" in page


def test_a_text_that_was_sent_stands_in_no_address(public: FlaskClient) -> None:
    form = public.get("/en/search/text").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token
    sent = {"like": "the right to adequate housing of the family", "csrf_token": token[1], "view": "map"}
    page = public.post("/en/search", data=sent)
    assert page.status_code == 200
    assert not any("adequate" in one for one in Page(page.text).links())


def test_a_working_group_is_counted_for_its_members_alone(
    public: FlaskClient, bob: FlaskClient, alice: FlaskClient
) -> None:
    address = "/en/search?more=working_group"
    assert "working_group=mining" in alice.get(address).text
    for other in (public, bob):
        assert "working_group=mining" not in other.get(address).text


def test_on_a_light_page_another_size_is_kept(public: FlaskClient) -> None:
    links = Page(public.get("/en/search?q=housing&light=1").text).links()
    assert "/en/search?light=1&q=housing&size=10" in links
    assert "/en/search?light=1&q=housing&sort=newest" in links
