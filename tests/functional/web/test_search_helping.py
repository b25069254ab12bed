"""The search page helps on: what was meant, what found nothing, other ways, all passages, a text that nobody keeps."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.document import Facts
from caselaw.domain.paragraph import Paragraph
from tests.factories import a_record
from tests.functional.web.stock import GROUP_WORD, MEMBERS_WORD, Page, Stock, csrf


@pytest.fixture(scope="module")
def orchard(stock: Stock) -> Stock:
    """Besides, a decision of sixty passages about one thing, some of them not the body's own words."""
    passages = tuple(
        Paragraph(
            f"p-{number}", number - 1, f"The orchard was cut down, row {number}.", "en", str(number),
            section="submissions" if number == 1 else "reasons", voice="party" if number == 1 else "body",
        )
        for number in range(1, 61)
    )  # fmt: skip
    facts = Facts(kind="judgment", title="Orchard Growers v. Dam Builders", country="ZAF")
    record = a_record(key="web:orchard", facts=facts, paragraphs=passages)
    ids = {**stock.ids, "orchard": stock.services.intake.store(record, viewer=OPERATOR).id}
    stock.services.indexing.rebuild(viewer=OPERATOR)
    return Stock(stock.services, ids)


def test_a_slip_of_the_pen_is_offered_as_a_link(public: FlaskClient, orchard: Stock) -> None:
    page = Page(public.get("/en/search?q=orchrad+dam").text)
    assert "/en/search?q=orchard+dam" in page.links()
    assert "Did you mean orchard dam?" in " ".join(page.text.split())


def test_a_fault_comes_with_its_repair(public: FlaskClient) -> None:
    page = Page(public.get("/fr/search?q=(expulsion&country=ZAF").text)
    assert "/fr/search?q=%28expulsion%29&country=ZAF" in page.links()


def test_each_part_says_what_it_finds(public: FlaskClient, orchard: Stock) -> None:
    page = public.get("/en/search?q=orchard+nowherefound&country=KEN").text
    assert '<th scope="row"><bdi>nowherefound</bdi></th>' in page
    assert '<th scope="row"><span class="hint">Country</span> <bdi>Kenya</bdi></th>' in page
    alone = Page(public.get("/en/search?q=orchard&country=KEN").text)
    assert "/en/search?q=orchard" in alone.links(), "the search without the filter"


@pytest.mark.parametrize("word", [MEMBERS_WORD, GROUP_WORD])
def test_no_help_tells_of_a_hidden_word(public: FlaskClient, bob: FlaskClient, word: str) -> None:
    slip = word[:-2] + word[-1] + word[-2]
    for address in (f"/en/search?q={slip}", f"/en/suggest?q={word[:4]}"):
        assert word not in public.get(address).text
    counts = re.findall(r'class="figure">([^<]*)<', public.get(f"/en/search?q={word}+nowherefound").text)
    assert set(counts) <= {"0"}
    if word == MEMBERS_WORD:
        assert word in bob.get(f"/en/search?q={slip}").text


def test_ways_and_sources_are_switched_by_links(public: FlaskClient) -> None:
    page = Page(public.get("/en/search?q=eviction").text)
    assert {"/en/search?q=eviction&mode=lexical", "/en/search?q=eviction&mode=semantic"} <= set(page.links())
    assert "/en/search?q=eviction&without=lexicon" in page.links()
    other = Page(public.get("/en/search?q=eviction&mode=lexical&without=lexicon").text)
    assert {"/en/search?q=eviction&without=lexicon", "/en/search?q=eviction&mode=lexical"} <= set(other.links())
    kept = {(one.get("name"), one.get("value")) for one in other.all("input")}
    assert {("mode", "lexical"), ("without", "lexicon")} <= kept


def test_each_order_has_its_name(public: FlaskClient) -> None:
    for sort in ("level", "cited", "newest", "oldest"):
        page = public.get(f"/ar/search?q=السكن&sort={sort}").text
        assert page.count('<b aria-current="true">') == 4  # the order, the view, the size of a page, and the way
        assert '<b aria-current="true"></b>' not in page


def test_a_passage_says_whose_words_it_is(public: FlaskClient, orchard: Stock) -> None:
    page = public.get(f"/en/search?q=orchard&within={orchard.ids['orchard']}").text
    assert page.count('<span class="voice-mark">') == 1
    assert "<span>Submissions of the parties</span>" in page or "submissions" in page.lower()


