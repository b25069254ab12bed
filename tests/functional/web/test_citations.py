"""The document page says what the document cites and what cites it, and no more than the reader may read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.citing.citation import Citation, Pinpoint, Reading
from caselaw.domain.citing.pinpoint import passage_said
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.functional.web.stock import settings
from web.app import create_app

TEXT = "See [2000] ZACC 19, [2000] ZACC 19 and [2002] ZACC 15."
HEADINGS = {
    "en": ("Cites", "Cited by"),
    "es": ("Cita", "Citado por"),
    "fr": ("Cite", "Cité par"),
    "ar": ("ما تستشهد به", "ما يستشهد بها"),
}

ELSEWHERE = {
    "en": "Cited, not in this collection",
    "es": "Citado, pero fuera de esta colección",
    "fr": "Cité, mais absent de cette collection",
    "ar": "مستشهَد به وغير موجود في هذه المجموعة",
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Services, FlaskClient]]:
    chosen = settings(tmp_path)
    services = build(chosen)
    services.store.migrate()
    yield services, create_app(chosen, services).test_client()
    services.close()


def cited(services: Services) -> DocumentId:
    about = Facts(title="Grootboom", court="za-cc", identifiers=(Identifier("neutral", "[2000] ZACC 19"),))
    return services.intake.store(a_record("en", facts=about), viewer=OPERATOR).id


def citing(services: Services, access: Audience = PUBLIC) -> DocumentId:
    spans = ((4, 18, "[2000] ZACC 19"), (20, 34, "[2000] ZACC 19"), (39, 53, "[2002] ZACC 15"))
    at = {4: Pinpoint("bracket", "44-46"), 39: Pinpoint("page", "7")}
    found = tuple(Citation(TEXT[a:b], a, b, (Reading("neutral", value),), "p-1", at.get(a)) for a, b, value in spans)
    about = Facts(title="A later case", court="za-sca")
    passage = (Paragraph("p-1", 0, TEXT, "en", "1"),)
    record = a_record("en", facts=about, paragraphs=passage, citations=found, access=access)
    return services.intake.store(record, viewer=OPERATOR).id


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_lists_lead_to_documents(site: tuple[Services, FlaskClient], language: str) -> None:
    services, client = site
    target, source = cited(services), citing(services)
    cites, cited_by = HEADINGS[language]
    page = client.get(f"/{language}/documents/{source}").text
    assert f">{cites}</h2>" in page
    assert f">{cited_by}</h2>" not in page
    lists = page[page.index('id="cites"') :]
    assert lists.count(f"/{language}/documents/{target}") == 2
    said = passage_said(Pinpoint("bracket", "44-46"), language)
    assert f'/{language}/documents/{target}#p-44"><bdi>{said}</bdi>' in lists, "the passage that is cited"
    assert f'<a class="cite" href="/{language}/documents/{target}#p-44" data-card="cites-0">[2000] ZACC 19</a>' in page
    assert '<a class="cite away" href="#cites-2" data-card="cites-2">[2002] ZACC 15</a>' in page
    assert '<li id="cites-2">' in lists, "what is not here leads to its line"
    assert "× " in page
    assert "[2002] ZACC 15" in page[page.index("<details") :]
    assert f"<summary>{ELSEWHERE[language]} (<bdi>" in page
    back = client.get(f"/{language}/documents/{target}").text
    assert f">{cited_by}</h2>" in back
    assert f"/{language}/documents/{source}" in back
    assert f'/{language}/documents/{source}#p-1" title' in back, "the passage that cites"


def test_who_cites_a_paragraph_stands_in_its_margin(site: tuple[Services, FlaskClient]) -> None:
    services, client = site
    target = cited(services)
    text = "See [2000] ZACC 19 at [2]."
    found = Citation("[2000] ZACC 19", 4, 18, (Reading("neutral", "[2000] ZACC 19"),), "p-7", Pinpoint("bracket", "2"))
    passage = (Paragraph("p-7", 0, text, "en", "7"),)
    record = a_record("en", facts=Facts(title="A later case"), paragraphs=passage, citations=(found,))
    source = services.intake.store(record, viewer=OPERATOR).id
    page = client.get(f"/en/documents/{target}").text
    second = page[page.index('id="p-2"') : page.index('id="p-3"')]
    assert "Cited by (<bdi>1</bdi>)" in second
    assert f'href="/en/documents/{source}#p-7"' in second, "the paragraph that cites it"
    margin = client.get(f"/en/documents/{source}").text.partition('<div class="margin">')[2].partition("</div>")[0]
    assert f'href="/en/documents/{target}#p-2"' in margin, "the passage that it cites"


def test_what_is_cited_but_not_here_keeps_its_passage(site: tuple[Services, FlaskClient]) -> None:
    services, client = site
    source = citing(services)
    assert ">pág. 7</bdi>" in client.get(f"/es/documents/{source}").text
    assert "#p-44" not in client.get(f"/es/documents/{source}").text


def test_a_document_without_citations_says_nothing_of_them(site: tuple[Services, FlaskClient]) -> None:
    services, client = site
    assert 'class="citations"' not in client.get(f"/en/documents/{cited(services)}").text


def test_a_restricted_document_leaves_no_trace_on_the_page_of_what_it_cites(site: tuple[Services, FlaskClient]) -> None:
    services, client = site
    target = cited(services)
    before = client.get(f"/en/documents/{target}").text
    hidden = citing(services, access=MEMBERS)
    after = client.get(f"/en/documents/{target}").text
    assert after == before
    assert hidden not in after
