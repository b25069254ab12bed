"""The commands that take files in: `caselaw ingest`, `caselaw inspect`, `caselaw worker`; and those of quarantine."""

from __future__ import annotations

import json
from pathlib import Path

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, sentence, services, tell
from caselaw.commands.problems import problems
from caselaw.domain.errors import Invalid
from caselaw.domain.text import shown
from ingest.draft import Draft, Ocr
from ingest.files import find_files, is_there, stray_links
from ingest.present import present
from ingest.runs import options, quarantine
from ingest.runs.batch import drafts
from ingest.runs.intake import STRAY_LINK, Intake
from ingest.runs.recorded import recorded
from ingest.runs.relating import relate
from ingest.runs.report import JsonReport, Report, TextReport
from ingest.split import cli as splitter


def commands(group: click.Group) -> None:
    """Join the command line."""
    group.add_command(ingest)
    group.add_command(inspect)
    group.add_command(worker)
    splitter.commands(group)
    problems.add_command(quarantine.retry)
    problems.add_command(quarantine.explain)


@click.command()
@options.paths_
@click.option("--collection", metavar="SLUG", help="The collection they join; made if it is new.")
@options.kind_
@options.language_
@click.option("--access", metavar="public|members|group:SLUG", help="Who may read them (default: as the collection).")
@click.option("--sensitive", is_flag=True, help="The collection is about people in danger: for a group unless said.")
@options.jobs_
@options.ocr_
@options.json_
@click.pass_context
def ingest(
    ctx: click.Context, paths: tuple[Path, ...], collection: str | None, kind: str, wanted: str | None,
    access: str | None, sensitive: bool, jobs: int | None, ocr: Ocr, as_json: bool,
) -> None:  # fmt: skip
    """Take files and folders in.

    What was stored before is recognised by its content and left as it is, so the command can be run again at any time.
    It ends with 0 where all was read, with 1 where something could not be read or stored.
    """
    reading = options.reading(kind, wanted, ocr, jobs)
    readers = options.readers(access)
    files = _files(paths)
    report: Report = JsonReport(language()) if as_json else TextReport(language())
    said = {
        "collection": collection,
        "kind": kind,
        "language": wanted,
        "access": access,
        "jobs": reading.jobs,
        "ocr": ocr,
    }
    try:
        with recorded(services(ctx), "ingest", [shown(str(path)) for path in paths], said, report) as run:
            if sensitive and collection:
                services(ctx).intake.collection(collection, access=readers, sensitive=True, viewer=OPERATOR)
            intake = Intake(services(ctx), reading, access=readers, collection=collection, report=run)
            outcomes = intake.run(files, list(stray_links(paths)))
        relate(services(ctx), language(), as_json=as_json)
    except KeyboardInterrupt:
        report.close()
        click.echo(sentence("ingest.interrupted"), err=True)
        ctx.exit(options.INTERRUPTED)
    report.summary(outcomes, run.run)
    ctx.exit(options.exit_code(outcomes))


@click.command()
@options.paths_
@options.kind_
@options.language_
@options.jobs_
@options.ocr_
@options.json_
@click.pass_context
def inspect(
    ctx: click.Context, paths: tuple[Path, ...], kind: str, wanted: str | None, jobs: int | None, ocr: Ocr,
    as_json: bool,
) -> None:  # fmt: skip
    """Read files as `ingest` would, and say what was found, without storing anything."""
    reading = options.reading(kind, wanted, ocr, jobs)
    services(ctx)  # the courts that were added here are read from the database, where there is one
    files = _files(paths)
    failed = False
    for link in stray_links(paths):
        click.echo(sentence("ingest.skipped", path=shown(str(link)), reason=sentence(STRAY_LINK)), err=True)
    try:
        for draft in drafts(files, reading):
            failed |= draft.failed
            _show(draft, as_json)
    except KeyboardInterrupt:
        ctx.exit(options.INTERRUPTED)
    ctx.exit(1 if failed else 0)


@click.command()
def worker() -> None:
    """Take jobs as they come, until told to stop (what `serve` runs beside itself)."""
    from ingest import worker as process

    process.main.main(args=[], standalone_mode=False)


def _show(draft: Draft, as_json: bool) -> None:
    if draft.skipped:
        click.echo(sentence("ingest.skipped", path=shown(draft.path), reason=sentence(draft.skipped)), err=True)
        return
    form = present(draft, language())
    if as_json:
        click.echo(json.dumps(form, ensure_ascii=False))
        return
    tell(
        "ingest.inspect.document", path=shown(draft.path), format=draft.format or "?", language=draft.language,
        count=len(draft.paragraphs),
    )  # fmt: skip
    rows = {"": form["title"], "court": (form["court"] or {}).get("name"), "date": form["dates"]["decision"]}
    for value in (rows[""], rows["court"], (rows["date"] or {}).get("value"), *form["docket_numbers"]):
        if value:
            click.echo(f"  {value}")
    for problem in form["problems"]:
        click.echo(f"  ! {problem['message']}" + (f" ({problem['where']})" if problem["where"] else ""))


def _files(paths: tuple[Path, ...]) -> list[Path]:
    for path in paths:
        if not is_there(path):
            raise Invalid("ingest.no_such_path", path=shown(str(path)))
    return list(find_files(paths))
