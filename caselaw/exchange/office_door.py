"""Files of Office that come from outside: looked at before anything reads them.

A package is unpacked once and counted as it unpacks: what its directory says is not believed. A workbook whose cells
stand so far apart that a reader would fill the space between with memory is refused too.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Literal

from caselaw.domain.problems import Problem

MOST_BYTES = 20_000_000
MOST_UNPACKED = 150_000_000
MOST_MEMBERS = 2_000
MOST_SPACE = 3_000_000
"""Cells between the first and the last of a sheet."""
Kind = Literal["xlsx", "docx"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.1
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(c|row)(\s[^<>]*)?>")
_CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,8})([0-9]{1,12})[\"']")
_ROW = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,12})[\"']")
_NO_SHEET = ("sharedStrings.xml", "styles.xml", ".rels", ".png", ".jpeg", ".jpg", ".emf")
"""Parts in which nobody looks for cells. All others are looked at: a workbook may call its sheets what it likes."""


def opened(content: bytes) -> tuple[Kind, dict[str, bytes]] | Problem:
    """The kind of a file and its parts by name; or why it is not opened, as a sentence for who sent it."""
    if content.startswith(_OLE):
        return Problem("return.refused.password" if _ENCRYPTED in content else "return.refused.kind", "error")
    if not content.startswith(b"PK"):
        return Problem("return.refused.kind", "error")
    if len(content) > MOST_BYTES:
        return too_large()
    try:
        parts = _unpacked(content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error):
        return Problem("return.refused.broken", "error")
    if parts is None:
        return too_large()
    if "word/document.xml" in parts:
        return "docx", parts
    if "xl/workbook.xml" not in parts:
        return Problem("return.refused.kind", "error")
    if any(_space(part) > MOST_SPACE for name, part in parts.items() if not name.endswith(_NO_SHEET)):
        return too_large()
    return "xlsx", parts


def holds_comments(parts: Mapping[str, bytes]) -> bool:
    """Somebody wrote beside the text, or in a note of a cell: what nobody will read."""
    named = re.compile(r"(?:word|xl)/(?:\w+/)*(?:threaded)?comments?\w*\.xml", re.IGNORECASE)
    return any(named.fullmatch(name) and re.search(rb"<(?:\w+:)?(?:comment|threadedComment)\b", part)
               for name, part in parts.items())  # fmt: skip


def too_large() -> Problem:
    """What is said of a file that is more than anybody needs."""
    return Problem("return.refused.large", "error", params={"most": MOST_UNPACKED // 1_000_000})


def _unpacked(content: bytes) -> dict[str, bytes] | None:
    """All parts; None where they are more than anybody needs."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        infos = package.infolist()
        if len(infos) > MOST_MEMBERS:
            return None
        left, parts = MOST_UNPACKED, {}
        for info in infos:
            with package.open(info) as stream:
                part = stream.read(left + 1)
            left -= len(part)
            if left < 0:
                return None
            parts[info.filename] = part
        return parts


def _space(sheet: bytes) -> int:
    """How many cells lie between the first and the last that hold something; no more than too many. A cell and a row
    that do not say where they are stand behind the one before."""
    row = column = deepest = widest = 0
    for number, tag in enumerate(_TAG.finditer(sheet)):
        said = tag.group(2) or b""
        if tag.group(1) == b"row":
            place = _ROW.search(said)
            row, column = int(place.group(1)) if place else row + 1, 0
        else:
            cell = _CELL.search(said)
            column = _letters(cell.group(1)) if cell else column + 1
            row = int(cell.group(2)) if cell else row
        if not said.endswith(b"/"):
            deepest, widest = max(deepest, row), max(widest, column)
        if number > MOST_SPACE or deepest * widest > MOST_SPACE:
            return MOST_SPACE + 1
    return deepest * max(widest, 1)


def _letters(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    width = 0
    for sign in letters.upper():
        width = width * 26 + sign - 64
    return width
