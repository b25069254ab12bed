"""`caselaw bench search`: how long the whole search takes, beside the bare engine and beside SQLite FTS5.

The queries go to all of them in turn, so that a busy machine slows all alike; trust the ratios. What is to be reached
stands beside each row.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import click
from rich.console import Console
from rich.table import Table

from caselaw.bench.corpus import PARAGRAPHS, sentences
from caselaw.bench.timing import Measured, measure, percentile
from caselaw.domain.searching.questions import FACETS
from caselaw.search.encoder.universal import DIMENSIONS
from caselaw.settings import Settings

SKETCH = "filtered"
"""The kind of query that the figures to reach speak of: three words with OR and two filters, facets, marked hits."""


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
    small = measure(settings, real, max(paragraphs // 100, PARAGRAPHS), count, out)
    whole = measure(settings, real, paragraphs, count, out)
    if as_json:
        click.echo(json.dumps(_form(whole, small)))
    else:
        _show(whole, small, Console())


@dataclass(frozen=True)
class Row:
    """One figure: what was measured, beside what, and what is to be reached."""

    what: str
    value: float
    baseline: float
    ratio: float
    reach: str
    reached: bool


def rows(measured: Measured, small: Measured) -> Iterator[Row]:
    """The figures to reach, as far as one run shows them; those in milliseconds are of SKETCH."""
    whos, before = measured.times[SKETCH], small.times[SKETCH]
    for share, least in ((0.5, 3.0), (0.95, 5.0)):
        own, fts5 = percentile(whos["embedded"], share), percentile(whos["fts5"], share)
        yield Row(f"p{100 * share:.0f} ms, FTS5", own, fts5, fts5 / own, f"≥ {least}", fts5 / own >= least)
        if elastic := whos.get("elasticsearch"):
            theirs = percentile(elastic, share)
            yield Row(f"p{100 * share:.0f} ms, Elasticsearch", own, theirs, theirs / own, "≥ 2.5", theirs / own >= 2.5)
    for engine in ("embedded", "elasticsearch"):
        if engine in whos:
            added, bare = _added(whos, engine), percentile(whos[f"{engine} bare"], 0.5)
            yield Row(f"added to bare calls, {engine}, p50 ms", added, bare, added / bare, "≤ 4 ms", added <= 4)
    own, less = percentile(whos["embedded"], 0.95), percentile(before["embedded"], 0.95)
    yield Row(f"p95 ms, {small.paragraphs:,} paragraphs", own, less, own / less, "≤ 12", own <= 12 * less)
    built, plain = (measured.paragraphs / each for each in (measured.build_s, measured.plain_build_s))
    yield Row("indexed paragraphs/s, bare tantivy", built, plain, built / plain, "≥ 0.6", built / plain >= 0.6)
    size = measured.bytes / measured.text_bytes
    yield Row("MB on disk, text", measured.bytes / 1e6, measured.text_bytes / 1e6, size, "≤ 0.8", size <= 0.8)
    if measured.meaning is not None:
        half, slow = (percentile(measured.meaning.times, share) for share in (0.5, 0.95))
        yield Row("p95 ms, p50, across languages with the encoder", slow, half, slow / half, "≤ 40 ms", slow <= 40)
        each = measured.meaning.bytes
        yield Row("bytes of vectors a paragraph, the vector", each, DIMENSIONS, each / DIMENSIONS, "≤ 520", each <= 520)
    most = 400 if measured.paragraphs <= 100_000 else 1000
    memory = measured.memory
    yield Row("private MB, resident MB", memory.uss, memory.rss, memory.uss / memory.rss, f"≤ {most} MB",
              memory.uss <= most)  # fmt: skip


def _added(whos: Mapping[str, list[float]], engine: str) -> float:
    """What the service adds to the bare calls it makes, in the middle."""
    return statistics.median(a - b for a, b in zip(whos[engine], whos[f"{engine} bare"], strict=True))


def _form(measured: Measured, small: Measured) -> dict[str, object]:
    return {
        "paragraphs": measured.paragraphs,
        "read_s": round(measured.read_s, 2),
        "build_s": round(measured.build_s, 2),
        "plain_build_s": round(measured.plain_build_s, 2),
        "fts5_build_s": round(measured.fts5_build_s, 2),
        "bytes": measured.bytes,
        "documents_bytes": measured.documents_bytes,
        "fts5_bytes": measured.fts5_bytes,
        "text_bytes": measured.text_bytes,
        "uss_mb": round(measured.memory.uss, 1),
        "uss_files_mb": round(measured.memory.uss_files, 1),
        "rss_mb": round(measured.memory.rss, 1),
        "small_paragraphs": small.paragraphs,
        "facets": len(FACETS),
        "queries": {kind: _figures(whos, small.times[kind]) for kind, whos in measured.times.items()},
        "rows": [
            {
                "what": row.what,
                "value": round(row.value, 3),
                "baseline": round(row.baseline, 3),
                "ratio": round(row.ratio, 3),
                "reach": row.reach,
                "reached": row.reached,
            }
            for row in rows(measured, small)
        ],
    }


def _figures(whos: Mapping[str, list[float]], small: Mapping[str, list[float]]) -> dict[str, float | None]:
    own, fts5 = whos["embedded"], whos["fts5"]
    figures: dict[str, float | None] = {
        "p50_ms": percentile(own, 0.5),
        "p95_ms": percentile(own, 0.95),
        "p99_ms": percentile(own, 0.99),
        "fts5_p50_ms": percentile(fts5, 0.5),
        "fts5_p95_ms": percentile(fts5, 0.95),
        "bare_p50_ms": percentile(whos["embedded bare"], 0.5),
        "bare_p95_ms": percentile(whos["embedded bare"], 0.95),
        "added_p50_ms": _added(whos, "embedded"),
        "ratio_p50": percentile(fts5, 0.5) / percentile(own, 0.5),
        "ratio_p95": percentile(fts5, 0.95) / percentile(own, 0.95),
        "growth_p95": percentile(own, 0.95) / percentile(small["embedded"], 0.95),
        "elasticsearch_p50_ms": None,
        "elasticsearch_p95_ms": None,
        "elasticsearch_added_p50_ms": None,
    }
    if elastic := whos.get("elasticsearch"):
        figures |= {
            "elasticsearch_p50_ms": percentile(elastic, 0.5),
            "elasticsearch_p95_ms": percentile(elastic, 0.95),
            "elasticsearch_added_p50_ms": _added(whos, "elasticsearch"),
        }
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
        plain = ("p50_ms", "p95_ms", "p99_ms", "fts5_p50_ms", "fts5_p95_ms")
        ratios = [f"{made[name]:.2f}×" for name in ("ratio_p50", "ratio_p95")]
        cells = [*(f"{made[name]:.2f}" for name in plain), *ratios, f"{made['bare_p50_ms']:.2f}"]
        cells += [f"{made['added_p50_ms']:.2f}", f"{made['growth_p95']:.1f}×"]
        if elastic:
            cells.append(f"{made['elasticsearch_p50_ms']:.2f}")
        table.add_row(kind, *cells)
    out.print(table)
    reached = Table(title=f"figures to reach; milliseconds are of “{SKETCH}” with {len(FACETS)} facets")
    for name in ("what, and beside what", "ours", "theirs", "ratio", "reach", "reached"):
        reached.add_column(name, justify="left" if name.startswith("what") else "right")
    for row in rows(measured, small):
        figures = (f"{row.value:,.2f}", f"{row.baseline:,.2f}", f"{row.ratio:.2f}")
        reached.add_row(row.what, *figures, row.reach, "yes" if row.reached else "no")
    out.print(reached)
    out.print(f"Rows read in {measured.read_s:.1f} s; {measured.documents_bytes / 1e6:.1f} MB of the index are whole "
              f"documents; FTS5 with its text {measured.fts5_bytes / 1e6:.1f} MB in {measured.fts5_build_s:.1f} s; "
              f"{measured.memory.uss_files:.0f} MB of the private memory are pages of files. "
              f"Growth: p95 against {small.paragraphs:,} paragraphs.")  # fmt: skip
