"""`caselaw bench fit`: the weights of ranking, chosen on one half of judged questions and judged on the other.

Three families of questions are asked of real decisions, read into an index that is gone afterwards. *name*: telling
words of a case's name find it. *about*: what people type for a concept (`tests/relevance/short_queries.toml`) finds the
decisions of which many paragraphs answer it, by the rule of the set. *text*: queries of judged sets find their answer.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from caselaw.access.viewer import OPERATOR
from caselaw.bench.concepts import Concept, plain
from caselaw.bench.concepts import read as read_concepts
from caselaw.bench.fitting import Fitted, Fitting, Question
from caselaw.bench.judged import JudgedSet
from caselaw.bench.judged import read as read_judged
from caselaw.bench.site import empty_site
from caselaw.domain.audience import PUBLIC
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.record import Record
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import exact, is_stop
from caselaw.search.weights import WEIGHTS
from caselaw.settings import Settings
from caselaw.wiring import Services
from ingest.commit import record
from ingest.files import find_files
from ingest.runs.batch import Reading, default_jobs, drafts

MANY = 5
"""Paragraphs that answer a concept, from which on a decision is about it."""
_WORDS = 3  # of a name that people type
_LETTERS = 4

Stored = Mapping[DocumentId, Record]


@click.command()
@click.argument("documents", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--concepts", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A set of concepts.")
@click.option(
    "--judged", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="A judged set."
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes that read the documents (default: one a core).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def fit(
    ctx: click.Context,
    documents: tuple[Path, ...],
    concepts: Path | None,
    judged: tuple[Path, ...],
    jobs: int | None,
    as_json: bool,
) -> None:
    """Choose the weights of ranking on judged questions, and judge them on others."""
    settings = ctx.find_object(Settings) or Settings.from_env({})
    records = _records(documents, jobs or default_jobs())
    asked = read_concepts(concepts) if concepts else ()
    fitted = measure(settings, records, asked, [read_judged(folder) for folder in judged], Console(stderr=True))
    if as_json:
        click.echo(json.dumps({"weights": asdict(fitted.weights)} | _halves(fitted)))
    else:
        _show(fitted, Console())


def measure(
    settings: Settings,
    records: Iterable[Record],
    concepts: Sequence[Concept],
    judged: Sequence[JudgedSet],
    out: Console,
) -> Fitted:
    """The weights fitted on these decisions, beginning from those in use."""
    with empty_site(settings) as services:
        stored = {services.intake.store(one, viewer=OPERATOR).id: one for one in records}
        questions = [*names(stored), *abouts(stored, concepts)]
        for chosen in judged:
            questions += _texts(services, chosen)
        services.indexing.rebuild(viewer=OPERATOR)
        fitting = Fitting(services.index, questions)
        counts = Counter((question.family, question.held_out) for question in questions)
        out.print(", ".join(f"{name}{' held out' if held else ''}: {count}" for (name, held), count in counts.items()))
        return fitting.fit(WEIGHTS, told=out.print)


def names(stored: Stored) -> Iterator[Question]:
    """For each decision with a case name the first telling words of it, in the language of the text; the decisions of
    one name answer alike."""
    answers: dict[tuple[str, tuple[str, ...]], set[DocumentId]] = defaultdict(set)
    for document, one in stored.items():
        words = [
            word
            for word in exact(one.facts.case_name or "")
            if len(word) >= _LETTERS and word.isalpha() and not is_stop(word, one.language)
        ]
        if len(words) > 1 and one.language in LANGUAGES:
            answers[one.language, tuple(dict.fromkeys(words))[:_WORDS]].add(document)
    for (language, telling), documents in answers.items():
        yield Question("name", " ".join(telling), language, frozenset(documents))


def abouts(stored: Stored, concepts: Sequence[Concept]) -> Iterator[Question]:
    """Each concept in each language, and the decisions in that language that say it in MANY paragraphs; nothing where
    there are none, or where nearly all do."""
    texts: dict[str, dict[DocumentId, list[str]]] = defaultdict(dict)
    for document, one in stored.items():
        texts[one.language][document] = [plain(paragraph.text) for paragraph in one.paragraphs]
    for concept in concepts:
        for language, asked in concept.languages.items():
            of_language = texts.get(language, {})
            about = {
                document
                for document, paragraphs in of_language.items()
                if sum(bool(asked.rule.search(paragraph)) for paragraph in paragraphs) >= MANY
            }
            if about and len(about) * 2 < len(of_language):
                yield Question("about", asked.query, language, frozenset(about))


def _texts(services: Services, judged: JudgedSet) -> Iterator[Question]:
    """The questions of a judged set whose answers are in their own language, and are not the text they were made of."""
    ids: dict[str, DocumentId] = {}
    languages: dict[str, str] = {}
    for each in judged.documents:
        one = Record(
            key=f"judged:{judged.name}:{each.id}",
            language=each.language,
            facts=Facts(title=each.title),
            paragraphs=(Paragraph("p-1", 0, each.text, each.language, number="1"),),
            access=PUBLIC,
        )
        ids[each.id] = services.intake.store(one, viewer=OPERATOR).id
        languages[each.id] = each.language
    for query in judged.queries:
        answers = frozenset(ids[one] for one in query.relevant if languages[one] == query.language)
        if answers and query.language in LANGUAGES:
            yield Question("text", query.text, query.language, answers, like=True)


def _records(documents: Sequence[Path], jobs: int) -> Iterator[Record]:
    for draft in drafts(find_files(documents), Reading(jobs=jobs, ocr="never")):
        if draft.paragraphs and draft.sha256 and not draft.skipped:
            yield record(draft, access=PUBLIC)


def _halves(fitted: Fitted) -> dict[str, object]:
    halves = {"chosen_by": fitted.chosen_by, "held_out": fitted.held_out}
    return {name: {"before": dict(before), "after": dict(after)} for name, (before, after) in halves.items()}


def _show(fitted: Fitted, out: Console) -> None:
    weights = fitted.weights
    out.print(f"title {weights.title}, lead {weights.lead}, exact {weights.exact}")
    table = Table(title="mean average precision of the first documents")
    for name in ("questions", "chosen by: before", "after", "held out: before", "after"):
        table.add_column(name, justify="left" if name == "questions" else "right")
    for family in fitted.held_out[0]:
        figures = (half[family] for both in (fitted.chosen_by, fitted.held_out) for half in both)
        table.add_row(family, *(f"{value:.4f}" for value in figures))
    out.print(table)
