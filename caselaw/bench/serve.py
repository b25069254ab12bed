"""`caselaw bench serve`: how long pages take over HTTP, beside the service called from as many threads of one process.

The site is the real one, begun as a user would begin it, over a collection of its own. Each measure of the pages is
followed by the same queries put to the service, so that a busy machine slows both; trust the ratios.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.clients import Answered, asking, together
from caselaw.bench.corpus import PARAGRAPHS, Sentences, decisions, judgment, queries, sentences
from caselaw.bench.timing import percentile
from caselaw.domain.searching.questions import SearchQuery
from caselaw.settings import Settings
from caselaw.wiring import Services, build

READER = "en"
MEASURING = 1_000_000
"""Searches in a minute: all are asked from this machine, which is one address; they are counted as ever."""
LONG = 1000
"""Paragraphs of the long judgment."""

_BEGINS_WITHIN = 60  # seconds
_PLAIN = ("term", "or", "and", "phrase")
_WARM_UP = 40


@dataclass(frozen=True)
class Page:
    """A kind of page asked for by so many clients, and the service by as many threads, in milliseconds."""

    answered: Answered
    service: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return percentile(self.answered.times, 0.95) / percentile(self.service, 0.95)


@dataclass(frozen=True)
class Steady:
    """Many requests by many clients: errors, and the memory of the site's process before and after, in megabytes."""

    answered: Answered
    before: float
    after: float


