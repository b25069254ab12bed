"""Naming the documents that the index did not take, and why."""

from __future__ import annotations

from collections.abc import Mapping

import click

from caselaw.commands.context import language, sentence
from caselaw.domain.identifiers import DocumentId
from caselaw.messages import has, say


def tell_refused(refused: Mapping[DocumentId, str]) -> None:
    """Print each refused document with its reason, on stderr."""
    for document, why in sorted(refused.items()):
        reason = say(why, language()) if has(why, language()) else why
        click.echo(sentence("cli.index.refused", id=document, reason=reason), err=True)
