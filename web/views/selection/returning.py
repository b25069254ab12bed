"""The file of a selection table, out and back: taken along, sent back, shown cell by cell, and applied as was ticked.

The same pages serve who signed in and who came by a link: a `Way` says who reads, and where the next page is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound
from caselaw.domain.selection.returned import DECLARATION, KINDS, SCORE, Difference
from caselaw.domain.selection.returning_values import score_text
from caselaw.exchange.office_door import MOST_BYTES
from caselaw.exchange.selection_files import FORMS, MEDIA_TYPES, Form
from caselaw.exchange.selection_words import cell_text, column_name, declaration_name
from caselaw.messages import say_error, say_problem
from caselaw.services.selection.circulating import file_name
from caselaw.services.selection.returning import Chosen, Shown
from caselaw.services.selection.seeing import Reader
from web.i18n import language
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES

RETURNS = "30 per hour"
TAKEN = "60 per hour"
ON_A_PAGE = 300
"""Cells that one page shows."""
_FORM = 200_000  # bytes of a form beside its file


@dataclass(frozen=True)
class Way:
    """Who reads which table for which organisation; the addresses of her pages, and what stands in each of them."""

    reader: Reader
    table: str
    organisation: str
    pages: Mapping[str, str]
    values: Mapping[str, str]

    def to(self, page: str, **more: Any) -> str:
        """The address of a page; where one file or the table itself is meant, the organisation is known by it."""
        known = {**self.values, **more}
        if page in ("one", "settle", "file", "home"):
            known.pop("organisation", None)
        return url_for(f"pages.{self.pages[page]}", **known)


_SIGNED = {
    "sheet": "table_sheet", "back": "return_table", "send": "send_return", "one": "returned", "settle": "settle_return",
    "file": "returned_file", "home": "table",
}  # fmt: skip


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; files out and back are counted by account."""
    counted = limiter.limit(RETURNS, key_func=lambda: f"return:{viewer().account}")
    writes = limiter.limit(WRITES)
    taken = limiter.limit(TAKEN, key_func=lambda: f"sheet:{viewer().account}")
    pages.add_url_rule("/tables/<table>/sheet.<form>", "table_sheet", taken(take))
    pages.add_url_rule("/tables/<table>/return", "return_table", ask)
    pages.add_url_rule("/tables/<table>/return", "send_return", counted(send), methods=["POST"])
    pages.add_url_rule("/tables/<table>/return/<returned>", "returned", show)
    pages.add_url_rule("/tables/<table>/return/<returned>", "settle_return", writes(settle), methods=["POST"])
    pages.add_url_rule("/tables/<table>/return/<returned>/file", "returned_file", taken(original))
    pages.url_value_preprocessor(_allow)


def take(table: str, form: str) -> ResponseReturnValue:
    """The sheet as a file."""
    return sheet_file(_way(table), form)


def ask(table: str) -> ResponseReturnValue:
    """Where a file is sent back, and what came back before."""
    return back_page(_way(table))


def send(table: str) -> ResponseReturnValue:
    """Keep the file, and go on to what it would change."""
    return receive(_way(table))


def show(table: str, returned: str) -> ResponseReturnValue:
    """What a file would change."""
    return preview(_way(table, returned), returned)


def settle(table: str, returned: str) -> ResponseReturnValue:
    """Take over what was ticked, or nothing."""
    return settle_by(_way(table, returned), returned)


def original(table: str, returned: str) -> ResponseReturnValue:
    """The file as it came."""
    return original_by(_way(table, returned), returned)


def sheet_file(way: Way, form: str) -> Response:
    """A file to be filled in, in the reader's language or the one she asked for."""
    if form not in FORMS:
        raise NotFound()
    kind: Form = form
    spoken = request.args.get("in", "")
    wanted = spoken if spoken in services().settings.languages else language()
    content = services().returning.take(way.reader, way.table, way.organisation, wanted, kind)
    return _file(content, MEDIA_TYPES[kind], file_name(way.table, kind))


def back_page(way: Way, refusal: CaselawError | None = None, status: int = 200) -> Response:
    """The form that takes a file, the files to take along, and what came back before."""
    restrict("members")
    page = render_template(
        "pages/return_table.html",
        way=way,
        sheet=services().selections.sheet(way.reader, way.table, way.organisation, language(), file=True),
        kept=services().returning.list(way.reader, way.table, way.organisation),
        mine=mine(way),
        refusal=say_error(refusal, language()) if refusal else None,
        forms=FORMS,
        most=MOST_BYTES // 1_000_000,
    )
    return make_response(page, status)


