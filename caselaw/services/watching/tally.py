"""What the processes of an installation count, added up by whoever asks: each has a file of its own that it writes
through memory, so that nothing is waited for and nothing lost when it is killed.

A sample is named as Prometheus prints it, `name{label="value"}`. Who holds the lock of a file is alive; the counters
of those who are gone are added to one file, so that no counter ever falls.
"""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import secrets
import struct
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SUFFIX = ".tally"
_ENDED = "ended.json"
_STEP = 1 << 16  # bytes by which a file grows
_MOST = 1 << 22
_HEAD = struct.Struct("<Q")  # how many bytes are used
_ENTRY = struct.Struct("<HxxxxxxBxxxxxxxd")  # length of the name, 1 for a gauge, value; the name follows
_GAUGE, _COUNTER = 1, 0


@dataclass(frozen=True)
class Gathered:
    """The sum of what all processes counted, and the gauges of each that lives."""

    counters: Mapping[str, float]
    gauges: tuple[Mapping[str, float], ...]


class Tally:
    """The numbers of this process, in a file of `folder`. A folder that cannot be written counts nothing: watching
    never breaks what is watched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._process = 0
        self._path = folder
        self._memory: mmap.mmap | None = None
        self._places: dict[str, int] = {}

    def add(self, amounts: Iterable[tuple[str, float]]) -> None:
        """Add to counters."""
        with self._lock, _forgiven():
            for name, amount in amounts:
                memory, at = self._place(name, _COUNTER)
                (value,) = struct.unpack_from("<d", memory, at)
                struct.pack_into("<d", memory, at, value + amount)

    def put(self, name: str, value: float) -> None:
        """Set a gauge of this process."""
        with self._lock, _forgiven():
            memory, at = self._place(name, _GAUGE)
            struct.pack_into("<d", memory, at, value)

    def close(self) -> None:
        """Let go of the file: what it holds is kept as that of a process that has ended."""
        with self._lock:
            if self._memory is not None and self._process == os.getpid():
                self._memory.close()
            self._memory, self._places = None, {}

    def _place(self, name: str, kind: int) -> tuple[mmap.mmap, int]:
        memory = self._opened()
        at = self._places.get(name)
        if at is None:
            written = name.encode()
            (used,) = _HEAD.unpack_from(memory)
            needed = used + _ENTRY.size + len(written)
            if needed > len(memory):
                memory = self._grown(memory, needed)
            _ENTRY.pack_into(memory, used, len(written), kind, 0.0)
            memory[used + _ENTRY.size : needed] = written
            _HEAD.pack_into(memory, 0, needed)  # last: until now nobody reads the entry
            at = self._places[name] = used + _ENTRY.size - 8
        return memory, at

    def _opened(self) -> mmap.mmap:
        if self._memory is not None and self._process == os.getpid():
            return self._memory
        self._memory, self._places, self._process = None, {}, os.getpid()  # a forked child counts for itself
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}{_SUFFIX}"
        fresh = self._path.with_suffix(".new")
        file = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            os.posix_fallocate(file, 0, _STEP)  # a full disk is an error here, and not a signal later
            self._memory = mmap.mmap(file, _STEP)  # holds the file, and with it the lock
        finally:
            os.close(file)
        _HEAD.pack_into(self._memory, 0, _HEAD.size)
        fresh.rename(self._path)  # locked before it has a name that others look at
        return self._memory

    def _grown(self, memory: mmap.mmap, needed: int) -> mmap.mmap:
        size = -(-needed // _STEP) * _STEP
        if size > _MOST:
            raise OSError("so many names are a mistake")
        file = os.open(self._path, os.O_RDWR)
        try:
            os.posix_fallocate(file, 0, size)
        finally:
            os.close(file)
        memory.resize(size)
        return memory


def gathered(folder: Path) -> Gathered:
    """Add up what stands in this folder; what ended processes have left is brought together on the way."""
    counters: dict[str, float] = {}
    gauges: list[Mapping[str, float]] = []
    with _bringing_together(folder) as (ended, gone):
        _add(counters, ended)
        for path in sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else ():
            if path.name not in gone:
                counted, measured = _read(path)
                _add(counters, counted)
                gauges.append(measured)
    return Gathered(counters, tuple(gauges))


@contextmanager
def _bringing_together(folder: Path) -> Iterator[tuple[Mapping[str, float], frozenset[str]]]:
    """The counters of those who have ended, and whose files these hold already; nobody else does it meanwhile."""
    if not folder.is_dir():
        yield {}, frozenset()
        return
    place = folder / "ended.lock"
    place.touch(mode=0o600)
    with place.open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = folder / _ENDED
        values, merged = _ended(kept)
        left = [path for path in sorted(folder.glob(f"*{_SUFFIX}")) if path.name not in merged and not _lives(path)]
        for path in left:
            _add(values, _read(path)[0])
        gone = frozenset((*merged, *(path.name for path in left)))
        if left:
            _write(kept, values, gone)
        for name in gone:  # named first and removed then: killed in between, nothing is counted twice
            (folder / name).unlink(missing_ok=True)
        yield values, gone


def _ended(path: Path) -> tuple[dict[str, float], frozenset[str]]:
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
        return dict(form["values"]), frozenset(form["merged"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}, frozenset()


def _write(path: Path, values: Mapping[str, float], merged: Iterable[str]) -> None:
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps({"values": values, "merged": sorted(merged)}), encoding="utf-8")
    fresh.replace(path)


def _lives(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _read(path: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Counters and gauges of one process; what is broken ends the reading."""
    found: tuple[dict[str, float], dict[str, float]] = {}, {}
    try:
        held = path.read_bytes()
    except OSError:
        return found
    used = min(_HEAD.unpack_from(held)[0], len(held)) if len(held) >= _HEAD.size else 0
    at = _HEAD.size
    while at + _ENTRY.size <= used:
        length, kind, value = _ENTRY.unpack_from(held, at)
        at += _ENTRY.size + length
        if at > used:
            break
        found[kind == _GAUGE][held[at - length : at].decode(errors="replace")] = value
    return found


def _add(total: dict[str, float], more: Mapping[str, float]) -> None:
    for name, value in more.items():
        total[name] = total.get(name, 0.0) + value


@contextmanager
def _forgiven() -> Iterator[None]:
    try:
        yield
    except OSError:
        return
