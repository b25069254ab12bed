"""`caselaw audit`: that no line of the trail is missing or was changed."""

from __future__ import annotations

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import sentence, services, tell


@click.group()
def audit() -> None:
    """The trail of what was done."""


@audit.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Read the whole trail; every line vouches for the one before."""
    found = services(ctx).audit.verify(viewer=OPERATOR)
    if found.broken is not None:
        click.echo(sentence("cli.audit.broken", line=found.broken), err=True)
        ctx.exit(1)
    tell("cli.audit.whole", count=found.lines, head=found.head)
