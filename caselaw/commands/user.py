"""`caselaw user`: accounts, their passwords, tokens, roles and groups. A password is never an argument."""

from __future__ import annotations

import sys

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import sentence, services, tell
from caselaw.domain.account import ROLES, Account, Role
from caselaw.domain.errors import NotFound

_ROLE = click.Choice(ROLES)
_from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group()
def user() -> None:
    """Accounts, their passwords, tokens, roles and groups."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option("--role", "roles", type=_ROLE, multiple=True, help="May be repeated.")
@click.option("--group", "groups", multiple=True, metavar="SLUG", help="May be repeated; the group must exist.")
@_from_stdin
@click.pass_context
def add(
    ctx: click.Context, email: str, name: str, roles: tuple[Role, ...], groups: tuple[str, ...], password_stdin: bool
) -> None:
    """Add an account; the password is asked for."""
    accounts = services(ctx).accounts
    password = _password(from_stdin=password_stdin)
    account = accounts.add(email, password, name=name, roles=roles, groups=groups, viewer=OPERATOR)
    tell("cli.user.added", email=account.email)
    _show(account)


@user.command()
@click.argument("email")
@_from_stdin
@click.pass_context
def passwd(ctx: click.Context, email: str, password_stdin: bool) -> None:
    """Set an account's password; it is asked for."""
    accounts = services(ctx).accounts
    _existing(ctx, email)
    accounts.set_password(email, _password(from_stdin=password_stdin), viewer=OPERATOR)
    tell("cli.user.password_set", email=email)


@user.command()
@click.argument("email")
@click.option("--name", default="", help="What the token is for.")
@click.pass_context
def token(ctx: click.Context, email: str, name: str) -> None:
    """Make a token for the API and print it, this once."""
    made = services(ctx).accounts.token(email, name, viewer=OPERATOR)
    click.echo(sentence("cli.user.token", email=email), err=True)
    click.echo(made)


@user.command()
@click.argument("email")
@click.option("--set", "roles", type=_ROLE, multiple=True, help="Give exactly these roles; may be repeated.")
@click.option("--none", "nothing", is_flag=True, help="Take every role away.")
@click.pass_context
def roles(ctx: click.Context, email: str, roles: tuple[Role, ...], nothing: bool) -> None:
    """Show an account's roles, or set them."""
    if roles or nothing:
        _show(services(ctx).accounts.set_roles(email, () if nothing else roles, viewer=OPERATOR))
    else:
        _show(_existing(ctx, email))


@user.command()
@click.argument("email")
@click.option("--join", "joined", multiple=True, metavar="SLUG", help="Put the account into this group.")
@click.option("--leave", "left", multiple=True, metavar="SLUG", help="Take the account out of this group.")
@click.pass_context
def groups(ctx: click.Context, email: str, joined: tuple[str, ...], left: tuple[str, ...]) -> None:
    """Show an account's groups, join or leave some."""
    accounts = services(ctx).accounts
    for slug in joined:
        accounts.join(email, slug, viewer=OPERATOR)
    for slug in left:
        accounts.leave(email, slug, viewer=OPERATOR)
    _show(_existing(ctx, email))


@user.command("add-group")
@click.argument("slug")
@click.argument("name", default="")
@click.pass_context
def add_group(ctx: click.Context, slug: str, name: str) -> None:
    """Make a group; one that is there stays as it is."""
    services(ctx).accounts.add_group(slug, name or slug, viewer=OPERATOR)
    tell("cli.user.group", slug=slug)


def _existing(ctx: click.Context, email: str) -> Account:
    account = services(ctx).accounts.by_email(email, viewer=OPERATOR)
    if account is None:
        raise NotFound("cli.user.absent", email=email)
    return account


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    again = sentence("cli.user.password_again")
    return str(click.prompt(sentence("cli.user.password"), hide_input=True, confirmation_prompt=again))


def _show(account: Account) -> None:
    none = sentence("cli.none")
    tell("cli.user.roles", roles=", ".join(sorted(account.roles)) or none)
    tell("cli.user.groups", groups=", ".join(sorted(account.groups)) or none)
