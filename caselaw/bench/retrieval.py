"""`caselaw bench retrieval`: how well the real search service answers judged queries, beside plain BM25.

Every line of a set's corpus becomes a document of one paragraph, in a database and index that are gone afterwards;
every query is sent as free text. Rankings of the two sections are joined by score. What the lexicon is taught
(`--learn`) are queries with their answers in other languages, but for those of the query's own case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.judged import DEEP, JudgedDocument, JudgedQuery, JudgedSet, PlainBM25, Scores, judge, read
from caselaw.bench.lessons import Teaching, teaching
from caselaw.bench.site import empty_site
from caselaw.domain.audience import PUBLIC
from caselaw.domain.document import Facts
from caselaw.domain.intake.record import Record
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.searching.questions import ENCODER, MODES, SOURCES, Mode, SearchQuery
from caselaw.services.search.searching import SearchService
from caselaw.settings import Settings
from caselaw.wiring import Services


@dataclass(frozen=True)
class Judged:
    set: str
    ours: Scores
    bm25: Scores


class _ManyToLearn(click.Command):
    """All folders that follow `--learn` are to be learned from, up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        learning = False
        for place, one in enumerate(args):
            if one.startswith("-"):
                learning = one == "--learn"
            elif learning and args[place - 1] != "--learn":
                spread.append("--learn")
            spread.append(one)
        return super().parse_args(ctx, spread)


@click.command(cls=_ManyToLearn)
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--corpus-language", metavar="L", help="Only documents in this language.")
@click.option("--query-language", metavar="L", help="Only queries in this language.")
@click.option("--query-field", default="text", type=click.Choice(["text", "text_masked"]), show_default=True)
@click.option(
    "--learn",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Teach the lexicon with the pairs of these sets, but for the query's own case; all folders that follow.",
)
@click.option("--mode", default="hybrid", type=click.Choice(MODES), show_default=True, help="What finds: see search.")
@click.option("--without", multiple=True, type=click.Choice(SOURCES), help="What is not to add words.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def retrieval(
    ctx: click.Context,
    folders: tuple[Path, ...],
    corpus_language: str | None,
    query_language: str | None,
    query_field: str,
    learn: tuple[Path, ...],
    mode: Mode,
    without: tuple[str, ...],
    as_json: bool,
) -> None:
    """Judge the search service on sets of queries with known answers."""
    settings = ctx.find_object(Settings) or Settings.from_env({})
    results = []
    taught = teaching(learn) if learn else None
    for folder in folders:
        try:
            chosen = read(folder, corpus_language=corpus_language, query_language=query_language, field=query_field)
        except (FileNotFoundError, KeyError) as error:
            raise click.BadParameter(f"{folder}: {error}") from None
        results.append(measure(settings, chosen, frozenset(without), taught, mode=mode))
    if as_json:
        asked = {"mode": mode, "query_language": query_language, "corpus_language": corpus_language}
        click.echo(json.dumps({"results": [_form(result, asked | {"query_field": query_field}) for result in results]}))
    else:
        _show(results, Console())


def measure(
    settings: Settings,
    judged: JudgedSet,
    without: frozenset[str] = frozenset(),
    taught: Teaching | None = None,
    *,
    mode: Mode = "hybrid",
) -> Judged:
    """The service, but for some of its SOURCES, and plain BM25 on one set; its lexicon is what was `taught`."""
    with _filled(settings, judged.documents) as (services, names):
        if mode != "lexical" and ENCODER not in without:
            services.encoding.encode(viewer=OPERATOR)

        def rank(query: JudgedQuery) -> list[str]:
            reader = query.language if query.language in LANGUAGES else "en"
            asked = SearchQuery(query.text, reader=reader, size=DEEP, like=True, without=without, mode=mode)
            return _rank(_search(services, query, taught), names, asked)

        ours = judge(judged.queries, rank)
    return Judged(judged.name, ours, judge(judged.queries, PlainBM25(judged.documents).rank))


@contextmanager
def _filled(settings: Settings, documents: Sequence[JudgedDocument]) -> Iterator[tuple[Services, dict[str, str]]]:
    """Services over these documents alone, and the judged id of each stored one."""
    with empty_site(settings) as services:
        stored = {services.intake.store(_record(each), viewer=OPERATOR).id: each.id for each in documents}
        services.indexing.rebuild(viewer=OPERATOR)
        yield services, {str(ours): theirs for ours, theirs in stored.items()}


def _record(document: JudgedDocument) -> Record:
    return Record(
        key=f"judged:{document.id}",
        language=document.language,
        facts=Facts(title=document.title),
        paragraphs=(Paragraph("p-1", 0, document.text, document.language, number="1"),),
        access=PUBLIC,
    )


def _search(services: Services, query: JudgedQuery, taught: Teaching | None) -> SearchService:
    """The service that answers this query, with what it may have learned."""
    if taught is None:
        return services.search
    lexicon = taught.lexicon(query)
    return SearchService(
        services.store, services.index, lambda _connection, _audiences: lexicon, meaning=services.meaning
    )


def _rank(search: SearchService, names: dict[str, str], asked: SearchQuery) -> list[str]:
    found = search.search(asked, viewer=ANYONE).documents
    return [names[each.id] for each in sorted(found, key=lambda each: -each.score)]


def _form(result: Judged, asked: dict[str, str | None]) -> dict[str, object]:
    ours = result.ours
    figures = {"queries": ours.queries, "mrr": ours.mrr, "map": ours.map, "r10": ours.r10, "r100": ours.r100}
    rounded = {name: round(value, 4) for name, value in figures.items()}
    return {"set": result.set, **asked, **rounded, "bm25_mrr": round(result.bm25.mrr, 4)}


def _show(results: Sequence[Judged], out: Console) -> None:
    table = Table(title="The search service, and plain BM25 in brackets")
    table.add_column("set")
    for name in ("queries", "MRR", "MAP", "R@10", "R@100"):
        table.add_column(name, justify="right")
    for result in results:
        pairs = zip(_numbers(result.ours), _numbers(result.bm25), strict=True)
        table.add_row(result.set, str(result.ours.queries), *(f"{ours:.3f} ({plain:.3f})" for ours, plain in pairs))
    out.print(table)


def _numbers(scores: Scores) -> tuple[float, ...]:
    return scores.mrr, scores.map, scores.r10, scores.r100
