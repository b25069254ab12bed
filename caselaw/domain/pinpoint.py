"""How a paragraph is cited in a reader's language, in the way of the body whose text it is: para. 44, párr. 44, § 44,
[44], considerando 44, الفقرة 44.

A summary is not the decision: nothing in it has a pinpoint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from caselaw.domain.citation import Pinpoint
from caselaw.domain.court import courts
from caselaw.domain.document import SUMMARY
from caselaw.domain.paragraph import Paragraph

PARAGRAPH, PAGE = "paragraph", "page"

UNITS: Mapping[str, Mapping[str, str]] = {
    PARAGRAPH: {"en": "para. {}", "es": "párr. {}", "fr": "par. {}", "ar": "الفقرة {}"},
    "section": {"en": "§ {}", "es": "§ {}", "fr": "§ {}", "ar": "الفقرة {}"},
    "bracket": {"en": "[{}]", "es": "[{}]", "fr": "[{}]", "ar": "[{}]"},
    "point": {"en": "para. {}", "es": "apartado {}", "fr": "point {}", "ar": "الفقرة {}"},
    "recital": {"en": "recital {}", "es": "considerando {}", "fr": "considérant {}", "ar": "الحيثية {}"},
    "ground": {
        "en": "legal ground {}",
        "es": "fundamento jurídico {}",
        "fr": "fondement juridique {}",
        "ar": "الأساس القانوني {}",
    },
    PAGE: {"en": "p. {}", "es": "pág. {}", "fr": "p. {}", "ar": "ص {}"},
}
"""Each unit of `caselaw.domain.court_rules.PINPOINTS` as it is said before a number."""

_AROUND = " \t.,;:()[]{}§¶-–—"
_NAMED = re.compile(r"[^\W\d_]{3,}")  # "Article 11": the number says itself what it counts


def pinpoint(kind: str, paragraph: Paragraph, language: str, court: str | None = None) -> str | None:
    """How to cite a paragraph of a document of this kind and court: by its printed number, else by its page, else None.

    A court that cites by the page is cited so wherever the page is known. A language without its own way of citing
    takes the English one.
    """
    if kind == SUMMARY:
        return None
    listed = courts().get(court) if court else None
    unit = (listed.pinpoint if listed else None) or PARAGRAPH
    number = (paragraph.number or "").strip(_AROUND)
    if paragraph.page is not None and (unit == PAGE or not number):
        return _said(PAGE, str(paragraph.page), language)
    if number:
        return number if _NAMED.search(number) else _said(PARAGRAPH if unit == PAGE else unit, number, language)
    return None


def passage_said(passage: Pinpoint, language: str) -> str:
    """The passage that a citation points to, in the words of the reader's language: párr. 44-46."""
    return _said(passage.unit, passage.numbers, language)


def _said(unit: str, number: str, language: str) -> str:
    words = UNITS[unit]
    return words.get(language, words["en"]).format(number)
