"""The watch over one installation: counts requests and work, lists what was slow, and tells Prometheus."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from os import sysconf
from pathlib import Path

from caselaw.domain.errors import StoreUnavailable
from caselaw.services.site.health import WORKER_SILENT_AFTER, Health, HealthService
from caselaw.services.watching import metrics
from caselaw.services.watching.slow import SlowList
from caselaw.services.watching.tally import Tally, gathered
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store import watching as stored

SITE, WORKER, READER = "site", "worker", "reader"
"""What a process does, by which its memory is told."""
LEAST_FREE = 500_000_000  # bytes; with less the next large upload, or rebuild of the index, fills the disk
REFUSED = frozenset({400, 401, 403, 413, 422, 429})
"""What is refused is always noted: many of them are somebody who tries doors."""
_LOOK = 5.0  # seconds between two looks at our own memory
_PAGE = sysconf("SC_PAGE_SIZE")

log = logging.getLogger("caselaw.watch")


class WatchService:
    """Counts for this process, and adds up for all of them; what it cannot write it leaves out."""

    def __init__(self, store: Store, health: HealthService, settings: Settings) -> None:
        folder = settings.home / "watch"
        self.role = SITE
        self.slow = SlowList(folder)
        self._store = store
        self._health = health
        self._settings = settings
        self._folder = folder
        self._tally = Tally(folder)
        self._looked = float("-inf")

    def request(self, rule: str | None, method: str, status: int, seconds: float, request: str) -> None:
        """One request is answered. `rule` is the template of its address, `request` the id that its answer bears."""
        route, method = metrics.route_of(rule, method)
        self._tally.add(metrics.of_request(route, method, status, seconds))
        self.look()
        ms = round(seconds * 1000)
        slow = ms >= self._settings.slow
        if slow:
            self.slow.note(f"{method} {route}", ms, status=status, request=request)
        if slow or status >= 500 or status in REFUSED or self._settings.log_requests == "all":
            facts = {"method": method, "route": route, "status": status, "ms": ms}
            level = logging.INFO if status < 400 and not slow else logging.WARNING
            log.log(level, _called(status, slow=slow), extra={"facts": facts})

    @contextmanager
    def work(self, kind: str) -> Iterator[list[bool]]:
        """A turn of work of this kind is being done. What it is given takes True where something was: an idle look is
        not counted. An error is, and goes on."""
        begun, did = time.monotonic(), list[bool]()
        try:
            yield did
        except Exception:
            self._worked(kind, time.monotonic() - begun, failed=True)
            raise
        if any(did):
            self._worked(kind, time.monotonic() - begun, failed=False)

    def metrics(self) -> str:
        """Everything that is counted, in the text format of Prometheus; a database that is away leaves its part out."""
        self.look(now=True)
        counted = gathered(self._folder)
        health = self._health.ready()
        samples = [
            *counted.counters.items(),
            *metrics.of_processes(counted),
            *_up(health),
            *self._disk(),
            (metrics.sample("caselaw_info", {"version": version("caselaw")}), 1.0),
        ]
        try:
            with self._store.reading() as connection:
                moment = datetime.now(UTC)
                samples += metrics.of_queues(stored.queues(connection), moment)
                samples.append(("caselaw_workers", stored.workers(connection, moment - WORKER_SILENT_AFTER)))
        except StoreUnavailable:
            pass  # `caselaw_up` says so
        return metrics.printed(samples)

    def processes(self) -> Mapping[str, tuple[int, int]]:
        """How many processes count, and the megabytes they hold, by what they do."""
        self.look(now=True)
        found: dict[str, tuple[int, int]] = {}
        for gauges in gathered(self._folder).gauges:
            for role, held in gauges.items():
                count, megabytes = found.get(role, (0, 0))
                found[role] = count + 1, megabytes + round(held / 1_000_000)
        return found

    def room(self) -> bool:
        """There is room left on every disk that the site writes to."""
        return all(shutil.disk_usage(nearest(place)).free >= LEAST_FREE for _, place in places(self._settings))

    def close(self) -> None:
        self._tally.close()

    def _worked(self, kind: str, seconds: float, *, failed: bool) -> None:
        self._tally.add(metrics.of_work(kind, seconds, failed=failed))
        self.look()
        ms = round(seconds * 1000)
        if ms >= self._settings.slow:
            self.slow.note(f"job {kind}", ms)
            log.info("slow job", extra={"facts": {"job": kind, "ms": ms}})

    def look(self, *, now: bool = False) -> None:
        """Count this process and the memory it holds, where the last look was some seconds ago."""
        moment = time.monotonic()
        if now or moment - self._looked >= _LOOK:
            self._looked = moment
            self._tally.put(self.role, own_memory())

    def _disk(self) -> Iterator[tuple[str, float]]:
        for name, place in places(self._settings):
            yield metrics.sample("caselaw_disk_free_bytes", {"holds": name}), shutil.disk_usage(nearest(place)).free


def _called(status: int, *, slow: bool) -> str:
    if status >= 500:
        return "failed request"
    if status in REFUSED:
        return "refused request"
    return "slow request" if slow else "request"


def places(settings: Settings) -> tuple[tuple[str, Path], ...]:
    """What lies on a disk of this machine, by a name, and where."""
    found = [("files", settings.files)]
    if settings.database_url.startswith("sqlite"):
        found.append(("database", Path(settings.database_url.partition("///")[2])))
    if settings.search_url.startswith("tantivy:"):
        found.append(("index", Path(settings.search_url.removeprefix("tantivy:")).expanduser()))
    return tuple(found)


def nearest(place: Path) -> Path:
    """The place itself, or what of the way to it is there."""
    return next(one for one in (place.absolute(), *place.absolute().parents) if one.exists())


def own_memory() -> float:
    """Bytes of memory that this process holds; 0 where the machine does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0.0


def _up(health: Health) -> Iterator[tuple[str, float]]:
    for part, works in (("database", health.database), ("index", health.index), ("worker", health.worker)):
        yield metrics.sample("caselaw_up", {"part": part}), float(works)
