"""`caselaw citations check`: what a brief cites, and whether it stands."""

from __future__ import annotations

import json
from typing import TextIO

import click

from caselaw.access.viewer import ANYONE
from caselaw.commands.context import language, services, settings, tell, viewer_of
from caselaw.domain.citing.brief import MAX_BRIEF, CheckedBrief, CheckedCitation
from caselaw.domain.errors import Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import shown
from caselaw.messages import say
from caselaw.schemas.brief import brief_form, passage_words, treatment_words
from caselaw.schemas.history import history_words

_COUNTED = ("found", "several", "unknown", "instrument", "history", "missing")


@click.group()
def citations() -> None:
    """Citations in a text of your own."""


@citations.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--reader", type=click.Choice(LANGUAGES), help="The reader's language; that of the terminal by default.")
@click.option("--as", "user", metavar="USER", help="Check as this account; as the public by default.")
@click.option("--json", "as_json", is_flag=True, help="The whole answer as one JSON object.")
@click.pass_context
def check(ctx: click.Context, file: TextIO, reader: str | None, user: str | None, as_json: bool) -> None:
    """Check every citation of the plain text in FILE ("-": standard input); nothing of it is kept."""
    reader = reader or language()
    text = file.read(MAX_BRIEF + 1)
    if not text.strip():
        raise Invalid("brief.empty")
    services(ctx).health.check_database()
    viewer = viewer_of(ctx, user) if user else ANYONE
    found = services(ctx).brief.check(text, viewer=viewer, reader=reader)
    if as_json:
        form = brief_form(found, reader=reader, site=settings(ctx).base_url)
        click.echo(json.dumps(form, ensure_ascii=False))
        return
    _show(found, reader)


def _show(found: CheckedBrief, reader: str) -> None:
    for one in found.citations:
        click.echo(
            f"{one.line:>6}  {say(f'brief.status.{one.status}', reader):<14}  {shown(' '.join(one.text.split()))}"
        )
        for line in _lines(one, reader):
            click.echo(f"{'':24}{shown(line)}")
    if not found.citations:
        tell("brief.none")
    else:
        click.echo()
        counts = found.counts
        click.echo(" · ".join(f"{say(f'brief.count.{name}', reader)} {counts[name]}" for name in _COUNTED))
    if found.cut:
        tell("brief.cut")


def _lines(one: CheckedCitation, reader: str) -> list[str]:
    lines = [f"{place.id}  {place.language}  {place.title}" for place in one.decisions]
    if words := passage_words(one, reader):
        lines.append(words)
    lines += [history_words(later.entry, later.by, reader) for later in one.history]
    return lines + [treatment_words(each, reader) for each in one.treatments]
