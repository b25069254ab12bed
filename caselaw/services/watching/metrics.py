"""What Prometheus reads: how often each route was asked for and how long it took, what work waits, what memory is used.

A label holds a route by its template, a kind of job, a status: never a name, an id or a query.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from caselaw.services.watching.tally import Gathered
from caselaw.store.watching import Queue

BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNTOLD = "(own)"
_CONVERTER = re.compile(r"<[^<>]*:(\w+)>")
_SEALED = re.compile(r"/(?:solidarity|account)(?:/|$)")
"""Pages of sealed records, whose use is nobody's business, and with them those of one's own account, where a password
takes as long."""
_HELP = {
    "caselaw_requests_total": ("counter", "Requests answered, by the template of their route and their status."),
    "caselaw_request_seconds": ("histogram", "Seconds a request took, by the template of its route."),
    "caselaw_jobs_total": ("counter", "Turns of work done, by kind and outcome."),
    "caselaw_job_seconds": ("histogram", "Seconds a turn of work took, by kind."),
    "caselaw_jobs_waiting": ("gauge", "Jobs that wait, by kind and state."),
    "caselaw_jobs_oldest_seconds": ("gauge", "For how long the oldest job that is due waits, by kind."),
    "caselaw_index_lag_seconds": ("gauge", "For how long the oldest change waits to be found by a search."),
    "caselaw_workers": ("gauge", "Workers seen within the last minute."),
    "caselaw_up": ("gauge", "1 where this part answers."),
    "caselaw_processes": ("gauge", "Processes that count, by what they do."),
    "caselaw_memory_bytes": ("gauge", "Memory these processes held when they last counted, by what they do."),
    "caselaw_disk_free_bytes": ("gauge", "Free space, by what lies there."),
    "caselaw_info": ("gauge", "The version that runs."),
}


def route_of(rule: str | None, method: str) -> tuple[str, str]:
    """The template of a route and its method as they are told: a converter is only its name, nothing that was asked."""
    if rule is None:
        template = "(none)"
    elif _SEALED.search(rule):
        template = UNTOLD
    else:
        template = _CONVERTER.sub(r"<\1>", rule)
    return template, method if method in METHODS else "OTHER"


def of_request(route: str, method: str, status: int, seconds: float) -> Iterator[tuple[str, float]]:
    """What one request adds to the counters."""
    where = {"route": route, "method": method}
    yield sample("caselaw_requests_total", where | {"status": str(status)}), 1
    yield from _observed("caselaw_request_seconds", where, seconds)


def of_work(kind: str, seconds: float, *, failed: bool) -> Iterator[tuple[str, float]]:
    """What one turn of work adds to the counters."""
    yield sample("caselaw_jobs_total", {"kind": kind, "outcome": "failed" if failed else "done"}), 1
    yield from _observed("caselaw_job_seconds", {"kind": kind}, seconds)


def _observed(name: str, labels: Mapping[str, str], seconds: float) -> Iterator[tuple[str, float]]:
    """Only the one bucket it falls into is counted; they are added up when they are read."""
    place = bisect_left(BUCKETS, seconds)
    bound = f"{BUCKETS[place]:g}" if place < len(BUCKETS) else "+Inf"
    yield sample(f"{name}_bucket", {**labels, "le": bound}), 1
    yield sample(f"{name}_sum", labels), seconds
    yield sample(f"{name}_count", labels), 1


def of_queues(queues: Mapping[str, Queue], moment: datetime) -> Iterator[tuple[str, float]]:
    """What the database says of the work that waits."""
    for kind, queue in sorted(queues.items()):
        for state, count in (("waiting", queue.waiting), ("due", queue.due), ("failed", queue.failed)):
            yield sample("caselaw_jobs_waiting", {"kind": kind, "state": state}), count
        yield sample("caselaw_jobs_oldest_seconds", {"kind": kind}), waited(queue, moment)
    yield "caselaw_index_lag_seconds", waited(queues["index"], moment) if "index" in queues else 0.0


def waited(queue: Queue, moment: datetime) -> float:
    """Seconds for which the oldest due job of a queue waits."""
    return max(0.0, (moment - queue.oldest).total_seconds()) if queue.oldest else 0.0


def of_processes(gathered: Gathered) -> Iterator[tuple[str, float]]:
    """Memory of the processes that live, by what they do."""
    total: dict[str, list[float]] = {}
    for gauges in gathered.gauges:
        for role, held in gauges.items():
            total.setdefault(role, []).append(held)
    for role, all_held in sorted(total.items()):
        yield sample("caselaw_processes", {"role": role}), len(all_held)
        yield sample("caselaw_memory_bytes", {"role": role}), sum(all_held)


def sample(name: str, labels: Mapping[str, str]) -> str:
    """A sample's name with its labels, as Prometheus writes it."""
    if not labels:
        return name
    said = ",".join(f'{label}="{_escaped(value)}"' for label, value in labels.items())
    return f"{name}{{{said}}}"


def printed(samples: Iterable[tuple[str, float]]) -> str:
    """Samples in the text format 0.0.4, each family with its kind and its help, buckets added up."""
    families: dict[str, list[tuple[str, float]]] = {name: [] for name in _HELP}
    for name, value in _added_up(samples):
        bare = name.partition("{")[0]
        family = bare if bare in _HELP else bare.rpartition("_")[0]
        if family in families:
            families[family].append((name, value))
    lines = []
    for family, held in families.items():
        if held:
            kind, about = _HELP[family]
            lines += [f"# HELP {family} {about}", f"# TYPE {family} {kind}"]
            lines += [f"{name} {value:.17g}" for name, value in held]
    return "\n".join(lines) + "\n"


def _added_up(samples: Iterable[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Each bucket with all that were shorter."""
    buckets: dict[str, dict[str, float]] = {}
    others = []
    for name, value in samples:
        bare, le, bound = name.rpartition('le="')
        if le and "_bucket{" in bare:
            buckets.setdefault(bare, {})[bound.removesuffix('"}')] = value
        else:
            others.append((name, value))
    for bare, counted in sorted(buckets.items()):
        total = 0.0
        for bound in (*(f"{one:g}" for one in BUCKETS), "+Inf"):
            total += counted.get(bound, 0.0)
            yield f'{bare}le="{bound}"}}', total
    yield from sorted(others)


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
