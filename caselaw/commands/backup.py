"""`caselaw backup`: rows and files, sealed to a key that is kept elsewhere; `caselaw backup-key` makes that key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import settings, tell
from caselaw.commands.steps import steps
from caselaw.domain.errors import Invalid
from caselaw.domain.keeping import Backup
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.sealing import new_identity

_MEGABYTE = 1_000_000


@click.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.option("--recipient", "recipients", multiple=True, help="Seal it to this key: age1…, or a file of keys.")
@click.option("--in-clear", is_flag=True, help="Do not seal it: whoever has the folder can read everything.")
@click.option("--keep", type=click.IntRange(min=1), help="Keep so many of the newest backups; drop the others.")
@click.option("--list", "listed", is_flag=True, help="Say which backups there are, and make none.")
@click.option("--check", "checked", is_flag=True, help="Read the newest backup again, and make none.")
@click.option(
    "--identity", type=click.Path(path_type=Path, dir_okay=False), help="With --check: read all, by this key."
)
@click.pass_context
def backup(
    ctx: click.Context, target: Path, recipients: tuple[str, ...], *, in_clear: bool, keep: int | None, listed: bool,
    checked: bool, identity: Path | None,
) -> None:  # fmt: skip
    """Write rows and files, as they are now, into the folder TARGET; the site may serve meanwhile.

    Files that an earlier backup there holds are not written again. Settings and the secret key are not in it.
    """
    if listed + checked > 1 or (identity and not checked):
        raise Invalid("keeping.one_of")
    if listed:
        there, unread = _backups(ctx).there(target, viewer=OPERATOR)
        for one in there:
            _tell_listed(one)
        _tell_unread(unread)
        return
    if checked:
        _check(ctx, target, identity)
        return
    with steps() as progress:
        made = _backups(ctx).back_up(
            target,
            recipients or (() if in_clear else settings(ctx).backup_recipients),
            viewer=OPERATOR,
            in_clear=in_clear,
            keep=keep,
            progress=progress,
        )
    tell("keeping.made", id=made.backup.id, rows=made.rows, files=made.files)
    tell("keeping.written", fresh=made.fresh, megabytes=_megabytes(made.written))
    for one in made.dropped:
        tell("keeping.dropped", id=one.id)
    tell("keeping.digest", digest=made.digest)
    tell("keeping.keep_too", path=str(settings(ctx).home / "secret_key"))
    for path in made.damaged:
        tell("keeping.file_damaged", path=path)
    _tell_unread(made.unread)
    if made.damaged or made.unread:
        ctx.exit(1)


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_key(file: Path) -> None:
    """Make a key for backups and keep it in FILE. To be done on another machine than the server."""
    recipient = new_identity(file)
    tell("keeping.key_made", path=str(file))
    tell("keeping.key_said", recipient=recipient)


def _backups(ctx: click.Context) -> BackupService:
    """Without a look at the tables first: they may be older than the program, before an upgrade."""
    from caselaw.wiring import build

    built = build(settings(ctx))
    ctx.call_on_close(built.close)
    return built.backups


def _check(ctx: click.Context, target: Path, identity: Path | None) -> None:
    with steps() as progress:
        found = _backups(ctx).prove(target, identity, viewer=OPERATOR, progress=progress)
    _tell_listed(found.backup)
    if found.rows is None or found.files is None:
        tell("keeping.parts_right", count=len(found.backup.parts))
    else:
        tell("keeping.all_right", rows=found.rows, files=found.files)
    tell("keeping.digest", digest=found.digest)


def _tell_listed(one: Backup) -> None:
    code = "keeping.listed" if one.sealed else "keeping.listed_clear"
    tell(code, id=one.id, made=f"{one.made:%Y-%m-%d %H:%M} UTC", megabytes=_megabytes(one.size))


def _tell_unread(lists: Iterable[Path]) -> None:
    for path in lists:
        tell("keeping.list_unread", path=str(path))


def _megabytes(size: int) -> int:
    return -(-size // _MEGABYTE)
