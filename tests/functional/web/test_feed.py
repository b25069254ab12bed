"""A search can be followed: what came in last among its answers, as everybody may read it."""

from __future__ import annotations

from flask.testing import FlaskClient
from lxml import etree

from tests.functional.web.stock import GROUP_WORD, MEMBERS_WORD, Stock

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client: FlaskClient, query: str) -> list[etree._Element]:
    answer = client.get(f"/en/search/feed?{query}")
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.data)
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM), name
    return feed.findall("a:entry", ATOM)


def address(entry: etree._Element) -> str:
    link = entry.find("a:link", ATOM)
    assert link is not None
    return str(link.get("href"))


def test_the_answers_to_a_search_come_with_their_address_and_day(public: FlaskClient, stock: Stock) -> None:
    found = entries(public, "q=dispossession")
    links = [address(one) for one in found]
    assert any(stock.ids["summary"] in link for link in links)
    for one in found:
        assert one.findtext("a:title", namespaces=ATOM)
        assert one.findtext("a:updated", namespaces=ATOM)
        assert address(one).startswith(stock.services.settings.base_url)


def test_the_newest_comes_first_and_the_rest_of_the_search_counts(public: FlaskClient) -> None:
    days = [one.findtext("a:updated", "", ATOM) for one in entries(public, "")]
    assert days == sorted(days, reverse=True)
    assert {one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in entries(public, "language=es")} == {"es"}


def test_whoever_asks_gets_what_the_public_reads(alice: FlaskClient, public: FlaskClient, stock: Stock) -> None:
    for query in (f"q={GROUP_WORD}", f"q={MEMBERS_WORD}", "q=testimonio", ""):
        feed = alice.get(f"/en/search/feed?{query}")
        assert feed.data == public.get(f"/en/search/feed?{query}").data
        assert not [name for name in ("members", "group", "with file") if stock.ids[name].encode() in feed.data]
    assert not entries(alice, f"q={GROUP_WORD}")


def test_a_hostile_title_and_query_stay_text(public: FlaskClient) -> None:
    assert entries(public, "q=hostile")
    answer = public.get("/en/search/feed?q=%00%01<script>")
    assert answer.status_code in (200, 400)
    assert b"<script>" not in answer.data


def test_a_feed_is_kept_a_while_and_not_sent_twice(public: FlaskClient) -> None:
    first = public.get("/en/search/feed?q=eviction")
    assert "max-age" in first.headers["Cache-Control"]
    again = public.get("/en/search/feed?q=eviction", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_of_a_search_names_its_feed(public: FlaskClient) -> None:
    page = public.get("/en/search?q=eviction").text
    assert 'type="application/atom+xml"' in page
    assert "/en/search/feed?q=eviction" in page