def receive(way: Way) -> ResponseReturnValue:
    """Keep a file; the form again where there is none or it is too large."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Invalid("return.refused.empty", {"file": ["return.refused.empty"]})
        kept = services().returning.receive(way.reader, way.table, way.organisation, sent.stream, sent.filename)
    except Invalid as refusal:
        return back_page(way, refusal, 422)
    return redirect(way.to("one", returned=kept.id), 303)


def preview(way: Way, returned: str, status: int = 200, said: str | None = None) -> Response:
    """Cell by cell: what would change, what conflicts, what cannot be read and why."""
    restrict("members")
    found = services().returning.show(way.reader, way.table, returned, language())
    told = sorted(found.preview.differences, key=lambda one: KINDS.index(one.kind))
    last = max(1, -(-len(told) // ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int) or 1, 1), last)
    page = render_template(
        "pages/returned.html",
        way=way,
        found=found,
        shown=told[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        page=number,
        last=last,
        cell=lambda one: _Cell(found, one),
        titles={one.id: one.title for one in found.sheet.candidates},
        problem=lambda one: say_problem(one, language()),
        kinds=KINDS,
        applied=request.args.get("applied", type=int),
        moved=request.args.get("moved") == "yes",
        said=said,
    )
    return make_response(page, status)


def settle_by(way: Way, returned: str) -> ResponseReturnValue:
    """Apply what was ticked as it was shown, or set the file aside."""
    form = request.form
    if form.get("do") == "nothing":
        services().returning.set_aside(way.reader, way.table, returned)
        return redirect(way.to("one", returned=returned), 303)
    chosen = Chosen(frozenset(form.getlist("cell")), frozenset(form.getlist("kind")), form.get("seal", ""))
    try:
        done = services().returning.apply(way.reader, way.table, returned, chosen, language())
    except Conflict as refusal:
        return preview(way, returned, 409, say_error(refusal, language()))
    moved = {"moved": "yes"} if done.moved else {}
    return redirect(way.to("one", returned=returned, applied=done.written, **moved), 303)


def original_by(way: Way, returned: str) -> Response:
    """A file as it came, only ever to be kept, never opened here."""
    kept, content = services().returning.original(way.reader, way.table, returned)
    kind = MEDIA_TYPES.get(cast(Form, kept.form), "application/octet-stream")
    return _file(content, kind, file_name(way.table, kept.form if kept.form in FORMS else "bin"))


def mine(way: Way) -> Mapping[str, str]:
    """The organisations for which somebody signed in may answer on a table, by name."""
    if "token" in way.values:
        return {}
    shown = services().selections.show(way.table, viewer=way.reader)
    return {one: services().organisations.show(one, viewer=viewer()).short_name for one in shown.mine}


def allow_file() -> None:
    """A file is larger than other forms may be; one that is larger still is refused before it is taken apart."""
    request.max_content_length = MOST_BYTES + _FORM
    request.max_form_memory_size = _FORM


class _Cell:
    """One difference in the reader's words."""

    def __init__(self, found: Shown, one: Difference) -> None:
        self.name = column_name(found.sheet, one.column)
        self.now = cell_text(found.sheet, one.column, one.now)
        unread = one.kind == "unreadable"
        self.given = one.given if unread else cell_text(found.sheet, one.column, one.given)
        self.why = say_problem(one.why, language()) if one.why else ""
        self.readable = tuple(_readable(found, one))


def _readable(found: Shown, one: Difference) -> list[str]:
    if one.column == DECLARATION:
        return [declaration_name(kind, language()) for kind in one.readable if kind != "none"]
    if one.column.startswith(SCORE):
        criterion = next(each for each in found.sheet.criteria if SCORE + each.id == one.column)
        return [score_text(level.value, level.label) for level in criterion.levels or ()]
    return []


def _way(table: str, returned: str | None = None) -> Way:
    """The organisation that was asked for, or that of the file, or the only one; `NotFound` for who has none here."""
    shown = services().selections.show(table, viewer=viewer())
    asked = request.values.get("organisation", "")
    if not shown.mine or (asked and asked not in shown.mine):
        raise NotFound()
    organisation = asked or shown.mine[0]
    if returned:  # a file belongs to one organisation, whichever she looks for
        organisation = services().returning.owner(viewer(), table, returned)
    return Way(viewer(), table, organisation, _SIGNED, {"table": table, "organisation": organisation})


def _allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    if endpoint == "pages.send_return" and viewer().account is not None:
        allow_file()


def _file(content: bytes, kind: str, name: str) -> Response:
    restrict("members")
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
