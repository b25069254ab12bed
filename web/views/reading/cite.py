"""Citing a document: every form of its citation, as a reference for other programs, and a passage quoted with it."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from flask_limiter import Limiter

from caselaw.domain.errors import Invalid
from caselaw.messages import say_error
from caselaw.services.citing.quoting import Citing
from web.i18n import language
from web.security import seen, unlist
from web.session import services, viewer
from web.views.search.export import sent

OFTEN = "60 per minute"
REFERENCES = ("ris", "bib")
_LONGEST = 100  # signs of the numbers of two paragraphs


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; each reference that is taken along is a line of the audit trail, and counted by address."""
    pages.add_url_rule("/documents/<document_id>/cite", "cite", cite)
    pages.add_url_rule("/documents/<document_id>/quotation", "quotation", quotation)
    often = limiter.shared_limit(OFTEN, scope="references")(reference)
    for form in REFERENCES:
        rule = f"/documents/<document_id>/cite.{form}"
        pages.add_url_rule(rule, f"cite_{form}", often, defaults={"form": form})


def cite(document_id: str) -> Response:
    """All forms in which a document, or some paragraphs of it, is cited."""
    asked, refusal = _asked(), ""
    citing = services().quoting.citing(document_id, viewer=viewer(), reader=language())
    if asked:
        try:
            citing = services().quoting.citing(document_id, viewer=viewer(), reader=language(), paragraphs=asked)
        except Invalid as fault:
            refusal = say_error(fault, language())
    references = {form: services().exports.shown(citing.document, form, reader=language()) for form in REFERENCES}
    return _page("pages/cite.html", citing, asked, refusal, references=references)


def quotation(document_id: str) -> Response:
    """The words of some paragraphs, with where they stand; the form again where there are no such paragraphs."""
    asked, refusal, found = _asked(), "", None
    citing = services().quoting.citing(document_id, viewer=viewer(), reader=language())
    if asked or citing.document.is_summary:
        try:
            found = services().quoting.quotation(document_id, asked, viewer=viewer(), reader=language())
            citing = found.citing
        except Invalid as fault:
            refusal = say_error(fault, language())
    return _page("pages/quotation.html", citing, asked, refusal, found=found)


def reference(document_id: str, form: str) -> Response:
    """The document as a reference, to be taken up by a program."""
    return sent(services().exports.document(document_id, form, viewer=viewer(), reader=language()))


def _asked() -> str:
    """The paragraphs that an address asks for: as one text, or from the one to the other by two fields of a form."""
    first, last = (request.args.get(name, "").strip()[:_LONGEST] for name in ("from", "to"))
    return request.args.get("paragraphs", "").strip()[:_LONGEST] or "-".join(filter(None, (first, last)))


def _page(template: str, citing: Citing, asked: str, refusal: str, **parts: object) -> Response:
    seen(citing.document)
    unlist()  # the page of the document is the one to be found
    page = render_template(template, citing=citing, document=citing.document, asked=asked, refusal=refusal, **parts)
    return make_response(page, 422 if refusal and asked else 200)
