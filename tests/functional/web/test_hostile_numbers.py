"""Numbers in addresses and forms that no machine counts to, nor any codebook: a page is not there, or refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from tests.factories import a_record
from tests.functional.web.peopled import Peopled, peopled, post

NUMBERS = ("9" * 5_000, "9" * 19, "000001" + "9" * 5_000, "٣", "²", "-1", "1.5", "\x00")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Peopled:
    return peopled(tmp_path_factory.mktemp("site"), migrated)


@pytest.fixture(scope="module")
def cora(house: Peopled) -> FlaskClient:
    return house.client("cora")


@pytest.mark.parametrize("number", NUMBERS)
def test_no_number_breaks_a_page_of_codes(house: Peopled, cora: FlaskClient, number: str) -> None:
    document = house.services.intake.store(a_record(key="web:numbers"), viewer=OPERATOR).id
    at = f"/en/documents/{document}/coding"
    asked = {"version": number, "codebook": "corporate-capture"}
    assert cora.get(at, query_string=asked).status_code in (200, 404)
    compared = cora.get("/en/codebooks/corporate-capture/compare", query_string={"from": number, "to": number})
    assert compared.status_code in (200, 302, 404)
    made = post(cora, "/en/rounds/new", title="Water", access="group:delta", codebook=f"corporate-capture:{number}")
    assert made.status_code in (303, 422)
    said = {"do": "write", "code": "revolving_door", "confidence": "2", "start": number, "end": number}
    written = post(cora, f"{at}?codebook=corporate-capture&version=1", anchor="p-1", words="", **said)
    assert written.status_code in (303, 422)
