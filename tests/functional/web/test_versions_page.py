"""Versions joined and parted, later history and treatment entered on one page, by those who may."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, group_audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.test_editing import send, signed_in, words
from web.app import create_app


@pytest.fixture
def site(services: Services) -> Flask:
    return create_app(services.settings, services)


@pytest.fixture
def ids(site: Flask, services: Services) -> dict[str, DocumentId]:
    services.groups.add(Group("closed", {"en": "Closed"}), viewer=OPERATOR)
    levels = {"en": MEMBERS, "fr": MEMBERS, "es": group_audience("closed")}
    found = {
        tongue: services.intake.store(
            a_record(tongue, key=f"versions:{tongue}", access=access), viewer=OPERATOR
        ).id
        for tongue, access in levels.items()
    }  # fmt: skip
    services.indexing.rebuild(viewer=OPERATOR)
    return found


@pytest.fixture
def eva(site: Flask) -> FlaskClient:
    return signed_in(site, "eva")


def act(client: FlaskClient, document: str, do: str, **form: str) -> int:
    return send(client, f"/en/documents/{document}/versions", do=do, **form).status_code


def work_of(services: Services, site: Flask, document: DocumentId) -> str:
    account = services.accounts.login("eva@example.org", "correct horse battery")
    viewer = services.accounts.viewer(account.id)
    return services.documents.get(document, viewer=viewer).work_id


def test_joined_by_address_and_parted_again(
    site: Flask, services: Services, eva: FlaskClient, ids: dict[str, DocumentId]
) -> None:
    assert act(eva, ids["en"], "join", other=f"http://localhost/fr/documents/{ids['fr']}#p-1") == 303
    assert work_of(services, site, ids["en"]) == work_of(services, site, ids["fr"])
    assert "Take this document out" in words(eva.get(f"/en/documents/{ids['en']}/versions"))
    assert act(eva, ids["en"], "split") == 303
    assert work_of(services, site, ids["en"]) != work_of(services, site, ids["fr"])
    assert act(eva, ids["en"], "split") == 422, "it stands alone"
    assert act(eva, ids["en"], "join", other=ids["fr"]) == 303
    assert act(eva, ids["en"], "part", other=ids["fr"]) == 303
    assert work_of(services, site, ids["en"]) != work_of(services, site, ids["fr"])


def test_the_other_is_found_by_words(eva: FlaskClient, services: Services, ids: dict[str, DocumentId]) -> None:
    title = "Notice"
    page = eva.get(f"/en/documents/{ids['en']}/versions", query_string={"q": ids["fr"]})
    assert f'value="{ids["fr"]}"' in page.text
    assert eva.get(f"/en/documents/{ids['en']}/versions", query_string={"q": title}).status_code == 200
    hidden = eva.get(f"/en/documents/{ids['en']}/versions", query_string={"q": ids["es"]})
    assert f'value="{ids["es"]}"' not in hidden.text.split('id="q"')[1].split(">", 1)[1]


def test_what_cannot_be_is_said(eva: FlaskClient, ids: dict[str, DocumentId]) -> None:
    for other in ("", "nothing", ids["es"], "0123456789abcdef"):
        assert act(eva, ids["en"], "join", other=other) == 422
    assert act(eva, ids["en"], "dance") == 422
    answer = send(
        eva, f"/en/documents/{ids['en']}/versions", do="tell", event="upheld", year="never", note="Kept as typed"
    )
    assert answer.status_code == 422
    assert "Kept as typed" in answer.text
    assert act(eva, ids["en"], "tell", event="upheld", year="2011", day="5") == 422, "a day without its month"


def test_later_history_and_treatment(eva: FlaskClient, ids: dict[str, DocumentId]) -> None:
    assert act(eva, ids["en"], "tell", event="upheld", other=ids["fr"], year="2011", month="3", note="On appeal") == 303
    page = eva.get(f"/en/documents/{ids['en']}/versions")
    assert "On appeal" in page.text
    assert '<time class="hint" datetime="2011-03">' in eva.get(f"/en/documents/{ids['en']}").text
    entry = page.text.split('name="entry" value="')[1].split('"')[0]
    assert act(eva, ids["en"], "forget", entry=entry) == 303
    assert "On appeal" not in eva.get(f"/en/documents/{ids['en']}/versions").text
    assert act(eva, ids["en"], "treat", treatment="followed", other=ids["fr"], paragraph="p-1") == 303
    page = eva.get(f"/en/documents/{ids['en']}/versions")
    entry = page.text.split('name="entry" value="')[1].split('"')[0]
    assert act(eva, ids["en"], "forget-treatment", entry=entry) == 303


def test_only_editors(site: Flask, ids: dict[str, DocumentId]) -> None:
    mara, public = signed_in(site, "mara", "member"), site.test_client()
    assert mara.get(f"/en/documents/{ids['en']}/versions").status_code == 403
    assert public.get(f"/en/documents/{ids['en']}/versions").status_code == 404
    assert act(mara, ids["en"], "join", other=ids["fr"]) == 403
    assert act(mara, ids["en"], "split") == 403
