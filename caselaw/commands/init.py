"""`caselaw init`: the database and the index, made or brought to their newest form."""

from __future__ import annotations

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import services, tell
from caselaw.domain.errors import SearchUnavailable

_ABSENT = "search.no_index"


@click.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Create or migrate the database and the index; safe to repeat."""
    built = services(ctx)
    built.store.migrate()
    tell("cli.init.database")
    try:
        built.index.check()
    except SearchUnavailable as error:
        if error.code != _ABSENT:
            raise
        built.indexing.rebuild(viewer=OPERATOR)
    tell("cli.init.index")
