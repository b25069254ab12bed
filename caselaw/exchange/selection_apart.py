"""`python -m caselaw.exchange.selection_apart FILE`: reads a file of a selection table that came back, in a process of
its own, which may take no more memory and time than it is given.

Whoever has a link may send a file; one of a few hundred bytes can say that its cells lie so far apart, or that one long
text stands in so many of them, that no machine holds it. The reader of workbooks then ends its whole process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from caselaw.domain.problems import Problem
from caselaw.domain.selection.returned import Heading, Returned, ReturnedRow
from caselaw.exchange import selection_files
from caselaw.exchange.office_door import too_large

_MEMORY = 1 << 30
_SECONDS = 10
_PATIENCE = 30.0
_TOO_MUCH = 3  # the answer of a process that had not memory enough, and lived to say so


def read_apart(place: Path, memory: int = _MEMORY) -> Returned:
    """What the file at this place says, as `selection_files.read` does; a refusal where reading it takes too much."""
    command = [sys.executable, "-m", "caselaw.exchange.selection_apart", str(place.resolve()), str(memory)]
    try:
        done = subprocess.run(command, timeout=_PATIENCE, check=False, capture_output=True)
    except subprocess.TimeoutExpired:
        return Returned((), problems=(too_large(),))
    if done.returncode:
        ended = done.returncode < 0 or done.returncode == _TOO_MUCH
        return Returned((), problems=(too_large() if ended else Problem("return.refused.broken", "error"),))
    return _returned(json.loads(done.stdout))


def _returned(said: Mapping[str, Any]) -> Returned:
    rows = (
        ReturnedRow(one["where"], one["candidate"], one["title"],
                    tuple((Heading(**heading), given) for heading, given in one["cells"]), one["base"])
        for one in said["rows"]
    )  # fmt: skip
    problems = tuple(Problem(**one) for one in said["problems"])
    return Returned(tuple(rows), **{name: said[name] for name in _NAMES}, problems=problems)


_NAMES = ("table", "organisation", "revision", "language")


def main(place: Path, memory: int) -> int:
    """Read the file and say what it says; 0, or why nothing was read."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        said = json.dumps(asdict(selection_files.read(place.read_bytes())))
    except (MemoryError, RecursionError):
        return _TOO_MUCH
    sys.stdout.write(said)  # at once: thousands of small writes cost the reader more than the file did
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
