"""Formats that are documents but whose text we cannot read yet: known by their first bytes, kept, and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caselaw.domain.errors import Unreadable
from ingest.extract.package import Package, is_zip
from ingest.extract.port import LIKELY, NO_BID, SURE, Extracted, Sample

_Recogniser = Callable[[Sample], int]
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_MAIL_FIELD = re.compile(rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path):", re.I | re.M)


@dataclass(frozen=True)
class UnreadFormat:
    """Bids for one format and says that it cannot be read."""

    format: str
    code: str = "problem.format.unread"

    def bid(self, sample: Sample) -> int:
        return _RECOGNISE[self.format](sample)

    def extract(self, sample: Sample) -> Extracted:
        if self.format == "zip":
            Package(sample.data)  # says so where the archive itself is damaged
        raise Unreadable(self.code, format=self.format)


def _starts(*marks: bytes, strength: int = SURE) -> _Recogniser:
    return lambda sample: strength if sample.head.startswith(marks) else NO_BID


def _mail(sample: Sample) -> int:
    return LIKELY if _MAIL.match(sample.head) and len(set(_MAIL_FIELD.findall(sample.head))) >= 3 else NO_BID


def _zip(sample: Sample) -> int:
    return LIKELY if is_zip(sample.head) else NO_BID  # docx and odt know themselves and bid more


_RECOGNISE: Mapping[str, _Recogniser] = {
    "doc": _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "eml": _mail,
    "zip": _zip,
    "7z": _starts(b"7z\xbc\xaf\x27\x1c"),
    "rar": _starts(b"Rar!\x1a\x07"),
    "gz": _starts(b"\x1f\x8b"),
    "ps": _starts(b"%!PS"),
    "djvu": _starts(b"AT&TFORM"),
    "wpd": _starts(b"\xffWPC"),
}
UNREAD = tuple(UnreadFormat(name) for name in _RECOGNISE)
