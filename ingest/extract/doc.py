"""Word 97 to 2003 (.doc): its text as the piece table puts it together, from two streams of an OLE file.

The text lies in the stream WordDocument in pieces, each in windows-1252 or UTF-16; the table that orders them lies in a
table stream. The layout is that of [MS-DOC]; names in capitals are its own.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from itertools import pairwise

import olefile

from caselaw.domain.errors import Unreadable
from ingest.draft import Line
from ingest.extract.clean import one_line
from ingest.extract.port import NO_BID, SURE, Extracted, Sample

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_IDENT, _WORD_97 = 0xA5EC, 0x00C1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_FLAGS_AT, _LENGTHS_AT, _CLX_AT = 0x0A, 0x4C, 0x01A2
_COMPRESSED = 0x40000000
_MAX_CHARACTERS = 50_000_000
# A field is \x13 instructions \x14 what is printed \x15; only the last is text.
_FIELD_WITHOUT_RESULT = re.compile("\x13[^\x13\x14\x15]*\x15")
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14([^\x13\x14\x15]*)\x15")
_DEEPEST_FIELD = 20
_SIGNS = str.maketrans({"\x0b": " ", "\x1e": "-", "\x1f": None, "\x01": None, "\x05": None, "\x08": None, "\t": " "})
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError)


class DocExtractor:
    format = "doc"

    def bid(self, sample: Sample) -> int:
        return SURE if sample.head.startswith(OLE) and _WORD_STREAM in sample.data else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        try:
            with olefile.OleFileIO(io.BytesIO(sample.data)) as file:
                document = file.openstream("WordDocument").read()
                table = file.openstream(table_name(document)).read()
            body, notes = parts(document, table)
        except _BROKEN as error:
            raise Unreadable("problem.doc.broken") from error
        return Extracted((*_lines(body), *_notes(notes)))


def table_name(document: bytes) -> str:
    """The stream that holds the tables; `Unreadable` for what is no Word 97, or is under a password."""
    ident, version = struct.unpack_from("<HH", document)
    if ident != _IDENT or version < _WORD_97:
        raise Unreadable("problem.doc.broken")
    flags = struct.unpack_from("<H", document, _FLAGS_AT)[0]
    if flags & _ENCRYPTED:
        raise Unreadable("problem.password")
    return "1Table" if flags & _TABLE_1 else "0Table"


def parts(document: bytes, table: bytes) -> tuple[str, str]:
    """The body of a document, and its footnotes and endnotes, from its two streams; raises `struct.error` or
    `ValueError` where they do not fit each other."""
    body, foot, head, _, comments, end = struct.unpack_from("<6I", document, _LENGTHS_AT)
    start, size = struct.unpack_from("<II", document, _CLX_AT)
    text = "".join(_pieces(document, table[start : start + size]))
    endnotes = body + foot + head + comments
    return text[:body], text[body : body + foot] + text[endnotes : endnotes + end]


def _pieces(document: bytes, clx: bytes) -> Iterator[str]:
    at = 0
    while clx[at] == 1:  # Prc: formatting of pieces
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    if places[-1] > _MAX_CHARACTERS:
        raise ValueError("too long")
    for number, (first, last) in enumerate(pairwise(places)):
        start = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        length = last - first
        if length < 0:
            raise ValueError("pieces out of order")
        if start & _COMPRESSED:
            start = (start & ~_COMPRESSED) // 2
            yield document[start : start + length].decode("cp1252", errors="replace").ljust(length, "\0")
        else:
            # Code units, so that the lengths of body and notes keep counting them.
            units = document[start : start + 2 * length]
            yield "".join(map(chr, struct.unpack(f"<{len(units) // 2}H", units[: len(units) // 2 * 2]))).ljust(
                length, "\0"
            )


def _plain(text: str) -> str:
    """Without fields, marks and pictures; surrogate pairs joined."""
    for _ in range(_DEEPEST_FIELD):
        inner = _FIELD.sub(r"\1", _FIELD_WITHOUT_RESULT.sub("", text))
        if inner == text:
            break
        text = inner
    return text.translate(_SIGNS).encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def _lines(body: str) -> Iterator[Line]:
    """One line a paragraph; a row of a table ends with an empty cell of its own."""
    for paragraph in re.split("[\r\x0c]", _plain(body).replace("\x02", "")):
        *rows, rest = re.split("\x07\x07", paragraph)
        for row in rows:
            cells = [words for cell in row.split("\x07") if (words := one_line(cell))]
            if cells:
                yield Line(" | ".join(cells), whole=True, apart=True, kind="table" if len(cells) > 1 else "body")
        for part in rest.split("\x07"):
            if words := one_line(part):
                yield Line(words, whole=True, apart=True)


def _notes(notes: str) -> Iterator[Line]:
    """One line a note: each begins with its mark."""
    for note in _plain(notes).replace("\r", " ").split("\x02"):
        if words := one_line(note):
            yield Line(words, whole=True, apart=True, kind="footnote")
