"""Text made safe at the door: NFC, no control characters, no lone surrogates, one kind of space."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u00ad]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` in NFC without control characters; line breaks stay, as LF."""
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space one space, none at the ends."""
    return " ".join(_SPACES.sub(" ", clean(text)).split())
