"""Generations of what is kept on disk beside the database: a one-line file `CURRENT` names the one that serves.

It is replaced in one step, so that who reads meanwhile sees the one before or the new one, whole. Who writes holds a
lock, which the system frees when its process dies.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caselaw.domain.errors import IndexBusy, SearchUnavailable

Stamp = tuple[int, int]
"""Another one when another file stands under a name, or it was written."""
POINTER = "CURRENT"
_LOOKED_AGAIN = 0.05  # seconds between two looks at a lock that another holds
_NAME = re.compile(r"[gv]-[0-9a-f]{16}-[0-9a-f]{8}")


def new_name(letter: str) -> str:
    """A name that no generation had; `letter` tells what it is of (g an index, v vectors)."""
    return f"{letter}-{time.time_ns():016x}-{secrets.token_hex(4)}"


def is_name(text: str) -> bool:
    """True for the name of a generation."""
    return _NAME.fullmatch(text) is not None


def point(folder: Path, name: str) -> None:
    """Let the generation of this name serve."""
    fresh = folder / f"{POINTER}.{secrets.token_hex(4)}"
    fresh.write_text(f"{name}\n", encoding="ascii")
    fresh.replace(folder / POINTER)


def clear_pointers(folder: Path) -> None:
    """Remove what was left by who was killed while pointing; only for the holder of the lock."""
    for entry in folder.glob(f"{POINTER}.*"):
        entry.unlink(missing_ok=True)


def stamp(path: Path) -> Stamp:
    """Raises `OSError` where there is no such file."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


@contextmanager
def locked(folder: Path, what: str, until: float = 0.0) -> Iterator[None]:
    """Hold a lock of the folder; raises `IndexBusy` where another process or thread holds it, and still does at the
    moment `until` (of the monotonic clock), and `SearchUnavailable` where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / f"{what}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as fault:
        raise SearchUnavailable("index.failed", reason=f"{fault.strerror}: {fault.filename}") from fault
    try:
        _take(descriptor, until)
    except BaseException:
        os.close(descriptor)
        raise
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing is not enough: a child forked meanwhile holds a copy
        os.close(descriptor)


def _take(descriptor: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise IndexBusy() from None
        time.sleep(_LOOKED_AGAIN)
