"""Found words made visible: the passage around them, and a mark on each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

Span = tuple[int, int]
WIDTH = 180  # code points of a paragraph shown among the results: two lines
LEAD = 60  # of them before the first found word


_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")


def typeset(text: str, language: str) -> str:
    """The text as its language is set: in French no sign is parted from its word at the end of a line. Offsets stay."""
    return _FRENCH.sub("\u00a0", text) if language == "fr" else text


def marked(text: str, highlights: Sequence[Span] = ()) -> Markup:
    """`text` as HTML, each [start, end) of `highlights` marked; spans outside of the text are passed over."""
    parts: list[Markup] = []
    place = 0
    for start, end in sorted(highlights):
        if place <= start < end <= len(text):
            parts += [escape(text[place:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
            place = end
    return Markup("").join([*parts, escape(text[place:])])


def excerpt(text: str, highlights: Sequence[Span] = (), width: int = WIDTH) -> Markup:
    """At most about `width` of `text` around its first mark, cut between words, an ellipsis where something is left."""
    first = min((start for start, _ in highlights), default=0)
    start = 0 if len(text) <= width or first <= LEAD * 2 else _word_start(text, first - LEAD)
    end = len(text) if len(text) - start <= width else _word_end(text, start + width)
    inside = [(a - start, b - start) for a, b in highlights if start <= a and b <= end]
    cut = marked(text[start:end], inside)
    return Markup("{}{}{}").format("… " if start else "", cut, " …" if end < len(text) else "")


def _word_start(text: str, place: int) -> int:
    space = text.find(" ", place)
    return place if space < 0 or space - place > LEAD // 2 else space + 1


def _word_end(text: str, place: int) -> int:
    space = text.rfind(" ", 0, place)
    return place if place - space > LEAD else space
