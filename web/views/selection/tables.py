"""Case selection tables: the list, a new one, one with its course; cases put on one from a search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, NotFound, QueryFault
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import MAX_PAGE_SIZE, FoundDocument
from caselaw.domain.selection.table import LONGEST_LINE, LONGEST_TEXT, SelectionTable
from caselaw.domain.selection.templates import OWN, TEMPLATES, template
from caselaw.messages import say
from caselaw.services.selection.seeing import Seen
from web import addresses
from web.asking import asked
from web.i18n import language
from web.refusals import status
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES
from web.views.paging import part
from web.views.selection.forms import faults_of, revision, typed_table

MOST_AT_ONCE = MAX_PAGE_SIZE
_EMPTY = SelectionTable("", Audience(""), {}, {}, {}, LANGUAGES, OWN)


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; what is sent is counted, and searches for cases as other costly pages are."""
    writes = limiter.limit(WRITES)
    pages.add_app_template_global(_say, "say")
    pages.add_app_template_global(_today, "today")
    pages.add_url_rule("/tables", "tables", show_all)
    pages.add_url_rule("/tables/new", "new_table", ask)
    pages.add_url_rule("/tables/new", "make_table", writes(make), methods=["POST"])
    pages.add_url_rule("/tables/put", "put_on_table", limiter.limit("30 per minute")(offer))
    pages.add_url_rule("/tables/put", "put", writes(put), methods=["POST"])
    pages.add_url_rule("/tables/<table>", "table", show)
    pages.add_url_rule("/tables/<table>", "move_table", writes(move), methods=["POST"])
    pages.add_url_rule("/tables/<table>/edit", "edit_table", edit)
    pages.add_url_rule("/tables/<table>/edit", "change_table", writes(change), methods=["POST"])


def _today() -> date:
    """The day, as last days are told: in UTC."""
    return datetime.now(UTC).date()


def _say(code: str) -> str:
    """A sentence of caselaw in the reader's language."""
    return say(code, language())


