"""Facts corrected in the site: the form, its faults, the page of two hands, the history, and who sees none of it."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS
from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.domain.term import Term
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, Page, csrf, sign_in
from web.app import create_app

SOURCE = {"source.kind": "publication", "source": "The court’s register"}
FACTS = Facts(
    kind="judgment",
    title="Rivers v. State",
    country="ZAF",
    parties=(Party("Rivers", "applicant"), Party("State", "respondent")),
    judges=("Jane Rivers",),
    terms=(Term("right", "housing"),),
)


@pytest.fixture
def site(services: Services) -> Flask:
    return create_app(services.settings, services)


@pytest.fixture
def document(site: Flask, services: Services) -> DocumentId:
    return services.intake.store(a_record(key="edited", facts=FACTS, access=MEMBERS), viewer=OPERATOR).id


def signed_in(site: Flask, name: str, role: Role = "editor") -> FlaskClient:
    services: Services = site.extensions["caselaw"]
    email = f"{name}@example.org"
    services.accounts.add(email, PASSWORD, name=name.title(), roles=(role,), viewer=OPERATOR)
    return sign_in(site.test_client(), email, PASSWORD)


@pytest.fixture
def eva(site: Flask) -> FlaskClient:
    return signed_in(site, "eva")


@pytest.fixture
def finn(site: Flask) -> FlaskClient:
    return signed_in(site, "finn")


def send(client: FlaskClient, path: str, **form: Any) -> TestResponse:
    token = csrf(client.get("/en/search").text)
    return client.post(path, data=MultiDict({"csrf_token": token, **form}))


def correct(client: FlaskClient, document: str, revision: int = 1, **form: Any) -> TestResponse:
    fields = [name for name in form if "." not in name]
    return send(client, f"/en/documents/{document}/edit", revision=revision, field=fields, **SOURCE, **form)


def words(answer: TestResponse) -> str:
    return " ".join(Page(answer.text).text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_shows_every_fact(eva: FlaskClient, document: DocumentId, language: str) -> None:
    page = eva.get(f"/{language}/documents/{document}/edit")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert 'value="Rivers v. State"' in page.text
    assert page.text.count('name="field"') == 17
    assert 'value="right:housing"' in page.text


def test_the_form_as_it_was_given_changes_nothing(eva: FlaskClient, document: DocumentId) -> None:
    """What a browser sends back untouched is what stands."""
    form = Page(eva.get(f"/en/documents/{document}/edit").text)
    assert form.text
    values = MultiDict(_values(eva.get(f"/en/documents/{document}/edit").text))
    values.setlist("source", ["x"])
    answer = eva.post(f"/en/documents/{document}/edit", data=values)
    assert answer.status_code == 303
    assert "unchanged" in answer.headers["Location"]


def test_a_correction_is_saved_and_told(eva: FlaskClient, document: DocumentId) -> None:
    answer = correct(eva, document, title="Rivers and Others v. State", country="Colombia")
    assert answer.status_code == 303
    history = words(eva.get(answer.headers["Location"]))
    assert "Saved: Country, Title" in history
    for said in ("Rivers v. State", "Rivers and Others v. State", "South Africa", "Colombia", "Eva", "register"):
        assert said in history
    assert "Rivers and Others v. State" in words(eva.get(f"/en/documents/{document}"))


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(eva: FlaskClient, document: DocumentId) -> None:
    typed: dict[str, Any] = {
        "title": "", "court": "Court of nowhere", "decided": "", "decided.year": "2999", "decided.month": "2",
        "decided.day": "31", "judges": "Typed by Eva",
    }  # fmt: skip
    answer = correct(eva, document, **typed)
    assert answer.status_code == 422
    assert "A document needs a title." in answer.text
    assert 'value="Court of nowhere"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'value="2999"' in answer.text
    assert "Typed by Eva" in answer.text
    assert "The court’s register" in answer.text
    assert 'href="#f-title"' in answer.text


def test_two_hands_see_both_and_choose(eva: FlaskClient, finn: FlaskClient, document: DocumentId) -> None:
    assert correct(eva, document, title="By Eva").status_code == 303
    answer = correct(finn, document, title="By Finn", country="Colombia")
    assert answer.status_code == 409
    said = words(answer)
    for each in ("Rivers v. State", "By Eva", "By Finn", "Eva", "Colombia"):
        assert each in said
    form = dict(_values(answer.text))
    chosen = {**form, "choice.title": "mine", **SOURCE}
    assert finn.post(f"/en/documents/{document}/edit", data=chosen).status_code == 303
    assert "By Finn" in words(finn.get(f"/en/documents/{document}"))
    assert "Colombia" in words(finn.get(f"/en/documents/{document}"))


def test_the_other_s_can_be_kept(eva: FlaskClient, finn: FlaskClient, document: DocumentId) -> None:
    correct(eva, document, title="By Eva")
    form = dict(_values(correct(finn, document, title="By Finn", country="Colombia").text))
    assert finn.post(
        f"/en/documents/{document}/edit", data={**form, "choice.title": "theirs", **SOURCE}
    ).status_code == 303  # fmt: skip
    page = words(finn.get(f"/en/documents/{document}"))
    assert "By Eva" in page
    assert "Colombia" in page


def test_what_does_not_collide_is_joined_without_a_word(
    eva: FlaskClient, finn: FlaskClient, document: DocumentId
) -> None:
    correct(eva, document, title="By Eva")
    assert correct(finn, document, country="Colombia", title="Rivers v. State").status_code == 303
    assert "By Eva" in words(eva.get(f"/en/documents/{document}"))


def test_a_change_is_taken_back_once(eva: FlaskClient, document: DocumentId) -> None:
    correct(eva, document, title="By Eva")
    page = eva.get(f"/en/documents/{document}/changes").text
    change = dict(_values(page))["change"]
    answer = send(eva, f"/en/documents/{document}/changes", change=change)
    assert answer.status_code == 303
    assert "Rivers v. State" in words(eva.get(f"/en/documents/{document}"))
    again = send(eva, f"/en/documents/{document}/changes", change=change)
    assert again.status_code == 409
    assert "changed again since" in again.text


def test_two_states_have_an_address(eva: FlaskClient, document: DocumentId) -> None:
    correct(eva, document, title="By Eva")
    page = eva.get(f"/en/documents/{document}/compare?from=1&to=2")
    assert page.status_code == 200
    assert "By Eva" in page.text
    assert eva.get(f"/en/documents/{document}/compare?from=1&to=77").status_code == 404
    assert eva.get(f"/en/documents/{document}/compare?from=x").status_code == 404


def test_more_rows_without_a_script(eva: FlaskClient, document: DocumentId) -> None:
    before = eva.get(f"/en/documents/{document}/edit").text.count('name="parties.name"')
    typed: dict[str, Any] = {"parties": "", "parties.name": ["New one"], "parties.role": ["victim"]}
    answer = correct(eva, document, more="parties", **typed)
    assert answer.status_code == 200
    assert answer.text.count('name="parties.name"') > before
    assert "New one" in answer.text


def test_only_those_who_may(site: Flask, eva: FlaskClient, document: DocumentId) -> None:
    correct(eva, document, title="By Eva")
    mara, public = signed_in(site, "mara", "member"), site.test_client()
    for path in ("edit", "changes", "compare"):
        assert mara.get(f"/en/documents/{document}/{path}").status_code == 403
        assert public.get(f"/en/documents/{document}/{path}").status_code == 404
    assert correct(mara, document, title="Mine").status_code == 403
    assert send(mara, f"/en/documents/{document}/changes", change="x").status_code == 403
    assert "Correct the facts" not in mara.get(f"/en/documents/{document}").text
    assert "Correct the facts" in eva.get(f"/en/documents/{document}").text


def test_hostile_values_are_shown_as_text(eva: FlaskClient, finn: FlaskClient, document: DocumentId) -> None:
    hostile = "<script>alert(1)</script>"
    correct(eva, document, title=hostile)
    page = correct(finn, document, title=hostile + "2")
    assert page.status_code == 409
    for text in (page.text, eva.get(f"/en/documents/{document}/changes").text):
        assert "<script>alert" not in text
    for kept in ("[" * 5000, "[1, 2]", '{"title": {"a": 1}}', '{"terms": [1]}', "null"):
        assert send(eva, f"/en/documents/{document}/edit", revision=2, kept=kept, **SOURCE).status_code in (303, 422)


def _values(page: str) -> list[tuple[str, str]]:
    """What a browser would send of the forms of a page, in their order."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[str, str]] = []
            self.area: str | None = None
            self.select: list[str] | None = None
            self.text = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = {name: value or "" for name, value in attrs}
            if tag == "input" and given.get("name"):
                if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                    self.found.append((given["name"], given.get("value", "")))
            elif tag == "textarea":
                self.area, self.text = given.get("name", ""), ""
            elif tag == "select":
                self.found.append((given.get("name", ""), ""))
                self.select = []
            elif tag == "option" and self.select is not None and (not self.select or "selected" in given):
                self.select.append(given.get("value", ""))
                self.found[-1] = (self.found[-1][0], given.get("value", ""))

        def handle_data(self, data: str) -> None:
            self.text += data

        def handle_endtag(self, tag: str) -> None:
            if tag == "textarea" and self.area is not None:
                self.found.append((self.area, unescape(self.text)))
                self.area = None
            elif tag == "select":
                self.select = None

    reader = Reader()
    reader.feed(page.split("<main")[1])
    return reader.found
