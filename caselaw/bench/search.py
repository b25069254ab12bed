"""`caselaw bench search`: how long the whole search takes, beside the bare engine and beside SQLite FTS5.

Everything is built in a folder of its own that is gone afterwards: database, index and baseline. The queries go to all
of them in turn, so that a busy machine slows all alike; trust the ratios.
"""

from __future__ import annotations

import gc
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.corpus import PARAGRAPHS, Sentences, decisions, queries, sentences
from caselaw.bench.fts5 import Baseline
from caselaw.domain.searching import SearchQuery
from caselaw.search.query import parse
from caselaw.search.understand import plan
from caselaw.settings import Settings
from caselaw.wiring import Services, build

_READER = "en"
_INDEX = "caselaw-bench"  # of Elasticsearch: made anew by every run, emptied at its end
_KINDS_OF_FILTER = {
    "kind": ("judgment", "decision", "order", "law", "report"),
    "year": tuple(map(str, range(1995, 2015))),
}
_WARM_UP = 5

Run = Callable[[SearchQuery], object]
Times = Mapping[str, Mapping[str, list[float]]]  # kind of query → who answers → milliseconds


@dataclass(frozen=True)
class Measured:
    """One size of collection, built and asked."""

    paragraphs: int
    build_s: float
    fts5_build_s: float
    bytes: int
    fts5_bytes: int
    text_bytes: int
    rss_mb: float
    times: Times


