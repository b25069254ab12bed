"""Readers who ask a site over HTTP, each over a connection of her own, as many at a time as are wanted."""

from __future__ import annotations

import http.client
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from urllib.parse import urlsplit

PATIENCE = 60  # seconds until an answer counts as none
_HEADERS = {"Accept-Encoding": "br, gzip", "Accept": "text/html"}


@dataclass(frozen=True)
class Answered:
    """What so many clients got: milliseconds of each answer, bytes of a page over the wire in the middle, how many
    answers were none or no page, by what came in their place (a status, or what went wrong with the connection), and
    how long all of it took, in seconds."""

    clients: int
    times: tuple[float, ...]
    bytes: int
    refused: Mapping[str, int]
    seconds: float

    @property
    def errors(self) -> int:
        return sum(self.refused.values())

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0


def together(work: Sequence[Callable[[], object]], threads: int) -> tuple[float, ...]:
    """Milliseconds that each piece of work took, done by so many threads of this process."""

    def timed(one: Callable[[], object]) -> float:
        began = time.perf_counter()
        one()
        return 1000 * (time.perf_counter() - began)

    with ThreadPoolExecutor(threads) as pool:
        return tuple(pool.map(timed, work))


def asking(site: str, addresses: Sequence[str], clients: int) -> Answered:
    """Ask for these addresses (paths with their query) of a site, by so many clients at a time."""
    host = urlsplit(site)
    lines: SimpleQueue[http.client.HTTPConnection] = SimpleQueue()
    for _ in range(clients):
        lines.put(http.client.HTTPConnection(host.hostname or "", host.port, timeout=PATIENCE))
    sizes: list[int] = []
    refused: Counter[str] = Counter()

    def ask(address: str) -> None:
        line = lines.get()
        try:
            line.request("GET", address, headers=_HEADERS)
            answer = line.getresponse()
            size = len(answer.read())
            if answer.status == http.client.OK:
                sizes.append(size)
            else:
                refused[str(answer.status)] += 1
        except (OSError, http.client.HTTPException) as trouble:
            line.close()  # the next who takes it connects anew
            refused[type(trouble).__name__] += 1
        finally:
            lines.put(line)

    began = time.perf_counter()
    times = together([partial(ask, address) for address in addresses], clients)
    seconds = time.perf_counter() - began
    for _ in range(clients):
        lines.get().close()
    middle = sorted(sizes)[len(sizes) // 2] if sizes else 0
    return Answered(clients, times, middle, refused, seconds)
