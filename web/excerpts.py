"""Found words made visible: the passage around them, and a mark on each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from caselaw.search.highlight import Span, window

WIDTH = 180  # code points of a paragraph shown among the results: two lines

_FRENCH = re.compile(r" (?=[:;?!»])|(?<=«) ")


def typeset(text: str, language: str) -> str:
    """The text as its language is set: in French no sign is parted from its word at the end of a line. Offsets stay."""
    return _FRENCH.sub("\u00a0", text) if language == "fr" else text


def marked(text: str, highlights: Sequence[Span] = ()) -> Markup:
    """`text` as HTML, each [start, end) of `highlights` marked; spans outside of the text are passed over."""
    parts: list[str] = []
    place = 0
    for start, end in sorted(highlights):
        if place <= start < end <= len(text):
            parts += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
            place = end
    return Markup("".join([*parts, escape(text[place:])]))  # noqa: S704 - escaped part by part


def excerpt(text: str, highlights: Sequence[Span] = (), width: int = WIDTH) -> Markup:
    """At most `width` of `text`, where most is marked, an ellipsis where something is left out."""
    part = window(text, highlights, width)
    cut = marked(part.text, part.highlights)
    return Markup(f"{'… ' if part.cut_before else ''}{cut}{' …' if part.cut_after else ''}")  # noqa: S704 - as above
