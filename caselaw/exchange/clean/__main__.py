"""`python -m caselaw.exchange.clean FORMAT SOURCE TARGET`: cleans one file in a process of its own, which may take no
more memory and time than it is given. Ends with 1 where the file cannot be cleaned."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from caselaw.exchange.clean import clean

_MEMORY = 2 * 1024**3
_SECONDS = 60


def main(file_format: str, source: Path, target: Path) -> int:
    """Clean the file `source` into `target`; 0, or 1 where that cannot be done."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        target.write_bytes(clean(source.read_bytes(), file_format))
    except (ValueError, MemoryError, RecursionError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
