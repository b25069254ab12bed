"""A bare Debian with a systemd of its own, in a folder: what Debian's installer leaves, and nothing of this machine.

Made by debootstrap from where this machine's own packages come, begun by systemd-nspawn, entered by nsenter; all as
root. It shares this machine's network, so that packages can be fetched and its ports be asked. `CASELAW_TEST_DEBIAN`
names a folder where the bare system is kept for the next time; packages that one form has fetched are there for the
next.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.house.sources import ROOT

RELEASES = frozenset({"bookworm", "trixie"})  # of the guide: Debian 12 and 13
ENOUGH = 900  # seconds for one block of commands
AUTHORITIES = Path("/usr/local/share/ca-certificates")  # of the network between this machine and the packages
_PIP = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_DEFAULT_TIMEOUT")
_BEGINS_WITHIN = 120


class Unable(Exception):
    """No machine can be made here; the text says why."""


class Machine:
    """A running Debian in `root`; `fenced` where it has a systemd and a network of its own could be made."""

    fenced = True

    def __init__(self, root: Path, leader: int) -> None:
        self.root = root
        self._leader = leader

    def run(
        self, commands: str, *, user: str = "root", folder: str = "/", known: Mapping[str, str] | None = None
    ) -> str:
        """What these commands said, run by one shell that stops at the first that fails; AssertionError with all of it
        where one does."""
        done = subprocess.run(
            self._entering(user, folder, known or {}), input=commands, capture_output=True, text=True, check=False,
            timeout=ENOUGH, cwd="/",
        )  # fmt: skip
        assert done.returncode == 0, f"{commands}\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
        return done.stdout

    def begin(self, commands: str, *, user: str, folder: str) -> subprocess.Popen[str]:
        """Commands that run until they are ended."""
        process = subprocess.Popen(self._entering(user, folder, {}), stdin=subprocess.PIPE, text=True, cwd="/")
        assert process.stdin
        process.stdin.write(commands)
        process.stdin.close()
        return process

    def end(self, process: subprocess.Popen[str]) -> None:
        """End what was begun."""
        for child in list(_descendants(process.pid)):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        process.wait(60)

    def _entering(self, user: str, folder: str, known: Mapping[str, str]) -> list[str]:
        return ["nsenter", "--target", str(self._leader), "--all", "--wd=/", *entered_as(user, folder, known)]


def entered_as(user: str, folder: str, known: Mapping[str, str]) -> list[str]:
    """The shell of a user who has signed in; what the installation of packages here must know goes along."""
    told = {name: os.environ[name] for name in _PIP if name in os.environ}
    told |= {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **known}
    home = "/root" if user == "root" else f"/home/{user}"
    variables = [f"{name}={value}" for name, value in {"HOME": home, **told}.items()]
    shell = ["runuser", "--user", user, "--", "bash", "-c", f"cd {folder} && exec bash -euo pipefail -s"]
    return ["env", "--ignore-environment", *variables, *shell]


@contextmanager
def bare_folder() -> Iterator[Path]:
    """The files of a Debian that nobody has installed anything in; gone afterwards. `Unable` where none can be made."""
    with tempfile.TemporaryDirectory(prefix="caselaw-debian-", dir="/var/tmp") as folder:
        root = Path(folder) / "root"
        subprocess.run(["cp", "--archive", "--reflink=auto", str(_base()), str(root)], check=True)
        shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
        if AUTHORITIES.is_dir():
            shutil.copytree(AUTHORITIES, root / AUTHORITIES.relative_to("/"), dirs_exist_ok=True)
        yield root


@contextmanager
def with_systemd(root: Path) -> Iterator[Machine]:
    """The Debian in this folder, running. `Unable` where none can be begun, or `CASELAW_TEST_SYSTEMD=no` forbids it."""
    lacking = [tool for tool in ("systemd-nspawn", "nsenter") if not shutil.which(tool)]
    if lacking or os.environ.get("CASELAW_TEST_SYSTEMD") == "no":
        raise Unable(f"not installed: {', '.join(lacking)}" if lacking else "CASELAW_TEST_SYSTEMD=no")
    process = subprocess.Popen(
        ["systemd-nspawn", "--quiet", "--directory", str(root), "--boot", "--register=no", "--keep-unit",
         "--console=pipe", "--resolv-conf=off", *(f"--bind={here}:{there}" for here, there in _shared().items()),
         f"--machine=caselaw-{secrets.token_hex(3)}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield Machine(root, _leader(process))
    finally:
        for first in _descendants(process.pid):  # all that run in the machine end with its first process
            with suppress(ProcessLookupError):
                os.kill(first, signal.SIGKILL)
            break
        process.kill()
        process.wait()


def bring_program(machine: Machine, folder: str, owner: str) -> None:
    """The program as it is in this folder, unpacked into a folder of the machine."""
    place = machine.root / folder.lstrip("/")
    place.mkdir(parents=True)
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, check=True).stdout  # fmt: skip
    there = b"\0".join(name for name in listed.split(b"\0") if name and (ROOT / os.fsdecode(name)).exists())
    packed = subprocess.run(["tar", "--create", "--null", "--files-from=-"], cwd=ROOT, input=there,
                            capture_output=True, check=True).stdout  # fmt: skip
    subprocess.run(["tar", "--extract", "--no-same-owner", "--directory", str(place)], input=packed, check=True)
    machine.run(f"chown -R {owner}: {folder}")


def _source() -> tuple[str, str] | None:
    """Where the packages of this machine come from, and of which release of Debian they are, if the guide is for it."""
    listed = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)"],
                            capture_output=True, text=True, check=True).stdout  # fmt: skip
    known = [(address, release) for address, release in map(str.split, listed.splitlines()) if release in RELEASES]
    return known[0] if known else None


def _base() -> Path:
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        raise Unable("a bare Debian is made by root, with debootstrap")
    found = _source()
    if not found:
        raise Unable(f"this machine's packages are of none of {', '.join(sorted(RELEASES))}")
    mirror, release = found
    base = _kept() / release
    if not base.exists():
        making = _kept() / f"making-{secrets.token_hex(3)}"
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,dbus", release, str(making), mirror],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            raise Unable(f"debootstrap: {made.stdout[-500:]} {made.stderr[-500:]}")
        # The machine is thrown away: nothing has to reach the disk.
        (making / "etc/dpkg/dpkg.cfg.d/unsafe-io").write_text("force-unsafe-io\n", encoding="ascii")
        (making / "etc/apt/apt.conf.d/retries").write_text('Acquire::Retries "3";\n', encoding="ascii")
        making.rename(base)
    return base


def _kept() -> Path:
    kept = Path(os.environ.get("CASELAW_TEST_DEBIAN") or tempfile.gettempdir() + "/caselaw-bare-debian")
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def _shared() -> dict[Path, str]:
    """What one machine has fetched, for the next: packages of Debian, and those that pip fetches for root."""
    shared = {_kept() / "archives": "/var/cache/apt/archives", _kept() / "pip": "/root/.cache/pip"}
    for folder in shared:
        folder.mkdir(exist_ok=True)
    (_kept() / "archives" / "partial").mkdir(exist_ok=True)
    return shared


def _leader(process: subprocess.Popen[bytes]) -> int:
    """The process that is the first of the machine, once its systemd is up; `Unable` where it never is."""
    until = time.monotonic() + _BEGINS_WITHIN
    while time.monotonic() < until:
        for child in _descendants(process.pid):
            if _is_systemd(child):
                asked = subprocess.run(["nsenter", "--target", str(child), "--all", "systemctl", "is-system-running"],
                                       capture_output=True, text=True, check=False)  # fmt: skip
                if asked.stdout.strip() in ("running", "degraded"):
                    return child
        if process.poll() is not None:
            raise Unable("systemd-nspawn may not begin a machine here")
        time.sleep(0.3)
    raise Unable(f"systemd-nspawn has not begun within {_BEGINS_WITHIN} seconds")


def _is_systemd(pid: int) -> bool:
    with suppress(OSError):  # it has ended meanwhile
        return Path(f"/proc/{pid}/comm").read_text(encoding="ascii").strip() == "systemd"
    return False


def _descendants(pid: int) -> Iterator[int]:
    found = subprocess.run(["pgrep", "--parent", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    for child in map(int, found):
        yield child
        yield from _descendants(child)
