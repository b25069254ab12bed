"""The commands that take files in: `caselaw ingest`, `caselaw inspect`, `caselaw worker`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import click

from caselaw.commands.context import language, sentence, services, tell
from caselaw.domain.audience import Audience, audience
from caselaw.domain.errors import Invalid
from caselaw.domain.text import shown
from ingest.batch import Reading, default_jobs, drafts
from ingest.draft import Draft, Ocr
from ingest.files import find_files, stray_links
from ingest.intake import STRAY_LINK, Intake, Outcome
from ingest.language import normal_tag
from ingest.present import present
from ingest.recognition import can_recognise
from ingest.report import JsonReport, Report, TextReport

KINDS = ("auto", "judgment", "abuse_report", "other")
OCR: tuple[Ocr, ...] = get_args(Ocr)
INTERRUPTED = 130  # as shells count it: 128 and the number of SIGINT


def commands(group: click.Group) -> None:
    """Join the command line."""
    group.add_command(ingest)
    group.add_command(inspect)
    group.add_command(worker)


_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_kind = click.option("--kind", type=click.Choice(KINDS), default="auto", help="What kind of documents these are.")
_language = click.option("--language", "wanted", metavar="L", help="Their language (en, es, fr, ar, pt-BR …).")
_ocr = click.option("--ocr", type=click.Choice(OCR), default="auto", help="Text recognition for scans.")
_jobs = click.option("--jobs", type=click.IntRange(1, 256), help="Processes (default: one a core).")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command()
@_paths
@click.option("--collection", metavar="SLUG", help="The collection they join; made if it is new.")
@_kind
@_language
@click.option("--access", metavar="public|members|group:SLUG", help="Who may read them (default: as the collection).")
@_jobs
@_ocr
@_json
@click.pass_context
def ingest(
    ctx: click.Context, paths: tuple[Path, ...], collection: str | None, kind: str, wanted: str | None,
    access: str | None, jobs: int | None, ocr: Ocr, as_json: bool,
) -> None:  # fmt: skip
    """Take files and folders in.

    What was stored before is recognised by its content and left as it is, so the command can be run again at any time.
    It ends with 0 where all was read, with 1 where something could not be read or stored.
    """
    reading = _reading(kind, wanted, ocr, jobs)
    readers = _audience(access)
    files = _files(paths)
    report: Report = JsonReport(language()) if as_json else TextReport(language())
    intake = Intake(services(ctx), reading, access=readers, collection=collection, report=report)
    try:
        outcomes = intake.run(files, list(stray_links(paths)))
    except KeyboardInterrupt:
        report.close()
        click.echo(sentence("ingest.interrupted"), err=True)
        ctx.exit(INTERRUPTED)
    report.summary(outcomes)
    ctx.exit(_exit_code(outcomes))


@click.command()
@_paths
@_kind
@_language
@_jobs
@_ocr
@_json
@click.pass_context
def inspect(
    ctx: click.Context, paths: tuple[Path, ...], kind: str, wanted: str | None, jobs: int | None, ocr: Ocr,
    as_json: bool,
) -> None:  # fmt: skip
    """Read files as `ingest` would, and say what was found, without storing anything."""
    reading = _reading(kind, wanted, ocr, jobs)
    files = _files(paths)
    failed = False
    for link in stray_links(paths):
        click.echo(sentence("ingest.skipped", path=shown(str(link)), reason=sentence(STRAY_LINK)), err=True)
    try:
        for draft in drafts(files, reading):
            failed |= draft.failed
            _show(draft, as_json)
    except KeyboardInterrupt:
        ctx.exit(INTERRUPTED)
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


def _reading(kind: str, wanted: str | None, ocr: Ocr, jobs: int | None) -> Reading:
    """The options as one value; `Invalid` for what cannot be done."""
    if ocr == "always" and not can_recognise():
        raise Invalid("ingest.no_ocr")
    tag = normal_tag(wanted)
    if wanted is not None and tag is None:
        raise Invalid("ingest.bad_language", language=wanted)
    return Reading(None if kind == "auto" else kind, tag, jobs or default_jobs(), ocr)


def _audience(access: str | None) -> Audience | None:
    if access is None:
        return None
    try:
        return audience(access)
    except ValueError:
        raise Invalid("ingest.bad_access", access=access) from None


def _files(paths: tuple[Path, ...]) -> list[Path]:
    for path in paths:
        if not path.exists():
            raise Invalid("ingest.no_such_path", path=shown(str(path)))
    return list(find_files(paths))


def _exit_code(outcomes: list[Outcome]) -> int:
    """1 where a file could not be stored, or was stored with text lost; what is no document is no problem."""
    tally = Counter(outcome.outcome for outcome in outcomes)
    return 1 if tally["failed"] or any(outcome.failed for outcome in outcomes) else 0
