"""Formats that are documents but whose text we cannot read yet: known by their first bytes, kept, and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caselaw.domain.errors import Unreadable
from ingest.extract.package import is_zip, member_names
from ingest.extract.port import LIKELY, NO_BID, SURE, Extracted, Sample

_Recogniser = Callable[[Sample], int]


@dataclass(frozen=True)
class UnreadFormat:
    """Bids for one format and says that it cannot be read."""

    format: str
    code: str = "problem.format.unread"

    def bid(self, sample: Sample) -> int:
        return _RECOGNISE[self.format](sample)

    def extract(self, sample: Sample) -> Extracted:
        raise Unreadable(self.code, format=self.format)


def _starts(*marks: bytes, strength: int = SURE) -> _Recogniser:
    return lambda sample: strength if sample.head.startswith(marks) else NO_BID


def _office(sample: Sample) -> int:
    """Tables, slides and books: zip packages with a table of their own contents."""
    if not is_zip(sample.head):
        return NO_BID
    return LIKELY + 1 if member_names(sample.data) & {"[Content_Types].xml", "mimetype"} else NO_BID


_RECOGNISE: Mapping[str, _Recogniser] = {
    "ole": _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),  # tables, slides, and mails of one program
    "office": _office,
    "7z": _starts(b"7z\xbc\xaf\x27\x1c"),
    "rar": _starts(b"Rar!\x1a\x07"),
    "gz": _starts(b"\x1f\x8b"),
    "ps": _starts(b"%!PS"),
    "djvu": _starts(b"AT&TFORM"),
    "wpd": _starts(b"\xffWPC"),
}
UNREAD = tuple(UnreadFormat(name) for name in _RECOGNISE)
