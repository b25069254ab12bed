"""How a decision is built shows on its page: its parts by name, its orders, whose words stand where, notes and rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.dates import PartialDate
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.order import Order
from caselaw.domain.paragraph import Paragraph
from caselaw.wiring import build
from tests.factories import a_record
from tests.factories.documents import facts
from tests.functional.web.stock import settings
from web.app import create_app
from web.views.reading.body import contents, speakers, whole_voice
from web.views.reading.text import inline, note_links

TEXT = (
    Paragraph("p-u1", 0, "III", "en", kind="heading", section="facts"),
    Paragraph("p-u2", 1, "THE DAM", "en", kind="heading", section="facts"),
    Paragraph("p-1", 2, "The dam broke.[1]", "en", number="1", section="facts"),
    Paragraph("p-2", 3, "The State argued that it rained.", "en", number="2", section="facts", voice="party"),
    Paragraph("p-3", 4, "The State argued that nobody was hurt.", "en", number="3", section="facts", voice="party"),
    Paragraph("p-u6", 5, "“Dams shall hold.” <b>", "en", kind="quote", section="facts", voice="quoted"),
    Paragraph("p-u7", 6, "Year | Harm", "en", kind="table", section="facts"),
    Paragraph("p-4", 7, "The State must pay within one year.", "en", number="4", section="operative"),
    Paragraph("p-u9", 8, "1 See the report.", "en", kind="footnote", called_by="p-1", section="facts"),
)
ORDERS = (
    Order(
        "The State must pay within one year.", number="4", addressee="The State", deadline="within one year",
        due=PartialDate(2005, 3, 1), paragraph="p-4",
    ),
    Order("The State violated the right to life.", "finding", "3", paragraph="p-gone"),
)  # fmt: skip
PARTS = {
    "en": ("Facts", "Decision and orders", "Finding", "due: <time datetime=\"2005-03-01\">1 March 2005"),
    "es": ("Hechos", "Parte resolutiva", "Declaración", "vence: <time datetime=\"2005-03-01\">1 de marzo de 2005"),
    "fr": ("Faits", "Dispositif", "Constat", "échéance\u00a0: <time datetime=\"2005-03-01\">1er mars 2005"),
    "ar": ("الوقائع", "المنطوق", "استنتاج", "تنتهي في: <time datetime=\"2005-03-01\">1 مارس 2005"),
}  # fmt: skip


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The page of the decision in each language."""
    chosen = settings(tmp_path)
    services = build(chosen)
    services.store.migrate()
    record = a_record(paragraphs=TEXT, facts=facts(orders=ORDERS, outcome="violation"))
    document = services.intake.store(record, viewer=OPERATOR).id
    client: FlaskClient = create_app(chosen, services).test_client()
    yield {language: client.get(f"/{language}/documents/{document}").text for language in LANGUAGES}
    services.close()


def test_the_page_shows_how_a_decision_is_built(pages: dict[str, str]) -> None:
    for language, (facts_part, operative, finding, due) in PARTS.items():
        page = pages[language]
        assert f'<a class="part" href="#p-u1">{facts_part}</a>' in page
        assert f'<a class="part" href="#p-4">{operative}</a>' in page
        assert finding in page
        assert due in page
    page = pages["en"]
    assert '<a href="#p-4">The State must pay within one year.</a>' in page
    assert "#p-gone" not in page, "what is not on the page is no link"
    assert "Violation found" in page


def test_the_list_of_contents_has_words(pages: dict[str, str]) -> None:
    nav = pages["en"].partition('<nav class="contents"')[2].partition("</nav>")[0]
    assert "THE DAM" in nav
    assert ">III<" not in nav


def test_a_mark_says_whose_words_a_paragraph_is(pages: dict[str, str]) -> None:
    page = pages["en"]
    assert page.count('<span class="voice" aria-hidden="true">A party’s words</span>') == 1, "once for a run of them"
    assert page.count('aria-describedby="voice-party"') == 2, "and on each for those who hear the page"
    assert page.count('<span id="voice-party" hidden>') == 1
    assert "“Dams shall hold.” &lt;b&gt;</blockquote>" in page


def test_notes_are_linked_both_ways_and_rows_have_cells(pages: dict[str, str]) -> None:
    page = pages["en"]
    assert 'The dam broke.<a class="call" href="#p-u9">[1]</a>' in page
    assert '<a class="back" href="#p-1" aria-label="Back to the passage">↩</a>' in page
    assert "<span>Year</span> <span>Harm</span>" in page


def test_a_mark_that_calls_no_note_is_text() -> None:
    text = "A [1] <b> [2]"
    assert inline(text, note_links(text, {"2": "p-u9"}), ()) == 'A [1] &lt;b&gt; <a class="call" href="#p-u9">[2]</a>'
    assert inline("A <b>", note_links("A <b>", None), ()) == "A &lt;b&gt;"


def test_a_document_in_one_voice_says_so_once() -> None:
    opinion = tuple(Paragraph(f"p-{at}", at, "I differ.", "en", voice="opinion") for at in range(5))
    assert whole_voice(opinion) == "opinion"
    assert speakers(opinion, "opinion") == {}
    assert whole_voice(TEXT) is None


def test_a_text_without_parts_lists_its_headings_and_one_alone_nothing() -> None:
    heads = tuple(Paragraph(f"p-{at}", at, text, "en", kind="heading") for at, text in enumerate(("ONE", "TWO", "IV")))
    assert [[h.text for h in part.headings] for part in contents(heads)] == [["ONE", "TWO"]]
    assert contents(heads[:1]) == []
