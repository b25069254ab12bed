"""How a paragraph is cited in each language, and that a summary never is."""

from __future__ import annotations

import pytest

from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.pinpoint import passage_said, pinpoint, pinpoint_of
from caselaw.domain.citing.pinpoint_words import BODIES, UNITS
from caselaw.domain.court import courts
from caselaw.domain.court_rules import PINPOINTS
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph


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


@pytest.mark.parametrize(
    ("court", "numbers", "language", "cited"),
    [
        (None, "44-46", "en", "paras 44–46"),
        (None, "44-46", "es", "párrs. 44-46"),
        (None, "44-46", "fr", "par. 44-46"),
        (None, "44-46", "ar", "الفقرات 44-46"),
        (None, "44-45", "en", "paras 44 and 45"),
        (None, "44-45", "es", "párrs. 44 y 45"),
        (None, "44-45", "fr", "par. 44 et 45"),
        (None, "44-45", "ar", "الفقرتان 44 و45"),
        (None, "44, 46, 50", "en", "paras 44, 46 and 50"),
        (None, "44, 46, 50", "es", "párrs. 44, 46 y 50"),
        (None, "44, 46 et 50", "fr", "par. 44, 46 et 50"),
        (None, "44, 46, 50", "ar", "الفقرات 44 و46 و50"),
        (None, "8(d), 12", "en", "paras 8(d) and 12"),
        (None, "8(d), 12", "ar", "الفقرتان \u20668(d)\u2069 و12"),
        (None, "9.4-9.7", "es", "párrs. 9.4-9.7"),
        ("echr", "44-46", "en", "§§ 44-46"),
        ("echr", "44-45", "fr", "§§ 44 et 45"),
        ("echr", "44-46", "ar", "الفقرات 44-46"),
        ("cescr", "44-46", "fr", "par. 44 à 46"),
        ("cescr", "44-46", "es", "párrs. 44 a 46"),
        ("cescr", "44-46", "en", "paras. 44–46"),
        ("cescr", "44-46", "ar", "الفقرات 44-46"),
        ("za-cc", "44-46", "en", "[44]–[46]"),
        ("uk-sc", "[44]-[46], [50]", "en", "[44]–[46] and [50]"),
        ("ar-csjn", "5-7", "es", "considerandos 5-7"),
        ("ch-tf", "5-6", "fr", "considérants 5 et 6"),
        ("ch-tf", "5-6", "ar", "الحيثيتان 5 و6"),
        ("es-tc", "3-4", "es", "fundamentos jurídicos 3 y 4"),
        ("pe-tc", "3", "es", "fundamento 3"),
        ("cjeu", "44-46", "fr", "points 44 à 46"),
        ("cjeu", "44-46", "es", "apartados 44 a 46"),
        ("iacthr", "44-46", "en", "paras. 44-46"),
        ("iacthr", "44-46", "es", "párrs. 44-46"),
        ("de-bverfg", "44-46", "de", "Rn. 44–46"),
    ],
)
def test_ranges_and_lists(court: str | None, numbers: str, language: str, cited: str) -> None:
    unit = (courts()[court].pinpoint if court else None) or "paragraph"
    assert passage_said(Pinpoint(unit, numbers), language, court) == cited


@pytest.mark.parametrize(
    ("numbers", "language", "cited"),
    [
        ("12-14", "en", "pp. 12–14"),
        ("12-14", "es", "págs. 12-14"),
        ("12-14", "fr", "p. 12-14"),
        ("12", "ar", "ص 12"),
        ("12-13", "ar", "الصفحتان 12 و13"),
        ("12-14", "ar", "الصفحات 12-14"),
    ],
)
def test_pages(numbers: str, language: str, cited: str) -> None:
    assert passage_said(Pinpoint("page", numbers), language) == cited


def test_paragraphs_that_follow_one_another_are_cited_from_the_first_to_the_last() -> None:
    passage = [paragraph("44", 3), paragraph(None, 3), paragraph("46.", 4)]
    assert pinpoint_of("judgment", passage, "en") == "paras 44–46"
    assert pinpoint_of("judgment", passage, "en", "us-scotus") == "pp. 3 and 4"
    assert pinpoint_of("judgment", [paragraph(None, 3), paragraph(None, 3)], "es") == "pág. 3"
    assert pinpoint_of("summary", passage, "en") is None
    assert pinpoint_of("judgment", [], "en") is None


def test_every_body_with_words_of_its_own_is_listed_and_cites_by_that_unit() -> None:
    assert set(BODIES) <= set(courts())
    assert all(courts()[court].pinpoint in units for court, units in BODIES.items())
