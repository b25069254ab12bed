"""`caselaw init`: the database and the index, made or brought to their newest form."""

from __future__ import annotations

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import services, settings, tell
from caselaw.domain.errors import SearchUnavailable

_ABSENT = "search.no_index"


@click.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Create or migrate the database and the index; safe to repeat."""
    for folder in (settings(ctx).home, settings(ctx).files):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it may come to hold what is not for everyone
    built = services(ctx)
    built.store.migrate(lambda: tell("cli.init.waiting"))
    tell("cli.init.database")
    try:
        built.index.check()
    except SearchUnavailable as error:
        if error.code != _ABSENT:
            raise
        built.indexing.rebuild(viewer=OPERATOR)
    tell("cli.init.index")
