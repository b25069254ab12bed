"""`caselaw group`: working groups, what they are called, who is in them, and whether they ask for a second factor."""

from __future__ import annotations

from dataclasses import replace

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.belonging import Group, Words, in_words


@click.group()
def group() -> None:
    """Working groups and who is in them."""


_names = click.option("--name", "names", multiple=True, metavar="LANGUAGE=TEXT", help="What it is called; repeatable.")
_purposes = click.option("--purpose", "purposes", multiple=True, metavar="LANGUAGE=TEXT", help="What it is for.")
_listed = click.option("--listed/--unlisted", default=None, help="All members may know that it is there.")
_factor = click.option("--second-factor/--no-second-factor", default=None, help="Its records ask for a second factor.")


@group.command("list")
@click.pass_context
def list_groups(ctx: click.Context) -> None:
    """Every group."""
    for one in services(ctx).groups.all(OPERATOR):
        _show(ctx, one)


@group.command()
@click.argument("slug")
@click.pass_context
def show(ctx: click.Context, slug: str) -> None:
    """One group and its members."""
    _show(ctx, services(ctx).groups.show(slug, viewer=OPERATOR))
    for member in services(ctx).groups.members(slug, viewer=OPERATOR):
        roles = ", ".join(sorted(member.roles)) or sentence("cli.none")
        factor = sentence("cli.yes" if member.factor else "cli.no")
        tell("cli.group.member", email=member.email, roles=roles, factor=factor)


@group.command()
@click.argument("slug")
@_names
@_purposes
@_listed
@_factor
@click.pass_context
def add(
    ctx: click.Context, slug: str, names: tuple[str, ...], purposes: tuple[str, ...], listed: bool | None,
    second_factor: bool | None,
) -> None:  # fmt: skip
    """Make a group."""
    made = Group(slug, _words(names) or {language(): slug}, _words(purposes), bool(listed), bool(second_factor))
    services(ctx).groups.add(made, viewer=OPERATOR)
    _show(ctx, made)


@group.command("set")
@click.argument("slug")
@_names
@_purposes
@_listed
@_factor
@click.pass_context
def change(
    ctx: click.Context, slug: str, names: tuple[str, ...], purposes: tuple[str, ...], listed: bool | None,
    second_factor: bool | None,
) -> None:  # fmt: skip
    """Change what is said of a group; what is not named stays."""
    there = services(ctx).groups.show(slug, viewer=OPERATOR)
    changed = replace(
        there,
        names={**there.names, **_words(names)},
        purposes={**there.purposes, **_words(purposes)},
        listed=there.listed if listed is None else listed,
        second_factor=there.second_factor if second_factor is None else second_factor,
    )
    services(ctx).groups.change(changed, viewer=OPERATOR)
    _show(ctx, changed)


def _words(typed: tuple[str, ...]) -> Words:
    """`en=Housing rights` as language and words."""
    pairs = [one.partition("=") for one in typed]
    for code, sign, _ in pairs:
        if not sign or code not in LANGUAGES:
            raise click.BadParameter(sentence("cli.group.words", known=", ".join(LANGUAGES)))
    return {code: text for code, _, text in pairs}


def _show(ctx: click.Context, one: Group) -> None:
    tell(
        "cli.group.shown",
        slug=one.slug,
        name=in_words(one.names, language(), one.slug),
        listed=sentence("cli.yes" if one.listed else "cli.no"),
        factor=sentence("cli.yes" if one.second_factor else "cli.no"),
        count=len(services(ctx).groups.members(one.slug, viewer=OPERATOR)),
    )
