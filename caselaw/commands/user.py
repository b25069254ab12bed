"""`caselaw user`: accounts, their passwords, tokens, roles and groups. A password is never an argument."""

from __future__ import annotations

import sys

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell
from caselaw.domain.errors import NotFound
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import ROLES, Account, Role
from caselaw.domain.people.token import SCOPES
from caselaw.services.people.tokens import MOST_DAYS, USUAL_DAYS

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
@click.option("--write", is_flag=True, help="For changing things too; otherwise it only reads.")
@click.option(
    "--days", default=USUAL_DAYS, show_default=True, type=click.IntRange(1, MOST_DAYS), help="How long it is good for."
)
@click.pass_context
def token(ctx: click.Context, email: str, name: str, write: bool, days: int) -> None:
    """Make a token for the API and print it, this once."""
    scopes = SCOPES if write else ("read",)
    made = services(ctx).tokens.make(email, name, scopes=scopes, days=days, viewer=OPERATOR)
    click.echo(sentence("cli.user.token", email=email), err=True)
    click.echo(made)


@user.command()
@click.argument("email")
@click.option("--revoke", "revoked", multiple=True, metavar="ID", help="Make a token good for nothing; repeatable.")
@click.pass_context
def tokens(ctx: click.Context, email: str, revoked: tuple[str, ...]) -> None:
    """Show an account's tokens, or revoke some."""
    service = services(ctx).tokens
    for handle in revoked:
        service.revoke(email, handle, viewer=OPERATOR)
        tell("cli.user.token_revoked", handle=handle)
    for one in service.of(email, viewer=OPERATOR):
        ends = one.expires.date().isoformat() if one.expires else sentence("cli.none")
        used = one.seen.date().isoformat() if one.seen else sentence("cli.none")
        scopes = ", ".join(sorted(one.scopes))
        tell("cli.user.token_shown", handle=one.handle, name=one.name or "–", scopes=scopes, ends=ends, used=used)


@user.command()
@click.argument("email")
@click.option("--set", "roles", type=_ROLE, multiple=True, help="Give exactly these roles; may be repeated.")
@click.option("--none", "nothing", is_flag=True, help="Take every role away.")
@click.option("--group", metavar="SLUG", help="Those that count in this group alone.")
@click.pass_context
def roles(ctx: click.Context, email: str, roles: tuple[Role, ...], nothing: bool, group: str | None) -> None:
    """Show an account's roles, or set them: everywhere, or in one group."""
    if group and (roles or nothing):
        held = () if nothing else roles
        _show(services(ctx).accounts.set_group_roles(email, group, held, viewer=OPERATOR))
    elif roles or nothing:
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


@user.command()
@click.argument("email")
@click.option("--group", "groups", multiple=True, metavar="SLUG", help="Into this group; may be repeated.")
@click.option("--role", type=_ROLE, help="In these groups; without a group, everywhere.")
@click.option("--language", type=click.Choice(LANGUAGES), default=language, help="Of the mail and the page.")
@click.pass_context
def invite(ctx: click.Context, email: str, groups: tuple[str, ...], role: Role | None, language: str) -> None:
    """Invite an address: by mail, or with a link that is printed this once."""
    held = (role,) if role else ()
    sent = services(ctx).invitations.invite(
        email, language=language, groups=dict.fromkeys(groups, held), roles=() if groups else held, viewer=OPERATOR
    )
    if sent.link:
        click.echo(sentence("cli.user.link", email=email), err=True)
        click.echo(sent.link)
    else:
        tell("cli.user.invited", email=email)


@user.command()
@click.argument("email")
@click.option("--language", type=click.Choice(LANGUAGES), default=language, help="Of the page.")
@click.pass_context
def reset(ctx: click.Context, email: str, language: str) -> None:
    """Make a link to set a new password and print it, this once."""
    link = services(ctx).resets.make(_existing(ctx, email).id, language, viewer=OPERATOR)
    click.echo(sentence("cli.user.link", email=email), err=True)
    click.echo(link)


@user.command("reset-factor")
@click.argument("email")
@click.pass_context
def reset_factor(ctx: click.Context, email: str) -> None:
    """Remove a lost second factor; where a group asks for one, another member of it has to agree first."""
    removed = services(ctx).lost_factor.ask(_existing(ctx, email).id, viewer=OPERATOR)
    tell("cli.user.factor_removed" if removed else "cli.user.factor_waits", email=email)


@user.command()
@click.argument("email")
@click.pass_context
def close(ctx: click.Context, email: str) -> None:
    """Close an account: nobody signs in with it any more, and what was done with it stays on record."""
    services(ctx).people.close(_existing(ctx, email).id, viewer=OPERATOR)
    tell("cli.user.closed", email=email)


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
    held = {**dict.fromkeys(account.waiting, frozenset[Role]()), **account.group_roles}
    groups = [f"{slug} ({', '.join(sorted(roles))})" if roles else slug for slug, roles in sorted(held.items())]
    tell("cli.user.groups", groups=", ".join(groups) or none)
