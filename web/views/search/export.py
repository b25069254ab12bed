"""Taking the results of a search along: a page that asks in which form, and the file itself."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Invalid, QueryFault
from caselaw.domain.searching.questions import SearchQuery
from caselaw.exchange.entry import ALWAYS, COLUMNS, USUAL
from caselaw.exchange.formats import FORMATS
from caselaw.messages import say, say_error
from caselaw.services.reading.exporting import MOST, Export
from web import addresses
from web.asking import asked
from web.i18n import language
from web.security import restrict, unlist
from web.session import services, viewer

EXPORTS = "10 per minute"
_OTHER_NAMES = {"passage": "passages"}  # as the table of the search page calls a column
_LEFT_OUT = ("view", "columns", "layer", "fold", "size", "within", "from")


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; files are counted by address, the page that asks is not."""
    limited = limiter.limit(EXPORTS, exempt_when=lambda: not request.args.get("format"))
    pages.add_url_rule("/search/export", "export", limited(export))


def export() -> Response:
    """The file where the address names a format; else the page that asks for one."""
    unlist()
    query = asked(request.args, language())
    form = request.args.get("format", "")
    if not form:
        return _page(query, USUAL)
    columns = _columns()
    try:
        return sent(services().exports.results(query, form, columns, viewer=viewer()))
    except (Invalid, QueryFault) as fault:
        return _page(query, columns, fault)


def sent(export: Export) -> Response:
    """The file, as it is written; nobody on the way keeps it."""
    if export.restricted:
        restrict("members")
    answer = Response(export.pieces, content_type=export.mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=export.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _columns() -> tuple[str, ...]:
    """The columns that an address names, by commas or one by one; what is none is passed over."""
    named = [name.strip() for given in request.args.getlist("columns") for name in given.split(",")]
    return tuple(name for one in named if (name := _OTHER_NAMES.get(one, one)) in COLUMNS)


def _page(query: SearchQuery, columns: tuple[str, ...], fault: CaselawError | None = None) -> Response:
    page = render_template(
        "pages/export.html",
        query=query,
        held=addresses.held(query, *_LEFT_OUT),
        back=addresses.search_address(query),
        formats={name: say(f"export.format.{name}", language()) for name in FORMATS},
        tables=[name for name, form in FORMATS.items() if form.table],
        columns={name: say(f"export.column.{name}", language()) for name in COLUMNS if name not in ALWAYS},
        ticked=columns or USUAL,
        refusal=say_error(fault, language()) if fault else "",
        most=MOST,
    )
    return make_response(page, 400 if fault else 200)
