"""The document page says what other documents are to it, and nothing of what its reader may not read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.api.test_relations import decision
from tests.functional.web.stock import PASSWORD, sign_in
from tests.unit.test_versions import ENGLISH, FACTS, SPANISH, edition
from web.app import create_app

CASE = {
    "en": "Other decisions of this case",
    "es": "Otras decisiones de este caso",
    "fr": "Autres décisions de cette affaire",
    "ar": "قرارات أخرى في هذه القضية",
}
SAME_TEXT = {
    "en": "Another file of the same text",
    "es": "Otro archivo del mismo texto",
    "fr": "Autre fichier du même texte",
    "ar": "ملف آخر للنص نفسه",
}
LATER = {"en": "Later history", "es": "Historia posterior", "fr": "Suites de la décision", "ar": "المآل اللاحق"}


@pytest.fixture
def public(services: Services) -> FlaskClient:
    return create_app(services.settings, services).test_client()


@pytest.fixture
def member(services: Services) -> FlaskClient:
    services.accounts.add("bob@example.org", PASSWORD, roles={"member"}, viewer=OPERATOR)
    return sign_in(create_app(services.settings, services).test_client(), "bob@example.org", PASSWORD)


def store(services: Services, *records: object) -> list[DocumentId]:
    ids = [services.intake.store(record, viewer=OPERATOR).id for record in records]  # type: ignore[arg-type]
    while not services.relating.apply_pending().idle:
        pass
    return ids


def order(texts: tuple[str, ...], language: str, access: Audience = PUBLIC) -> object:
    return a_record(language, facts=FACTS, paragraphs=edition(texts, language).paragraphs, access=access)


def page(client: FlaskClient, document: DocumentId, language: str = "en") -> str:
    answer = client.get(f"/{language}/documents/{document}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_files_its_case_and_what_became_of_it(
    public: FlaskClient, services: Services, language: str
) -> None:
    first, twin, judgment, later = store(
        services, order(ENGLISH, "en"), order(ENGLISH, "en"), decision(5),
        decision(9, kind="order", stages=("compliance",)),
    )  # fmt: skip
    services.history.add(judgment, "varied", by=later, note="on reparations", viewer=OPERATOR)
    services.history.add(judgment, "settled", date="2019-03", viewer=OPERATOR)
    services.history.treat(later, judgment, "followed", viewer=OPERATOR)
    found = page(public, first, language)
    assert SAME_TEXT[language] in found
    assert f"/documents/{twin}" in found
    found = page(public, judgment, language)
    assert CASE[language] in found
    assert LATER[language] in found
    assert "on reparations" in found
    assert '<time class="hint" datetime="2019-03">' in found
    assert f"/documents/{later}" in found


def test_another_language_stands_among_the_facts(public: FlaskClient, services: Services) -> None:
    english, spanish = store(services, order(ENGLISH, "en"), order(SPANISH, "es"))
    found = page(public, english)
    assert "Also in" in found
    assert f"/documents/{spanish}" in found
    assert SAME_TEXT["en"] not in found


def test_a_public_page_is_the_same_with_and_without_restricted_relatives(
    public: FlaskClient, member: FlaskClient, services: Services
) -> None:
    english, judgment = store(services, order(ENGLISH, "en"), decision(5))
    before = page(public, english), page(public, judgment)
    twin, spanish, later = store(
        services, order(ENGLISH, "en", MEMBERS), order(SPANISH, "es", MEMBERS),
        decision(9, MEMBERS, kind="order", stages=("compliance",)),
    )  # fmt: skip
    services.history.add(judgment, "reversed", by=later, viewer=OPERATOR)
    services.history.treat(later, judgment, "not_followed", viewer=OPERATOR)
    assert (page(public, english), page(public, judgment)) == before
    seen = page(member, english) + page(member, judgment)
    assert all(f"/documents/{one}" in seen for one in (twin, spanish, later))
