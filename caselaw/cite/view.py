"""A text as the families match it: plain letters, digits and marks, and the way back to the original.

Writers of one citation differ in digits (٣ or 3), dashes, spaces and accents, and a PDF adds line breaks, vowel signs
and invisible marks. All that is taken out once, here, so that a family's patterns tell only how it cites.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ARABIC_LETTERS = {
    ord(one): plain for plain, all_ in {"ا": "أإآٱ", "ي": "ىیئ", "و": "ؤ", "ه": "ةھہ", "ك": "ک"}.items() for one in all_
}


def _table() -> dict[int, str]:
    table = {0x660 + d: str(d) for d in range(10)} | {0x6F0 + d: str(d) for d in range(10)}
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(number))[0]
        if base.isascii():
            table[number] = base
    same = {
        " ": "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
        "\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u2028\u2029\u202f\u205f\u3000",
        "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d",
        "'": "\u2018\u2019\u201b\u02bc\u2032",
        "/": "\u2044\u2215\uff0f",
        "°": "\u00ba\u02da\u1d52",
        ",": "\u060c",
    }
    table |= {ord(one): plain for plain, all_ in same.items() for one in all_}
    return table | ARABIC_LETTERS


_TABLE = _table()
# Vowel signs, tatweel, zero-width and direction marks, soft hyphen; and all but the last of a run of spaces.
_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c\u00ad]+"
    "| +(?= )"
)


@dataclass(frozen=True, slots=True)
class View:
    """`plain` keeps case, `folded` does not; both have the same length. `places` leads back to the original text,
    None where every character stands where it stood."""

    plain: str
    folded: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From `start` to `end` of the view, in code points of the original."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def view(text: str) -> View:
    """The text as families match it. Every kept character stands for exactly one of the original."""
    plain = text if text.isascii() and text.isprintable() else text.translate(_TABLE)
    places = None
    if _DROPPED.search(plain):
        kept: list[int] = []
        pieces: list[str] = []
        position = 0
        for gap in _DROPPED.finditer(plain):
            kept.extend(range(position, gap.start()))
            pieces.append(plain[position : gap.start()])
            position = gap.end()
        kept.extend(range(position, len(plain)))
        pieces.append(plain[position:])
        plain, places = "".join(pieces), tuple(kept)
    return View(plain, plain.lower(), places)
