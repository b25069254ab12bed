"""`caselaw restore`: a backup becomes an installation again."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace as changed
from pathlib import Path

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import settings, tell
from caselaw.commands.refusals import tell_refused
from caselaw.commands.steps import steps
from caselaw.services.keeping.sealing import writable


@click.command()
@click.argument("source", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--identity", type=click.Path(path_type=Path, dir_okay=False), help="The file with the key it needs.")
@click.option("--backup", "wanted", help="Which one, as `caselaw backup --list` names it (default: the newest).")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="A folder for all of it: SQLite, files.")
@click.option("--replace", is_flag=True, help="Throw away what is there now: rows and files.")
@click.option("--withdrawn", type=click.Path(path_type=Path, dir_okay=False), help="The log of withdrawals to obey.")
@click.option("--no-index", is_flag=True, help="Leave the index as it is; `caselaw index rebuild` makes it anew.")
@click.pass_context
def restore(
    ctx: click.Context, source: Path, *, identity: Path | None, wanted: str | None, into: Path | None, replace: bool,
    withdrawn: Path | None, no_index: bool,
) -> None:  # fmt: skip
    """Bring back rows and files from the folder SOURCE, into the place that the settings name.

    Everything is read and compared first. What was withdrawn since is removed again. Site and workers are to be
    stopped; the index is made anew at the end, vectors and what the lexicon learned by the worker.
    """
    from caselaw.wiring import build  # not the services of this run: --into asks for others

    chosen = settings(ctx)
    if into is not None:
        chosen = changed(
            chosen,
            database_url=f"sqlite:///{into / 'caselaw.db'}",
            search_url=f"tantivy:{into / 'index'}",
            files=into / "files",
        )
    with ExitStack() as stack:
        built = build(chosen)
        stack.callback(built.close)
        with writable(chosen.home):
            chosen.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with steps() as progress:
            found = built.restoring.restore(
                source, identity, viewer=OPERATOR, wanted=wanted, replace=replace, withdrawn=withdrawn,
                progress=progress,
            )  # fmt: skip
            tell("keeping.restored", id=found.backup.id, rows=found.rows, files=found.files)
        tell("keeping.digest", digest=found.digest)
        tell("keeping.withdrawn", count=found.withdrawn)
        for one in found.unasked:
            tell("keeping.unasked", id=one)
        trail = built.audit.verify(viewer=OPERATOR)
        if trail.broken is None:
            tell("keeping.trail", count=trail.lines)
        else:
            tell("keeping.trail_broken", line=trail.broken)
        if no_index:
            tell("keeping.index_later")
            ctx.exit(0 if trail.broken is None else 1)
        with steps() as progress:
            rebuilt = built.indexing.rebuild(
                viewer=OPERATOR, progress=lambda done, total: progress("index", done, total)
            )  # fmt: skip
        tell("keeping.indexed", count=rebuilt.documents)
        tell_refused(rebuilt.refused)
        if rebuilt.refused or trail.broken is not None:
            ctx.exit(1)