@click.command()
@click.option("--paragraphs", default=10_000, show_default=True, type=click.IntRange(min=200), help="How many.")
@click.option("--requests", default=400, show_default=True, type=click.IntRange(min=20), help="Of each kind of page.")
@click.option("--steady", default=10_000, show_default=True, type=click.IntRange(min=100),
              help="Requests by 32 clients, to see errors and growing memory.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def serve(ctx: click.Context, paragraphs: int, requests: int, steady: int, as_json: bool) -> None:
    """Time the pages over HTTP against the service they call."""
    settings = ctx.find_object(Settings) or Settings.from_env({})
    out = Console(stderr=True, quiet=as_json)
    with tempfile.TemporaryDirectory(prefix="caselaw-bench-") as name:
        chosen = _own(settings, Path(name))
        services = build(chosen)
        real = sentences(settings.data)
        long = _fill(services, real, paragraphs, out)
        with _site(chosen) as (site, process):
            pages = _pages(site, services, real, long, requests)
            held = _steady(site, process, real, steady)
        services.close()
    if as_json:
        click.echo(json.dumps(_form(pages, held)))
    else:
        _show(pages, held, Console())


def _own(settings: Settings, folder: Path) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return replace(
        settings,
        database_url=f"sqlite:///{folder}/caselaw.db",
        search_url=f"tantivy:{folder}/index",
        files=folder / "files",
        base_url=f"http://127.0.0.1:{port}",
        searches_a_minute=MEASURING,
        secret_key="measured and gone",  # noqa: S106 - of a site that nobody signs in to
    )


def _fill(services: Services, real: Sentences, paragraphs: int, out: Console) -> str:
    """Store and index so many paragraphs and one long judgment; gives the judgment's id."""
    services.store.migrate()
    documents = max(paragraphs // PARAGRAPHS, 1)
    for record in track(decisions(documents, real), "storing", total=documents, console=out):
        services.intake.store(record, viewer=OPERATOR)
    long = services.intake.store(judgment(LONG, real), viewer=OPERATOR).id
    while not services.indexing.apply_pending().idle:
        pass
    services.indexing.rebuild(viewer=OPERATOR)
    return long


def _environment(settings: Settings) -> dict[str, str]:
    """What tells another process of the site in this folder."""
    return {
        "CASELAW_DATABASE_URL": settings.database_url,
        "CASELAW_SEARCH_URL": settings.search_url,
        "CASELAW_FILES": str(settings.files),
        "CASELAW_BASE_URL": settings.base_url,
        "CASELAW_SECRET_KEY": settings.secret_key,
        "CASELAW_SEARCHES_A_MINUTE": str(settings.searches_a_minute),
    }


@contextmanager
def _site(settings: Settings) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The site as `caselaw serve` begins it, in a process of its own, while it is asked."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from caselaw.cli import main; main()", "serve"],
        env=os.environ | _environment(settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(settings.base_url)
        yield settings.base_url, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_BEGINS_WITHIN)


def _wait(site: str) -> None:
    end = time.monotonic() + _BEGINS_WITHIN
    while True:
        try:
            urllib.request.urlopen(f"{site}/health/live", timeout=5).close()  # noqa: S310 - our own site
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def _pages(site: str, services: Services, real: Sentences, long: str, requests: int) -> dict[str, Page]:
    """Every kind of page by so many clients. The first two, of 8 clients and of
    one, are those the figures to reach speak of."""
    texts = _texts(real, requests)
    searches, document = [_search(text) for text in texts], [f"/{READER}/documents/{long}"] * max(requests // 4, 20)
    asking(site, searches[:_WARM_UP], 8)
    called = [partial(services.search.search, SearchQuery(text, reader=READER), viewer=ANYONE) for text in texts]
    read = [partial(_read, services, long) for _ in document]
    together(called[:_WARM_UP], 8)
    return {
        name: Page(asking(site, addresses, clients), together(calls, clients))
        for name, addresses, calls, clients in (
            ("search", searches, called, 8),
            ("document", document, read, 1),
            ("search, 1", searches, called, 1),
            ("search, 32", searches, called, 32),
            ("document, 8", document, read, 8),
        )
    }


def _read(services: Services, document: str) -> None:
    """What the page of a document reads at the least: the document and its text."""
    services.documents.get(document, viewer=ANYONE)
    services.documents.paragraphs(document, viewer=ANYONE, after=-1, size=LONG)


def _steady(site: str, process: subprocess.Popen[bytes], real: Sentences, requests: int) -> Steady:
    addresses = [_search(text) for text in _texts(real, requests)]
    first = max(requests // 10, 50)
    asking(site, addresses[:first], 32)
    before = _private(process.pid)
    answered = asking(site, addresses, 32)
    return Steady(answered, before, _private(process.pid))


def _texts(real: Sentences, count: int) -> list[str]:
    asked = queries(real, max(count // len(_PLAIN), 5))
    return list(islice(cycle(text for kind in zip(*(asked[kind] for kind in _PLAIN), strict=True) for text in kind),
                       count))  # fmt: skip


def _search(text: str) -> str:
    return f"/{READER}/search?{urlencode({'q': text})}"


def _private(pid: int) -> float:
    """The memory that a process has for itself alone, in megabytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    kilobytes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
    return (kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]) / 1000


def _form(pages: dict[str, Page], held: Steady) -> dict[str, object]:
    return {
        "pages": {
            name: {
                "clients": page.answered.clients,
                "rps": round(page.answered.per_second, 1),
                "p50_ms": round(percentile(page.answered.times, 0.5), 2),
                "p95_ms": round(percentile(page.answered.times, 0.95), 2),
                "service_p50_ms": round(percentile(page.service, 0.5), 2),
                "service_p95_ms": round(percentile(page.service, 0.95), 2),
                "ratio": round(page.ratio, 2),
                "bytes": page.answered.bytes,
                "errors": page.answered.errors,
            }
            for name, page in pages.items()
        },
        "steady": {
            "requests": len(held.answered.times),
            "clients": held.answered.clients,
            "errors": held.answered.errors,
            "refused": dict(held.answered.refused),
            "rps": round(held.answered.per_second, 1),
            "p95_ms": round(percentile(held.answered.times, 0.95), 2),
            "mb_before": round(held.before, 1),
            "mb_after": round(held.after, 1),
        },
    }


def _show(pages: dict[str, Page], held: Steady, out: Console) -> None:
    table = Table(title="pages over HTTP, milliseconds; service: the same asked of it by as many threads",
                  caption="to reach: search ratio ≤ 2.5; document p95 ≤ 100 ms")  # fmt: skip
    table.add_column("page", no_wrap=True)
    for name in ("req/s", "p50", "p95", "service", "ratio", "bytes", "errors"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, page in pages.items():
        got = page.answered
        figures = [f"{percentile(each, share):.1f}" for each, share in
                   ((got.times, 0.5), (got.times, 0.95), (page.service, 0.95))]  # fmt: skip
        table.add_row(name, f"{got.per_second:.1f}", *figures, f"{page.ratio:.2f}", f"{got.bytes:,}", str(got.errors))
    out.print(table)
    got = held.answered
    out.print(f"{len(got.times):,} requests by {got.clients} clients: {got.errors} errors {dict(got.refused) or ''}, "
              f"{got.per_second:.1f} a second; private memory of the site {held.before:.0f} MB before, "
              f"{held.after:.0f} MB after.")  # fmt: skip
