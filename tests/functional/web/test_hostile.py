"""What a hostile or careless reader sends, and what a hostile document holds, stays text."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.functional.web.stock import HOSTILE, Page, Stock


def scripts(html: str) -> list[dict[str, str | None]]:
    return [one for one in Page(html).all("script") if not str(one.get("src", "")).startswith("/static/")]


@pytest.mark.parametrize("path", ["/en/documents/{hostile}", "/en/documents", "/en/search?q=hostile"])
def test_titles_and_paragraphs_are_text(public: FlaskClient, stock: Stock, path: str) -> None:
    page = public.get(path.format(**stock.ids)).text
    assert not scripts(page)
    assert "alert(" in Page(page).text, "it is shown as it was written"


@pytest.mark.parametrize(
    "query",
    [
        HOSTILE, '"><script>alert(1)</script>', "' OR 1=1 --", "a\x00b", "\ud800", "🙂" * 50, "((((((((((", "*", ":",
        "-", '"', "a" * 1999, "AND OR NOT", "%s%s%n", "{{7*7}}", "\u202eabc", "x:y", "country:ZZZ", "year:99999",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ar"])
def test_any_query_gets_a_page(public: FlaskClient, query: str, language: str) -> None:
    answer = public.get(f"/{language}/search", query_string={"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code in (200, 400)
    assert not scripts(answer.text)
    assert "49" not in answer.text.split('id="q"')[1].split(">")[0]


def test_a_query_without_end_is_refused_in_words(public: FlaskClient) -> None:
    answer = public.get("/en/search", query_string={"q": "word " * 1000})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "arguments",
    [
        "year=abc", "year=1500&year=99999", "country=<script>", "language=%00", "sort=worst", "size=-1", "size=1e9",
        "own=nonsense", "other=%F0%9F%99%82", "own=&other=", "court=" + "x" * 500, "unknown=1",
        "&".join(["kind=law"] * 99),
    ],
)  # fmt: skip
def test_any_address_of_a_search_gets_a_page(public: FlaskClient, arguments: str) -> None:
    answer = public.get(f"/en/search?q=eviction&{arguments}")
    assert answer.status_code in (200, 400)
    assert not scripts(answer.text)


@pytest.mark.parametrize("identifier", ["0", "../../etc/passwd", "%00", "a" * 500, "'", "1%20OR%201=1"])
def test_guessed_ids_find_nothing(public: FlaskClient, identifier: str) -> None:
    assert public.get(f"/en/documents/{identifier}").status_code == 404


@pytest.mark.parametrize("start", ["-1", "abc", "99999999999", "1e3", "٣", "5"])
def test_any_start_of_a_document_gets_a_page(public: FlaskClient, stock: Stock, start: str) -> None:
    assert public.get(f"/en/documents/{stock.ids['en']}", query_string={"from": start}).status_code == 200


@pytest.mark.parametrize("after", ["nonsense", "", "🙂", "AAAA"])
def test_any_place_in_the_list_gets_a_page(public: FlaskClient, after: str) -> None:
    assert public.get("/en/documents", query_string={"after": after}).status_code in (200, 400)


def test_a_body_without_end_is_refused(public: FlaskClient) -> None:
    assert public.post("/en/login", data={"email": "x" * 2_000_000}).status_code == 413
