"""The files of a backup: which there are, several of them in one part, and out of it again.

In a part, a file is a series of pieces, each with its length before it, a length of nothing at the end, and then the
SHA-256 of what was there: a file that grows while it is read is kept as it was read.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from caselaw.domain.errors import CaselawError
from caselaw.domain.keeping import FileEntry

MADE_AGAIN = frozenset({"clean", "pages"})
"""Folders of copies that are made from the originals when somebody asks for them: no backup holds them."""
PART_SIZE = 64 * 1024 * 1024
"""Bytes after which another part is begun: few files on the disk, none too long to be sent again."""
_PIECE = 1024 * 1024
_BLOB = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")


@dataclass(frozen=True)
class Found:
    """A file that is there: its place beneath the folder, and its SHA-256 as its name says it or as it was read."""

    path: str
    sha256: str
    bytes: int

    @property
    def named(self) -> bool:
        """Its name is its SHA-256."""
        return _BLOB.fullmatch(self.path) is not None


def files_of(folder: Path) -> Iterator[Found]:
    """Every file beneath the folder but those that are made again, in the order of their names."""
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        try:
            size = path.stat().st_size
            sha256 = name.replace("/", "") if _BLOB.fullmatch(name) else _digest(path)
        except FileNotFoundError:  # removed meanwhile
            continue
        yield Found(name, sha256, size)


def groups(files: Iterable[Found]) -> Iterator[list[Found]]:
    """Files that go into one part together."""
    group: list[Found] = []
    size = 0
    for file in files:
        group.append(file)
        size += file.bytes
        if size >= PART_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group


def poured(folder: Path, group: Sequence[Found], took: Callable[[Found, str, int], None]) -> Iterator[bytes]:
    """The bytes of a part that holds these files; `took` is told the SHA-256 and the length of what was read of each.
    One that is gone is left out."""
    for file in group:
        try:
            source = (folder / file.path).open("rb")
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise CaselawError("keeping.unreadable", path=file.path, reason=fault.strerror or "") from None
        digest, size = hashlib.sha256(), 0
        with source:
            while piece := source.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                yield len(piece).to_bytes(4) + piece
        yield bytes(4) + digest.digest()
        took(file, digest.hexdigest(), size)


def pour_out(stream: BinaryIO, folder: Path, wanted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Put the files of a part in their places, `wanted` by their SHA-256; the places that were filled. A file is moved
    to its place whole. Raises `CaselawError` for a part that does not hold what it says."""
    while length := stream.read(4):
        fresh = folder / f".restoring.{secrets.token_hex(8)}"
        digest = hashlib.sha256()
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                while size := _size(length):
                    piece = _exactly(stream, size)
                    digest.update(piece)
                    file.write(piece)
                    length = _exactly(stream, 4)
            if _exactly(stream, 32) != digest.digest():
                raise CaselawError("keeping.files_damaged")
            *others, last = wanted.get(digest.hexdigest(), ()) or (None,)
            for place in others:
                if place is not None:
                    _place(folder, place).write_bytes(fresh.read_bytes())
                    yield place
            if last is not None:
                fresh.replace(_place(folder, last))
                yield last
        finally:
            fresh.unlink(missing_ok=True)


def digests(stream: BinaryIO) -> Iterator[str]:
    """The SHA-256 of each file of a part, read and not kept. Raises `CaselawError` where one is not what it says."""
    while length := stream.read(4):
        digest = hashlib.sha256()
        while size := _size(length):
            digest.update(_exactly(stream, size))
            length = _exactly(stream, 4)
        if _exactly(stream, 32) != digest.digest():
            raise CaselawError("keeping.files_damaged")
        yield digest.hexdigest()


def leftovers(folder: Path) -> Iterator[Path]:
    """What a restore that was stopped left half done."""
    return folder.glob(".restoring.*")


def entry(said: Any) -> FileEntry:
    """A line of the list of files. Raises `CaselawError` for a place outside the folder, and for what is no line."""
    try:
        path, sha256, size, part = said
        place = PurePosixPath(str(path))
        os.fsencode(path)
        found = FileEntry(str(place), str(sha256), int(size), str(part))
    except (TypeError, ValueError):
        raise CaselawError("keeping.files_damaged") from None
    if place.is_absolute() or ".." in place.parts or not place.parts or "\0" in found.path:
        raise CaselawError("keeping.files_damaged")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in MADE_AGAIN:  # a point begins what is being written
            continue
        yield from _beneath(path)


def _beneath(path: Path) -> Iterator[Path]:
    if path.is_dir() and not path.is_symlink():
        try:
            inside = sorted(path.iterdir())
        except FileNotFoundError:
            return
        for one in inside:
            if not one.name.startswith("."):
                yield from _beneath(one)
    elif path.is_file():
        yield path


def _place(folder: Path, name: str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(said: bytes) -> int:
    """The length of a piece. Raises `CaselawError` for more than one has: it would be read into memory."""
    size = int.from_bytes(said)
    if size > _PIECE:
        raise CaselawError("keeping.files_damaged")
    return size


def _exactly(stream: BinaryIO, size: int) -> bytes:
    given = stream.read(size)
    if len(given) != size:
        raise EOFError
    return given
