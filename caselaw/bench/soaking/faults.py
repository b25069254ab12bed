"""Parts are killed in turn and brought back, the moments noted; memory is looked at all the while.

In the first half everything is killed. In the second the processes of the site are left alone, so that their memory can
be seen to stay as it is, while the servers behind them come and go.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlsplit

from rich.console import Console

from caselaw.bench.soaking.parts import PATIENCE, Program, Server, memory, wait_until
from caselaw.bench.soaking.taking import Taking

DOWN = 4.0
"""Seconds that a server stays away before it is brought back."""
GRACE = 45.0
"""Seconds after a part is back in which "not now" is still an honest answer: connections are made anew, and whoever
found a server dead waits a while before it asks again."""
_SAMPLE = 5.0

Part = Program | Server


@dataclass(frozen=True)
class Fault:
    """What was killed, when, and when the site was ready again."""

    part: str
    killed: float
    ready: float


@dataclass
class Memory:
    """Megabytes of each part at each look, and the moments."""

    seen: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def told(self) -> str:
        """Every look as a line: moment, part, megabytes."""
        looks = sorted((moment, name, value) for name, seen in self.seen.items() for moment, value in seen)
        return "".join(f"{moment:.1f},{name},{value:.1f}\n" for moment, name, value in looks)

    def growth(self, since: float, until: float) -> Mapping[str, tuple[float, float]]:
        """Of each part, the middle of the first quarter and of the last quarter of this time."""
        found = {}
        for name, looks in self.seen.items():
            values = [value for moment, value in looks if since <= moment <= until]
            quarter = len(values) // 4
            if quarter:
                found[name] = _middle(values[:quarter]), _middle(values[-quarter:])
        return found


class Faults:
    """Kills and brings back, on the thread that calls `run`."""

    def __init__(
        self, parts: list[Part], taking: Taking, site: str, seconds: float, every: float, out: Console
    ) -> None:  # fmt: skip
        self._parts = {part.name: part for part in parts}
        self._taking = taking
        self._site = urlsplit(site)
        self._seconds = seconds
        self._every = every
        self._out = out
        self.made: list[Fault] = []
        self.memory = Memory()
        self.half = 0.0
        self.ended = 0.0

    def run(self) -> None:
        """Kill one part after the other until the time is over."""
        begun = time.monotonic()
        self.half, end = begun + self._seconds / 2, begun + self._seconds
        first, second = cycle(self._acts()), cycle(self._acts(late=True))
        turn = begun + self._every
        while (now := time.monotonic()) < end:
            self._look(now)
            self._keep()
            if now >= turn and now < end - self._every / 2:
                # What begins last before the second half has a while to warm up.
                name, act = next(first if now < self.half - self._every else second)
                self._fault(name, act)
                turn = time.monotonic() + self._every
            time.sleep(min(_SAMPLE, max(end - time.monotonic(), 0)))
        self.ended = end

    def wait_ready(self) -> None:
        """Wait until the site can serve; raises `TimeoutError` where it never does."""
        self._keep()
        if not wait_until(self._ready, PATIENCE):
            raise TimeoutError("the site is not ready")

    def excused(self, began: float, ended: float) -> bool:
        """A part was down while this was asked, or had been a moment before."""
        return any(began <= fault.ready + GRACE and ended >= fault.killed for fault in self.made)

    def _acts(self, *, late: bool = False) -> list[tuple[str, Callable[[], None]]]:
        acts: list[tuple[str, Callable[[], None]]] = [("taking in", self._taking.kill)]
        if not late:
            acts += [("worker", self._kill_worker), ("site", self._parts["site"].kill)]
        servers: list[tuple[str, Callable[[], None]]] = [
            (part.name, part.kill) for part in self._parts.values() if isinstance(part, Server)
        ]
        return [*servers, *acts] if late else [*acts, *servers]

    def _fault(self, name: str, act: Callable[[], None]) -> None:
        killed = time.monotonic()
        act()
        part = self._parts.get(name)
        if isinstance(part, Server):
            time.sleep(DOWN)
            part.begin()
        self._keep()
        back = wait_until(self._ready, PATIENCE)
        ready = time.monotonic()
        self.made.append(Fault(name, killed, ready))
        self._out.print(f"killed: {name}; {'ready' if back else 'NOT READY'} after {ready - killed:.1f} s")

    def _kill_worker(self) -> None:
        """The worker is a program of its own, or a process that `caselaw serve` looks after."""
        if (worker := self._parts.get("worker")) is not None:
            worker.kill()
            return
        site = self._parts["site"]
        for pid in site.workers() if isinstance(site, Program) else ():
            os.kill(pid, signal.SIGKILL)

    def _keep(self) -> None:
        """Begin again what has ended, as systemd does."""
        for part in self._parts.values():
            if isinstance(part, Program) and part.process.poll() is not None:
                part.begin()

    def _look(self, now: float) -> None:
        for part in self._parts.values():
            if isinstance(part, Program):
                workers = part.workers()
                own = [pid for pid in part.pids() if pid not in workers]
                self.memory.seen[part.name].append((now, sum(map(memory, own))))
                if workers:
                    self.memory.seen["worker"].append((now, sum(map(memory, workers))))

    def _ready(self) -> bool:
        line = http.client.HTTPConnection(self._site.hostname or "", self._site.port, timeout=20)
        try:
            line.request("GET", "/health/ready")
            answer = line.getresponse()
            parts = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return False
        finally:
            line.close()
        return answer.status == http.client.OK and parts.get("worker", True) is True


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
