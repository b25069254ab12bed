"""Reading: words found in a document, two versions side by side, pages of the original, and who may list a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS
from caselaw.domain.document import SourceFile
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.people.account import Role
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.factories.files import paragraphs_pdf
from tests.functional.web.stock import PASSWORD, Page, Stock, csrf, settings, sign_in
from web.app import create_app

TEXT = (
    Paragraph("p-1", 0, "The municipality evicted the residents.", "en", number="1", page=1),
    Paragraph("p-2", 1, "Nobody may be evicted from a home without an order of a court.", "en", number="2", page=2),
)


@dataclass(frozen=True)
class Room:
    services: Services
    client: FlaskClient
    pdf: DocumentId
    secret: DocumentId


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A site with a judgment that came as a PDF, one like it for members, and an editor."""
    chosen = settings(tmp_path)
    services = build(chosen)
    services.store.migrate()
    editing: tuple[Role, ...] = ("editor",)
    services.accounts.add("erin@example.org", PASSWORD, roles=editing, viewer=OPERATOR)
    file = paragraphs_pdf([[one.text] for one in TEXT])
    source = SourceFile(sha256(file).hexdigest(), "judgment.pdf", "pdf", len(file), 2, "native")
    pdf = services.intake.store(a_record(paragraphs=TEXT, source=source), viewer=OPERATOR, original=file).id
    hidden = a_record(paragraphs=TEXT, source=source, access=MEMBERS)
    secret = services.intake.store(hidden, viewer=OPERATOR, original=file).id
    yield Room(services, create_app(chosen, services).test_client(), pdf, secret)
    services.close()


def test_words_are_found_in_a_document(public: FlaskClient, stock: Stock) -> None:
    address = f"/en/documents/{stock.ids['en']}"
    page = public.get(f"{address}?find=houses").text
    assert "passages found" in page
    found = page[page.index('id="found"') :]
    assert f'href="{address}?find=houses#p-' in found
    assert "<mark>" in page[page.index('id="text"') :]
    assert 'rel="next"' in page[page.index('id="text"') :]
    assert '<meta name="robots" content="noindex">' in page
    nothing = public.get(f"{address}?find=nowherefound").text
    assert "These words do not stand in this document." in nothing
    assert 'value="&lt;b&gt;"' in public.get(f"{address}?find=<b>").text


def test_versions_stand_side_by_side_each_in_its_direction(public: FlaskClient, stock: Stock) -> None:
    address = f"/es/documents/{stock.ids['en']}/beside/{stock.ids['ar']}"
    page = public.get(address).text
    row = page[page.index('id="p-2"') : page.index('id="p-3"')]
    assert 'lang="en" dir="ltr"' in row[:80]
    assert 'id="o-p-2" lang="ar" dir="rtl"' in row, "the same paragraph of the other version, in the same row"
    assert f'href="/es/documents/{stock.ids["ar"]}/beside/{stock.ids["en"]}"' in page
    assert f'href="/es/documents/{stock.ids["en"]}/beside/{stock.ids["fr"]}"' in page
    assert f"/beside/{stock.ids['ar']}" in public.get(f"/es/documents/{stock.ids['en']}").text
    found = public.get(f"{address}?find=الإخلاء").text
    assert f'href="{address}?find=' in found
    assert "<mark>" in found


def test_what_is_no_version_or_restricted_stands_beside_nothing(public: FlaskClient, stock: Stock) -> None:
    assert public.get(f"/en/documents/{stock.ids['en']}/beside/{stock.ids['summary']}").status_code == 404
    assert public.get(f"/en/documents/{stock.ids['en']}/beside/{stock.ids['group']}").status_code == 404
    assert stock.ids["group"] not in public.get(f"/en/documents/{stock.ids['en']}/beside/{stock.ids['ar']}").text


def test_a_page_of_the_original_stands_beside_its_text(room: Room) -> None:
    page = room.client.get(f"/en/documents/{room.pdf}/scan?page=2&mark=p-2").text
    picture = next(image["src"] for image in Page(page).all("img"))
    assert picture == f"/en/documents/{room.pdf}/pages/2.png?mark=p-2"
    assert TEXT[1].text in page
    answer = room.client.get(picture)
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert answer.data != room.client.get(f"/en/documents/{room.pdf}/pages/2.png").data, "the passage is marked"
    again = room.client.get(picture, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert f"/en/documents/{room.pdf}/scan?page=2&amp;mark=p-2" in room.client.get(f"/en/documents/{room.pdf}").text


@pytest.mark.parametrize("path", ["pages/3.png", "pages/0.png", "pages/99999999999999999999.png", "pages/x.png"])
def test_a_page_that_is_not_there_is_not_shown(room: Room, path: str) -> None:
    assert room.client.get(f"/en/documents/{room.pdf}/{path}").status_code == 404


def test_pages_are_for_those_who_may_have_the_file(room: Room) -> None:
    for path in ("scan", "pages/1.png", "pages/1.png?mark=p-1"):
        assert room.client.get(f"/en/documents/{room.secret}/{path}").status_code == 404
    member = sign_in(room.client, "erin@example.org", PASSWORD)
    answer = member.get(f"/en/documents/{room.secret}/pages/1.png")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_that_is_no_pdf_has_no_pages(alice: FlaskClient, stock: Stock) -> None:
    address = f"/en/documents/{stock.ids['with file']}"
    assert alice.get(f"{address}/scan").status_code == 404
    assert "/scan" not in alice.get(address).text


def test_a_page_that_names_persons_is_not_listed_unless_an_editor_says_so(room: Room) -> None:
    address = f"/en/documents/{room.pdf}"
    answer = room.client.get(address)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "/listing" not in answer.text, "only editors choose"
    editor = sign_in(room.client, "erin@example.org", PASSWORD)
    token = csrf(editor.get(address).text)
    assert editor.post(f"{address}/listing", data={"listed": "yes"}).status_code == 400, "no form without its token"
    said = editor.post(f"{address}/listing", data={"listed": "yes", "csrf_token": token})
    assert said.status_code == 303
    assert "X-Robots-Tag" not in editor.get(address).headers
    editor.post(f"{address}/listing", data={"listed": "rule", "csrf_token": token})
    assert editor.get(address).headers["X-Robots-Tag"] == "noindex"
    assert room.services.audit.verify(viewer=OPERATOR).broken is None


def test_only_editors_say_what_is_listed(alice: FlaskClient, stock: Stock) -> None:
    token = csrf(alice.get("/en/account").text)
    for name in ("en", "members"):
        answer = alice.post(f"/en/documents/{stock.ids[name]}/listing", data={"listed": "yes", "csrf_token": token})
        assert answer.status_code == 403
    assert "X-Robots-Tag" in alice.get(f"/en/documents/{stock.ids['members']}").headers


def test_a_reading_list_shows_what_is_public_and_nothing_else(
    alice: FlaskClient, public: FlaskClient, stock: Stock
) -> None:
    ids = ",".join([stock.ids["fr"], stock.ids["group"], "no such", stock.ids["en"], stock.ids["fr"]])
    for reader in (alice, public):
        page = reader.get(f"/en/reading-list?ids={ids}")
        listed = [line["data-id"] for line in Page(page.text).all("li") if "data-id" in line]
        assert listed == [stock.ids["fr"], stock.ids["en"]]
        assert page.headers["X-Robots-Tag"] == "noindex"
    offered = alice.get(f"/en/documents/{stock.ids['en']}").text
    assert f'data-keep="{stock.ids["en"]}"' in offered
    assert "data-keep" not in alice.get(f"/en/documents/{stock.ids['group']}").text
