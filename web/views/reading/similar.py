"""More like this: what is like a document, or like one of its paragraphs, in every language."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, make_response, render_template, request
from flask_limiter import Limiter

from caselaw.domain.document import Document
from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.searching.questions import SECTIONS, FoundDocument, Section
from caselaw.messages import say_error
from web.i18n import language
from web.security import restrict, seen
from web.session import services, viewer

OFTEN = "60 per minute"
RETRY = 30  # seconds
log = logging.getLogger(__name__)


def register(pages: Blueprint, limiter: Limiter) -> None:
    pages.add_url_rule("/documents/<document_id>/similar", "similar", limiter.limit(OFTEN)(similar))


def similar(document_id: str) -> Response | str:
    """What is like a document, or like the paragraph that the address names."""
    anchor = request.args.get("paragraph") or None
    try:
        found = services().similar.similar(document_id, anchor, viewer=viewer(), reader=language())
    except SearchUnavailable as trouble:
        log.warning("search is not available: %s", say_error(trouble, "en"))  # names servers: not for the page
        document = services().documents.get(document_id, viewer=viewer())
        restrict(document.access)
        page = make_response(_page(document, None, {}, unavailable=True), 503)
        page.retry_after = RETRY
        return page
    seen(found.document)
    for one in found.documents:
        restrict(one.access)
    sections = {section: found.of(section) for section in SECTIONS}
    return _page(found.document, found.paragraph, sections)


def _page(
    document: Document,
    paragraph: Paragraph | None,
    sections: Mapping[Section, Sequence[FoundDocument]],
    *,
    unavailable: bool = False,
) -> str:
    return render_template(
        "pages/similar.html", document=document, paragraph=paragraph, sections=sections, unavailable=unavailable
    )
