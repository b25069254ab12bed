"""`caselaw history` and `caselaw treatment`: what became of a decision and how others treat it, entered by a person."""

from __future__ import annotations

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell, viewer_of
from caselaw.domain.history import EVENTS, TREATMENTS
from caselaw.schemas.history import history_words


@click.group()
def history() -> None:
    """What became of a decision later."""


@history.command()
@click.argument("document")
@click.option("--as", "reader", metavar="USER", help="As this user reads; else as the public does.")
@click.pass_context
def show(ctx: click.Context, document: str, reader: str | None) -> None:
    """What is entered or proposed, the oldest first."""
    found = services(ctx).history.of(document, viewer=viewer_of(ctx, reader) if reader else OPERATOR)
    for later in found:
        words = history_words(later.entry, later.by, language())
        click.echo("  ".join(part for part in (later.entry.id, words, later.entry.note) if part))
    if not found:
        tell("history.none")


@history.command("set")
@click.argument("document")
@click.argument("event", type=click.Choice(EVENTS))
@click.option("--by", metavar="DOCUMENT", help="The decision that did it, where it is here.")
@click.option("--date", metavar="YYYY[-MM[-DD]]", help="When.")
@click.option("--note", default="", help="What else there is to say.")
@click.pass_context
def enter(ctx: click.Context, document: str, event: str, by: str | None, date: str | None, note: str) -> None:
    """Enter what became of a decision."""
    entry = services(ctx).history.add(document, event, by=by, date=date, note=note, viewer=OPERATOR)
    tell("history.added", id=entry.id, event=sentence(f"history.{event}"))


@history.command()
@click.argument("entry")
@click.pass_context
def confirm(ctx: click.Context, entry: str) -> None:
    """Say that what was proposed from an appeal is right."""
    found = services(ctx).history.confirm(entry, viewer=OPERATOR)
    tell("history.confirmed", event=sentence(f"history.{found.event}"))


@history.command()
@click.argument("entry")
@click.pass_context
def remove(ctx: click.Context, entry: str) -> None:
    """Take an entry away."""
    services(ctx).history.remove(entry, viewer=OPERATOR)
    tell("history.removed")


@click.group()
def treatment() -> None:
    """How decisions treat others that they cite."""


@treatment.command("add")
@click.argument("document")
@click.argument("kind", type=click.Choice(TREATMENTS))
@click.argument("other")
@click.option("--paragraph", metavar="ANCHOR", help="The paragraph of the first that says so (p-12).")
@click.option("--note", default="", help="What else there is to say.")
@click.pass_context
def add_treatment(
    ctx: click.Context, document: str, kind: str, other: str, paragraph: str | None, note: str
) -> None:  # fmt: skip
    """Enter how a decision treats another."""
    one = services(ctx).history.treat(document, other, kind, paragraph=paragraph, note=note, viewer=OPERATOR)
    tell("treatment.added", id=one.id, treatment=sentence(f"treatment.{kind}"))


@treatment.command("remove")
@click.argument("entry")
@click.pass_context
def remove_treatment(ctx: click.Context, entry: str) -> None:
    """Take a treatment away."""
    services(ctx).history.remove_treatment(entry, viewer=OPERATOR)
    tell("treatment.removed")
