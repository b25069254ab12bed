"""The original beside the text: a page of the file as a picture, and the paragraphs that were read from it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_limiter import Limiter

from caselaw.domain.errors import NotFound, Unreadable
from caselaw.domain.paragraph import Paragraph
from web.security import restrict, seen
from web.session import services, viewer

OFTEN = "120 per minute"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put both addresses up; drawing is counted by address."""
    pages.add_url_rule("/documents/<document_id>/scan", "scan", scan)
    pages.add_url_rule("/documents/<document_id>/pages/<int:page>.png", "page_image", limiter.limit(OFTEN)(image))


def scan(document_id: str) -> str:
    """A page beside its text; who may not have the file is told that there is nothing here."""
    found = services().documents.get(document_id, viewer=viewer())
    seen(found)
    if not services().pages.has_pictures(found, viewer=viewer()):
        raise NotFound()
    last = found.source.pages or 1 if found.source else 1
    page = min(request.args.get("page", 1, int), last)
    if page < 1:
        raise NotFound()
    text = services().documents.paragraphs(document_id, viewer=viewer())
    here = _on_page(text, page)
    mark = request.args.get("mark", "")
    if mark not in {one.anchor for one in here}:
        mark = ""
    return render_template(
        "pages/scan.html",
        document=found,
        page=page,
        last=last,
        paragraphs=here,
        mark=mark,
        image=url_for("pages.page_image", document_id=found.id, page=page, mark=mark or None),
        turned=lambda number: url_for("pages.scan", document_id=found.id, page=number),
    )


def image(document_id: str, page: int) -> Response:
    """The picture of a page."""
    found = services().documents.get(document_id, viewer=viewer())
    restrict(found.access)
    try:
        picture = services().pages.picture(document_id, page, viewer=viewer(), mark=request.args.get("mark"))
    except Unreadable:
        abort(503)
    answer = Response(picture, mimetype="image/png")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _on_page(text: tuple[Paragraph, ...], page: int) -> list[Paragraph]:
    """The paragraphs that begin on a page, and first the one that may go on there from the page before."""
    here = [one for one in text if one.page == page]
    first = here[0].position if here else None
    before = [one for one in text if one.page and one.page < page and (first is None or one.position < first)]
    return [*([before[-1]] if before else []), *here]
