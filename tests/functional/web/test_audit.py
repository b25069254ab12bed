"""The audit trail as administrators see it, and what of reading is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.people.belonging import Group
from caselaw.store import audit
from tests.functional.web.stock import PASSWORD, Page, Stock, sign_in, stocked
from web.app import create_app


@pytest.fixture
def own(tmp_path: Path, migrated: Path) -> Iterator[Stock]:
    """A stocked site of this test alone, with an administrator."""
    found = stocked(tmp_path, migrated)
    found.services.accounts.add("ada@example.org", PASSWORD, roles={"administrator"}, viewer=OPERATOR)
    yield found
    found.services.close()


def browser(stock: Stock, email: str | None = None) -> FlaskClient:
    client = create_app(stock.services.settings, stock.services).test_client()
    return sign_in(client, email, PASSWORD) if email else client


def lines(stock: Stock) -> list[tuple[str, str]]:
    with stock.services.store.reading() as connection:
        return [(one.action, one.subject) for one in audit.newest(connection, audit.Asked(), before=None, size=1000)]


def test_an_administrator_sees_who_did_what(own: Stock) -> None:
    page = browser(own, "ada@example.org").get("/en/audit")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    text = Page(page.text).text
    for said in ("added a document", "signed in", "ada@example.org", "the person at the machine"):
        assert said in text


@pytest.mark.parametrize("email", [None, "alice@example.org"])
def test_nobody_else_does(own: Stock, email: str | None) -> None:
    answer = browser(own, email).get("/en/audit")
    assert answer.status_code in (303, 403)
    assert "added a document" not in answer.text


def test_filters_narrow_and_stand_in_the_address(own: Stock) -> None:
    ada = browser(own, "ada@example.org")
    rows = re.findall(r"<tr\b.*?</tr>", ada.get("/en/audit?action=add+group").text, re.DOTALL)[1:]
    assert len(rows) == 1
    assert "mining" in rows[0]
    assert len(re.findall("<tr ", ada.get("/en/audit?who=ada@example.org").text)) == 2  # the head, and her sign-in
    record = ada.get(f"/en/audit?subject={own.ids['en']}").text
    assert len(re.findall("<tr ", record)) == 2
    for nothing in ("who=nobody@example.org", "since=2100-01-01", "until=1999-12-31", "subject=mini"):
        assert "Nothing of this kind was done." in ada.get(f"/en/audit?{nothing}").text
    for wrong in ("since=yesterday", "since=2026-02-01&until=2026-01-01"):
        assert ada.get(f"/en/audit?{wrong}").status_code == 422


def test_the_trail_is_read_a_page_at_a_time(own: Stock) -> None:
    for number in range(60):
        own.services.groups.add(Group(f"group-{number}", {"en": "A group"}), viewer=OPERATOR)
    ada, seen, address = browser(own, "ada@example.org"), set(), "/en/audit?action=add+group"
    while address:
        page = Page(ada.get(address).text)
        seen |= set(re.findall(r"group-\d+", page.text))
        address = next((str(link["href"]) for link in page.all("a") if link.get("rel") == "next"), "")
    assert len(seen) == 60


def test_reading_what_is_restricted_is_written_down_and_reading_what_is_public_is_not(own: Stock) -> None:
    alice = browser(own, "alice@example.org")
    before = len(lines(own))
    alice.get(f"/en/documents/{own.ids['en']}")
    alice.get("/en/search?q=cinnabar")
    assert len(lines(own)) == before
    alice.get(f"/en/documents/{own.ids['group']}")
    assert lines(own)[0] == ("view document", own.ids["group"])
    alice.get(f"/en/documents/{own.ids['with file']}/file").close()
    assert lines(own)[0] == ("serve file", own.ids["with file"])
    assert len(lines(own)) == before + 2
    browser(own).get(f"/en/documents/{own.ids['group']}")
    assert len(lines(own)) == before + 2, "what was not shown was not viewed"
    assert own.services.audit.verify(viewer=OPERATOR).broken is None
