"""`caselaw bench ingest`: the whole road of a folder, from file to searchable, against stock pdfminer.six.

Both sides run in the same number of processes, in one call, on the same files; the ratio is what counts, for the wall
clock of a shared machine moves.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import Unreadable
from caselaw.domain.intake.run import Outcome
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from ingest.bench.manifest import Row, form, rows
from ingest.extract.bids import choose
from ingest.extract.port import Sample
from ingest.files import find_files
from ingest.runs.batch import Reading, default_jobs
from ingest.runs.intake import Intake
from ingest.runs.report import JsonReport

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")


@dataclass(frozen=True)
class Measured:
    """`ratio_extract` and `ratio_whole_road` are pages a second against stock pdfminer.six only extracting; words kept
    are of the words in Latin script that stock pdfminer.six finds."""

    files: int
    pages: int
    pdfs: int
    seconds: float
    files_per_s: float
    pages_per_s: float
    extract_pages_per_s: float
    stock_pages_per_s: float
    ratio_extract: float
    ratio_whole_road: float
    words_kept: float
    peak_mb: float
    jobs: int


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes on both sides (default: one a core).")
@click.option("--manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="What the files are.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def ingest(folder: Path, jobs: int | None, manifest: Path | None, as_json: bool) -> None:
    """Files a second and pages a second from file to searchable, against stock pdfminer.six; with a manifest also how
    well twins, language versions, Arabic and scans were read."""
    jobs = jobs or default_jobs()
    measured = measure(list(find_files([folder])), jobs)
    figures = [*speed(measured), *(rows(folder, manifest, jobs) if manifest else ())]
    if as_json:
        click.echo(json.dumps(asdict(measured) | {"figures": form(figures)}))
        return
    table = Table(show_header=False)
    for name, value in asdict(measured).items():
        table.add_row(name.replace("_", " "), f"{value:,}")
    reached = Table("", "at least", "seen", "of")
    for row in figures:
        seen = "not measured" if row.seen is None else f"{row.seen:g}" + ("" if row.reached else "  ✗")
        reached.add_row(row.name, f"{'≤ ' if row.at_most else ''}{row.reach:g}", seen, row.of)
    for each in (table, reached):
        Console(highlight=False).print(each, markup=False)


def speed(measured: Measured) -> list[Row]:
    """The figures that need no manifest."""
    of = f"{measured.pdfs} PDFs, {measured.jobs} processes"
    return [
        Row("words kept against stock pdfminer.six", 0.995, measured.words_kept, of=of),
        Row("extraction alone, pages/s against stock", 3.0, measured.ratio_extract, of=of),
        Row("file to searchable, pages/s against stock extracting", 1.5, measured.ratio_whole_road, of=of),
    ]


def measure(files: Sequence[Path], jobs: int) -> Measured:
    """Both sides over the same files."""
    pdfs = [path for path in files if "edge" not in path.parts and _native(path)]
    whole, road = _timed_road(pdfs, jobs)
    extracted, our_words = _extraction(_ours, pdfs, jobs)
    stock, stock_words = _extraction(_stock, pdfs, jobs)
    pages = sum(outcome.pages for outcome in whole)
    wanted, kept = Counter[str](), 0
    for mine, theirs in zip(our_words, stock_words, strict=True):
        wanted.update(theirs)
        kept += (mine & theirs).total()
    everything, seconds = _timed_road(files, jobs)
    all_pages = sum(outcome.pages for outcome in everything)
    return Measured(
        files=len(files), pages=all_pages, pdfs=len(pdfs), seconds=round(seconds, 2),
        files_per_s=_rate(len(files), seconds), pages_per_s=_rate(pages, road),
        extract_pages_per_s=_rate(pages, extracted), stock_pages_per_s=_rate(pages, stock),
        ratio_extract=_rate(stock, extracted), ratio_whole_road=_rate(stock, road),
        words_kept=round(kept / max(wanted.total(), 1), 5), peak_mb=_peak_megabytes(), jobs=jobs,
    )  # fmt: skip


def _native(path: Path) -> bool:
    """A PDF with a text layer: scans and broken files cost neither side anything worth counting."""
    sample = Sample(path.read_bytes())
    extractor = choose(sample)
    if extractor is None or extractor.format != "pdf":
        return False
    try:
        return extractor.extract(sample).text_layer in ("native", "mixed")
    except Unreadable:
        return False


def _rate(count: float, seconds: float) -> float:
    return round(count / seconds, 2) if seconds else 0.0


def _peak_megabytes() -> float:
    """The largest of the finished worker processes, so far."""
    return round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)


@contextmanager
def _installation() -> Iterator[Services]:
    """An empty database, index and file store of its own."""
    folder = tempfile.mkdtemp(prefix="caselaw-bench-")
    environ = {
        "CASELAW_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
        "CASELAW_FILES": f"{folder}/files",
    }
    services = build(Settings.from_env(environ))
    try:
        services.store.migrate()
        services.indexing.rebuild(viewer=OPERATOR)
        yield services
    finally:
        services.close()
        shutil.rmtree(folder, ignore_errors=True)


class _Silent(JsonReport):
    def file(self, outcome: Outcome) -> None:
        """Said at the end."""


def _timed_road(files: Sequence[Path], jobs: int) -> tuple[list[Outcome], float]:
    """File to searchable: read, stored, indexed."""
    with _installation() as services:
        started = time.perf_counter()
        reading = Reading(jobs=jobs, ocr="never")
        outcomes = Intake(services, reading, access=None, collection=None, report=_Silent("en")).run(files)
        return outcomes, time.perf_counter() - started


def _ours(path: str) -> Counter[str]:
    sample = Sample(Path(path).read_bytes())
    extractor = choose(sample)
    lines = extractor.extract(sample).lines if extractor else ()
    return Counter(_LATIN_WORD.findall("\n".join(line.text for line in lines)))


def _stock(path: str) -> Counter[str]:
    from pdfminer.high_level import extract_text

    return Counter(_LATIN_WORD.findall(extract_text(path)))


def _extraction(reader: object, files: Sequence[Path], jobs: int) -> tuple[float, list[Counter[str]]]:
    """Text extraction alone, processes started before the clock."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs) as pool:
        pool.map(len, [""] * jobs)
        started = time.perf_counter()
        words: list[Counter[str]] = pool.map(reader, [str(path) for path in files], chunksize=1)  # type: ignore[arg-type]
        return time.perf_counter() - started, words
