"""`caselaw problems retry|explain`: what could not be read, read again or accounted for stage by stage."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

import click
from rich.table import Table

from caselaw.commands.context import console, language, sentence, services, tell
from caselaw.domain.errors import Invalid, NotFound, Unreadable
from caselaw.domain.problems import Problem
from caselaw.domain.text import shown
from caselaw.schemas.problem import problem_form
from ingest.draft import Ocr
from ingest.files import is_there
from ingest.runs import options
from ingest.runs.explain import Ended, Short, StageReport
from ingest.runs.explain import explain as explained
from ingest.runs.recorded import recorded
from ingest.runs.report import JsonReport, Report, TextReport
from ingest.runs.retry import Again, all_troubled, find, source_of
from ingest.runs.retry import retry as read_again


@click.command()
@click.argument("what", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every document of which text was lost.")
@click.option("--even-if-worse", is_flag=True, help="Replace the old reading though the new one is worse.")
@options.kind_
@options.language_
@options.seconds_
@options.memory_
@options.jobs_
@options.ocr_
@options.json_
@click.pass_context
def retry(
    ctx: click.Context, what: tuple[str, ...], everything: bool, even_if_worse: bool, kind: str, wanted: str | None,
    seconds: float | None, memory: int | None, jobs: int | None, ocr: Ocr, as_json: bool,
) -> None:  # fmt: skip
    """Read stored documents again from their kept files.

    WHAT is a document's id, the SHA-256 of its file (its beginning is enough) or the path of the file. The new reading
    takes the place of the old where it is no worse: the document keeps its id, its links, its readers and what editors
    said of it. It ends with 1 where something still could not be read.
    """
    reading = options.reading(kind, wanted, ocr, jobs, seconds=seconds, memory=memory)
    if bool(what) == everything:
        raise Invalid("problems.what")
    documents = all_troubled(services(ctx)) if everything else [find(services(ctx), each) for each in what]
    if not documents:
        tell("problems.none")
        return
    report: Report = JsonReport(language()) if as_json else TextReport(language())
    said = {"all": everything or None, "even_if_worse": even_if_worse or None, "kind": kind, "language": wanted,
            "seconds": seconds, "memory": memory, "jobs": reading.jobs, "ocr": ocr}  # fmt: skip
    try:
        with recorded(services(ctx), "retry", [shown(each) for each in what], said, report) as run:
            outcomes = read_again(services(ctx), documents, reading, run, even_if_worse=even_if_worse)
    except KeyboardInterrupt:
        report.close()
        click.echo(sentence("ingest.interrupted"), err=True)
        ctx.exit(options.INTERRUPTED)
    report.summary(outcomes, run.run)
    ctx.exit(options.exit_code(outcomes))


@click.command()
@click.argument("what")
@options.kind_
@options.language_
@options.seconds_
@options.memory_
@options.ocr_
@options.json_
@click.pass_context
def explain(
    ctx: click.Context, what: str, kind: str, wanted: str | None, seconds: float | None, memory: int | None, ocr: Ocr,
    as_json: bool,
) -> None:  # fmt: skip
    """Read a file once more without storing anything, and show every stage: what it read and wrote, how long it took,
    what went wrong.

    WHAT is a document's id, the SHA-256 of its file, or the path of any file.
    """
    reading = options.reading(kind, wanted, ocr, 1, seconds=seconds, memory=memory)
    stored = _stored(ctx, what)
    if stored is not None and not as_json:
        tell("explain.stored", document=stored.document, count=stored.paragraphs)
    try:
        stages = list(explained(stored.source if stored else source_of(what), reading))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotFound("problem.file.unreadable", reason=reason) from None
    except Unreadable as trouble:
        raise Invalid(trouble.code, None, **trouble.params) from None
    if as_json:
        for stage in stages:
            click.echo(json.dumps(_form(stage), ensure_ascii=False))
    else:
        _show([stage for stage in stages if isinstance(stage, StageReport)])
    for stage in stages:
        if isinstance(stage, Ended) and not as_json:
            tell(f"explain.ended.{stage.why}", stage=stage.stage, seconds=f"{stage.seconds:g}")
    ctx.exit(1 if any(_failed(stage) for stage in stages) else 0)


def _stored(ctx: click.Context, what: str) -> Again | None:
    """The stored document that is meant; None for a file that is not stored."""
    try:
        return find(services(ctx), what)
    except NotFound:
        if is_there(source_of(what).path):
            return None
        raise


def _failed(stage: StageReport | Ended) -> bool:
    return isinstance(stage, Ended) or any(problem.severity == "error" for problem in stage.problems)


def _form(stage: StageReport | Ended) -> Mapping[str, object]:
    if isinstance(stage, Ended):
        return {"ended": asdict(stage)}
    return {**asdict(stage), "problems": [problem_form(problem, language()) for problem in stage.problems]}


def _show(stages: list[StageReport]) -> None:
    names = ("stage", "read", "wrote", "seconds", "problems")
    table = Table(*(sentence(f"explain.column.{name}") for name in names), show_lines=True)
    for stage in stages:
        table.add_row(
            stage.stage, _values(stage.read), _values(stage.wrote), f"{stage.seconds:.3f}",
            "\n".join(_words(problem) for problem in stage.problems),
        )  # fmt: skip
    console().print(table, markup=False)


def _values(values: Mapping[str, Short]) -> str:
    return "\n".join(f"{name}: {'–' if value is None else value}" for name, value in values.items())


def _words(problem: Problem) -> str:
    said = problem_form(problem, language())
    return said["message"] + (f" ({said['where']})" if said["where"] else "")
