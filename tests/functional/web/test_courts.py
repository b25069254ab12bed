"""What a body's decisions are stands beside its name where that does not go without saying."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.document import Facts
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.functional.web.stock import Page, settings
from web.app import create_app


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = build(settings(tmp_path))
    found.store.migrate()
    yield found
    found.close()


@pytest.mark.parametrize(
    ("court", "language", "said"),
    [
        ("cescr", "en", "Committee on Economic, Social and Cultural Rights recommendations"),
        ("echr", "fr", "Cour européenne des droits de l’homme décisions contraignantes"),
        ("nl-ncp", "es", "Punto Nacional de Contacto de la OCDE en los Países Bajos mediación"),
        ("wb-panel", "ar", "هيئة التفتيش التابعة للبنك الدولي نتائج تُرفع إلى مؤسستها"),
        ("za-cc", "en", "Constitutional Court of South Africa"),
    ],
)
def test_the_force_of_decisions_is_said(services: Services, court: str, language: str, said: str) -> None:
    record = a_record("en", facts=Facts(kind="decision", title=f"Of {court}", court=court))
    document = services.intake.store(record, viewer=OPERATOR).id
    page = create_app(services.settings, services).test_client().get(f"/{language}/documents/{document}")
    text = " ".join(Page(page.text).text.split())
    assert said in text
    assert "binding decisions" not in text, "what every court does is not said of a court"
