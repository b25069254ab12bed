"""The parts of a running site: begun, killed without a word (SIGKILL), brought back, and their memory looked at."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 180.0  # seconds for a part to come back
_LOOK = 0.2


class Program:
    """A process of ours that is begun again whenever it ends, as systemd does, until it is `over`."""

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self._command = command
        self._environment = dict(environment)
        self._said = folder / f"{name}.log"
        self.begin()

    def begin(self) -> None:
        with self._said.open("ab") as said:
            self.process = subprocess.Popen(
                self._command, env=self._environment, stdout=said, stderr=said, start_new_session=True
            )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def pids(self) -> list[int]:
        """The process and all that it has begun."""
        return [self.process.pid, *_children(self.process.pid)]

    def workers(self) -> list[int]:
        """Those of its processes that are the worker beside the site, with what that has begun."""
        for pid in self.pids()[1:]:
            with suppress(OSError):
                if b"ingest.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return [pid, *_children(pid)]
        return []

    def said(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        """End as a service is ended; all that it began with it."""
        pids = self.pids()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()


@dataclass(frozen=True)
class Server:
    """A server on this machine that others look after: whoever listens on `port`, and the command that begins it."""

    name: str
    port: int
    command: str

    def kill(self) -> None:
        """Kill whoever listens on the port; raises `LookupError` where nobody does."""
        listening = list(_listening(self.port))
        if not listening:
            raise LookupError(f"nobody listens on port {self.port}")
        for pid in listening:
            os.kill(pid, signal.SIGKILL)

    def begin(self) -> None:
        """Begin it until it listens: what was killed may still hold what it needs."""
        until = time.monotonic() + PATIENCE
        while not answers(self.port):
            if time.monotonic() > until:
                raise TimeoutError(self.command)
            subprocess.run(shlex.split(self.command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           stdin=subprocess.DEVNULL, check=False, timeout=PATIENCE)  # fmt: skip
            time.sleep(_LOOK)


def caselaw(*arguments: str) -> list[str]:
    """The command line that runs this program in a process of its own."""
    return [sys.executable, "-c", "from caselaw.cli import main; main()", *arguments]


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Ask again until it holds; False where it never does."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK)
    return True


def answers(port: int) -> bool:
    """Somebody listens on this port of this machine."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def memory(pid: int) -> float:
    """The memory that a process has written for itself, in megabytes; files it looks into are the system's."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (OSError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1000


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                found += [child, *_children(child)]
    return found


def _listening(port: int) -> Iterator[int]:
    """The processes that hold the listening socket of this port."""
    sockets = set()
    for table in ("tcp", "tcp6"):
        with suppress(FileNotFoundError):
            for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
                columns = line.split()
                if columns[3] == "0A" and int(columns[1].rpartition(":")[2], 16) == port:
                    sockets.add(f"socket:[{columns[9]}]")
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                if any(str(held.readlink()) in sockets for held in (process / "fd").iterdir()):
                    yield int(process.name)
