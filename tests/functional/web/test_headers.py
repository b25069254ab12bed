"""What protects the reader of every page: no script or style inside it, nothing from elsewhere, no frame around it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.functional.web.stock import Page, Stock
from web.contexts import LEAVE

PATHS = (
    "/", "/en/", "/ar/search?q=eviction", "/en/search?q=(", "/en/documents", "/fr/login", "/en/about",
    "/en/help/search", "/en/nothing", "/health/live", "/robots.txt", "/static/page.js",
    "/api/v1/search?q=eviction", "/en/documents/{en}",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(public: FlaskClient, stock: Stock, path: str) -> None:
    with public.get(path.format(**stock.ids)) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in answer.headers, "plain http"
        assert "Cache-Control" in answer.headers


@pytest.mark.parametrize("path", [path for path in PATHS if "." not in path and "health" not in path])
def test_no_page_carries_script_or_style_or_calls_elsewhere(public: FlaskClient, stock: Stock, path: str) -> None:
    page = Page(public.get(path.format(**stock.ids)).text)
    for tag, attributes in page.elements:
        assert tag not in ("style", "iframe", "object", "embed", "base")
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "script":
            assert str(attributes["src"]).startswith("/static/")
        for name in ("src", "href", "action"):
            if (address := attributes.get(name)) and urlsplit(address).netloc:
                assert (tag, address) == ("a", LEAVE), "only the way out leads elsewhere, by a click"


def test_the_way_out_tells_nobody_where_one_was(public: FlaskClient) -> None:
    (link,) = [one for one in Page(public.get("/en/").text).all("a") if one.get("id") == "leave"]
    assert link["href"] == LEAVE
    assert {"noreferrer", "noopener"} <= set(str(link["rel"]).split())


@pytest.mark.parametrize("path", ["/en/search?q=(", "/en/nothing", "/en/login"])
def test_errors_and_forms_are_not_kept(public: FlaskClient, path: str) -> None:
    assert public.get(path).headers["Cache-Control"] == "no-store"
