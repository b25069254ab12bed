"""`caselaw problems`: what could not be read, and why."""

from __future__ import annotations

import json
from typing import get_args

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell
from caselaw.domain.intake.reading import Unread
from caselaw.domain.problems import Severity
from caselaw.schemas.problem import problem_form


@click.group()
def problems() -> None:
    """What could not be read, and why."""


@problems.command("list")
@click.option("--severity", type=click.Choice(get_args(Severity)), help="Only these.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_problems(ctx: click.Context, severity: Severity | None, as_json: bool) -> None:
    """Every document with something that could not be read."""
    found = services(ctx).problems.list(viewer=OPERATOR, severity=severity)
    for unread in found:
        click.echo(_line(unread) if as_json else _words(unread))
    if not as_json:
        tell("cli.problems.count", count=len({unread.id for unread in found}))


def _line(unread: Unread) -> str:
    form = {"id": unread.id, "title": unread.title, "file": unread.file}
    return json.dumps(form | problem_form(unread.problem, language()), ensure_ascii=False)


def _words(unread: Unread) -> str:
    said = problem_form(unread.problem, language())
    name = unread.file or unread.title or sentence("cli.problems.untitled")
    place = f" ({said['where']})" if said["where"] else ""
    return f"{unread.id}  {name}{place}\n    {said['message']}"
