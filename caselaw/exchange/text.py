"""Text as files take it: without what XML forbids, and no longer than a cell holds."""

from __future__ import annotations

import re

# XML 1.0, 2.2: all but tab, line feed, carriage return and the planes of text; half a character is none.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_MORE = " …"


def readable(text: str) -> str:
    """The text without the signs that no file of XML may hold."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The readable text on one line."""
    return _SPACE.sub(" ", readable(text)).strip()


def cut(text: str, most: int) -> str:
    """The text, or so much of it as fits into `most` UTF-16 units, with a sign that it goes on."""
    if len(text) * 2 <= most or len(text.encode("utf-16-le")) // 2 <= most:
        return text
    units = text.encode("utf-16-le")[: 2 * (most - len(_MORE))]
    return units.decode("utf-16-le", "ignore").rstrip() + _MORE
