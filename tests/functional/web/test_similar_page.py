"""The page of what is like a document, or like one of its paragraphs: no script, four languages, nothing hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import group_audience
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, Stock, sign_in, stocked
from web.app import create_app

NAMES = {
    "en": "Similar paragraphs",
    "es": "Párrafos semejantes",
    "fr": "Paragraphes semblables",
    "ar": "فقرات مشابهة",
}


@pytest.mark.parametrize("language", NAMES)
def test_a_paragraph_leads_to_those_like_it(public: FlaskClient, stock: Stock, language: str) -> None:
    document = stock.ids["en"]
    page = public.get(f"/{language}/documents/{document}")
    address = f"/{language}/documents/{document}/similar?paragraph=p-2"
    assert f'href="{address}"' in page.text
    similar = public.get(address)
    assert similar.status_code == 200
    assert f"<h1>{NAMES[language]}</h1>" in similar.text
    assert 'content="noindex"' in similar.text
    assert 'lang="en" dir="ltr"' in similar.text  # the paragraph keeps its own direction on an Arabic page


def test_a_document_leads_to_more_like_it_and_its_own_versions_are_none(public: FlaskClient, stock: Stock) -> None:
    address = f"/en/documents/{stock.ids['en']}/similar"
    assert f'href="{address}"' in public.get(f"/en/documents/{stock.ids['en']}").text
    page = public.get(address).text
    assert "<h1>More like this</h1>" in page
    assert not any(f"/documents/{stock.ids[language]}#" in page for language in ("en", "es", "fr", "ar"))


def test_what_is_hidden_is_not_like_anything(tmp_path: Path, migrated: Path) -> None:
    own = stocked(tmp_path, migrated)
    told = ("On 3 March the municipality ordered ten families of Reed Street out of their homes.",
            "It offered them no other housing, and nobody was consulted; what they held was lost.")  # fmt: skip
    record = a_record(key="web:kin", texts=told, access=group_audience("mining"))
    kin = own.services.intake.store(record, viewer=OPERATOR).id
    own.services.indexing.rebuild(viewer=OPERATOR)
    site = create_app(own.services.settings, own.services)
    public, alice = site.test_client(), sign_in(site.test_client(), "alice@example.org", PASSWORD)
    assert public.get(f"/en/documents/{kin}/similar").status_code == 404
    assert alice.get(f"/en/documents/{kin}/similar").status_code == 200
    page = f"/en/documents/{own.ids['en']}/similar"
    assert kin not in public.get(page).text
    assert kin in alice.get(page).text
    own.services.close()


@pytest.mark.parametrize("anchor", ["p-999", "%22%3E%3Cscript%3E", "p-2%00"])
def test_there_is_nothing_like_a_paragraph_that_is_not_there(public: FlaskClient, stock: Stock, anchor: str) -> None:
    assert public.get(f"/en/documents/{stock.ids['en']}/similar?paragraph={anchor}").status_code == 404
