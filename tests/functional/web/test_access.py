"""What a reader may not read leaves no trace: not in results, numbers, filters, links, titles or the like."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from caselaw.domain.identifiers import new_id
from tests.functional.web.stock import GROUP_WORD, MEMBERS_WORD, OWN_KIND, Page, Stock

TRACES = (MEMBERS_WORD, GROUP_WORD, "Testimonio minero", "Notes for members", f"kind={OWN_KIND}", "=BOL", "=PER")
PAGES = (
    "/en/", "/es/", "/en/documents", "/en/search", "/es/search", f"/en/search?q=notes+OR+testimonio&kind={OWN_KIND}",
    "/en/search?country=BOL&country=PER", "/ar/search?q=eviction",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_the_public_sees_no_trace_of_what_is_not_public(public: FlaskClient, stock: Stock, path: str) -> None:
    page = public.get(path).text
    hidden = (stock.ids["members"], stock.ids["group"], "Testimonio minero", "Notes for members")
    assert not [trace for trace in hidden if trace in page]
    if "kind=" not in path and "country=" not in path:  # where the reader names the value herself, it is said back
        assert not [trace for trace in TRACES if trace in page]


@pytest.mark.parametrize("word", [MEMBERS_WORD, GROUP_WORD])
def test_a_word_of_a_hidden_text_finds_nothing(public: FlaskClient, word: str) -> None:
    known, unknown = public.get(f"/en/search?q={word}"), public.get("/en/search?q=nowherefound")
    assert "Nothing was found" in known.text
    assert known.text.replace(word, "") == unknown.text.replace("nowherefound", "")


@pytest.mark.parametrize("name", ["members", "group"])
def test_a_hidden_document_is_as_absent_as_one_that_never_was(public: FlaskClient, stock: Stock, name: str) -> None:
    hidden, never = stock.ids[name], new_id()
    for page in ("", "/file"):
        there, nowhere = public.get(f"/en/documents/{hidden}{page}"), public.get(f"/en/documents/{never}{page}")
        assert there.status_code == nowhere.status_code == 404
        assert there.text.replace(hidden, "") == nowhere.text.replace(never, "")


def test_numbers_obey_the_reader(public: FlaskClient, bob: FlaskClient, alice: FlaskClient) -> None:
    totals = [
        Page(client.get("/en/documents").text).text.split(" documents that you may read.")[0].split()[-1]
        for client in (public, bob, alice)
    ]
    first = int(totals[0])
    assert [int(total) - first for total in totals] == [0, 1, 4]


def test_a_version_for_a_group_is_not_linked_from_the_public_one(
    public: FlaskClient, alice: FlaskClient, stock: Stock
) -> None:
    page = f"/en/documents/{stock.ids['en']}"
    assert stock.ids["group"] not in public.get(page).text
    assert stock.ids["group"] in alice.get(page).text


def test_members_and_groups_read_what_is_theirs(bob: FlaskClient, alice: FlaskClient, stock: Stock) -> None:
    assert bob.get(f"/en/documents/{stock.ids['members']}").status_code == 200
    assert bob.get(f"/en/documents/{stock.ids['group']}").status_code == 404
    assert alice.get(f"/en/documents/{stock.ids['group']}").status_code == 200
    assert stock.ids["group"] in alice.get(f"/en/search?q={GROUP_WORD}").text
    assert stock.ids["group"] not in bob.get(f"/en/search?q={GROUP_WORD}").text
    assert "country=BOL" in alice.get("/en/search").text


def test_a_restricted_document_says_who_reads_it_and_leaves_no_copy(alice: FlaskClient, stock: Stock) -> None:
    answer = alice.get(f"/en/documents/{stock.ids['group']}")
    assert "Only members of the group" in answer.text
    assert "Mining" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    title = answer.text.split("<title>")[1].split("</title>")[0]
    assert "Testimonio" not in title, "tabs and histories show titles"
    assert '<meta name="robots" content="noindex">' in answer.text


def test_a_right_taken_away_is_gone_with_the_next_page(alice: FlaskClient, public: FlaskClient) -> None:
    """Who is signed in sees pages of her own, which no shared memory keeps."""
    assert alice.get("/en/").headers["Cache-Control"] == "no-store"
    assert public.get("/en/").headers["Cache-Control"] == "no-cache"
    assert "Cookie" in public.get("/en/").headers["Vary"]
