"""What was slow lately: route or kind of work, when to the minute, how long; neither who asked nor what for."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

_NAME = "slow.jsonl"
_MOST = 256_000  # bytes; then the older half is dropped
_LONGEST = 400
SHOWN = 50


@dataclass(frozen=True)
class Slow:
    """`what` is a route with its method ("GET /<language>/search") or a kind of job ("job relate"); `request` is the
    id that the log and an error page name."""

    at: str
    what: str
    ms: int
    status: int = 0
    request: str = ""


class SlowList:
    """A file in `folder` that all processes add to; where it cannot be written nothing is listed."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def note(self, what: str, ms: int, *, status: int = 0, request: str = "") -> None:
        """Add one line."""
        minute = datetime.now(UTC).replace(second=0, microsecond=0).isoformat()
        line = json.dumps(asdict(Slow(minute, what[:_LONGEST], ms, status, request))) + "\n"
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if os.fstat(file).st_size > _MOST:
                    _halve(file)
                os.write(file, line.encode())
            finally:
                os.close(file)
        except OSError:
            return

    def last(self, count: int = SHOWN) -> tuple[Slow, ...]:
        """The latest lines, the newest first."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ()
        found = (_line(text) for text in reversed(lines[-2 * count :]))
        return tuple(one for one in found if one is not None)[:count]


def _halve(file: int) -> None:
    held = os.pread(file, 2 * _MOST, 0)
    kept = held[held.find(b"\n", len(held) // 2) + 1 :]
    os.ftruncate(file, 0)
    os.write(file, kept)


def _line(text: str) -> Slow | None:
    try:
        form = json.loads(text)
        return Slow(str(form["at"]), str(form["what"]), int(form["ms"]), int(form["status"]), str(form["request"]))
    except (ValueError, KeyError, TypeError):
        return None
