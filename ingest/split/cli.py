"""The commands `caselaw split`, which cuts a report, and `caselaw cases`, by which a person decides on each draft."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.commands.context import language, sentence, services, tell, viewer_of
from caselaw.commands.pending import settle
from caselaw.commands.refusals import tell_refused
from caselaw.domain.audience import Audience
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.splitting.covering import assigned
from caselaw.domain.splitting.parts import STRATEGIES, Bid, Split, Strategy
from caselaw.domain.text import shown
from caselaw.schemas.splitting import split_form
from ingest.commit import record
from ingest.containers import read_source
from ingest.draft import Draft, Ocr
from ingest.files import is_there
from ingest.runs import options
from ingest.split.cutting import country_at
from ingest.split.outline import outline
from ingest.split.present import listed_line, proposal, proposal_lines, split_lines
from ingest.split.propose import propose
from ingest.split.reading import chosen, make_records, read_report

_by = click.option("--by", type=click.Choice(STRATEGIES), help="Cut in this way, whatever seems best.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object.")
_as = click.option("--as", "email", metavar="USER", help="As this user, with her rights.")
_revision = click.option("--revision", type=int, help="Only if the split still is at this revision.")


def commands(group: click.Group) -> None:
    """Join the command line."""
    group.add_command(split)
    group.add_command(cases)


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@_by
@click.option("--store", is_flag=True, help="Keep the report and its drafts, for `caselaw cases`.")
@click.option("--access", metavar="public|members|group:SLUG", help="Who may read a report that is stored now.")
@click.option("--collection", metavar="SLUG", help="The collection a report joins that is stored now.")
@click.option("--language", "wanted", metavar="L", help="Its language (en, es, fr, ar, pt-BR …).")
@options.ocr_
@click.option("--facts/--no-facts", default=True, help="With --json: what is read in each case (default), or not.")
@_json
@click.pass_context
def split(
    ctx: click.Context, path: Path, by: Strategy | None, store: bool, access: str | None, collection: str | None,
    wanted: str | None, ocr: Ocr, facts: bool, as_json: bool,
) -> None:  # fmt: skip
    """Cut a report of many cases into one draft a case.

    Prints the cases with their pages, and the count that shows that no page was left out. Stores nothing without
    --store. It ends with 1 where the file is no report of many cases.
    """
    if not is_there(path):
        raise Invalid("ingest.no_such_path", path=shown(str(path)))
    readers = options.readers(access)
    report = read_report(path, options.reading("auto", wanted, ocr, jobs=1))
    bids = propose(report.paragraphs, language=report.language, kind=report.facts.kind, pages=report.pages)
    bid, others = chosen(bids, by, path=shown(report.path), reader=language())
    if as_json:
        form = proposal(report, bid, others, language(), facts=facts)
        if store:
            form = {**form, "report": _store(ctx, report, by, readers, collection)}
        click.echo(json.dumps(form, ensure_ascii=False))
        return
    for line in proposal_lines(report, bid, others, language()):
        click.echo(line)
    if store:
        tell("split.stored", id=_store(ctx, report, by, readers, collection))


@click.group()
def cases() -> None:
    """The cases of reports: approve, merge, cut, rename or reject each draft."""


@cases.command("list")
@_as
@click.pass_context
def list_splits(ctx: click.Context, email: str | None) -> None:
    """Every report that was split, and how far its cases are decided."""
    found = services(ctx).splitting.list(viewer=_viewer(ctx, email))
    for one in found:
        click.echo(listed_line(one, language()))
    if not found:
        tell("split.none")


@cases.command("propose")
@click.argument("report")
@_by
@_as
@click.pass_context
def propose_again(ctx: click.Context, report: str, by: Strategy | None, email: str | None) -> None:
    """Split a stored report, or split it again; what was approved stays."""
    _show(ctx, _propose(ctx, report, by, _viewer(ctx, email)), as_json=False)


@cases.command()
@click.argument("report")
@_json
@_as
@click.pass_context
def show(ctx: click.Context, report: str, as_json: bool, email: str | None) -> None:
    """The parts of a report with their ids, pages and what was decided."""
    viewer = _viewer(ctx, email)
    _show(ctx, services(ctx).splitting.get(report, viewer=viewer), as_json, viewer)


@cases.command()
@click.argument("report")
@click.argument("drafts", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every case that is still proposed.")
@_revision
@_as
@click.pass_context
def approve(
    ctx: click.Context, report: str, drafts: tuple[str, ...], everything: bool, revision: int | None, email: str | None
) -> None:
    """Make records of these drafts of REPORT, or of all.

    Safe to repeat: what was made already stays as it is, what was interrupted is finished.
    """
    if bool(drafts) == everything:
        raise click.UsageError(sentence("split.which"))
    viewer, wired = _viewer(ctx, email), services(ctx)
    wired.splitting.approve(report, None if everything else drafts, viewer=viewer, revision=revision)
    made = 0
    for case in make_records(wired, viewer, report):
        made += 1
        click.echo(case)
    tell("split.done", count=made)
    tell_refused(settle(wired.indexing))


@cases.command()
@click.argument("draft")
@_revision
@_as
@click.pass_context
def merge(ctx: click.Context, draft: str, revision: int | None, email: str | None) -> None:
    """Make one of DRAFT and the part behind it."""
    viewer = _viewer(ctx, email)
    _show(ctx, services(ctx).splitting.merge(draft, viewer=viewer, revision=revision), as_json=False)


@cases.command()
@click.argument("draft")
@click.option(
    "--at", "anchor", required=True, metavar="ANCHOR",
    help="The paragraph of the report where the new one begins: what stands behind # in the address of its ¶.",
)  # fmt: skip
@click.option("--title", default="", help="What the new one is called (else as that paragraph).")
@_revision
@_as
@click.pass_context
def cut(ctx: click.Context, draft: str, anchor: str, title: str, revision: int | None, email: str | None) -> None:
    """Cut DRAFT in two; a case begins at ANCHOR."""
    viewer = _viewer(ctx, email)
    splitting = services(ctx).splitting
    whole = services(ctx).case_making.material(draft, viewer=viewer)
    _, paragraphs = splitting.report(whole.report, viewer=viewer)
    country = country_at(outline(paragraphs, language=whole.language), anchor, whole.draft.part.last + 1)
    found = splitting.cut(draft, anchor, title=title, country=country, viewer=viewer, revision=revision)
    _show(ctx, found, as_json=False)


@cases.command()
@click.argument("draft")
@click.argument("title")
@_revision
@_as
@click.pass_context
def rename(ctx: click.Context, draft: str, title: str, revision: int | None, email: str | None) -> None:
    """Give DRAFT another title."""
    viewer = _viewer(ctx, email)
    _show(ctx, services(ctx).splitting.rename(draft, title, viewer=viewer, revision=revision), as_json=False)


@cases.command()
@click.argument("draft")
@click.option("--reason", required=True, help="Why: whoever looks later will ask.")
@_revision
@_as
@click.pass_context
def reject(ctx: click.Context, draft: str, reason: str, revision: int | None, email: str | None) -> None:
    """Make no record of DRAFT."""
    viewer = _viewer(ctx, email)
    _show(ctx, services(ctx).splitting.reject(draft, reason, viewer=viewer, revision=revision), as_json=False)


@cases.command()
@click.argument("draft")
@_revision
@_as
@click.pass_context
def reopen(ctx: click.Context, draft: str, revision: int | None, email: str | None) -> None:
    """Propose a rejected DRAFT again."""
    viewer = _viewer(ctx, email)
    _show(ctx, services(ctx).splitting.reopen(draft, viewer=viewer, revision=revision), as_json=False)


def _viewer(ctx: click.Context, email: str | None) -> Viewer:
    return OPERATOR if email is None else viewer_of(ctx, email)


def _show(ctx: click.Context, found: Split, as_json: bool, viewer: Viewer = OPERATOR) -> None:
    if not as_json:
        for line in split_lines(found, language()):
            click.echo(line)
        return
    _, paragraphs = services(ctx).splitting.report(found.report, viewer=viewer)
    counts = Counter(assigned([draft.part for draft in found.drafts], paragraphs))
    form: Any = split_form(found, paragraphs, [counts[number] for number in range(len(found.drafts))])
    click.echo(json.dumps(form, ensure_ascii=False))


def _store(
    ctx: click.Context, report: Draft, by: Strategy | None, access: Audience | None, collection: str | None
) -> DocumentId:
    """Keep the report, unless it is stored already, and the way to cut it."""
    intake = services(ctx).intake
    original = None if report.format == "eml" else read_source(report.source)
    stored = intake.store(record(report, access=access, collection=collection), viewer=OPERATOR, original=original)
    _propose(ctx, stored.id, by, OPERATOR)
    tell_refused(settle(services(ctx).indexing))
    return stored.id


def _propose(ctx: click.Context, report: str, by: Strategy | None, viewer: Viewer) -> Split:
    """Cut a stored report by its stored paragraphs: it may have been read by an earlier form of this program."""
    document, paragraphs = services(ctx).splitting.report(report, viewer=viewer)
    pages = document.source.pages if document.source else None
    bids = propose(paragraphs, language=document.language, kind=document.facts.kind, pages=pages)
    bid: Bid = chosen(bids, by, path=document.facts.title or report, reader=language())[0]
    return services(ctx).splitting.propose(report, bid, viewer=viewer)
