"""What `caselaw bench search` measures of one size of collection: times in turn, size on disk, memory of a process that
serves. Everything lies in a folder of its own that is gone afterwards."""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.corpus import PARAGRAPHS, Sentences, decisions, queries
from caselaw.bench.fts5 import Baseline
from caselaw.bench.meaning import ByMeaning, by_meaning
from caselaw.bench.plain_tantivy import fill
from caselaw.domain.searching.questions import SearchQuery
from caselaw.search.query import parse
from caselaw.search.understand import of_section, plan
from caselaw.settings import Settings
from caselaw.wiring import Services, build

_READER = "en"
_INDEX = "caselaw-bench"  # of Elasticsearch: made anew by every run, emptied at its end
_FILTERS = {
    "kind": ("judgment", "decision", "order", "law", "report"),
    "year": tuple(map(str, range(1995, 2015))),
}
_WARM_UP = 5

Prepared = Callable[[], object]
Run = Callable[[SearchQuery], Prepared]
Times = Mapping[str, Mapping[str, list[float]]]  # kind of query → who answers → milliseconds


@dataclass(frozen=True)
class Memory:
    """Of a process that has just answered every query, in megabytes: its own, of which pages of the index's files that
    the system may take back, and all it has."""

    uss: float
    uss_files: float
    rss: float


@dataclass(frozen=True)
class Measured:
    """One size of collection, built and asked. The times of building are without reading the rows from the database,
    which took `read_s`."""

    paragraphs: int
    read_s: float
    build_s: float
    plain_build_s: float
    fts5_build_s: float
    bytes: int
    documents_bytes: int
    fts5_bytes: int
    text_bytes: int
    memory: Memory
    times: Times
    meaning: ByMeaning | None


def measure(settings: Settings, real: Sentences, paragraphs: int, count: int, out: Console) -> Measured:
    """Build a collection of so many paragraphs and put `count` queries of each kind to it."""
    documents = max(paragraphs // PARAGRAPHS, 1)
    with tempfile.TemporaryDirectory(prefix="caselaw-bench-") as name:
        folder = Path(name)
        chosen = _engines(settings, folder)
        sites = {engine: build(each) for engine, each in chosen.items()}
        embedded = sites["embedded"]
        embedded.store.migrate()
        text_bytes = 0
        for record in track(decisions(documents, real), "storing", total=documents, console=out):
            embedded.intake.store(record, viewer=OPERATOR)
            text_bytes += sum(len(paragraph.text.encode()) for paragraph in record.paragraphs)
        while not embedded.indexing.apply_pending().idle:
            pass  # as the worker would: what waits to be indexed is looked at by every search
        read_s = timed(lambda: deque(embedded.indexing.every_row(viewer=OPERATOR), maxlen=0))
        built = {
            engine: timed(partial(site.index.rebuild, site.indexing.every_row(viewer=OPERATOR))) - read_s
            for engine, site in sites.items()
        }
        plain_s = timed(lambda: fill(folder / "plain", embedded.indexing.every_row(viewer=OPERATOR))) - read_s
        baseline = Baseline(folder / "fts5.db")
        fts5_s = timed(lambda: baseline.build(embedded.indexing.every_row(viewer=OPERATOR))) - read_s
        asked = queries(real, count)
        serving = folder / "index" / (folder / "index" / "CURRENT").read_text(encoding="ascii").strip()
        measured = Measured(
            documents * PARAGRAPHS, read_s, built["embedded"], plain_s, fts5_s, _size(serving),
            _size(serving / "documents"), baseline.bytes(), text_bytes,
            _serving(chosen["embedded"], asked), _ask(sites, baseline, asked), by_meaning(embedded, real, count),
        )  # fmt: skip
        baseline.close()
        for engine, site in sites.items():
            if engine != "embedded":
                site.index.rebuild(())
            site.close()
    return measured


def timed(work: Callable[[], object]) -> float:
    """How many seconds it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies, by linear interpolation."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _engines(settings: Settings, folder: Path) -> dict[str, Settings]:
    """The embedded engine, and Elasticsearch where the settings name one, over one database."""
    embedded = replace(
        settings,
        database_url=f"sqlite:///{folder}/caselaw.db",
        search_url=f"tantivy:{folder}/index",
        files=folder / "files",
    )
    if settings.embedded_search:
        return {"embedded": embedded}
    return {
        "embedded": embedded,
        "elasticsearch": replace(embedded, search_url=settings.search_url, search_index=_INDEX),
    }


def _ask(sites: Mapping[str, Services], baseline: Baseline, asked: Mapping[str, list[str]]) -> Times:
    """Every query put to everyone in turn."""
    runs: dict[str, Run] = {
        "fts5": lambda query: lambda: baseline.search(query.text, reader=_READER, filters=query.filters)
    }
    for engine, site in sites.items():
        runs[engine] = _service(site)
        runs[f"{engine} bare"] = _bare(site)
    gc.collect()
    times: dict[str, dict[str, list[float]]] = {}
    for kind, texts in asked.items():
        wanted = _queries(kind, texts)
        for run in runs.values():
            for query in wanted[:_WARM_UP]:
                run(query)()
        times[kind] = {who: [] for who in runs}
        for query in wanted:
            for who, run in runs.items():
                times[kind][who].append(1000 * timed(run(query)))
    return times


def _queries(kind: str, texts: Sequence[str]) -> list[SearchQuery]:
    return [SearchQuery(text, reader=_READER, filters=_FILTERS if kind == "filtered" else {}) for text in texts]


def _service(site: Services) -> Run:
    return lambda query: lambda: site.search.search(query, viewer=ANYONE)


def _bare(site: Services) -> Run:
    """The calls of the engine that a search makes, and nothing else: its plans are made before the time is taken."""

    def run(query: SearchQuery) -> Prepared:
        counted = plan(query, parse(query.text), viewer=ANYONE, section=None)
        plans = [*(of_section(counted, query, section) for section in query.sections), counted]
        return lambda: [site.index.search(each) for each in plans]

    return run


def _serving(settings: Settings, asked: Mapping[str, list[str]]) -> Memory:
    """The memory of a process that does nothing but serve."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_served, settings, asked).result()


def _served(settings: Settings, asked: Mapping[str, list[str]]) -> Memory:
    site = build(settings)
    run = _service(site)
    for kind, texts in asked.items():
        for query in _queries(kind, texts):
            run(query)()
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    kilobytes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
    uss = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    site.close()
    return Memory(uss / 1000, kilobytes["Private_Clean"] / 1000, kilobytes["Rss"] / 1000)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
