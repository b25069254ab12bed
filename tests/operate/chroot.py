"""The bare Debian where no systemd may be begun: entered by chroot, which every container allows its root.

It needs neither /proc nor a mount. `stand_in.py` is its `systemctl`: the guide's commands run as they stand, and those
of our units as their account, with their settings, begun again when they end. What a chroot does not show is the
firewall, and what systemd fences in (which `tests/house/test_operate.py` has systemd count).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.operate.machine import Machine, entered_as

STAND_IN = Path(__file__).with_name("stand_in.py")
NAMES = ("systemctl", "systemd-tmpfiles", "journalctl")  # found before those of systemd, by the order of PATH


class Chroot(Machine):
    """A Debian in `root`, of which only what is begun runs."""

    fenced = False

    def __init__(self, root: Path) -> None:
        super().__init__(root, 0)

    def _entering(self, user: str, folder: str, known: Mapping[str, str]) -> list[str]:
        return ["chroot", str(self.root), *entered_as(user, folder, known)]


@contextmanager
def without_systemd(root: Path) -> Iterator[Chroot]:
    """The machine in this folder; what was begun in it is ended."""
    place = root / "usr/local/sbin"
    shutil.copy(STAND_IN, place / NAMES[0])
    (place / NAMES[0]).chmod(0o755)
    for name in NAMES[1:]:
        (place / name).symlink_to(NAMES[0])
    shared_memory = root / "dev/shm"  # locks between processes lie there
    shared_memory.mkdir(parents=True, exist_ok=True)
    shared_memory.chmod(0o1777)
    machine = Chroot(root)
    try:
        yield machine
    finally:
        with suppress(AssertionError):  # Python is not installed yet, and nothing is running
            machine.run("systemctl poweroff")
