"""How many Arabic words of a PDF are right, where nobody has typed its text: two witnesses beside our own reading.

A word counts as right where another program (pdfium, by its own rules) has its letters in this order on the same page,
or where the other documents of the set that were typed, not drawn, have the same word. Pdfium turns ligatures round and
parts words; so spaces are left out, and a pair that Arabic fonts draw as one glyph may stand in either order. What is
not measured is whether words part in the right place. A word of one letter is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

from caselaw.domain.text import fold
from ingest.draft import Draft

_WORD = re.compile("[\u0621-\u064a]{2,}")
_NOT_ARABIC = re.compile("[^\u0621-\u064a]")
_DRAWN_AS_ONE = (("لا", "ال"), ("لم", "مل"), ("لح", "حل"), ("مح", "حم"), ("لج", "جل"), ("لي", "يل"))


def vocabulary(typed: Iterable[Draft]) -> frozenset[str]:
    """The Arabic words of documents that were typed."""
    return frozenset(word for draft in typed for p in draft.paragraphs for word in _WORD.findall(fold(p.text)))


def right_words(draft: Draft, file: Path, known: frozenset[str]) -> tuple[int, int]:
    """Of the Arabic words of a PDF: how many are right, and how many there are."""
    witness = _letters(file)
    right = total = 0
    for paragraph in draft.paragraphs:
        page = paragraph.page or 1
        near = witness[max(0, page - 1) : page + 1]  # a paragraph may end on the next page
        for word in _WORD.findall(fold(paragraph.text)):
            total += 1
            right += word in known or any(form in page for form in _forms(word) for page in near)
    return right, total


def _letters(file: Path) -> Sequence[str]:
    """The Arabic letters of each page as pdfium orders them, without spaces."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return [_NOT_ARABIC.sub("", fold(page.get_textpage().get_text_range())) for page in document]
    finally:
        document.close()


def _forms(word: str) -> set[str]:
    forms = {word}
    for right, turned in _DRAWN_AS_ONE:
        forms |= {form.replace(right, turned) for form in forms}
    return forms
