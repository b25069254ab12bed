"""The `caselaw` command: its own sub-commands, and those that `ingest` and `web` join by entry points.

Nothing is imported before it is asked for: `caselaw search` loads neither the web framework nor the PDF readers.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points, version
from typing import Any

import click

from caselaw.commands.context import refuse, refuse_place, refuse_words, sentence
from caselaw.domain.errors import CaselawError
from caselaw.settings import Settings

COMMANDS = {
    "init": "caselaw.commands.init:init",
    "demo": "caselaw.commands.demo:demo",
    "search": "caselaw.commands.search:search",
    "index": "caselaw.commands.index:index",
    "user": "caselaw.commands.user:user",
    "group": "caselaw.commands.group:group",
    "courts": "caselaw.commands.courts:courts",
    "problems": "caselaw.commands.problems:problems",
    "runs": "caselaw.commands.runs:runs",
    "versions": "caselaw.commands.versions:versions",
    "family": "caselaw.commands.family:family",
    "history": "caselaw.commands.history:history",
    "treatment": "caselaw.commands.history:treatment",
    "lexicon": "caselaw.commands.lexicon:lexicon",
    "citations": "caselaw.commands.citations:citations",
    "audit": "caselaw.commands.audit:audit",
    "check": "caselaw.commands.check:check",
    "backup": "caselaw.commands.backup:backup",
    "backup-key": "caselaw.commands.backup:backup_key",
    "restore": "caselaw.commands.restore:restore",
    "forget": "caselaw.commands.forget:forget",
}
_COMPLETED = {"problems"}  # groups that others add commands to as they join
_JOINED = "caselaw.commands"
_BENCHMARKS = "caselaw.bench"


class Bench(click.Group):
    """The benchmarks, each a command of its own under the entry points `caselaw.bench`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(point.name for point in entry_points(group=_BENCHMARKS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for point in entry_points(group=_BENCHMARKS, name=cmd_name):
            found = _load(point)
            return None if found is None else _command(found)
        return None


class Caselaw(click.Group):
    """The root: finds a sub-command by name, and turns every expected refusal into a sentence and an exit code."""

    _complete = False

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._join()
        return sorted({*COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMPLETED:
            self._join()
        if cmd_name in COMMANDS:
            module, _, name = COMMANDS[cmd_name].partition(":")
            return _command(getattr(import_module(module), name))
        if cmd_name not in self.commands:
            self._join()
        return self.commands.get(cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CaselawError as error:
            ctx.exit(refuse(error))
        except OSError as fault:
            ctx.exit(refuse_place(fault))
        except UnicodeEncodeError as fault:
            ctx.exit(refuse_words(fault))

    def _join(self) -> None:
        if not self._complete:
            self._complete = True
            for point in entry_points(group=_JOINED):
                join: Callable[[click.Group], None] | None = _load(point)
                if join is not None:
                    join(self)


def _load(point: EntryPoint) -> Any:
    """What the entry point names; None, and a sentence, where it cannot be loaded: the other commands still work."""
    try:
        return point.load()
    except ImportError as error:
        click.echo(sentence("cli.joined_absent", name=point.name, reason=str(error)), err=True)
        return None


def _command(found: object) -> click.Command:
    if not isinstance(found, click.Command):
        raise TypeError(f"not a command: {found!r}")
    return found


@click.group(cls=Caselaw)
@click.version_option(version("caselaw"), prog_name="caselaw")
@click.pass_context
def main(ctx: click.Context) -> None:
    """A multilingual database of decisions on economic, social and cultural rights."""
    os.umask(0o077)  # database, index, files and keys are for the account that runs them alone
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a character the terminal lacks ends no command
    ctx.obj = Settings.from_env(os.environ)


@main.group(cls=Bench)
def bench() -> None:
    """Measure the product against its baselines."""


if __name__ == "__main__":
    main(prog_name="caselaw")
