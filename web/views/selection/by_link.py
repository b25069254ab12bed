"""A selection table through a link: an organisation without an account answers in the page, takes the file along and
sends it back. Whoever has the link reads what the table's group reads, without what is restricted, and nothing else.

A link that is over, was taken back or never was is one and the same: nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.viewer import ANYONE
from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.selection.table import DECLARATIONS, LONGEST_ANSWER, Sheet, SheetCandidate
from caselaw.exchange.selection_files import FORMS
from caselaw.messages import say, say_error
from caselaw.services.selection.circulating import Through
from web.i18n import language
from web.refusals import status
from web.security import restrict, unlist
from web.session import services
from web.views.selection.forms import faults_of, typed_answers
from web.views.selection.returning import (
    Way,
    allow_file,
    back_page,
    original_by,
    preview,
    receive,
    settle_by,
    sheet_file,
)

TRIES = "60 per minute"
SENT = "20 per hour"
_LINKED = {
    "sheet": "link_sheet", "back": "link_back", "send": "send_by_link", "one": "link_returned",
    "settle": "settle_by_link", "file": "link_file", "home": "link",
}  # fmt: skip


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up. All of them are counted by address: a link is a secret that might be guessed at."""
    tries = limiter.shared_limit(TRIES, scope="table-link")
    sent = limiter.limit(SENT)
    pages.add_url_rule("/t/<token>", "link", tries(show))
    pages.add_url_rule("/t/<token>", "answer_by_link", tries(answer), methods=["POST"])
    pages.add_url_rule("/t/<token>/sheet.<form>", "link_sheet", tries(take))
    pages.add_url_rule("/t/<token>/return", "link_back", tries(ask))
    pages.add_url_rule("/t/<token>/return", "send_by_link", sent(tries(send)), methods=["POST"])
    pages.add_url_rule("/t/<token>/return/<returned>", "link_returned", tries(show_return))
    pages.add_url_rule("/t/<token>/return/<returned>", "settle_by_link", tries(settle), methods=["POST"])
    pages.add_url_rule("/t/<token>/return/<returned>/file", "link_file", tries(original))
    pages.url_value_preprocessor(_allow)


def show(token: str) -> ResponseReturnValue:
    """The table as the organisation gets it, or one of its cases to be answered."""
    return _page(_way(token))


def answer(token: str) -> ResponseReturnValue:
    """Save what is said of one case, or say that this was all."""
    way = _way(token)
    form = request.form
    done = {"finish": True, "resume": False}.get(form.get("do", ""))
    if done is not None:
        services().answering.finish(way.reader, way.table, way.organisation, done=done)
        return redirect(way.to("home", done="yes"), 303)
    sheet = _sheet(way)
    case = form.get("case", "")
    if case not in {one.id for one in sheet.candidates}:
        raise NotFound()
    since = form.get("revision", "")
    try:
        said, declared = typed_answers(form, sheet, case)
        saved = services().answering.save(
            way.reader, way.table, way.organisation, said, declared,
            since=int(since) if since.isascii() and since.isdecimal() and len(since) < 10 else 0,
        )  # fmt: skip
    except (Invalid, Conflict) as refusal:
        return make_response(_page(way, refusal), status(refusal))
    if saved.clashes:
        return make_response(_page(way, clashes=len(saved.clashes)), 409)
    return redirect(way.to("home", saved=case) + f"#case-{case}", 303)


def take(token: str, form: str) -> ResponseReturnValue:
    """The sheet as a file."""
    return sheet_file(_way(token), form)


def ask(token: str) -> ResponseReturnValue:
    """Where a file is sent back."""
    return back_page(_way(token))


def send(token: str) -> ResponseReturnValue:
    """Keep the file, and go on to what it would change."""
    return receive(_way(token))


def show_return(token: str, returned: str) -> ResponseReturnValue:
    """What a file would change."""
    return preview(_way(token), returned)


def settle(token: str, returned: str) -> ResponseReturnValue:
    """Take over what was ticked, or nothing."""
    return settle_by(_way(token), returned)


def original(token: str, returned: str) -> ResponseReturnValue:
    """The file as it came."""
    return original_by(_way(token), returned)


def _page(way: Way, refusal: CaselawError | None = None, clashes: int = 0) -> Response:
    restrict("members")
    sheet = _sheet(way)
    case = request.values.get("case", "")
    page = render_template(
        "pages/link.html",
        way=way,
        sheet=sheet,
        forms=FORMS,
        case=(chosen := next((one for one in sheet.candidates if one.id == case), None)),
        record=_public_record(chosen),
        typed=_typed(sheet, case),
        kinds=DECLARATIONS,
        sheet_column=lambda name: say(f"sheet.column.{name}", language()),
        longest=LONGEST_ANSWER,
        answered={one.id: _answered(sheet, one.id) for one in sheet.candidates},
        refusal=say_error(refusal, language()) if refusal else None,
        faults=faults_of(refusal),
        clashes=clashes,
        saved=request.args.get("saved"),
        done=request.args.get("done"),
    )
    return make_response(page)


def _public_record(case: SheetCandidate | None) -> DocumentId | None:
    """The record of a case, where it has one that everybody may read: whoever comes by a link has no account."""
    if case is None or case.document is None:
        return None
    return next(iter(services().documents.some([case.document], viewer=ANYONE)), None)


def _typed(sheet: Sheet, case: str) -> Mapping[str, str]:
    """What stands in the fields of one case: what was typed and refused, else what was answered."""
    if request.method == "POST":
        return request.form
    said: dict[str, str] = {}
    for one in sheet.criteria:
        answered = sheet.answers.get((case, one.id))
        if answered is not None:
            said[f"{one.id}.score"] = "" if answered.score is None else str(answered.score)
            said[f"{one.id}.words"] = answered.words
    declared = sheet.declarations.get(case)
    if declared is not None:
        said |= {"declaration": declared.kind, "declaration.words": declared.words}
    return said


def _answered(sheet: Sheet, case: str) -> int:
    return sum(1 for (candidate, _), one in sheet.answers.items() if candidate == case and one.said)


def _sheet(way: Way) -> Sheet:
    return services().selections.sheet(way.reader, way.table, way.organisation, language(), file=True)


def _way(token: str) -> Way:
    unlist()
    through = _through(token)
    return Way(through.link, through.link.table, through.link.organisation, _LINKED, {"token": token})


def _through(token: str) -> Through:
    if "through" not in g:
        g.through = services().circulation.open(token)
    found: Through = g.through
    return found


def _allow(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Only who holds a link that is good may send more than a form."""
    if endpoint == "pages.send_by_link" and values:
        try:
            _through(values.get("token", ""))
        except NotFound:
            return
        allow_file()
