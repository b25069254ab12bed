"""Text as the product holds it: NFC for display, folded forms for matching, direction from the letters themselves."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

# Isolated marks (FC5E–FC63, FE70–FE7F) decompose to a space and the mark: NFKC alone would cut the word in two.
_ISOLATED_MARKS = re.compile("[\ufc5e-\ufc63\ufe70-\ufe7f]")
# Tashkeel, Quranic marks, tatweel, zero-width characters, bidirectional controls, soft hyphen.
_ARABIC_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c\u00ad]"
)
_ARABIC_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        **dict.fromkeys("ھہ", "ه"),
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)
# Letters that Unicode does not decompose but people type apart or plain.
_LATIN_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
# What a terminal obeys, what breaks a line or turns its order around, and half characters.
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # overrides, embeddings and isolates, ended or not
_NO_RTL = re.compile("[\x00-\u058f\u0900-\ufb1c]*")  # told in half the time that a search for the others takes
_RTL_SCRIPT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def nfc(text: str) -> str:
    """The canonical composed form, in which all text is stored."""
    return unicodedata.normalize("NFC", text)


def arabic_normal(text: str) -> str:
    """The form in which Arabic is matched, at index and at query time.

    NFKC, no tashkeel or tatweel, أإآٱ→ا, ى→ي, ؤ→و, ئ→ي, ة→ه, Persian forms, digits to ASCII. Changes lengths: keep
    offsets of the original beside it.
    """
    text = _ISOLATED_MARKS.sub(lambda mark: unicodedata.normalize("NFKC", mark.group()).strip(), text)
    return _ARABIC_DROPPED.sub("", unicodedata.normalize("NFKC", text)).translate(_ARABIC_LETTERS)


def fold(text: str) -> str:
    """Case and accents away, Arabic in its normal form: the unstemmed form for exact matching."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", arabic_normal(text).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.translate(_LATIN_LETTERS))


def direction(text: str) -> Direction:
    """Which way a paragraph runs: that of most of its letters; "ltr" where it has none."""
    if text.isascii() or _NO_RTL.fullmatch(text) or not _RTL_SCRIPT.search(text):
        return "ltr"
    rtl = sum(map(str.isalpha, "".join(_RTL_SCRIPT.findall(text))))
    return "rtl" if rtl > sum(map(str.isalpha, _RTL_SCRIPT.sub("", text))) else "ltr"


def unturned(text: str) -> str:
    """A name or a title without what turns the words beside it around: it stands within sentences of ours, and a right
    way is found from its letters."""
    return _TURNS.sub("", text)


def shown(name: str) -> str:
    """A name that we did not give (of a file, say) on one line, with nothing in it that a terminal would obey: each
    such character is written out, as in "a\\x1b[2J.txt"."""
    return _NOT_SHOWN.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), name)
