"""The engine's own lock over a fork.

A thread of the engine reads an index once more just after it was opened, and holds a lock of its folder meanwhile. A
process that is forked in that moment has a copy of the open file, and with it the lock for as long as it lives: it
would wait for itself, and its parent for it. So whoever forks holds these locks herself, and gives them back.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from pathlib import Path

LOCK = ".tantivy-meta.lock"
"""The file that the engine locks while it opens the segments of an index, or clears away old ones."""

_open: set[Path] = set()
_held: list[int] = []


def guard(owner: object, index: Path) -> None:
    """Let nobody fork while the lock of the index in this folder is held, as long as `owner` lives."""
    lock = index / LOCK
    _open.add(lock)
    weakref.finalize(owner, _open.discard, lock)


def _hold() -> None:
    for lock in sorted(_open):  # in the same order in every process
        try:
            held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError:  # the folder is gone, or nothing can be locked in it
            continue
        fcntl.flock(held, fcntl.LOCK_EX)
        _held.append(held)


def _give_back() -> None:
    while _held:
        held = _held.pop()
        fcntl.flock(held, fcntl.LOCK_UN)  # closing is not enough: the other process has a copy
        os.close(held)


os.register_at_fork(before=_hold, after_in_parent=_give_back, after_in_child=_give_back)
