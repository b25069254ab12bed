"""`caselaw family`: the decisions of one case, and what a person says of how they are tied."""

from __future__ import annotations

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell, viewer_of
from caselaw.domain.families.ties import CASE_RELATIONS
from caselaw.schemas.relations import relation_words


@click.group()
def family() -> None:
    """Decisions of one case."""


@family.command()
@click.argument("document")
@click.option("--as", "reader", metavar="USER", help="As this user reads; else as the public does.")
@click.pass_context
def show(ctx: click.Context, document: str, reader: str | None) -> None:
    """The other decisions of a document's case, the oldest first."""
    viewer = viewer_of(ctx, reader) if reader else OPERATOR
    found = services(ctx).families.of(document, viewer=viewer)
    for one in found:
        words = relation_words(one.relation, language(), turned=one.turned)
        if one.status == "proposed":
            words = f"{words} ({sentence('families.proposed')})"
        facts = one.document.facts
        click.echo(f"{one.document.id}  {facts.decided or ''}  {words}\n    {facts.title}")
    if not found:
        tell("families.alone")


@family.command()
@click.argument("document")
@click.argument("relation", type=click.Choice(CASE_RELATIONS))
@click.argument("other")
@click.pass_context
def tie(ctx: click.Context, document: str, relation: str, other: str) -> None:
    """Say what a decision is to another of its case."""
    services(ctx).families.tie(document, other, relation, viewer=OPERATOR)
    tell("families.tied", source=document, relation=sentence(f"families.{relation}"), target=other)


@family.command()
@click.argument("document")
@click.argument("other")
@click.pass_context
def untie(ctx: click.Context, document: str, other: str) -> None:
    """Say that two decisions are not of one case, whatever the rules find."""
    services(ctx).families.untie(document, other, viewer=OPERATOR)
    tell("families.untied", source=document, target=other)
