"""The API over real services: an eviction case in four languages, open to all."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.belonging import Group
from caselaw.wiring import Services
from search_api.app import create_app
from tests.factories import a_record

MEMBER = "amal@example.org"


@pytest.fixture
def stored(services: Services) -> dict[str, DocumentId]:
    """The ids of the case's language versions, by language."""
    records = {language: a_record(language, key=f"case:{language}", work_key="case") for language in LANGUAGES}
    ids = {language: services.intake.store(record, viewer=OPERATOR).id for language, record in records.items()}
    bring_up(services)
    return ids


@pytest.fixture
def client(services: Services, stored: dict[str, DocumentId]) -> FlaskClient:
    return create_app(services.settings, services).test_client()


@pytest.fixture
def token(services: Services) -> str:
    """A token of a member of the group `litigators`."""
    services.groups.add(Group("litigators", {"en": "Litigators"}), viewer=OPERATOR)
    services.accounts.add(MEMBER, "a long enough password", roles={"member"}, groups=("litigators",), viewer=OPERATOR)
    return services.tokens.make(MEMBER, "test", viewer=OPERATOR)


def add(services: Services, record: Record) -> DocumentId:
    """Store a record and bring it into the index."""
    document = services.intake.store(record, viewer=OPERATOR).id
    bring_up(services)
    return document


def bring_up(services: Services) -> None:
    """Bring the index up to the database."""
    while not services.indexing.apply_pending().idle:
        pass


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
