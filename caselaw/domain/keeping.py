"""What a backup is made of: parts in a folder, and a list of them that is written last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

FORM = 1
"""The form of the archive; a program that knows only an older one refuses it."""


@dataclass(frozen=True)
class Column:
    """A column in portable form. `kind` is `text`, `number`, `flag`, `json`, `time` or `bytes`."""

    name: str
    kind: str


@dataclass(frozen=True)
class TableForm:
    """A table and its columns, in the order in which its rows are written."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Part:
    """A file of the target: how long it is, and the SHA-256 of what lies on the disk (of the cipher text)."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Backup:
    """One finished backup: `rows` and `files` name the parts that hold the rows and the list of files, `sealed` says
    whether a key is needed. `id` is the name of its list in the target."""

    id: str
    made: datetime
    sealed: bool
    rows: str
    files: str
    parts: Mapping[str, Part]

    @property
    def size(self) -> int:
        return sum(part.bytes for part in self.parts.values())


@dataclass(frozen=True)
class FileEntry:
    """A file beneath the folder of files: its place there, what it holds, and the part it lies in."""

    path: str
    sha256: str
    bytes: int
    part: str
