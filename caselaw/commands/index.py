"""`caselaw index`: what the index holds against the database, and a new one without downtime."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click
from rich.progress import Progress

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import console, sentence, services, tell
from caselaw.commands.refusals import tell_refused
from caselaw.services.indexing.index import Agreement

_LISTED = 20
_INDEX = {
    "agrees": "cli.index.agrees",
    "missing": "cli.index.missing",
    "stale": "cli.index.stale",
    "extra": "cli.index.extra",
    "repair": "cli.index.repair",
}
_VECTORS = {
    "agrees": "cli.vectors.agree",
    "missing": "cli.vectors.missing",
    "stale": "cli.vectors.stale",
    "extra": "cli.vectors.extra",
    "repair": "cli.vectors.repair",
}


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
    vectors = services(ctx).encoding.status(viewer=OPERATOR)
    tell("cli.vectors.held", count=vectors.documents, vectors=vectors.vectors)
    tell("cli.vectors.waiting", count=vectors.waiting)


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
    checked = services(ctx)
    agree = _agree(checked.indexing.check(viewer=OPERATOR), _INDEX)
    if checked.encoding.possible():
        vectors = checked.encoding.check(viewer=OPERATOR)
        _agree(vectors, _VECTORS)
        agree = agree and not vectors.extra  # what waits to be encoded is no fault
    if not agree:
        ctx.exit(1)


@index.command()
@click.option("--anew", is_flag=True, help="Throw all vectors away and make them again.")
@click.pass_context
def encode(ctx: click.Context, *, anew: bool) -> None:
    """Make the vectors that are missing now, without waiting for the worker: paragraphs are found by them."""
    with Progress(console=console(), transient=True, disable=not sys.stdout.isatty()) as progress:
        task = progress.add_task(sentence("cli.vectors.encoding"))
        done = services(ctx).encoding.encode(
            viewer=OPERATOR,
            anew=anew,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    tell("cli.vectors.encoded", count=done)


def _agree(found: Agreement, said: Mapping[str, str]) -> bool:
    """Tell where database and copy differ; True where they do not."""
    if found.agrees:
        tell(said["agrees"])
        return True
    for name, ids in (("missing", found.missing), ("stale", found.stale), ("extra", found.extra)):
        if ids:
            more = " …" if len(ids) > _LISTED else ""
            tell(said[name], count=len(ids), ids=", ".join(ids[:_LISTED]) + more)
    tell(said["repair"])
    return False