def show_all() -> ResponseReturnValue:
    """The tables of which one may know; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.tables")))
    restrict("members")
    return render_template(
        "pages/tables.html",
        part=part(services().selections.all(viewer()), "pages.tables"),
        may_make=bool(services().selections.audiences(viewer())),
    )


def ask() -> ResponseReturnValue:
    """The form of a new table, filled in from a template where one was chosen."""
    _require_maker()
    return _form(_begun(request.args.get("template", "")))


def make() -> ResponseReturnValue:
    """A new table, with the records that were chosen in a search."""
    _require_maker()
    access = next((one for one in services().selections.audiences(viewer()) if one == request.form.get("access")), None)
    began = replace(_begun(request.form.get("template", "")), access=access or Audience(""))
    typed = began
    try:
        typed = typed_table(began)
        if access is None:
            raise Invalid("selection.choice", {"access": ["selection.choice"]})
        ids = request.form.getlist("ids")[:MOST_AT_ONCE]
        made = services().selections.make(typed, viewer=viewer(), records=ids)
    except Invalid as refusal:
        return make_response(_form(typed, refusal), 422)
    return redirect(url_for("pages.table", table=made), 303)


def _begun(chosen: str) -> SelectionTable:
    """What a new table begins with: a template, the words and criteria of another table that she manages (its id), or
    nothing."""
    if chosen in TEMPLATES:
        begun = template(chosen)
        return replace(
            _EMPTY, titles=begun.names, purposes=begun.purposes, guidelines=begun.guidelines, template=chosen,
            criteria=begun.criteria,
        )  # fmt: skip
    if chosen in ("", OWN):
        return _EMPTY
    shown = services().selections.show(chosen, viewer=viewer())
    require(viewer(), Action.MANAGE_SELECTION, shown.table)
    old = shown.table
    return replace(
        _EMPTY, titles=old.titles, purposes=old.purposes, guidelines=old.guidelines, languages=old.languages,
        criteria=old.criteria, blind=old.blind, scored=old.scored, confidential=old.confidential,
    )  # fmt: skip


def offer() -> ResponseReturnValue:
    """What a search found, each document to be ticked, and the tables on which they may go."""
    _require_maker()
    query = asked(request.args, language())
    found: list[FoundDocument] = []
    fault: CaselawError | None = None
    try:
        answer = services().search.search(query, viewer=viewer())
        found = _decisions([*answer.direct, *answer.documents])
    except (Invalid, QueryFault) as refusal:
        fault = refusal
    return _choice(found, addresses.search_address(query), fault)


def _decisions(found: list[FoundDocument]) -> list[FoundDocument]:
    """Each decision once, in the version that was found first."""
    known = services().documents.some([one.id for one in found], viewer=viewer())
    first: dict[str, FoundDocument] = {}
    for one in found:
        if one.id in known:
            first.setdefault(known[one.id].work_id, one)
    return list(first.values())


def put() -> ResponseReturnValue:
    """Put the ticked documents on a table, or begin a new one with them."""
    _require_maker()
    ids = request.form.getlist("ids")[:MOST_AT_ONCE]
    table = request.form.get("table", "")
    if table == "new":
        return redirect(url_for("pages.new_table", ids=ids, template=TEMPLATES[0]), 303)
    count = services().selections.add_records(table, ids, viewer=viewer())
    return redirect(url_for("pages.candidates", table=table, added=count), 303)


def show(table: str) -> ResponseReturnValue:
    return _page(table)


def move(table: str) -> ResponseReturnValue:
    """One step of a table, as the button says."""
    try:
        _STEPS.get(request.form.get("do", ""), _nothing)(table)
    except (Invalid, Conflict) as refusal:
        return make_response(_page(table, refusal), status(refusal))
    return redirect(url_for("pages.table", table=table, done="yes"), 303)


def edit(table: str) -> ResponseReturnValue:
    """The form that changes what is said of a table, and who is on it."""
    shown = services().selections.show(table, viewer=viewer())
    require(viewer(), Action.MANAGE_SELECTION, shown.table)
    return _edit(shown)


def change(table: str) -> ResponseReturnValue:
    """Replace what is said of a table, and who answers on it."""
    shown = services().selections.show(table, viewer=viewer())
    require(viewer(), Action.MANAGE_SELECTION, shown.table)
    typed, slugs = shown.table, request.form.getlist("organisation")
    try:
        typed = typed_table(shown.table)
        services().selections.change(typed, revision=revision(), viewer=viewer(), invited=slugs)
    except (Invalid, Conflict) as refusal:
        return make_response(_edit(shown, typed, slugs, refusal), status(refusal))
    return redirect(url_for("pages.table", table=table, done="yes"), 303)


def _circulate(table: str) -> None:
    anyway = request.form.get("anyway") == "yes"
    services().selections.circulate(table, revision=revision(), viewer=viewer(), anyway=anyway)


def _open(table: str) -> None:
    services().deliberating.open(table, revision=revision(), viewer=viewer())


def _reopen(table: str) -> None:
    reason = request.form.get("reason", "")
    services().deliberating.reopen(table, "opened", reason=reason, revision=revision(), viewer=viewer())


def _reanswer(table: str) -> None:
    reason = request.form.get("reason", "")
    services().deliberating.reopen(table, "answering", reason=reason, revision=revision(), viewer=viewer())


def _nothing(table: str) -> None:
    services().selections.show(table, viewer=viewer())
    raise NotFound()


_STEPS: dict[str, Callable[[str], None]] = {
    "circulate": _circulate,
    "open": _open,
    "reopen": _reopen,
    "reanswer": _reanswer,
}


def _require_maker() -> None:
    who: Viewer = viewer()
    if not services().selections.audiences(who):
        raise Forbidden()


def _form(table: SelectionTable, refusal: CaselawError | None = None) -> str:
    restrict("members")
    ids = request.values.getlist("ids")[:MOST_AT_ONCE]
    return render_template(
        "pages/new_table.html",
        table=table,
        templates={name: template(name).names for name in TEMPLATES},
        tables=[one.table for one in services().selections.all(viewer()) if one.manages],
        chosen=request.values.get("template", ""),
        audiences=services().selections.audiences(viewer()),
        ids=ids,
        faults=faults_of(refusal),
        longest_line=LONGEST_LINE,
        longest_text=LONGEST_TEXT,
    )


def _choice(found: list[FoundDocument], back: str, fault: CaselawError | None) -> ResponseReturnValue:
    restrict("members")
    managed = [one for one in services().selections.all(viewer()) if one.manages and not one.open]
    page = render_template(
        "pages/put_on_table.html", found=found, tables=managed, back=back, faults=faults_of(fault), most=MOST_AT_ONCE
    )
    return make_response(page, 400 if fault else 200)


def _page(table: str, refusal: CaselawError | None = None) -> str:
    shown = services().selections.show(table, viewer=viewer())
    restrict("members")
    return render_template(
        "pages/table.html",
        shown=shown,
        table=shown.table,
        progress=services().answering.progress(table, viewer=viewer()),
        course=services().deliberating.course(table, viewer=viewer()),
        missing=services().selections.missing(table, viewer=viewer()) if shown.manages else (),
        organisations=organisation_names(),
        faults=faults_of(refusal),
        done=request.args.get("done"),
        reason=request.form.get("reason", ""),
    )


def _edit(
    shown: Seen,
    typed: SelectionTable | None = None,
    slugs: list[str] | None = None,
    refusal: CaselawError | None = None,
) -> str:
    restrict("members")
    return render_template(
        "pages/edit_table.html",
        shown=shown,
        table=typed or shown.table,
        invited=slugs if slugs is not None else [one.organisation for one in shown.table.invited],
        organisations=organisation_names(),
        people=services().selections.committee(shown.table.id, viewer=viewer()),
        faults=faults_of(refusal),
        longest_line=LONGEST_LINE,
        longest_text=LONGEST_TEXT,
    )


def organisation_names() -> dict[str, str]:
    """What each organisation is called in the reader's language, by slug."""
    return {one.slug: one.names.get(language()) or one.short_name for one in services().organisations.all(viewer())}
