"""Words that people enter and files must carry there and back: what no file of Office can hold is refused at entry, so
that nothing is lost later, silently.

XML 1.0, 2.2 says which characters a file may hold; a cell of a workbook holds 32,767 UTF-16 units (ISO/IEC 29500 leaves
the number to Excel, whose specification gives it).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from caselaw.domain.text import nfc

MOST_UNITS = 32_767
NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPES = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")  # two escapes of a workbook that share a sign: read as one
_ENDS = re.compile("\r\n|\r|\x85|\u2028|\u2029")


@dataclass(frozen=True)
class Unfit:
    """Why words cannot be kept: a code of `entered.po`, and what its sentence names."""

    code: str
    params: dict[str, str | int]


def entered(text: str) -> str:
    """The words as they are kept: composed (NFC), lines ended by a line feed, nothing empty around them."""
    return _ENDS.sub("\n", nfc(text)).strip(" \t\n\xa0")


def unfit(text: str) -> Unfit | None:
    """Why these words, as `entered` gives them, cannot be carried by every file; None where they can."""
    found = NOT_IN_FILES.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        return Unfit("entered.forbidden", {"sign": f"U+{ord(found.group()):04X}", "line": line})
    chained = _ESCAPES.search(text)
    if chained:
        return Unfit("entered.escapes", {"sign": chained.group()})
    units = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
    if units > MOST_UNITS:
        return Unfit("entered.too_long", {"units": units, "most": MOST_UNITS})
    return None
