"""The page of a case of abuse: each claim's status beside the company's name, what is unsure, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.abuse import AbuseCase, Company, CompanyResponse, StateActor
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.term import Term
from caselaw.wiring import build
from tests.factories import a_record
from tests.factories.documents import facts
from tests.functional.web.stock import Page, settings
from web.app import create_app

CASE = AbuseCase(
    country="PER", place="Example Valley", began=PartialDate(2004), at_risk=True,
    companies=(Company("Example Mining", "subsidiary", "PER", "p-1"), Company("Shell", "parent", "CAN"), Company("شل")),
    state_actors=(StateActor("National Police", "police", "p-1"),), sources=("Example Report, p. 3",),
    response=CompanyResponse(asked=True, received=True, text="It denied this.", paragraph="p-2"),
)  # fmt: skip
WORDS = {
    "en": ("Perhaps one company:", "proposed", "Right to water", "Alleged", "unsure", "may be in danger"),
    "es": ("Quizá una misma empresa:", "propuesto", "Derecho al agua", "peligro", "Empresa matriz"),
    "fr": ("Peut-être une seule entreprise :", "proposé", "Droit à l’eau", "en danger", "Société mère"),
    "ar": ("ربما شركة واحدة:", "مقترح", "الحق في الماء", "في خطر", "الشركة الأم"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[tuple[FlaskClient, str, str]]:
    """A site with a case of abuse and a judgment, and where the two stand."""
    told = facts(
        kind="abuse_report", abuse=CASE, terms=(Term("right", "water"), Term("group", "women", "confirmed")),
        allegations=(
            Allegation("Example Mining", "It polluted the river.", "alleged", "Example Report, p. 3", "subsidiary"),
            Allegation("Shell", "It knew.", "found", "Example Report, p. 3", "parent", "CAN", "Example Court"),
        ),
    )  # fmt: skip
    claims = (
        Claim("allegation.alleged", "Example Mining", "parser:abuse_report", "p-1", 0.5),
        Claim("right", "water", "parser:abuse_report", "p-2", 0.9),
    )
    folder = tmp_path_factory.mktemp("abuse")
    (folder / "caselaw.db").write_bytes(migrated.read_bytes())
    services = build(settings(folder))
    case = services.intake.store(a_record(key="abuse", facts=told, claims=claims), viewer=OPERATOR).id
    plain = services.intake.store(a_record(key="plain"), viewer=OPERATOR).id
    yield create_app(services.settings, services).test_client(), f"documents/{case}", f"documents/{plain}"
    services.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_is_told_in_every_language(site: tuple[FlaskClient, str, str], language: str) -> None:
    text = " ".join(Page(site[0].get(f"/{language}/{site[1]}").text).text.split())
    for words in WORDS[language]:
        assert words in text


def test_a_status_stands_beside_the_company_with_its_body_and_its_passage(site: tuple[FlaskClient, str, str]) -> None:
    html = site[0].get(f"/en/{site[1]}").text
    text = " ".join(Page(html).text.split())
    assert "Example Mining Alleged said by those affected; no body has decided it" in text
    assert "Shell Found Example Court" in text
    claims = html.split('aria-labelledby="claims"')[1].split("</section>")[0]
    assert 'href="#p-1"' in claims
    assert claims.count("unsure") == 2  # the class and the word, on the one that is


def test_a_document_without_terms_or_case_shows_neither(site: tuple[FlaskClient, str, str]) -> None:
    html = site[0].get(f"/en/{site[2]}").text
    assert 'class="abuse"' not in html
    assert 'class="subjects"' not in html


def test_the_api_tells_the_same(site: tuple[FlaskClient, str, str]) -> None:
    told = site[0].get(f"/api/v1/{site[1]}?reader=ar").json
    assert told is not None
    assert [one["name"] for one in told["terms"]] == ["الحق في الماء", "النساء"]
    assert told["abuse"]["companies"][1]["role_name"] == "الشركة الأم"
    assert (told["abuse"]["began"], told["abuse"]["at_risk"]) == ("2004", True)
