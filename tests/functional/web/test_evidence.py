"""The page of a document shows where each fact was read, how sure it is, and what else was read there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts, Party
from caselaw.domain.languages import LANGUAGES
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import Page, settings
from web.app import create_app

TEXTS = (
    "Order of the Court of Rivers",
    "The families of Reed Street were told to leave on 3 May 2011.",
    "It is so ordered.",
)
FACTS = Facts(
    kind="order",
    title="Families of Reed Street v. Chile",
    court="iacthr",
    country="CHL",
    decided=PartialDate.parse("2019-01-18"),
    stages=("interim_measures",),
    respondents=("CHL",),
    parties=(Party("Families of Reed Street", "victim"),),
)
CLAIMS = (
    Claim("court", "iacthr", "parser:court", "p-1", 0.9),
    Claim("court", "iachr", "parser:court", "p-2", 0.45),
    Claim("country", "CHL", "file name", None, 0.4),
    Claim("kind", "order", "parser:kind", "p-1", 0.9),
    Claim("stage", "interim_measures", "parser:stage", "p-1", 0.9),
    Claim("respondent", "CHL", "parser:respondent", "p-1", 0.95),
    Claim("date.decision", "2019-01-18", "converted:hijri", "p-1", 0.5),
    Claim("hijri.decision", "1440-05-12", "parser:date", "p-1", 0.8),
    Claim("date.heard", "2018-12-01", "parser:date", "p-2", 0.8),
    Claim("party.victim", "Families of Reed Street", "parser:people", "p-1", 0.8),
    Claim("place.harm", "Reed Street", "parser:place", "p-2", 0.8),
    Claim("source.url", "https://example.org/d/12", "declared", None, 0.95),
    Claim("source.accessed", "2026-01-02", "parser:source", "p-3", 0.8),
)


@pytest.fixture
def page(tmp_path: Path, migrated: Path) -> Iterator[tuple[FlaskClient, str]]:
    """A site with one document, and its id."""
    (tmp_path / "caselaw.db").write_bytes(migrated.read_bytes())
    services = build(settings(tmp_path))
    record = a_record(texts=TEXTS, facts=FACTS, claims=CLAIMS)
    stored = services.intake.store(record, viewer=OPERATOR).id
    yield create_app(services.settings, services).test_client(), stored
    services.close()


def test_each_fact_leads_to_its_passage_and_shows_its_words(page: tuple[FlaskClient, str]) -> None:
    client, stored = page
    html = client.get(f"/en/documents/{stored}").text
    shown = " ".join(Page(html).text.split())
    assert html.count('class="source" href="#p-1"') >= 6
    assert "How this is known Order of the Court of Rivers" in shown
    assert "Order ¶The passage this was read from Interim measures" in shown
    assert "Respondent State Chile" in shown
    assert "Place of harmReed Street" in shown
    assert "1 December 2018 Heard" in shown


def test_what_was_also_read_is_folded_away_and_what_is_unsure_says_so(page: tuple[FlaskClient, str]) -> None:
    client, stored = page
    html = client.get(f"/en/documents/{stored}").text
    shown = " ".join(Page(html).text.split())
    assert "The country of the court" not in shown  # a passage stands behind the court
    assert "Also possible: Inter-American Commission on Human Rights" in shown
    assert "Chile unsure" in shown
    assert "The name of the file" in shown
    assert "Hijri date as written: 1440-05-12" in shown
    assert "Converted from the Hijri calendar; it may lie a day off" in shown
    assert html.count('<details class="behind"') == 4
    assert '<details class="behind" open' not in html


def test_the_address_it_was_taken_from_is_a_link_that_tells_nobody(page: tuple[FlaskClient, str]) -> None:
    client, stored = page
    html = client.get(f"/en/documents/{stored}").text
    assert '<a href="https://example.org/d/12" rel="nofollow noopener noreferrer">' in html
    assert "2 January 2026" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_stand_in_every_language(page: tuple[FlaskClient, str], language: str) -> None:
    client, stored = page
    shown = Page(client.get(f"/{language}/documents/{stored}").text).text
    words = {"en": "unsure", "es": "dudoso", "fr": "incertain", "ar": "غير مؤكد"}
    stages = {
        "en": "Interim measures",
        "es": "Medidas provisionales",
        "fr": "Mesures provisoires",
        "ar": "تدابير مؤقتة",
    }
    assert words[language] in shown
    assert stages[language] in shown


def test_an_address_that_is_none_is_no_link(tmp_path: Path, migrated: Path) -> None:
    (tmp_path / "caselaw.db").write_bytes(migrated.read_bytes())
    services = build(settings(tmp_path))
    hostile = Claim("source.url", "javascript:alert(1)", "declared", None, 0.95)
    stored = services.intake.store(a_record(claims=(hostile,)), viewer=OPERATOR).id
    html = create_app(services.settings, services).test_client().get(f"/en/documents/{stored}").text
    services.close()
    assert "javascript:alert(1)" not in html
