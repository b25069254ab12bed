"""After files were taken in: which of them are versions of what is here, said in a sentence each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.messages import say

if TYPE_CHECKING:
    from caselaw.services.relations.relating import Found
    from caselaw.wiring import Services


def relate(services: Services, language: str, *, as_json: bool) -> None:
    """Look at all documents that wait, and say what was found. What another process holds is left to it."""
    for found in _found(services):
        if as_json:
            click.echo(json.dumps(_form(found)))
        else:
            click.echo(_sentence(services, found, language), err=True)


def _found(services: Services) -> Iterator[Found]:
    while True:
        related = services.relating.apply_pending()
        yield from related.found
        if related.idle or related.busy:
            return


def _form(found: Found) -> dict[str, object]:
    verdict = found.verdict
    return {
        "related": {
            "document": found.document, "other": found.other, "relation": verdict.relation, "status": verdict.status,
            "reasons": verdict.reasons,
        }
    }  # fmt: skip


def _sentence(services: Services, found: Found, language: str) -> str:
    verdict = found.verdict
    code = f"versions.found.{verdict.relation}"
    if verdict.status == "proposed":
        code = "versions.found.proposed"
    names = {"document": _name(services, found.document), "other": _name(services, found.other)}
    if verdict.turned:
        names = {"document": names["other"], "other": names["document"]}
    return say(code, language, **names)


def _name(services: Services, document: DocumentId) -> str:
    """The title where the command line may read it, else the id alone: it reads as the public does."""
    try:
        title = services.documents.get(document, viewer=OPERATOR).facts.title
    except NotFound:
        title = ""
    return f"{title} ({document})" if title else document
