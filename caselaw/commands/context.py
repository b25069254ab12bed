"""What every command shares: the settings, services built when first needed, and sentences in the user's language."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click
from rich.console import Console

from caselaw.domain.errors import CaselawError, Invalid, NotFound, QueryFault, SettingsError
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import DEFAULT_LANGUAGE, has, say, say_error
from caselaw.settings import Settings

if TYPE_CHECKING:  # the wiring loads every engine: a command that only prints help does without
    from caselaw.access.viewer import Viewer
    from caselaw.wiring import Services

WRONG_USAGE = 2
_SERVICES = "caselaw.services"
_OF_PLACES = frozenset(
    (
        errno.EACCES, errno.EDQUOT, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.ENOSPC, errno.ENOTDIR,
        errno.EPERM, errno.EROFS,
    )
)  # fmt: skip
"""What is wrong with a path that was given, or with its disk; other faults of files are ours, and keep their trace."""
_BYTES_IN_WORDS = range(0xDC80, 0xDD00)
"""What Python makes of bytes of the command line that are not UTF-8: surrogates, each alone."""


def language(environ: Mapping[str, str] = os.environ) -> str:
    """The user's language as the terminal says it (LC_ALL, LC_MESSAGES, LANG), English where it is none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            chosen = environ[name].replace("-", "_").split("_")[0].split(".")[0].lower()
            return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


def settings(ctx: click.Context) -> Settings:
    found = ctx.find_object(Settings)
    if found is None:
        raise RuntimeError("a command of caselaw runs under its group, which reads the settings")
    return found


def services(ctx: click.Context) -> Services:
    """The services of these settings, built once a run and closed at its end."""
    built: Services | None = ctx.meta.get(_SERVICES)
    if built is None:
        from caselaw.wiring import build

        built = ctx.meta[_SERVICES] = build(settings(ctx))
        ctx.find_root().call_on_close(built.close)
        built.courts.refresh()
        built.subjects.refresh()
    return built


def viewer_of(ctx: click.Context, email: str) -> Viewer:
    """What this account may read; `NotFound` where there is no such account."""
    from caselaw.access.viewer import OPERATOR

    accounts = services(ctx).accounts
    account = accounts.by_email(email, viewer=OPERATOR)
    if account is None:
        raise NotFound("cli.user.absent", email=email)
    return accounts.viewer(account.id)


def sentence(code: str, **params: str | int) -> str:
    """The message in the user's language."""
    return say(code, language(), **params)


def tell(code: str, **params: str | int) -> None:
    """Print one sentence."""
    click.echo(sentence(code, **params))


def console() -> Console:
    """Where readable output goes; plain text where it is not a terminal."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def refuse(error: CaselawError) -> int:
    """Say on stderr what was refused; answers the exit code: 2 for wrong usage or settings, else 1."""
    click.echo(_whole_sentence(error), err=True)
    return WRONG_USAGE if isinstance(error, (SettingsError, Invalid)) else 1


def refuse_place(fault: OSError) -> int:
    """Say on stderr what is wrong with a path that was given; answers the exit code. What is our own fault is raised
    again."""
    if fault.errno not in _OF_PLACES or fault.filename is None:
        raise fault
    click.echo(sentence("cli.place", path=os.fsdecode(fault.filename), reason=fault.strerror or ""), err=True)
    return WRONG_USAGE


def refuse_words(fault: UnicodeEncodeError) -> int:
    """Say on stderr that words of the command are no UTF-8, which paths need not be and all else must; answers the exit
    code. Of the words only the first byte is told. What is our own fault is raised again."""
    if ord(fault.object[fault.start]) not in _BYTES_IN_WORDS:
        raise fault
    click.echo(sentence("cli.not_utf8", byte=f"0x{ord(fault.object[fault.start]) - 0xDC00:02X}"), err=True)
    return WRONG_USAGE


def _whole_sentence(error: CaselawError) -> str:
    reader = language()
    whole = say_error(error, reader)
    lines = [whole]
    if isinstance(error, QueryFault):
        lines.append(sentence("cli.query.place", start=error.start + 1))
        if error.repair:
            lines.append(sentence("query.repair", query=error.repair))
    if isinstance(error, Invalid):
        said = {field: _said(error, problems, reader) for field, problems in error.fields.items()}
        lines += [f"  {field}: {words}" for field, words in said.items() if words != whole]
    return "\n".join(lines)


def _said(error: Invalid, problems: Sequence[str], reader: str) -> str:
    return " ".join(say(text, reader, **error.params) if has(text, reader) else text for text in problems)
