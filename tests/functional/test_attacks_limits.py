"""How often one may search and take along; and that who asked, and for what, is written nowhere and soon forgotten."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.functional.web.stock import PASSWORD, Stock, csrf, sign_in, stocked
from web.app import create_app

FEW, DAY = 3, 86_400
SOMEBODY, ANOTHER = "203.0.113.77", "203.0.113.78"
SECRET = "a very private question"


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Stock]:
    found = stocked(tmp_path_factory.mktemp("limits"), migrated)
    yield found
    found.services.close()


@pytest.fixture
def site(stock: Stock) -> Flask:
    """A site on which one address may search three times a minute."""
    chosen = replace(stock.services.settings, searches_a_minute=FEW)
    return create_app(chosen, replace(stock.services, settings=chosen))


def asked(client: FlaskClient, address: str = SOMEBODY, path: str = "/en/search?q=eviction") -> int:
    with client.get(path, environ_overrides={"REMOTE_ADDR": address}) as answer:
        answer.get_data()
        return answer.status_code


def test_searches_of_an_address_are_counted_by_page_and_by_program(site: Flask) -> None:
    client = site.test_client()
    for path in ("/en/search?q=eviction", "/api/v1/search?q=eviction"):
        assert [asked(client, path=path) for _ in range(FEW + 1)] == [200, 200, 200, 429]
        assert asked(client, ANOTHER, path) == 200, "others go on"
    assert asked(client, path="/ar/search?q=eviction") == 429, "in another language it is the same search"
    assert asked(client, path="/en/documents") == 200, "reading goes on"


def test_who_is_signed_in_is_counted_by_name_and_searches_more(site: Flask) -> None:
    alice = sign_in(site.test_client(), "alice@example.org", PASSWORD)
    bob = sign_in(site.test_client(), "bob@example.org", PASSWORD)
    while asked(site.test_client()) == 200:
        pass
    assert {asked(alice) for _ in range(5 * FEW)} == {200}, "beside strangers of the same address"
    assert asked(alice) == asked(alice, ANOTHER) == 429
    assert asked(bob) == 200


def test_a_refusal_says_when_to_come_again_in_the_readers_language(site: Flask) -> None:
    client = site.test_client()
    while (answer := client.get("/es/search?q=agua")).status_code == 200:
        pass
    assert answer.status_code == 429
    assert 'lang="es"' in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_exports_are_counted(site: Flask) -> None:
    client = site.test_client()
    path = "/en/search/export?q=eviction&format=csv"
    answers = [asked(client, path=path) for _ in range(12)]
    assert answers.index(429) == 10
    assert asked(client, path="/en/search/export?q=eviction") == 200, "the page that asks for the form is not"


def test_an_address_is_forgotten_within_a_day(site: Flask) -> None:
    """What is counted is counted over an hour at the most: then the counter goes, and the address with it."""
    client = site.test_client()
    for path in ("/en/search?q=eviction", "/api/v1/search?q=eviction", "/en/suggest?q=evi", "/en/search/feed?q=water"):
        asked(client, path=path)
    for path in ("/en/login", "/en/reset"):
        form = {"csrf_token": csrf(client.get("/en/login").text), "email": "nobody@example.org", "password": "x" * 12}
        client.post(path, data=form, environ_overrides={"REMOTE_ADDR": SOMEBODY})
    counters = {key: end for one in site.extensions["limiter"] for key, end in one.storage.expirations.items()}
    assert any(SOMEBODY in key for key in counters)
    assert max(counters.values()) - time.time() < DAY


def test_neither_an_address_nor_a_query_is_logged(
    stock: Stock, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with caplog.at_level(logging.DEBUG):
        site = create_app(stock.services.settings, stock.services)
        client = site.test_client()
        alice = sign_in(site.test_client(), "alice@example.org", PASSWORD)
        for reader in (client, alice):
            for path in ("/en/search?q=", "/en/search?mode=semantic&q=", "/api/v1/search?q=", "/en/suggest?q=",
                         "/en/search/export?format=csv&q=", "/en/search?q=%28", "/en/search/feed?q="):  # fmt: skip
                asked(reader, path=path + SECRET.replace(" ", "%20"))
    said = "\n".join(record.getMessage() for record in caplog.records)
    for hidden in (SOMEBODY, SECRET, "private", "alice@example.org"):
        assert hidden not in said
    folder = Path(stock.services.settings.database_url.removeprefix("sqlite:///")).parent
    kept = [path for path in folder.rglob("*") if path.is_file() and _holds(path)]
    assert not kept, "on disk neither"


def _holds(path: Path) -> bool:
    held = path.read_bytes()
    return SOMEBODY.encode() in held or SECRET.encode() in held
