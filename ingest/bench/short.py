"""`caselaw bench short`: what a few words find in other languages, against the same words said in the paragraphs' own.

Real documents are read into a database and an index that are gone afterwards, and every concept is asked in every
language through the search service. Paragraphs count in the order in which a reader meets them: document by document,
the best of each first. Precision within a language and across is over the same concepts and the same paragraphs, so
that the ratio tells what is lost between languages and nothing else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.concepts import DEPTH, FEWEST, Concept, Judged, Precision, judge, precisions, read
from caselaw.bench.site import empty_site
from caselaw.domain.audience import PUBLIC
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import GLOSSARY, SOURCES, SearchQuery
from caselaw.settings import Settings
from caselaw.wiring import Services
from ingest.commit import record
from ingest.draft import Draft
from ingest.files import find_files
from ingest.runs.batch import Reading, default_jobs, drafts

Paragraphs = Mapping[str, Sequence[str]]
Measured = Mapping[str, tuple[Judged, ...]]
"""What was left out of the search → what was judged so."""


@click.command()
@click.argument("concepts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("documents", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--without", multiple=True, type=click.Choice(SOURCES), help="What is not to add words.")
@click.option("--worst", default=0, type=click.IntRange(min=0), help="Name so many concepts that lose most.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes that read the documents (default: one a core).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of tables.")
@click.pass_context
def short(
    ctx: click.Context,
    concepts: Path,
    documents: tuple[Path, ...],
    without: tuple[str, ...],
    worst: int,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Judge short queries within and across languages on real paragraphs, with and without the glossary."""
    settings = ctx.find_object(Settings) or Settings.from_env({})
    try:
        asked = read(concepts)
    except ValueError as error:
        raise click.BadParameter(f"{concepts}: {error}") from None
    reading = Reading(jobs=jobs or default_jobs(), ocr="never")
    measured = measure(settings, asked, drafts(find_files(documents), reading), frozenset(without))
    if as_json:
        click.echo(json.dumps({name: _form(judged) for name, judged in measured.items()}))
        return
    for name, judged in measured.items():
        _show(name, precisions(judged), Console())
    if worst:
        _show_worst(losses(next(iter(measured.values())))[:worst], Console())


def measure(
    settings: Settings, concepts: Sequence[Concept], read_in: Iterator[Draft], without: frozenset[str] = frozenset()
) -> Measured:
    """The search but for what is left out of it, and beside it the same without the glossary."""
    with _site(settings, read_in) as (services, paragraphs):
        left_out = dict.fromkeys((without, without | {GLOSSARY}))
        return {
            ", ".join(sorted(some)): judge(concepts, paragraphs, partial(_answer, services, some)) for some in left_out
        }


def losses(judged: Sequence[Judged]) -> list[Judged]:
    """What was judged, the greatest loss between languages first."""
    return sorted(judged, key=lambda one: (one.across_mean - one.within, one.concept, one.language))


@contextmanager
def _site(settings: Settings, read_in: Iterator[Draft]) -> Iterator[tuple[Services, Paragraphs]]:
    """Services over these documents alone, and their paragraphs by language, each text once."""
    paragraphs: dict[str, dict[str, None]] = defaultdict(dict)
    with empty_site(settings) as services:
        for draft in read_in:
            if draft.paragraphs and draft.sha256 and not draft.skipped:
                services.intake.store(record(draft, access=PUBLIC), viewer=OPERATOR)
                paragraphs[draft.language].update(dict.fromkeys(each.text for each in draft.paragraphs))
        services.indexing.rebuild(viewer=OPERATOR)
        yield services, {language: tuple(texts) for language, texts in paragraphs.items()}


def _answer(services: Services, without: frozenset[str], query: str, spoken: str, wanted: str) -> list[str]:
    """The paragraphs in one language that someone who asks in another is shown, in the order in which they are met."""
    asked = SearchQuery(query, reader=spoken, size=DEPTH, filters={"language": (wanted,)}, without=without)
    found = services.search.search(asked, viewer=ANYONE).documents
    return [paragraph.text for document in found for paragraph in document.paragraphs]


def _form(judged: Sequence[Judged]) -> dict[str, object]:
    means = [
        {
            "language": row.language,
            "pairs": row.concepts,
            "within": round(row.within, 4),
            "across": round(row.across, 4),
        }
        | {"ratio": round(row.ratio, 4)}
        for row in precisions(judged)
    ]
    each = [
        {"concept": one.concept, "language": one.language, "relevant": one.relevant, "within": one.within}
        | {"across": dict(one.across)}
        for one in judged
    ]
    return {"precision_at_10": means, "concepts": each}


def _show(left_out: str, rows: Sequence[Precision], out: Console) -> None:
    without = f", without {left_out}" if left_out else ""
    table = Table(title=f"P@{DEPTH} of concepts with {FEWEST} relevant paragraphs or more{without}")
    table.add_column("paragraphs in")
    for name in ("concepts", "within", "across", "ratio"):
        table.add_column(name, justify="right")
    for row in rows:
        figures = (f"{value:.3f}" for value in (row.within, row.across, row.ratio))
        table.add_row(row.language or "all alike", str(row.concepts), *figures)
    out.print(table)


def _show_worst(worst: Sequence[Judged], out: Console) -> None:
    table = Table(title="Where most is lost")
    for name in ("concept", "paragraphs in", "relevant", "within", *(f"asked in {code}" for code in LANGUAGES)):
        table.add_column(name, justify="left" if name == "concept" else "right")
    for one in worst:
        asked = ("" if code == one.language else f"{one.across[code]:.1f}" for code in LANGUAGES)
        table.add_row(one.concept, one.language, str(one.relevant), f"{one.within:.1f}", *asked)
    out.print(table)
