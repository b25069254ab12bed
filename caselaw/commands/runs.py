"""`caselaw runs`: what runs of taking in and reading again did, to be read later."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click
from rich.table import Column, Table

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import console, language, sentence, services, tell
from caselaw.domain.intake.run import OUTCOMES, Outcome, Run
from caselaw.messages import has, name_problem, say
from caselaw.schemas.problem import problem_form

_COLUMNS = ("run", "began", "command", "state", "files", "actor", "pages", "seconds")
_LISTED = 5  # of them, in a list


@click.group()
def runs() -> None:
    """What runs of taking in and reading again did."""


@runs.command("list")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="So many, the last ones.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_runs(ctx: click.Context, most: int, as_json: bool) -> None:
    """The last runs, the newest first."""
    found = services(ctx).runs.list(viewer=OPERATOR, most=most)
    if as_json:
        for run in found:
            click.echo(json.dumps(_form(run), ensure_ascii=False))
    elif not found:
        tell("runs.none")
    else:
        table = Table(*(Column(sentence(f"runs.column.{name}"), no_wrap=name == "run") for name in _COLUMNS[:_LISTED]))
        for run in found:
            table.add_row(*_cells(run)[:_LISTED])
        console().print(table, markup=False)


@runs.command()
@click.argument("run")
@click.option("--files/--no-files", default=True, help="What became of each file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: the run, then its files.")
@click.pass_context
def show(ctx: click.Context, run: str, files: bool, as_json: bool) -> None:
    """A run: who, when, what was asked, how many files came out how, and what became of each."""
    found, outcomes = services(ctx).runs.get(run, viewer=OPERATOR)
    if as_json:
        click.echo(json.dumps(_form(found), ensure_ascii=False))
        for outcome in outcomes if files else ():
            click.echo(json.dumps(_file(outcome), ensure_ascii=False))
        return
    _print(_head(found))
    _print((sentence(f"ingest.summary.{name}"), str(found.outcomes[name])) for name in OUTCOMES if found.outcomes[name])
    _print((name_problem(code, language()), str(count)) for code, count in found.problems.most_common())
    for outcome in outcomes if files else ():
        click.echo(_line(outcome))


def _cells(run: Run) -> tuple[str, ...]:
    done = sentence("runs.done", done=run.outcomes.total(), files=run.files)
    return (
        run.id, f"{run.began:%Y-%m-%d %H:%M:%S}", _command(run), sentence(f"runs.state.{run.state}"), done, run.actor,
        str(run.pages), f"{run.seconds:.1f}",
    )  # fmt: skip


def _head(run: Run) -> Iterable[tuple[str, str]]:
    yield from ((sentence(f"runs.column.{name}"), cell) for name, cell in zip(_COLUMNS, _cells(run), strict=True))
    yield sentence("runs.column.rate"), f"{run.pages_a_second:.1f}"
    yield sentence("runs.column.paths"), "\n".join(run.paths)
    yield sentence("runs.column.options"), ", ".join(f"{name} {value}" for name, value in run.options.items())


def _print(rows: Iterable[tuple[str, str]]) -> None:
    table = Table(show_header=False)
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        console().print(table, markup=False)


def _command(run: Run) -> str:
    code = f"runs.command.{run.command}"
    return sentence(code) if has(code, language()) else run.command


def _line(outcome: Outcome) -> str:
    """A file: what became of it, its document, and its troubles in sentences below."""
    first = f"{sentence(f'ingest.summary.{outcome.outcome}')}: {outcome.path}" + (
        f"  {outcome.id}" if outcome.id else ""
    )
    said = [problem_form(problem, language()) for problem in outcome.problems]
    below = [f"    {each['message']}" + (f" ({each['where']})" if each["where"] else "") for each in said]
    if outcome.reason:
        below.append(f"    {say(outcome.reason, language())}")
    return "\n".join((first, *below))


def _form(run: Run) -> dict[str, object]:
    return {
        "run": run.id, "command": run.command, "actor": run.actor, "began": run.began.isoformat(),
        "ended": run.ended.isoformat(), "state": run.state, "paths": list(run.paths), "options": dict(run.options),
        "files": run.files, "pages": run.pages, "seconds": run.seconds, "pages_per_s": round(run.pages_a_second, 2),
        "outcomes": dict(run.outcomes),
        "problems": [
            {"code": code, "name": name_problem(code, language()), "files": count}
            for code, count in run.problems.most_common()
        ],
    }  # fmt: skip


def _file(outcome: Outcome) -> dict[str, object]:
    return {
        "path": outcome.path, "outcome": outcome.outcome, "id": outcome.id, "sha256": outcome.sha256,
        "format": outcome.format, "language": outcome.language, "paragraphs": outcome.paragraphs,
        "pages": outcome.pages, "seconds": outcome.seconds,
        "problems": [problem_form(problem, language()) for problem in outcome.problems],
    }  # fmt: skip
