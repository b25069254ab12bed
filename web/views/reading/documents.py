"""Documents: the list of all that one may read, one document to read, and the file it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from caselaw.domain.document import Document
from caselaw.domain.order import Order
from caselaw.domain.paragraph import FIRST_PART
from caselaw.messages import say_problem
from caselaw.services.tracking.followed import Followed
from web.i18n import language
from web.security import restrict, seen, unlist
from web.session import services, viewer
from web.views.reading import body, evidence, parts
from web.views.reading.around import around
from web.views.reading.citing import mentions
from web.views.reading.parts import Part
from web.views.reading.relations import beside
from web.views.reading.text import text_html

LIST_SIZE = 30
CITED_BY = 100  # documents that cite this one, the newest first


def register(pages: Blueprint) -> None:
    """Put up the list, the page of a document, its file, and the word of an editor on who may list it."""
    pages.add_url_rule("/documents/<document_id>/listing", "choose_listing", choose_listing, methods=["POST"])
    pages.add_url_rule("/documents", "documents", documents)
    pages.add_url_rule("/documents/<document_id>", "document", document)
    pages.add_url_rule("/documents/<document_id>/file", "file", original)


def documents() -> str:
    """Everything this reader may read, a page at a time."""
    unlist()  # a list of cases is a list of names
    page = services().documents.list(viewer=viewer(), after=request.args.get("after") or None, size=LIST_SIZE)
    for one in page.documents:
        restrict(one.access)
    return render_template("pages/documents.html", page=page)


def document(document_id: str) -> ResponseReturnValue:
    """One document: its facts, what is said against whom, and its text with an address for each paragraph."""
    found = services().documents.get(document_id, viewer=viewer())
    seen(found)
    listing = services().robots.listing(found, viewer=viewer())
    if not listing.listed:
        unlist()
    part = parts.read(found)
    named = request.args.get("paragraph", "").strip()
    at = parts.anchor_named(part.every, named)
    if at and at != named:  # somebody typed the number of a paragraph
        return redirect(f"{url_for('pages.document', document_id=found.id, paragraph=at)}#{at}", 302)
    return render_template(
        "pages/document.html",
        document=found,
        facts=found.facts,
        listing=listing,
        cases=services().splitting.cases(found.id, viewer=viewer()),
        beside=beside(found.id),
        printed_address=url_for("pages.document", document_id=found.id, _external=True),
        today=datetime.now(UTC).date().isoformat(),
        problems=[(say_problem(problem, language()), problem.where) for problem in found.problems],
        followed=_followed(found),
        **_evidence(found, part),
        **_text(found, part),
        **_ways(found, part),
    )


def _followed(found: Document) -> Mapping[Order, Sequence[Followed]]:
    """How far each order is carried out, by those who may be read here."""
    told = services().implementation.of_orders(found, viewer=viewer())
    for one in (one for some in told.values() for one in some):
        restrict(one.measure.access)
    return told


def _evidence(found: Document, part: Part) -> dict[str, object]:
    """What stands behind the facts."""
    return {
        "behind": evidence.behind(found, part.every),
        "days": evidence.days(found),
        "told": evidence.told(found),
        "same": evidence.same_companies(found),
    }


def _text(found: Document, part: Part) -> dict[str, object]:
    """The text with all that stands around it: the report it is from, what it cites, and what cites it."""
    tie = services().splitting.tie(found.id, viewer=viewer())
    tie = replace(tie, position=tie.position if tie.position >= FIRST_PART else 0) if tie else None
    cited = services().citations.cites(found.id, viewer=viewer())
    cited_by = services().citations.cited_by(found.id, viewer=viewer(), size=CITED_BY)
    leading, elsewhere = mentions(cited, language())
    around_it = around(part.shown, cited, cited_by, tie, part.finding)
    images = services().pages.has_pictures(found, viewer=viewer())
    return {
        "report": tie,
        "leading": leading,
        "elsewhere": elsewhere,
        "cited_by": cited_by,
        "speakers": around_it.speakers,
        "anchors": around_it.shown,
        "text": text_html(found.id, part.shown, around_it, images=images, whole=not found.is_summary),
    }


def _ways(found: Document, part: Part) -> dict[str, object]:
    """The ways through the text: its contents, what was found in it, the parts before and after."""
    return {
        "first": part.shown[0].anchor if part.shown else "",
        "contents": body.contents(part.every),
        "whole": body.whole_voice(part.every),
        "finding": part.finding,
        "part": part,
        "passage_at": part.way,
        "canonical": bool(request.args.get("paragraph")),
    }


def choose_listing(document_id: str) -> ResponseReturnValue:
    """An editor says whether robots may list the page of a document; anything but yes and no goes back to the rule."""
    listed = {"yes": True, "no": False}.get(request.form.get("listed", ""))
    services().robots.choose(document_id, listed, viewer=viewer())
    return redirect(url_for("pages.document", document_id=document_id) + "#listing", 303)


def original(document_id: str) -> Response:
    """The file, clean of those who made it: to be kept, never run; it goes by the id, for names tell too much."""
    found = services().documents.get(document_id, viewer=viewer())
    restrict(found.access)
    unlist()
    file = services().documents.served(document_id, viewer=viewer())
    services().audit.served(found, viewer=viewer())
    answer = send_file(
        file.path.resolve(),  # a folder given relative to where the command runs, not to this package
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"{found.id}.{file.format}",
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if "Cache-Control" in answer.headers:  # the library's own: how long it is kept goes by the document's level
        del answer.headers["Cache-Control"]
    return answer
