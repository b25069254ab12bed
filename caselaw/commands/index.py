"""`caselaw index`: what the index holds against the database, and a new one without downtime."""

from __future__ import annotations

import sys

import click
from rich.progress import Progress

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import console, sentence, services, tell
from caselaw.commands.refusals import tell_refused

_LISTED = 20


@click.group()
def index() -> None:
    """What the index holds, against the database."""


@index.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """How many documents are indexed, and how many wait."""
    found = services(ctx).indexing.status(viewer=OPERATOR)
    tell("cli.index.documents", count=found.documents)
    tell("cli.index.indexed", count=found.indexed)
    tell("cli.index.pending", count=found.pending)
    tell_refused(found.refused)


@index.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Fill a new index from the database and put it in place of the old one, which serves meanwhile."""
    with Progress(console=console(), transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task(sentence("cli.index.rebuilding"))
        rebuilt = services(ctx).indexing.rebuild(
            viewer=OPERATOR, progress=lambda done, total: progress.update(task, completed=done, total=total)
        )
    tell("cli.index.rebuilt", count=rebuilt.documents, generation=rebuilt.generation)
    if rebuilt.refused:
        tell_refused(rebuilt.refused)
        ctx.exit(1)


@index.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Compare every document in the database with the index."""
    found = services(ctx).indexing.check(viewer=OPERATOR)
    if found.agrees:
        tell("cli.index.agrees")
        return
    for code, ids in (
        ("cli.index.missing", found.missing),
        ("cli.index.stale", found.stale),
        ("cli.index.extra", found.extra),
    ):
        if ids:
            more = " …" if len(ids) > _LISTED else ""
            tell(code, count=len(ids), ids=", ".join(ids[:_LISTED]) + more)
    tell("cli.index.repair")
    ctx.exit(1)
