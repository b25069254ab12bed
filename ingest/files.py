"""Files as they lie on a disk: which of them are meant, and their bytes, taken without trust.

A folder may come from a stranger. A link in it may lead to a private key, a pipe may wait for ever, a file may claim to
be larger than the machine.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from caselaw.domain.errors import Unreadable

INSIDE = "!/"
LARGEST = 1024**3  # bytes: a book of scanned pages has a tenth


@dataclass(frozen=True)
class Source:
    """Where a file lies: on the disk, or `inside` another (the names of the members on the way, outermost first).

    A kept original lies under its hash: it is still `called` what it was.
    """

    path: Path
    inside: tuple[str, ...] = ()
    called: str = ""

    def __str__(self) -> str:
        return INSIDE.join((self.called or str(self.path), *self.inside))


@dataclass(frozen=True)
class Member:
    """A file inside another, by its harmless name; `sha256` is empty where it could not be unpacked."""

    name: str
    sha256: str
    size: int


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files among `paths` and in the folders among them, in the order of their names; hidden ones are left out, and
    links that lead out of their folder."""
    for path in paths:
        if not path.is_dir():
            yield path
        else:
            yield from (found for found in _visible(path) if found.is_file() and not _leads_out(found, path))


def stray_links(paths: Sequence[Path]) -> Iterator[Path]:
    """The links in the folders among `paths` that lead out of them, to files or folders that are there."""
    for path in paths:
        if path.is_dir():
            yield from (found for found in _visible(path) if _leads_out(found, path) and found.exists())


def is_there(path: Path) -> bool:
    """There is such a file or folder; no error for a name that no disk can have, as `Path.exists` raises."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def open_file(path: Path) -> BinaryIO:
    """The file, open for reading. `OSError` where it cannot be opened, `Unreadable` for a pipe, a device or another
    thing that is no file, and for a file that is too large; never waits."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("problem.file.special")
        if found.st_size > LARGEST:
            raise Unreadable("problem.file.too_large", limit=LARGEST // 1024**2)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_file(path: Path) -> bytes:
    """All bytes of a file; raises as `open_file` does, also where it has grown too large meanwhile."""
    with open_file(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable("problem.file.too_large", limit=LARGEST // 1024**2)
    return data


def _visible(folder: Path) -> Iterator[Path]:
    """Everything below the folder but what is hidden: files, and links to folders, which are not followed."""
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        links = [name for name in names if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in sorted([*links, *files]) if not name.startswith("."))


def _leads_out(found: Path, folder: Path) -> bool:
    return found.is_symlink() and not found.resolve().is_relative_to(folder.resolve())
