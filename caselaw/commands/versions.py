"""`caselaw versions`: which documents are one decision, what waits for a person, and what she decides."""

from __future__ import annotations

import json

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import sentence, services, tell
from caselaw.services.relations.versions import Proposal


@click.group()
def versions() -> None:
    """Versions of one decision: what is proposed, joined and parted."""


@versions.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_proposals(ctx: click.Context, as_json: bool) -> None:
    """The pairs of documents that may be one decision and wait for a person."""
    found = services(ctx).versions.proposals(viewer=OPERATOR)
    for proposal in found:
        if as_json:
            click.echo(json.dumps(_form(proposal), ensure_ascii=False))
            continue
        reasons = ", ".join(sentence(f"versions.reason.{reason}") for reason in proposal.verdict.reasons)
        tell("versions.list.pair", left=proposal.left.id, right=proposal.right.id, reasons=reasons)
        for one in (proposal.left, proposal.right):
            click.echo(f"    {one.language}  {one.facts.decided or ''}  {one.facts.title}")
    if not found and not as_json:
        tell("versions.list.none")


@versions.command()
@click.argument("one")
@click.argument("other")
@click.pass_context
def confirm(ctx: click.Context, one: str, other: str) -> None:
    """Say that two documents are one decision, and join them."""
    services(ctx).versions.confirm(one, other, viewer=OPERATOR)
    tell("versions.confirmed", left=one, right=other)


@versions.command()
@click.argument("one")
@click.argument("other")
@click.pass_context
def reject(ctx: click.Context, one: str, other: str) -> None:
    """Say that two documents are two decisions; joined ones are parted."""
    services(ctx).versions.reject(one, other, viewer=OPERATOR)
    tell("versions.rejected", left=one, right=other)


@versions.command()
@click.argument("document")
@click.pass_context
def split(ctx: click.Context, document: str) -> None:
    """Take a document out of its decision: it stands alone from then on."""
    services(ctx).versions.split(document, viewer=OPERATOR)
    tell("versions.split", document=document)


def _form(proposal: Proposal) -> dict[str, object]:
    return {
        "left": proposal.left.id,
        "right": proposal.right.id,
        "titles": [proposal.left.facts.title, proposal.right.facts.title],
        "relation": proposal.verdict.relation,
        "reasons": list(proposal.verdict.reasons),
    }
