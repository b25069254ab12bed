"""`caselaw demo`: the demo collection, stored and searchable."""

from __future__ import annotations

import sys

import click
from rich.progress import Progress

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import console, sentence, services, tell
from caselaw.commands.pending import settle
from caselaw.commands.refusals import tell_refused


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Load the demo collection; safe to repeat."""
    built = services(ctx)
    with Progress(console=console(), transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task(sentence("cli.demo.loading"))
        loaded = built.demo.load(
            viewer=OPERATOR, progress=lambda done, total: progress.update(task, completed=done, total=total)
        )
    refused = settle(built.indexing)
    tell("cli.demo.done", count=loaded.added, unchanged=loaded.unchanged)
    if refused:
        tell_refused(refused)
        ctx.exit(1)