@click.command()
@click.option("--paragraphs", default=10_000, show_default=True, type=click.IntRange(min=200), help="How many.")
@click.option("--queries", "count", default=60, show_default=True, type=click.IntRange(min=5), help="Of each kind.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def search(ctx: click.Context, paragraphs: int, count: int, as_json: bool) -> None:
    """Time the search service against SQLite FTS5 on the same paragraphs."""
    settings = ctx.find_object(Settings) or Settings.from_env({})
    real = sentences(settings.data)
    out = Console(stderr=True, quiet=as_json)
    small = _measure(settings, real, max(paragraphs // 100, PARAGRAPHS), count, out)
    whole = _measure(settings, real, paragraphs, count, out)
    if as_json:
        click.echo(json.dumps(_form(whole, small)))
    else:
        _show(whole, small, Console())


def _measure(settings: Settings, real: Sentences, paragraphs: int, count: int, out: Console) -> Measured:
    documents = max(paragraphs // PARAGRAPHS, 1)
    with tempfile.TemporaryDirectory(prefix="caselaw-bench-") as name:
        folder = Path(name)
        sites = {engine: build(chosen) for engine, chosen in _engines(settings, folder).items()}
        embedded = sites["embedded"]
        embedded.store.migrate()
        text_bytes = 0
        for record in track(decisions(documents, real), "storing", total=documents, console=out):
            embedded.intake.store(record, viewer=OPERATOR)
            text_bytes += sum(len(paragraph.text.encode()) for paragraph in record.paragraphs)
        built = {engine: _timed(partial(site.indexing.rebuild, viewer=OPERATOR)) for engine, site in sites.items()}
        baseline = Baseline(folder / "fts5.db")
        fts5_build_s = _timed(lambda: baseline.build(decisions(documents, real)))
        times = _ask(sites, baseline, queries(real, count))
        measured = Measured(
            documents * PARAGRAPHS, built["embedded"], fts5_build_s, _size(folder / "index"), baseline.bytes(),
            text_bytes, _resident_mb(), times,
        )  # fmt: skip
        baseline.close()
        for engine, site in sites.items():
            if engine != "embedded":
                site.index.rebuild(())
            site.close()
    return measured


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
    runs: dict[str, Run] = {"fts5": lambda query: baseline.search(query.text, reader=_READER, filters=query.filters)}
    for engine, site in sites.items():
        runs[engine] = _service(site)
    runs["bare"] = _bare(sites["embedded"])
    gc.collect()
    times: dict[str, dict[str, list[float]]] = {}
    for kind, texts in asked.items():
        filters = _KINDS_OF_FILTER if kind == "filtered" else {}
        wanted = [SearchQuery(text, reader=_READER, filters=filters) for text in texts]
        for run in runs.values():
            for query in wanted[:_WARM_UP]:
                run(query)
        times[kind] = {who: [] for who in runs}
        for query in wanted:
            for who, run in runs.items():
                times[kind][who].append(1000 * _timed(partial(run, query)))
    return times


def _service(site: Services) -> Run:
    return lambda query: site.search.search(query, viewer=ANYONE)


def _bare(site: Services) -> Run:
    """The calls of the engine that a search makes, and nothing else."""

    def run(query: SearchQuery) -> None:
        node = parse(query.text)
        for section in (*query.sections, None):
            site.index.search(plan(query, node, viewer=ANYONE, section=section))

    return run


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _resident_mb() -> float:
    """Resident memory of this process, the baseline's included."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies, by linear interpolation."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _form(measured: Measured, small: Measured) -> dict[str, object]:
    return {
        "paragraphs": measured.paragraphs,
        "build_s": round(measured.build_s, 2),
        "fts5_build_s": round(measured.fts5_build_s, 2),
        "bytes": measured.bytes,
        "fts5_bytes": measured.fts5_bytes,
        "text_bytes": measured.text_bytes,
        "rss_mb": round(measured.rss_mb, 1),
        "small_paragraphs": small.paragraphs,
        "queries": {kind: _figures(whos, small.times[kind]) for kind, whos in measured.times.items()},
    }


def _figures(whos: Mapping[str, list[float]], small: Mapping[str, list[float]]) -> dict[str, float | None]:
    own, fts5 = whos["embedded"], whos["fts5"]
    figures: dict[str, float | None] = {
        "p50_ms": percentile(own, 0.5),
        "p95_ms": percentile(own, 0.95),
        "p99_ms": percentile(own, 0.99),
        "fts5_p50_ms": percentile(fts5, 0.5),
        "fts5_p95_ms": percentile(fts5, 0.95),
        "bare_p50_ms": percentile(whos["bare"], 0.5),
        "ratio_p50": percentile(fts5, 0.5) / percentile(own, 0.5),
        "ratio_p95": percentile(fts5, 0.95) / percentile(own, 0.95),
        "growth_p95": percentile(own, 0.95) / percentile(small["embedded"], 0.95),
        "elasticsearch_p50_ms": None,
        "elasticsearch_p95_ms": None,
    }
    if elastic := whos.get("elasticsearch"):
        figures |= {"elasticsearch_p50_ms": percentile(elastic, 0.5), "elasticsearch_p95_ms": percentile(elastic, 0.95)}
    return {name: None if value is None else round(value, 3) for name, value in figures.items()}


def _show(measured: Measured, small: Measured, out: Console) -> None:
    table = Table(title=f"{measured.paragraphs:,} paragraphs, milliseconds; ratio: FTS5 / ours, above 1 we are faster")
    table.add_column("query")
    for name in ("p50", "p95", "p99", "FTS5 p50", "FTS5 p95", "ratio p50", "ratio p95", "bare p50", "added", "growth"):
        table.add_column(name, justify="right")
    elastic = any("elasticsearch" in whos for whos in measured.times.values())
    if elastic:
        table.add_column("Elasticsearch p50", justify="right")
    for kind, whos in measured.times.items():
        made = {name: value for name, value in _figures(whos, small.times[kind]).items() if value is not None}
        row = [made[name] for name in ("p50_ms", "p95_ms", "p99_ms", "fts5_p50_ms", "fts5_p95_ms")]
        ratios = [f"{made[name]:.2f}×" for name in ("ratio_p50", "ratio_p95")]
        added = statistics.median(a - b for a, b in zip(whos["embedded"], whos["bare"], strict=True))
        cells = [*(f"{value:.2f}" for value in row), *ratios, f"{made['bare_p50_ms']:.2f}", f"{added:.2f}"]
        cells.append(f"{made['growth_p95']:.1f}×")
        if elastic:
            cells.append(f"{made['elasticsearch_p50_ms']:.2f}")
        table.add_row(kind, *cells)
    out.print(table)
    out.print(f"Index built in {measured.build_s:.1f} s (FTS5 {measured.fts5_build_s:.1f} s), "
              f"{measured.bytes / 1e6:.1f} MB for {measured.text_bytes / 1e6:.1f} MB of text "
              f"(FTS5 with its text {measured.fts5_bytes / 1e6:.1f} MB); {measured.rss_mb:.0f} MB resident. "
              f"Growth: p95 against {small.paragraphs:,} paragraphs.")  # fmt: skip
