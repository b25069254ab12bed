"""Archives: files in a file. Nothing is ever written under a name that stands in one."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from caselaw.domain.errors import Unreadable
from ingest.extract.clean import one_line
from ingest.extract.encoding import decode
from ingest.extract.package import Package, is_zip
from ingest.extract.port import LIKELY, NO_BID, Extracted, Sample
from ingest.files import Member

MAX_MEMBERS = 5_000
MAX_TOTAL = 2 * 1024**3
_CLUTTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/.]|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_UTF8 = 0x800


class ZipExtractor:
    format = "zip"

    def bid(self, sample: Sample) -> int:
        return LIKELY if is_zip(sample.head) else NO_BID  # docx and odt know themselves and bid more

    def extract(self, sample: Sample) -> Extracted:
        package = Package(sample.data)
        members = tuple(_member(package, name, info) for name, info in _entries(package).items())
        return Extracted(members=members, problems=())


def member(stream: BinaryIO, name: str) -> bytes:
    """The bytes of one member by the name it was listed under; `Unreadable` where it is not there or cannot be had."""
    package = Package(stream)
    info = _entries(package).get(name)
    if info is None:
        raise Unreadable("problem.package.member", member=name)
    return package.unpacked(info)


def named_apart(names: Iterator[str]) -> Iterator[str]:
    """Names that lead nowhere: no folder above, no drive, no control characters; a repeated one is numbered."""
    given: set[str] = set()
    for name in names:
        parts = _DRIVE.sub("", name.replace("\\", "/")).split("/")
        kept = [clean.replace("!", "_") if part.endswith("!") else clean
                for part in parts if (clean := one_line(part)) not in ("", ".", "..")]  # fmt: skip
        safe = "/".join(kept) or "file"
        repetition, first = 1, safe
        while safe in given:
            repetition += 1
            safe = f"{first} ({repetition})"
        given.add(safe)
        yield safe


def _entries(package: Package) -> Mapping[str, zipfile.ZipInfo]:
    """The files of the archive by their harmless names, without folders and what systems leave behind."""
    infos = [info for info in package.infos if not info.is_dir() and not _CLUTTER.search(info.filename)]
    if len(infos) > MAX_MEMBERS:
        raise Unreadable("problem.archive.too_many", limit=MAX_MEMBERS)
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise Unreadable("problem.package.bomb")
    return dict(zip(named_apart(_name(info) for info in infos), infos, strict=True))


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its maker typed it: old archives do not say in which letters."""
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return info.filename


def _member(package: Package, name: str, info: zipfile.ZipInfo) -> Member:
    """What is known of a member before it is read; one that cannot be unpacked says so when it is."""
    try:
        data = package.unpacked(info)
    except Unreadable:
        return Member(name, "", info.file_size)
    return Member(name, hashlib.sha256(data).hexdigest(), len(data))
