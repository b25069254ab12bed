"""A long decision is read in parts: on a slow line in small ones, and each paragraph opens without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.order import Order
from caselaw.domain.paragraph import Paragraph
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import Page, settings
from web.app import create_app

LONG = 1600


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, str]]:
    """A reader, and the address of a judgment whose numbers begin after ten paragraphs."""
    folder: Path = tmp_path_factory.mktemp("parts")
    chosen = settings(folder)
    services = build(chosen)
    services.store.migrate()
    record = a_record(paragraphs=tuple(map(_paragraph, range(LONG))))
    orders = (Order("The State must rehouse them.", number="1", paragraph="p-1200"),)
    stored = services.intake.store(replace(record, facts=replace(record.facts, orders=orders)), viewer=OPERATOR)
    yield create_app(chosen, services).test_client(), f"/en/documents/{stored.id}"
    services.close()


def _paragraph(at: int) -> Paragraph:
    number = str(at - 9) if at >= 10 else None
    heading = at in (15, 1205)
    anchor = f"p-{number}" if number else f"p-u{at + 1}"
    words = "The order of the court" if heading else f"Statement {at} of the court about homes."
    return Paragraph(anchor, at, words, "en", number=number, kind="heading" if heading else "body")


def shown(page: str) -> list[str]:
    return [name for one in Page(page).all("div") if (name := one.get("id") or "").startswith("p-")]


def test_on_a_slow_line_it_comes_in_small_parts(reader: tuple[FlaskClient, str]) -> None:
    client, address = reader
    first = client.get(f"{address}?light=1").text
    assert len(shown(first)) == 300
    assert f'href="{address}?from=300&amp;light=1"' in first
    assert f'href="{address}?paragraph=p-1196&amp;light=1#p-1196"' in first, "the contents name every part"
    assert first.index('class="contents"') < first.index('id="p-u1"')
    saving = client.get(f"{address}?from=300", headers={"Save-Data": "on"}).text
    assert shown(saving)[0] == "p-291"
    assert 'rel="prev"' in saving
    assert 'rel="next"' in saving


def test_an_address_opens_the_part_that_holds_the_paragraph(reader: tuple[FlaskClient, str]) -> None:
    client, address = reader
    page = client.get(f"{address}?light=1&paragraph=p-1200").text
    assert "p-1200" in shown(page)
    assert shown(client.get(f"{address}?paragraph=p-1580").text)[0] == "p-1491"
    assert len(shown(client.get(f"{address}?paragraph=p-1200").text)) == 1500
    assert "p-1500" in shown(client.get(f"{address}?paragraph=p-1500").text)


def test_links_on_the_page_open_the_right_part(reader: tuple[FlaskClient, str]) -> None:
    client, address = reader
    light = client.get(f"{address}?light=1").text
    assert f'href="{address}?paragraph=p-1200&amp;light=1#p-1200">The State must rehouse them.' in light
    whole = client.get(address).text
    assert 'href="#p-1200">The State must rehouse them.' in whole


def test_a_reader_goes_to_a_paragraph_by_its_number(reader: tuple[FlaskClient, str]) -> None:
    client, address = reader
    answer = client.get(f"{address}?paragraph=1200")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address}?paragraph=p-1200#p-1200")
    gone = client.get(f"{address}?paragraph=9999")
    assert gone.status_code == 200
    assert "This document has no such paragraph." in gone.text
    assert 'value="&lt;b&gt;"' in client.get(f"{address}?paragraph=<b>").text


def test_a_quotation_gives_the_address_of_its_part(reader: tuple[FlaskClient, str]) -> None:
    client, address = reader
    assert f"{address}?paragraph=p-1200#p-1200" in client.get(f"{address}/quotation?paragraphs=1200").text
    assert f"{address}#p-12" in client.get(f"{address}/quotation?paragraphs=12").text
