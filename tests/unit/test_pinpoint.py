"""How a paragraph is cited in each language, and that a summary never is."""

from __future__ import annotations

import pytest

from caselaw.domain.court_rules import PINPOINTS
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.pinpoint import UNITS, pinpoint


def paragraph(number: str | None = None, page: int | None = None) -> Paragraph:
    return Paragraph(anchor="p-1", position=0, text="Text.", language="en", number=number, page=page)


@pytest.mark.parametrize(
    ("number", "page", "language", "cited"),
    [
        ("44", 3, "en", "para. 44"),
        ("44", 3, "es", "párr. 44"),
        ("44", None, "fr", "par. 44"),
        ("44", None, "ar", "الفقرة 44"),
        ("44.", None, "en", "para. 44"),
        ("(44)", None, "es", "párr. 44"),
        ("§ 44", None, "fr", "par. 44"),
        ("12.3", None, "en", "para. 12.3"),
        ("IV", None, "en", "para. IV"),
        ("Article 11", None, "en", "Article 11"),
        (None, 3, "en", "p. 3"),
        (None, 3, "es", "pág. 3"),
        (None, 3, "fr", "p. 3"),
        (None, 3, "ar", "ص 3"),
        ("", 3, "en", "p. 3"),
        (".", None, "en", None),
        (None, None, "en", None),
        ("7", None, "pt", "para. 7"),
    ],
)
def test_a_paragraph_is_cited(number: str | None, page: int | None, language: str, cited: str | None) -> None:
    assert pinpoint("judgment", paragraph(number, page), language) == cited


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_a_summary_is_never_cited(language: str) -> None:
    assert pinpoint("summary", paragraph("S1", 2), language) is None


def test_every_unit_of_the_list_is_said_in_every_language() -> None:
    assert tuple(UNITS) == PINPOINTS
    assert all(set(words) == set(LANGUAGES) for words in UNITS.values())


@pytest.mark.parametrize(
    ("court", "language", "cited"),
    [
        ("echr", "fr", "§ 44"),
        ("echr", "ar", "الفقرة 44"),
        ("za-cc", "es", "[44]"),
        ("cjeu", "fr", "point 44"),
        ("cjeu", "es", "apartado 44"),
        ("cjeu", "en", "para. 44"),
        ("ar-csjn", "es", "considerando 44"),
        ("ch-tf", "fr", "considérant 44"),
        ("es-tc", "es", "fundamento jurídico 44"),
        ("es-tc", "en", "legal ground 44"),
        ("es-tc", "ar", "الأساس القانوني 44"),
        ("iacthr", "es", "párr. 44"),
        ("us-scotus", "en", "p. 3"),
        ("co-cc", "es", "párr. 44"),
        ("no-such-court", "es", "párr. 44"),
    ],
)
def test_a_court_is_cited_by_its_own_unit(court: str, language: str, cited: str) -> None:
    assert pinpoint("judgment", paragraph("44", 3), language, court) == cited


def test_a_court_cited_by_the_page_is_cited_by_number_where_there_are_no_pages() -> None:
    assert pinpoint("judgment", paragraph("44"), "en", "us-scotus") == "para. 44"
    assert pinpoint("judgment", paragraph(None, 7), "en", "za-cc") == "p. 7"
