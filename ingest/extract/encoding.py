"""Bytes to text: the marks at the head, UTF-8 where it holds, else the legacy code page whose letters make sense."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The web's rule: what calls itself Latin-1 or ASCII is read as windows-1252, its superset.
_ALIASES = {
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
    "us-ascii": "windows-1252", "ascii": "windows-1252",
}  # fmt: skip
_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
_COMMON_ARABIC = re.compile(r"(?<!\w)(?:في|من|على|الى|إلى|أن|ان|التي|عن|ال\w{2,})(?!\w)")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`. A mark at the head decides, then a declared encoding that holds, then UTF-8, then a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").lstrip("\ufeff")
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, errors="replace")
    for name in (declared, "utf-8"):
        text = _try(data, name)
        if text is not None:
            return text
    if _nearly_utf8(data):
        return data.decode("utf-8", errors="replace")
    return _guess_legacy(data)


def _try(data: bytes, name: str | None) -> str | None:
    """The text where every byte fits; lone surrogates, which some programs write, are let through to be cleaned."""
    if not name:
        return None
    encoding = _ALIASES.get(name.strip().lower(), name.strip())
    try:
        return data.decode(encoding, "surrogatepass" if encoding.lower() in ("utf-8", "utf8") else "strict")
    except (LookupError, UnicodeDecodeError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows as zero bytes in every second place of text that is mostly Latin."""
    sample = data[:2000]
    if len(sample) < 8 or sample.count(0) < len(sample) * 0.3:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes: the well-formed letters beyond ASCII far outnumber the broken ones."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(ord(c) > 127 for c in text) - broken > broken * 9


def _guess_legacy(data: bytes) -> str:
    """windows-1256 where it yields Arabic words, else windows-1252."""
    arabic = data.decode("windows-1256", errors="replace")
    letters = sum(len(word) for word in _ARABIC_WORD.findall(arabic))
    if letters and len(_COMMON_ARABIC.findall(arabic)) * 20 > letters:
        return arabic
    latin = data.decode("windows-1252", errors="replace")
    if "\ufffd" in latin and not _LATIN_WORD.search(latin):
        return data.decode("latin-1")
    return latin
