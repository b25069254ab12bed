"""Zip packages (docx, odt) opened with bounds, so that a small file cannot unfold into a huge one."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import BinaryIO

from caselaw.domain.errors import Unreadable

MAX_MEMBER = 128 * 1024 * 1024
MAX_RATIO = 400  # text markup packs to a twentieth; a bomb to a thousandth
_RATIO_MATTERS_FROM = 4 * 1024 * 1024


class Package:
    """Members of a zip archive by name; raises `Unreadable` for a broken archive, a bomb or a missing member."""

    def __init__(self, data: bytes | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
            self.infos = tuple(self._zip.infolist())
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("problem.package.broken") from error

    def read(self, name: str) -> bytes:
        if name not in self.names:
            raise Unreadable("problem.package.member", member=name)
        return self.unpacked(self._zip.getinfo(name))

    def unpacked(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of one member; never more than `MAX_MEMBER`, whatever its header says."""
        if info.flag_bits & 1:
            raise Unreadable("problem.password")
        _bounded(info)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise Unreadable("problem.package.broken") from error
        if len(data) > MAX_MEMBER:
            raise Unreadable("problem.package.bomb")
        return data

    def read_if_there(self, name: str) -> bytes | None:
        return self.read(name) if name in self.names else None


def _bounded(info: zipfile.ZipInfo) -> None:
    grown = info.file_size / max(info.compress_size, 1)
    if info.file_size > MAX_MEMBER or (info.file_size > _RATIO_MATTERS_FROM and grown > MAX_RATIO):
        raise Unreadable("problem.package.bomb")


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def member_names(data: bytes) -> frozenset[str]:
    """Names inside a zip archive, none where it cannot be opened."""
    try:
        return Package(data).names
    except Unreadable:
        return frozenset()
