"""Whether a disk has room for what is about to be written: said before anything is begun, with both sizes.

A disk that fills up half way is told of too, but only after hours, and it may be the disk that the site lives on.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from caselaw.domain.errors import CaselawError
from caselaw.services.watching.watch import nearest

UNPACKED = 3
"""How many bytes SQLite takes, at the least, for one byte of rows in a backup. Measured: 6 for a database of 134,000
rows (6.4 MB, 38.6 MB with its indexes); long texts take less than short rows."""
_MEGABYTE = 1_000_000


def require_room(wanted: Iterable[tuple[Path, int]]) -> None:
    """Raise `CaselawError` where a disk has less room than all that these places, there or to be made, want of it."""
    disks: dict[int, list[tuple[Path, int]]] = defaultdict(list)
    for place, size in wanted:
        there = nearest(place)
        disks[there.stat().st_dev].append((there, size))
    for places in disks.values():
        there, needed = places[0][0], sum(size for _, size in places)
        free = shutil.disk_usage(there).free
        if needed > free:
            raise CaselawError(
                "keeping.no_room", path=str(there), needed=-(-needed // _MEGABYTE), free=free // _MEGABYTE
            )
