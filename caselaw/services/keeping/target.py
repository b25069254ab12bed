"""The folder that backups go to: parts with names that tell nothing, and one list a backup, written last.

    20261122-231011-9f3a1c.list   one finished backup: its parts, their lengths and SHA-256
    3c0d….part                    rows, files or the list of files, sealed
    3c0d….held                    which files a part holds, each under a mark that only this installation can make

A list is written beside its place, forced to the disk and moved there: what has no list is no backup. Parts that no
list names were left by one that was stopped, and go with the next.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from caselaw.domain.errors import CaselawError, Conflict, NotFound
from caselaw.domain.keeping import FORM, Backup, Part
from caselaw.services.keeping.sealing import Recipient, seal, writable

_LIST, _PART, _HELD = ".list", ".part", ".held"
_READ = 1024 * 1024
_NAME, _SHA256 = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


class Target:
    """One folder of backups, written by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder; `Conflict` where another backup is at work, `Invalid` where nothing can be written."""
        with writable(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.fdopen(_private(self.folder / ".lock", os.O_RDWR | os.O_CREAT), "wb")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict("keeping.target_busy", path=str(self.folder)) from None
            self.sweep()
            yield

    def backups(self) -> tuple[Backup, ...]:
        """Every finished backup whose list can be read, the newest last."""
        return self._lists()[0]

    def unread(self) -> tuple[Path, ...]:
        """The lists that cannot be read: damaged, changed, or of a newer program."""
        return tuple(self._lists()[1])

    def backup(self, wanted: str | None) -> Backup:
        """The one that is named, or the newest. Raises `NotFound`, and `CaselawError` where its list cannot be read."""
        there, unread = self._lists()
        for path, fault in reversed(unread.items()):
            newest = not any(is_later(one.id, path.stem) for one in there)
            if path.stem == wanted or (wanted is None and newest):
                raise fault
        chosen = [one for one in there if wanted in (None, one.id)]
        if not chosen:
            raise NotFound("keeping.none" if wanted is None else "keeping.no_such", path=str(self.folder))
        return chosen[-1]

    def _lists(self) -> tuple[tuple[Backup, ...], dict[Path, CaselawError]]:
        found: list[Backup] = []
        unread: dict[Path, CaselawError] = {}
        for path in sorted(self.folder.glob(f"*{_LIST}")):
            try:
                found.append(_listed(path))
            except CaselawError as fault:
                unread[path] = fault
        return tuple(sorted(found, key=lambda one: (one.made, one.id))), unread

    def path(self, part: Part) -> Path:
        return self.folder / (part.name + _PART)

    def write(self, chunks: Iterable[bytes], keys: Sequence[Recipient]) -> Part:
        """Write a new part; it is on the disk when this returns, and was read back from there."""
        name = secrets.token_hex(16)
        fresh = self.folder / f"{name}.writing"
        with (
            writable(self.folder),
            os.fdopen(_private(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb", _READ) as file,
        ):
            sink = _Measured(file)
            seal(chunks, sink, keys)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # what is read back comes from the disk
        part = Part(name, sink.bytes, sink.sha256)
        fresh.replace(self.path(part))
        self.prove(part)
        return part

    def prove(self, part: Part) -> None:
        """Read a part and compare it with what was written. Raises `CaselawError` where it differs or is missing."""
        path, digest = self.path(part), hashlib.sha256()
        if not path.is_file():
            raise CaselawError("keeping.part_missing", part=part.name)
        with path.open("rb") as file:
            while chunk := file.read(_READ):
                digest.update(chunk)
        if digest.hexdigest() != part.sha256:
            raise CaselawError("keeping.part_damaged", part=part.name)

    def hold(self, part: Part, marks: Collection[str]) -> None:
        """Note which files a part holds."""
        _write(self.folder / (part.name + _HELD), {"part": vars(part), "marks": list(marks)})

    def held(self) -> dict[Part, frozenset[str]]:
        """The parts that hold files and can be used again, with the marks of what each holds."""
        found: dict[Part, frozenset[str]] = {}
        for path in self.folder.glob(f"*{_HELD}"):
            try:
                said = _read(path)
                part, marks = _part(said["part"]), frozenset(map(str, said["marks"]))
            except (CaselawError, KeyError, TypeError, ValueError):  # what it held is written once more
                continue
            there = self.path(part)
            if there.is_file() and there.stat().st_size == part.bytes:
                found[part] = marks
        return found

    def finish(self, rows: Part, files: Part, parts: Iterable[Part], made: datetime, *, sealed: bool) -> Backup:
        """Write the list: from here on it is a backup."""
        every = {part.name: part for part in (rows, files, *parts)}
        found = Backup(
            f"{made.astimezone(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
            made.astimezone(UTC), sealed, rows.name, files.name, every,
        )  # fmt: skip
        said = {
            "form": FORM,
            "made": found.made.isoformat(),
            "sealed": sealed,
            "rows": rows.name,
            "files": files.name,
            "parts": [vars(part) for part in every.values()],
        }
        _sync(self.folder)
        _write(self.folder / (found.id + _LIST), said)
        return found

    def digest(self, backup: Backup) -> str:
        """What one compares to know that a backup is the one that was made: the SHA-256 of its list, which names that
        of every part."""
        return hashlib.sha256((self.folder / (backup.id + _LIST)).read_bytes()).hexdigest()

    def forget(self, kept: int) -> tuple[Backup, ...]:
        """Drop all backups but the newest `kept`, and the parts that only they needed; those that were dropped."""
        dropped = self.backups()[:-kept]
        for one in dropped:
            (self.folder / (one.id + _LIST)).unlink()
        _sync(self.folder)
        self.sweep()
        return dropped

    def sweep(self) -> None:
        """Remove what no list names. Nothing, while there is a list that cannot be read: it may name anything."""
        there, unread = self._lists()
        if unread:
            return
        needed = {name for one in there for name in one.parts}
        for path in self.folder.iterdir():
            stem, ending = path.name.partition(".")[::2]
            if f".{ending}" in (_PART, _HELD, ".writing") and (ending == "writing" or stem not in needed):
                path.unlink()


def is_later(one: str, other: str) -> bool:
    """Whether a backup was made later than another, by their names, which tell the second."""
    return one.rpartition("-")[0] > other.rpartition("-")[0]


def _private(path: Path, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Measured:
    """A file that knows what went into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.bytes = 0

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def write(self, data: bytes, /) -> int:
        self._digest.update(data)
        self.bytes += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def _listed(path: Path) -> Backup:
    """A list, which anybody may have changed who can write to the target: none of its words reaches a path unread."""
    said = _read(path)
    if said.get("form") != FORM:
        raise CaselawError("keeping.form", path=str(path))
    try:
        parts = {one["name"]: _part(one) for one in said["parts"]}
        made = datetime.fromisoformat(said["made"]).astimezone(UTC)
        rows, files = parts[said["rows"]], parts[said["files"]]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise CaselawError("keeping.list_damaged", path=str(path)) from None
    return Backup(path.name.removesuffix(_LIST), made, said.get("sealed") is not False, rows.name, files.name, parts)


def _part(said: Mapping[str, Any]) -> Part:
    """A part as a list says it. `ValueError`, `KeyError` or `TypeError` for what no backup wrote."""
    name, size, sha256 = said["name"], said["bytes"], said["sha256"]
    if not (_NAME.fullmatch(name) and isinstance(size, int) and size >= 0 and _SHA256.fullmatch(sha256)):
        raise ValueError
    return Part(name, size, sha256)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CaselawError("keeping.list_damaged", path=str(path))
    return found


def _write(path: Path, said: object) -> None:
    fresh = path.with_name(path.name.partition(".")[0] + ".writing")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
