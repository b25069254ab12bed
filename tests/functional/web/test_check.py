"""Checking a brief on the page: what is found and what is not, for whom, and nothing of it kept anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS
from caselaw.domain.citing.brief import MAX_BRIEF
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import Identifier
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, Stock, csrf, sign_in, stocked
from web.app import create_app

SECRET = "PRIVILEGED-Zw4"
BRIEF = (
    f"{SECRET}: Naidoo v Minister of Housing [2011] ZACC 90, para 2.\n\nOkello v. Kenya, and [2011] ZACC 90, para 44."
)


@pytest.fixture(scope="module")
def courtroom(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Stock]:
    """The stocked site with a public decision that was reversed and another for members."""
    folder = tmp_path_factory.mktemp("check")
    stock = stocked(folder, migrated)
    number = Identifier("neutral", "[2011] ZACC 90")
    open_ = Facts(kind="judgment", title="Naidoo v Minister of Housing", court="za-cc", identifiers=(number,))
    closed = Facts(kind="judgment", title="Okello v. Kenya", court="ke-sc", country="KEN")
    texts = tuple(Paragraph(f"p-{n}", n - 1, f"Paragraph {n}.", "en", str(n)) for n in (1, 2, 3))
    records = {
        "naidoo": a_record("en", facts=open_, paragraphs=texts),
        "okello": a_record("en", facts=closed, access=MEMBERS),
    }
    ids = {name: stock.services.intake.store(record, viewer=OPERATOR).id for name, record in records.items()}
    stock.services.history.add(ids["naidoo"], "reversed", viewer=OPERATOR, date="2013")
    yield Stock(stock.services, {**stock.ids, **ids})
    stock.services.close()


@pytest.fixture
def anyone(courtroom: Stock) -> FlaskClient:
    return create_app(courtroom.services.settings, courtroom.services).test_client()


def check(client: FlaskClient, text: str = BRIEF, language: str = "en") -> TestResponse:
    token = csrf(client.get(f"/{language}/check").text)
    return client.post(f"/{language}/check", data={"csrf_token": token, "text": text})


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_citation_leads_to_its_decision(anyone: FlaskClient, courtroom: Stock, language: str) -> None:
    page = check(anyone, language=language)
    assert page.status_code == 200
    naidoo = courtroom.ids["naidoo"]
    assert f'href="/{language}/documents/{naidoo}#p-2"' in page.text
    assert f'href="/{language}/documents/{naidoo}#p-44"' not in page.text
    assert page.text.count("[2011] ZACC 90</b>") == 2
    assert "<b>Okello v. Kenya</b>" in page.text
    assert "2013" in page.text


def test_what_is_for_members_is_found_by_members_alone(anyone: FlaskClient, courtroom: Stock) -> None:
    okello = courtroom.ids["okello"]
    assert okello not in check(anyone).text
    assert okello in check(sign_in(anyone, "bob@example.org", PASSWORD)).text


def test_nothing_of_a_brief_is_left(
    anyone: FlaskClient, courtroom: Stock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Path(courtroom.services.settings.files).parent
    with caplog.at_level(logging.DEBUG):
        page = check(anyone)
        refused = check(anyone, SECRET + " " * MAX_BRIEF)
    assert refused.status_code == 422
    assert page.headers["Cache-Control"] == refused.headers["Cache-Control"] == "no-store"
    assert SECRET not in caplog.text
    assert SECRET not in str(page.headers)
    with anyone.session_transaction() as session:
        assert SECRET not in str(dict(session))
    kept = [path for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert kept == []


def test_a_brief_of_the_full_length_in_arabic_is_taken(anyone: FlaskClient) -> None:
    text = ("قضت المحكمة بأن الحق في السكن مكفول. " * 20_000)[: MAX_BRIEF - 1]
    assert check(anyone, text, "ar").status_code == 200


@pytest.mark.parametrize("text", ["", "  \r\n ", "x" * (MAX_BRIEF + 1)])
def test_what_cannot_be_checked_is_said_and_kept_in_the_form(anyone: FlaskClient, text: str) -> None:
    page = check(anyone, text)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert text.strip()[:100] in page.text


def test_hostile_text_is_only_text(anyone: FlaskClient) -> None:
    page = check(anyone, "<script>alert(1)</script> [2011] ZACC 90 <img src=x onerror=alert(2)>")
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


def test_without_the_forms_token_nothing_is_checked(anyone: FlaskClient) -> None:
    assert anyone.post("/en/check", data={"text": BRIEF}).status_code == 400


def test_other_forms_take_no_more_than_before(anyone: FlaskClient) -> None:
    assert anyone.post("/en/login", data={"email": "x" * 2_000_000}).status_code == 413


def test_the_page_of_a_search_and_the_help_lead_here(anyone: FlaskClient) -> None:
    for path in ("/en/search?q=eviction", "/en/help/search"):
        assert 'href="/en/check"' in anyone.get(path).text
