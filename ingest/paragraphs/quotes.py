"""Block quotes: paragraphs that hold another text's words from first to last, told by their print or by their marks.

A quotation is set further in on both sides, or smaller, or stands between marks through the whole paragraph. A list is
set further in on one side only; a sentence that quotes a few words is the writer's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ingest.draft import Line
from ingest.paragraphs.running import is_small_print

_LEAST = 60  # letters: less is a title or a word put in marks
_INDENT, _RIGHT = 18.0, 10.0  # points that both sides are set in
_LEAST_LINES = 2
_NOTE_OR_SOURCE = re.compile(r"^\d{1,3}\s|https?://")  # small print that is no quotation
_PAIRS = {"“": "”", "«": "»", "„": "“"}
_AFTER = re.compile(r"(?:\s?\[\d{1,3}\]|[\s.,;:…)]|\(…\)|\[…\])*")
_BEFORE = re.compile(r"^(?:\(?…\)?|\[…\]|\. \. \.)?\s*")


def in_marks(text: str) -> bool:
    """The text stands in quotation marks through and through, or opens with one that a later paragraph closes."""
    text = _BEFORE.sub("", text)
    if len(text) < _LEAST:
        return False
    opening, closing = text[0], _PAIRS.get(text[0])
    if closing is not None:
        depth = 0
        for place, sign in enumerate(text):
            depth += (sign == opening) - (sign == closing)
            if depth == 0:
                return _AFTER.fullmatch(text, place + 1) is not None
        return True
    if opening == '"':
        return text.count('"') == 2 and _AFTER.fullmatch(text, text.rindex('"') + 1) is not None
    return False


def margins(lines: Iterable[Line]) -> Mapping[int | None, float]:
    """The left edge of most lines, page by page."""
    edges: dict[int | None, Counter[int]] = {}
    for line in lines:
        edges.setdefault(line.page, Counter())[round(line.left)] += len(line.text)
    return {page: float(found.most_common(1)[0][0]) for page, found in edges.items()}


def set_apart(
    lines: Sequence[Line], left: Mapping[int | None, float], right: Mapping[int | None, float], size: float
) -> bool:  # fmt: skip
    """Several lines that are printed smaller than the rest, or set further in on both sides."""
    if len(lines) < _LEAST_LINES or lines[0].page is None or sum(len(line.text) for line in lines) < _LEAST:
        return False
    if all(is_small_print(line, size) for line in lines):
        return _NOTE_OR_SOURCE.search(" ".join(line.text for line in lines)) is None
    return all(
        line.left >= left.get(line.page, 0.0) + _INDENT and line.right <= right.get(line.page, 0.0) - _RIGHT
        for line in lines
    )
