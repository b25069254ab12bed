"""`caselaw forget`: a document whose consent was withdrawn goes from everything that this installation keeps."""

from __future__ import annotations

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import sentence, services, tell
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId


@click.command()
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
@click.pass_context
def forget(ctx: click.Context, document: str, yes: bool) -> None:
    """Remove a document for good: rows, files, page images, journals, letters, index, vectors, lexicon."""
    if not document.isprintable():  # bytes of the line that are no letters: no database is asked for them
        raise NotFound()
    if not yes:
        click.confirm(sentence("forget.sure"), abort=True)
    services(ctx).forgetting.forget(DocumentId(document), viewer=OPERATOR)
    tell("forget.done")
