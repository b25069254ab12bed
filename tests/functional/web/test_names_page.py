"""The page of withheld names, and that a name which is withheld is told nobody else by any page or address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.document import Party, SourceFile
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Group
from caselaw.domain.withholding.names import WithheldName, find
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, csrf, settings, sign_in
from web.app import create_app

NAME = "Rosaura Quispe Mamani"
MARKED = WithheldName((NAME, "روزاورا كيسبي"), alone=("Quispe",))
TEXTS = {
    "en": (f"{NAME} asked the court for a home.", "Ms Quispe was put out."),
    "es": (f"{NAME} pidió una vivienda al tribunal.", "La señora Quispe fue desalojada."),
    "ar": ("طلبت روزاورا كيسبي من المحكمة مسكنًا.", "أُخرجت السيدة كيسبي."),
}
FILE = b"<p>Rosaura Quispe Mamani</p>"


@pytest.fixture
def services(tmp_path: Path, migrated: Path) -> Iterator[Services]:
    (tmp_path / "caselaw.db").write_bytes(migrated.read_bytes())
    built = build(settings(tmp_path, CASELAW_ENCODER="off"))
    built.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    for email, groups in (
        ("erin@example.org", ("mining",)),
        ("olga@example.org", ()),
        ("mara@example.org", ("mining",)),
    ):
        built.accounts.add(email, PASSWORD, groups=groups, viewer=OPERATOR)
    for email in ("erin@example.org", "olga@example.org"):
        built.accounts.set_roles(email, ["editor"], viewer=OPERATOR)
    yield built
    built.close()


@pytest.fixture
def ids(services: Services) -> dict[str, DocumentId]:
    found = {}
    file = SourceFile(sha256(FILE).hexdigest(), "quispe mamani.html", "html", len(FILE))
    for language, texts in TEXTS.items():
        record = a_record(language, texts=texts, work_key="test:quispe", source=file if language == "en" else None)
        facts = replace(
            record.facts, title=f"{NAME} v. Landlord", case_name="Quispe v. Landlord",
            parties=(Party(NAME, "applicant"), Party("Landlord", "respondent")),
        )  # fmt: skip
        original = FILE if language == "en" else None
        stored = services.intake.store(replace(record, facts=facts), viewer=OPERATOR, original=original)
        found[language] = stored.id
    other = a_record("en", texts=(f"As {NAME} said before, a home is a home.",), title="Another decision")
    found["other"] = services.intake.store(other, viewer=OPERATOR).id
    follow(services)
    return found


@pytest.fixture
def site(services: Services) -> Flask:
    return create_app(services.settings, services)


def follow(services: Services) -> None:
    while not services.indexing.apply_pending().idle:
        pass


def mark(client: FlaskClient, document: DocumentId, do: str = "withhold", **form: str) -> tuple[int, str]:
    address = f"/en/documents/{document}/names"
    values = {"csrf_token": csrf(client.get(address).text), "do": do, "readers": "group:mining", **form}
    answer = client.post(address, data=values)
    return answer.status_code, answer.text


@pytest.fixture
def erin(site: Flask) -> FlaskClient:
    return sign_in(site.test_client(), "erin@example.org", PASSWORD)


def test_an_editor_looks_before_she_withholds(ids: dict[str, DocumentId], erin: FlaskClient) -> None:
    status, page = mark(erin, ids["en"], do="look", forms=NAME)
    assert status == 200
    assert "<mark>Rosaura Quispe Mamani</mark> asked the court" in page
    assert "روزاورا كيسبي" in page, "the name in another script is offered"
    assert "Another decision" in page, "where else it stands is listed"
    assert "Withheld now" not in erin.get(f"/en/documents/{ids['en']}/names").text


PATHS = (
    "/{l}/documents/{d}", "/{l}/documents/{d}/similar", "/{l}/documents", "/{l}/search?q=landlord",
    "/{l}/search?q=quispe", "/{l}/search?q=party:quispe", "/{l}/search?q=quisp*", "/{l}/search?q=quixpe",
    "/{l}/search?q=كيسبي", "/{l}/suggest?q=quis", "/{l}/check", "/{l}/",
    "/api/v1/documents", "/api/v1/documents/{d}", "/api/v1/documents/{d}/paragraphs", "/api/v1/search?q=landlord",
    "/api/v1/search?q=quispe", "/api/v1/suggest?q=quisp", "/api/v1/documents/{d}/similar",
    "/api/v1/documents/{d}/family", "/api/v1/documents/{d}/alignment/{e}",
    "/{l}/documents/{d}/beside/{e}", "/{l}/documents/{d}/cite", "/{l}/documents/{d}/cite.ris",
    "/{l}/documents/{d}/cite.bib",
    "/{l}/documents/{d}/quotation?paragraphs=1-2", "/{l}/search/export?q=landlord&format=csv",
    "/{l}/search/export?q=landlord&format=ris", "/{l}/search/export?q=landlord&format=bib",
    "/{l}/search/feed?q=landlord",
    "/{l}/search?q=landlord&view=table", "/{l}/search?q=landlord&view=timeline", "/{l}/documents/{d}/scan",
    "/{l}/documents/{d}/changes", "/{l}/documents/{d}/names", "/{l}/documents/{d}/access", "/{l}/documents/{d}/edit",
)  # fmt: skip
ASKED = WithheldName(("Rosaura Mamani", "روزاورا"), alone=("Rosaura", "Mamani"))
"""What a page that says back the word it was asked for may not say besides."""


def test_what_is_typed_stays_where_it_cannot_be_taken(ids: dict[str, DocumentId], erin: FlaskClient) -> None:
    status, page = mark(erin, ids["en"], forms="J. P.", letters="A.B.")
    assert status == 422
    assert "at least one whole word" in page
    assert "J. P.</textarea>" in page
    assert 'value="A.B."' in page


def test_a_name_is_changed_and_let_go(
    services: Services, ids: dict[str, DocumentId], site: Flask, erin: FlaskClient
) -> None:
    address = f"/en/documents/{ids['en']}/names"
    assert mark(erin, ids["en"], forms=NAME, letters="R.Q.")[0] == 303
    assert "R.Q. asked the court" in site.test_client().get(f"/en/documents/{ids['en']}").text
    found = re.search(r"names\?name=([a-z0-9]+)#mark", erin.get(address).text)
    assert found
    assert NAME in erin.get(f"{address}?name={found.group(1)}").text
    assert mark(erin, ids["en"], forms=NAME, alone="Quispe", name=found.group(1))[0] == 303
    assert "Ms [name withheld] was put out" in site.test_client().get(f"/en/documents/{ids['en']}").text
    assert mark(erin, ids["en"], do="lift", name=found.group(1))[0] == 303
    assert NAME in site.test_client().get(f"/en/documents/{ids['en']}").text


@pytest.mark.parametrize(("email", "status"), [("mara@example.org", 403), (None, 403)])
def test_only_editors_come_here(ids: dict[str, DocumentId], site: Flask, email: str | None, status: int) -> None:
    client = sign_in(site.test_client(), email, PASSWORD) if email else site.test_client()
    assert client.get(f"/en/documents/{ids['en']}/names").status_code in (status, 302, 303)


@pytest.mark.parametrize("who", ["public", "olga"])
def test_no_page_and_no_address_tells_the_name(
    services: Services, ids: dict[str, DocumentId], site: Flask, erin: FlaskClient, who: str
) -> None:
    assert mark(erin, ids["es"], forms="\n".join(MARKED.forms), alone="Quispe")[0] == 303
    assert mark(erin, ids["other"], forms="\n".join(MARKED.forms), alone="Quispe")[0] == 303
    follow(services)
    client = site.test_client() if who == "public" else sign_in(site.test_client(), "olga@example.org", PASSWORD)
    reached = 0
    for language in ("en", "ar"):
        for path in PATHS:
            for document, beside in (("en", "es"), ("ar", "en")):
                answer = client.get(path.format(l=language, d=ids[document], e=ids[beside]))
                reached += answer.status_code == 200
                said, name = answer.text, ASKED if "q=" in path else MARKED
                where = [said[max(0, start - 80) : end + 40] for start, end in find(said, name)]
                assert not where, (path, where)
    assert reached > 50
    assert client.get(f"/en/documents/{ids['en']}/file").status_code in (403, 404)
    inside = sign_in(site.test_client(), "mara@example.org", PASSWORD)
    assert NAME in inside.get(f"/en/documents/{ids['en']}").text
    with inside.get(f"/en/documents/{ids['en']}/file") as file:
        assert file.status_code == 200


@pytest.mark.parametrize(
    "asked", ["quispe", "Rosaura Quispe Mamani", "party:mamani", "mam*", "rosaurra", '"quispe mamani"', "كيسبي"]
)
def test_the_name_finds_nothing(
    services: Services, ids: dict[str, DocumentId], site: Flask, erin: FlaskClient, asked: str
) -> None:
    for document in ("es", "other"):
        assert mark(erin, ids[document], forms="\n".join(MARKED.forms), alone="Quispe")[0] == 303
    follow(services)
    public, inside = site.test_client(), sign_in(site.test_client(), "mara@example.org", PASSWORD)
    for mode in ("lexical", "hybrid"):
        found = public.get("/api/v1/search", query_string={"q": asked, "mode": mode}).json
        assert found is not None
        assert found["total"] == {"own": 0, "other": 0}
        assert (found["documents"], found.get("spellings", [])) == ([], [])
    if asked != "rosaurra":
        assert "Landlord" in inside.get("/en/search", query_string={"q": asked}).text


def test_a_version_that_waits_is_listed_and_let_go(
    services: Services, ids: dict[str, DocumentId], site: Flask, erin: FlaskClient
) -> None:
    letters = a_record("fr", texts=("La requérante se plaint.",), work_key="test:quispe")
    facts = replace(letters.facts, title="R.Q. c. Bailleur", case_name=None, parties=(Party("R.Q.", "applicant"),))
    services.intake.store(replace(letters, facts=facts), viewer=OPERATOR)
    follow(services)
    public = site.test_client()
    assert public.get(f"/en/documents/{ids['en']}").status_code == 404
    assert "Landlord" not in public.get("/api/v1/search?q=landlord").text
    page = erin.get("/en/holds").text
    assert page.count("has letters in place of a party") == 3, "the three versions that print her"
    assert "has letters in place of a party" in erin.get(f"/en/documents/{ids['en']}/names").text
    assert mark(erin, ids["en"], do="release")[0] == 303
    assert mark(erin, ids["en"], do="release")[0] == 422, "it waits no more"
    assert NAME in public.get(f"/en/documents/{ids['en']}").text
    assert public.get(f"/en/documents/{ids['es']}").status_code == 404
    assert public.get("/en/holds").status_code in (302, 403)
