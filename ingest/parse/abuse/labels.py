"""Records of abuse cases that are filled in field by field: "Company: …", "Empresa: …", "Entreprise : …", "الشركة: …".

The labels are reviewed data (`mappings/abuse_labels.csv`), so that an organisation's own form can be added to.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import mappings
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold

_MARK = re.compile(r"[ \u00a0\u202f]?[:：|\t]")
_WORD = re.compile(r"[^\s:：|\t•·▪–—;؛]+")
_LONGEST = 7  # words of a label
_SEPARATORS = "\n|\t•·▪;؛."
_NUMBERING = " \u00a0-–—*()0123456789"
_LOOK_BACK = 12  # letters in which a bullet or a number stands before a label
_UPPER_OR_ARABIC = re.compile(r"[A-ZÀ-ÖØ-Þ\u0621-\u064a]")
_EDGES = " \u00a0\u202f\t\n|•·▪-–—;؛"
_MOST_FOLLOWING = 8  # paragraphs under a label that stands alone


@dataclass(frozen=True)
class LabelledValue:
    """What one field of a record holds, in the words of the record; `paragraph` is the anchor it stands under."""

    field: str
    value: str
    paragraph: str


@cache
def labels() -> Mapping[str, str]:
    """Folded label → field; `ValueError` for a label that stands for two."""
    found: dict[str, str] = {}
    for row in csv.DictReader(mappings.open_text("abuse_labels.csv").splitlines()):
        for language in LANGUAGES:
            for label in row[language].split("|"):
                if found.setdefault(_plain(label), row["field"]) != row["field"]:
                    raise ValueError(f"label of two fields: {label}")
    return MappingProxyType(found)


def read_labels(paragraphs: Sequence[Paragraph]) -> list[LabelledValue]:
    """Every labelled value, in the order of the text. A label that stands alone (a heading) takes what stands under
    it, up to the next label or heading."""
    found: list[LabelledValue] = []
    open_field: str | None = None
    taken = 0
    for paragraph in paragraphs:
        parts = list(_split(paragraph))
        alone = labels().get(_plain(paragraph.text))
        if alone:
            open_field, taken = alone, 0
        elif parts:
            found += (LabelledValue(field, value, paragraph.anchor) for field, value in parts if value)
            open_field, taken = (parts[-1][0], 0) if not parts[-1][1] else (None, 0)
        elif paragraph.kind == "heading" or paragraph.kind == "footnote" or taken == _MOST_FOLLOWING:
            open_field = None
        elif open_field:
            taken += 1
            found.append(LabelledValue(open_field, paragraph.text.strip(_EDGES), paragraph.anchor))
    return found


def _split(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """The fields of one paragraph with their values; nothing where it does not begin with a label."""
    text = paragraph.text
    marks = [(start, end, field) for start, end, field in _labels_in(text)]
    if not marks or text[: marks[0][0]].strip(_EDGES + "0123456789.()*"):
        return
    for (_, end, field), following in zip(marks, [*(mark[0] for mark in marks[1:]), len(text)], strict=True):
        yield field, text[end:following].strip(_EDGES)


def _labels_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a label with its mark stands: its start, the end of the mark, the field it names."""
    for mark in _MARK.finditer(text):
        words = list(_WORD.finditer(text, max(0, mark.start() - 80), mark.start()))[-_LONGEST:]
        for first, word in enumerate(words):
            field = labels().get(_plain(text[word.start() : mark.start()]))
            if field and (_begins(text, word.start()) or _stands_out(text, words, first)):
                yield word.start(), mark.end(), field
                break


def _begins(text: str, start: int) -> bool:
    """Nothing but a bullet or a number stands between this and the start of the text, or of a part of it."""
    before = text[max(0, start - _LOOK_BACK) : start].rstrip(_NUMBERING)
    return before[-1:] in _SEPARATORS if before else start < _LOOK_BACK


def _stands_out(text: str, words: Sequence[re.Match[str]], first: int) -> bool:
    """Within a line a label begins with a capital, or is Arabic, and a space stands before it."""
    start = words[first].start()
    return bool(_UPPER_OR_ARABIC.match(text, start)) and text[start - 1 : start].isspace()


def _plain(label: str) -> str:
    return fold(label.replace("’", "'")).strip(_EDGES + " .:：*")