def test_all_passages_of_a_document_by_pages_in_the_order_of_its_text(public: FlaskClient, orchard: Stock) -> None:
    document = orchard.ids["orchard"]
    links = Page(public.get("/en/search?q=orchard&sort=newest").text).links()
    within = f"/en/search?q=orchard&sort=newest&within={document}"
    assert within in links
    first = Page(public.get(within).text)
    assert f"{within}&from=50" in first.links()
    anchors = [link.partition("#")[2] for link in first.links() if "#p-" in link]
    assert len(anchors) == 50
    assert anchors == sorted(anchors, key=lambda anchor: int(anchor[2:]))
    rest = Page(public.get(f"{within}&from=50").text)
    others = [link.partition("#")[2] for link in rest.links() if "#p-" in link]
    assert len(others) == 10
    assert not set(anchors) & set(others)
    assert within in rest.links(), "the way back"
    assert "/en/search?q=orchard&sort=newest" in rest.links(), "to all documents"


@pytest.mark.parametrize("within", ["zzzzzzzzzzzzzzzz", "group"])
def test_within_a_document_that_is_hidden_or_none_nothing_is_found(
    public: FlaskClient, alice: FlaskClient, stock: Stock, within: str
) -> None:
    address = f"/en/search?q={GROUP_WORD}&within={stock.ids.get(within, within)}"
    assert "Nothing was found" in public.get(address).text
    assert ("Testimonio" in alice.get(address).text) == (within == "group")
    assert "no-store" in alice.get(address).headers["Cache-Control"]


def test_an_old_or_broken_address_still_opens(public: FlaskClient) -> None:
    for more in ("mode=loud", "within=x", "from=many&within=0000000000000000", "more=colour", "sort=loudest"):
        assert public.get(f"/en/search?q=eviction&{more}").status_code == 200


def test_many_words_are_said_to_be_free_text(public: FlaskClient) -> None:
    text = "the court said that nobody may be evicted from a home without another home being offered first"
    page = Page(public.get("/en/search", query_string={"q": text}).text)
    assert "Read as free text" in page.text
    assert any(link.startswith("/en/search?like=the+court") for link in page.links())
    (all_words,) = [link for link in page.links() if "+AND+" in link]
    assert "Read as free text" not in public.get(all_words).text
    like = Page(public.get("/en/search", query_string={"like": "(eviction AND"}).text)
    assert "Read as free text" in like.text


def test_a_long_text_is_sent_and_stands_in_no_address(public: FlaskClient) -> None:
    form = public.get("/es/search/text")
    assert "no-store" in form.headers["Cache-Control"]
    text = "Nadie puede ser privado de su vivienda sin una orden judicial (artículo 11) AND. " * 60
    values = {"csrf_token": csrf(form.text), "like": text, "mode": "lexical"}
    answer = public.post("/es/search", data=values)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'id="own"' in answer.text
    page = Page(answer.text)
    assert not [link for link in page.links() if "privado" in link or "like=" in link]


def test_a_text_needs_its_form_and_a_word(public: FlaskClient) -> None:
    assert public.post("/en/search", data={"like": "eviction"}).status_code == 400
    token = csrf(public.get("/en/search/text").text)
    assert public.post("/en/search", data={"csrf_token": token, "like": "  "}).status_code == 422


def test_what_is_offered_while_typing(public: FlaskClient, bob: FlaskClient, orchard: Stock) -> None:
    answer = public.get("/fr/suggest?q=orch")
    assert answer.headers["Cache-Control"] == "no-store"
    (case,) = [one for one in answer.get_json()["suggestions"] if one["kind"] == "case"]
    assert case["query"] == case["text"] == "Orchard Growers v. Dam Builders"
    assert case["called"] == "affaire"
    assert public.get("/en/suggest").get_json() == {"suggestions": []}
    names = [one["text"] for one in bob.get("/en/suggest?q=notes").get_json()["suggestions"]]
    assert "Notes for members" in names
    assert "Notes for members" not in public.get("/en/suggest?q=notes").text


def test_pages_with_all_this_are_light(public: FlaskClient, orchard: Stock) -> None:
    for address in ("/en/search?q=orchard", f"/ar/search?q=orchard&within={orchard.ids['orchard']}"):
        answer = public.get(address, headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) <= 60_000
