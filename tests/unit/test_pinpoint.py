"""How a paragraph is cited in each language, and that a summary never is."""

from __future__ import annotations

import pytest

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.pinpoint import pinpoint


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
