"""Where vectors lie on disk: a folder of generations, of which a one-line file `CURRENT` names the one that serves.

CURRENT      the name of the generation that serves, replaced in one step
v-…/         a generation: `format` (whose vectors, of how many numbers), `rows` (512 bytes each), and `log`
writer.lock  held by the process that writes; the system frees it when that dies

`log` says which rows are whose. A line of it counts only when it is there whole and its rows are on the disk: what a
killed writer left is passed over by readers and cut off by the next writer. Nothing is read that was not finished.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from caselaw.domain.audience import Audience
from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.generations import POINTER, Stamp, clear_pointers, is_name, locked, new_name, point, stamp
from caselaw.search.vectors import Reading
from caselaw.search.vectors.compact import Compact
from caselaw.search.vectors.holdings import Entry

FORMAT = 1
_FRAME = struct.Struct("<II")  # length of a line of the log, and the check sum of its bytes
_LONGEST_LINE = 64_000_000
_COMMON = "".join(  # what most lines hold: written once here and not in every line
    ('[["members","', '","public","en","es","fr","ar",[],[', *(f'"\\np-{number}' for number in range(300, 0, -1)))
).encode()  # fmt: skip


@dataclass(frozen=True)
class Generation:
    """One generation of vectors, by the encoder that made them."""

    name: str
    folder: Path
    encoder: str
    dim: int

    @property
    def rows(self) -> Path:
        return self.folder / "rows"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def read_rows(self, count: int) -> Compact:
        """The first `count` rows, read from the disk when they are looked at."""
        if not count:
            return np.zeros((0, self.dim), dtype=np.int8)
        return np.memmap(self.rows, dtype=np.int8, mode="r", shape=(count, self.dim))

    def read_log(self, start: int) -> tuple[list[Entry], int]:
        """The entries from byte `start` on, and where the last whole line ends."""
        with self.log.open("rb") as stream:
            stream.seek(start)
            data = stream.read()
        there = self.rows.stat().st_size // self.dim
        entries = []
        place = 0
        for entry, end in _lines(data):
            if max((one.end for one in entry.kept()), default=0) > there:
                break
            entries.append(entry)
            place = end
        return entries, start + place

    def append(self, at: int, rows: Iterable[Compact], log_at: int, entries: Iterable[Entry]) -> None:
        """Write rows from row `at` on, then the lines that name them, each time to the disk; what stood there
        unfinished is cut off."""
        _append(self.rows, at * self.dim, b"".join(one.tobytes() for one in rows))
        _append(self.log, log_at, b"".join(map(_line, entries)))

    def blank(self, first: int, end: int) -> None:
        """Take the numbers out of rows that nobody owns any more: from a vector one can guess what a text was about."""
        if first < end:
            with self.rows.open("r+b") as stream:
                stream.seek(first * self.dim)
                stream.write(bytes((end - first) * self.dim))


class Folder:
    """The folder of all generations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / POINTER

    def stamp(self) -> Stamp | None:
        """Changes when another generation begins to serve; None where there is none."""
        try:
            return stamp(self._current)
        except FileNotFoundError:
            return None

    def current(self) -> Generation | None:
        """The generation that serves. Raises `SearchUnavailable` for a damaged one or one of another format."""
        try:
            name = self._current.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        try:
            if not is_name(name):
                raise ValueError(name)
            form = json.loads((self.folder / name / "format").read_text(encoding="utf-8"))
            if form["format"] != FORMAT:
                raise ValueError(form["format"])
            return Generation(name, self.folder / name, str(form["encoder"]), int(form["dim"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged(error) from error

    def new(self, encoder: str, dim: int) -> Generation:
        """An empty generation that does not serve yet."""
        name = new_name("v")
        folder = self.folder / name
        folder.mkdir(parents=True)
        (folder / "rows").touch()
        (folder / "log").touch()
        (folder / "format").write_text(json.dumps({"format": FORMAT, "encoder": encoder, "dim": dim}), "utf-8")
        return Generation(name, folder, encoder, dim)

    def serve(self, generation: Generation) -> None:
        """Make it the one that serves, in one step; all others are removed. Who still reads one holds it open."""
        point(self.folder, generation.name)
        for entry in self.folder.iterdir():
            if is_name(entry.name) and entry.name != generation.name:
                shutil.rmtree(entry, ignore_errors=True)
        clear_pointers(self.folder)

    def locked(self, until: float = 0.0) -> AbstractContextManager[None]:
        """Hold the lock of the one writer; raises `IndexBusy` where another process holds it until then."""
        return locked(self.folder, "writer", until)


def damaged(error: Exception) -> SearchUnavailable:
    """What to raise where the files are not as they were written."""
    unavailable = SearchUnavailable("search.vectors_damaged")
    unavailable.add_note(str(error))
    return unavailable


def _append(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.truncate(at)
        stream.seek(at)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _line(entry: Entry) -> bytes:
    readings = [
        [one.audience, one.language, list(one.superseded_by), first, "\n".join(("", *one.anchors))]
        for one, first in zip(entry.readings, entry.firsts, strict=True)
    ]
    text = json.dumps([readings, entry.id, entry.revision, entry.digest], ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(9, wbits=-15, zdict=_COMMON)
    data = packer.compress(text.encode()) + packer.flush()
    return _FRAME.pack(len(data), zlib.crc32(data)) + data


def _lines(data: bytes) -> Iterator[tuple[Entry, int]]:
    """The whole lines of a log, each with the place where it ends; nothing after the first that is not whole."""
    place = 0
    while place + _FRAME.size <= len(data):
        length, check = _FRAME.unpack_from(data, place)
        packed = data[place + _FRAME.size : place + _FRAME.size + length]
        place += _FRAME.size + length
        if length > _LONGEST_LINE or len(packed) < length or zlib.crc32(packed) != check:
            return
        text = zlib.decompressobj(wbits=-15, zdict=_COMMON).decompress(packed)
        readings, id_, revision, digest = json.loads(text)
        yield (
            Entry(
                DocumentId(id_),
                revision,
                digest,
                tuple(
                    Reading(
                        Audience(audience), language, tuple(anchors.split("\n")[1:]), tuple(map(Audience, superseded))
                    )
                    for audience, language, superseded, _, anchors in readings
                ),
                tuple(first for _, _, _, first, _ in readings),
            ),
            place,
        )
