"""How a paragraph is cited in a reader's language: para. 44, párr. 44, par. 44, الفقرة 44.

A summary is not the decision: nothing in it has a pinpoint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from caselaw.domain.document import SUMMARY
from caselaw.domain.paragraph import Paragraph

_PARAGRAPH: Mapping[str, str] = {"en": "para. {}", "es": "párr. {}", "fr": "par. {}", "ar": "الفقرة {}"}
_PAGE: Mapping[str, str] = {"en": "p. {}", "es": "pág. {}", "fr": "p. {}", "ar": "ص {}"}
_AROUND = " \t.,;:()[]{}§¶-–—"
_NAMED = re.compile(r"[^\W\d_]{3,}")  # "Article 11": the number says itself what it counts


def pinpoint(kind: str, paragraph: Paragraph, language: str) -> str | None:
    """How to cite a paragraph of a document of this kind: by its printed number, else by its page, else None.

    A language without its own way of citing takes the English one.
    """
    if kind == SUMMARY:
        return None
    number = (paragraph.number or "").strip(_AROUND)
    if number:
        if _NAMED.search(number):
            return number
        return _PARAGRAPH.get(language, _PARAGRAPH["en"]).format(number)
    if paragraph.page is not None:
        return _PAGE.get(language, _PAGE["en"]).format(paragraph.page)
    return None
