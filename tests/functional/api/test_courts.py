"""A court that editors add is named by the API in the same process and, at its next look, in every other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.court import Court, learn
from caselaw.domain.document import Facts
from caselaw.services.vocabulary.courts import CourtService
from caselaw.wiring import Services
from search_api.app import create_app
from tests.factories import a_record
from tests.functional.api.conftest import add

NAMES = {"en": "National Environment Tribunal of Kenya", "fr": "Tribunal national de l’environnement du Kenya"}
TRIBUNAL = Court(id="ke-net", country="KEN", level="specialised", type="tribunal", names=NAMES, binding="binding")


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    learn(())


def test_an_added_court_is_named_in_the_readers_language(client: FlaskClient, services: Services) -> None:
    services.courts.add(TRIBUNAL, viewer=OPERATOR)
    document = add(services, a_record("en", facts=Facts(kind="judgment", title="A quarry", court="ke-net")))
    court = client.get(f"/api/v1/documents/{document}?reader=fr").get_json()["court"]
    assert court == {
        "id": "ke-net", "name": NAMES["fr"], "level": "specialised", "type": "tribunal", "binding": "binding",
    }  # fmt: skip


def test_a_site_that_starts_later_knows_it_from_its_first_answer(client: FlaskClient, services: Services) -> None:
    CourtService(services.store).add(TRIBUNAL, viewer=OPERATOR)
    document = add(services, a_record("en", facts=Facts(kind="judgment", title="A quarry", court="ke-net")))
    learn(())
    another = create_app(services.settings, services).test_client()
    assert another.get(f"/api/v1/documents/{document}").get_json()["court"]["name"] == NAMES["en"]
