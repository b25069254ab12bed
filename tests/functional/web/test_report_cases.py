"""A case's page leads to its report, paragraph by paragraph, and a report's page lists its cases — on pages and in the
API, in each language, and for nobody who may not read both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph, anchors
from caselaw.domain.splitting.parts import Bid, Part
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.functional.web.stock import settings
from web.app import create_app

WORDS = {
    "en": ("One case of the report", "Cases in this report", "This paragraph in the report"),
    "es": ("Un caso del informe", "Casos de este informe", "Este párrafo en el informe"),
    "fr": ("Un des cas du rapport", "Cas réunis dans ce rapport", "Ce paragraphe dans le rapport"),
    "ar": ("حالة من حالات التقرير", "الحالات الواردة في هذا التقرير", "هذه الفقرة في التقرير"),
}
LINES = ("Harm done", "Case 1: A river", "Mercury was spilled.", "Case 2: A road", "Dust covers the school.")
PARTS = (Part("front", 0, 0), Part("case", 1, 2, "A river"), Part("case", 3, 4, "A road"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Services, FlaskClient]]:
    chosen = settings(tmp_path)
    services = build(chosen)
    services.store.migrate()
    yield services, create_app(chosen, services).test_client()
    services.close()


def split(services: Services, access: Audience = PUBLIC, before: int = 0) -> tuple[DocumentId, list[DocumentId]]:
    """A report of two cases behind `before` more paragraphs, and the cases."""
    lines = (*(f"Foreword {at}." for at in range(before)), *LINES)
    text = tuple(
        Paragraph(name, at, line, "en", page=1 + at // 2)
        for at, (name, line) in enumerate(zip(anchors([None] * len(lines)), lines, strict=True))
    )
    record = a_record(paragraphs=text, facts=Facts("report", "Harm done: a report"), access=access)
    report = services.intake.store(record, viewer=OPERATOR).id
    _, *cases = PARTS
    moved = [Part(one.kind, one.first + before, one.last + before, one.title) for one in cases]
    bid = Bid("headings", 0.9, (Part("front", 0, before), *moved))
    services.splitting.propose(report, bid, viewer=OPERATOR)
    services.splitting.approve(report, viewer=OPERATOR)
    made = []
    for draft in services.case_making.waiting(viewer=OPERATOR, report_id=report):
        given = services.case_making.material(draft, viewer=OPERATOR)
        about = Facts("abuse_report", given.draft.part.title)
        case = Record(given.key, "en", about, given.paragraphs)
        made.append(services.case_making.make(draft, case, viewer=OPERATOR).id)
    return report, made


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_and_report_lead_to_each_other(site: tuple[Services, FlaskClient], language: str) -> None:
    services, reader = site
    report, (river, road) = split(services)
    one_of, cases_in, in_report = WORDS[language]
    case = reader.get(f"/{language}/documents/{road}").text
    assert one_of in case
    assert f'href="/{language}/documents/{report}#p-u4"' in case
    assert f'href="/{language}/documents/{report}#p-u5"' in case, "each paragraph leads to the report's"
    assert case.count(f'title="{in_report}"') == 2
    assert cases_in not in case
    page = reader.get(f"/{language}/documents/{report}").text
    assert cases_in in page
    assert page.index(f"/documents/{river}") < page.index(f"/documents/{road}")
    assert one_of not in page


def test_a_case_of_a_long_report_opens_it_where_the_case_begins(site: tuple[Services, FlaskClient]) -> None:
    services, reader = site
    report, (river, _) = split(services, before=1600)
    case = reader.get(f"/en/documents/{river}").text
    assert f'href="/en/documents/{report}?from=1601#p-u1602"' in case
    assert 'id="p-u1602"' in reader.get(f"/en/documents/{report}?from=1601").text


def test_a_document_of_no_report_says_nothing_of_reports(site: tuple[Services, FlaskClient]) -> None:
    services, reader = site
    alone = services.intake.store(a_record(), viewer=OPERATOR).id
    page = reader.get(f"/en/documents/{alone}").text
    assert not any(word in page for word in WORDS["en"])
    found = reader.get(f"/api/v1/documents/{alone}").json
    assert found is not None
    assert (found["report"], found["cases"]) == (None, [])


def test_the_api_gives_pages_and_paragraphs(site: tuple[Services, FlaskClient]) -> None:
    services, reader = site
    report, (river, road) = split(services)
    case = reader.get(f"/api/v1/documents/{road}").json
    assert case is not None
    assert case["report"] == {
        "id": report, "title": "Harm done: a report", "language": "en", "pages": {"first": 2, "last": 3},
        "paragraphs": {"p-u1": "p-u4", "p-u2": "p-u5"},
    }  # fmt: skip
    whole = reader.get(f"/api/v1/documents/{report}").json
    assert whole is not None
    assert [one["id"] for one in whole["cases"]] == [river, road]
    assert [one["pages"] for one in whole["cases"]] == [{"first": 1, "last": 2}, {"first": 2, "last": 3}]


def test_who_may_not_read_the_report_does_not_learn_of_it(site: tuple[Services, FlaskClient]) -> None:
    services, reader = site
    report, (river, road) = split(services, MEMBERS)
    assert reader.get(f"/en/documents/{river}").status_code == 404
    services.intake.change_access(road, PUBLIC, viewer=OPERATOR)
    case = reader.get(f"/en/documents/{road}")
    assert case.status_code == 200
    assert report not in case.text
    found = reader.get(f"/api/v1/documents/{road}").json
    assert found is not None
    assert found["report"] is None
