"""Documents: the list of all that one may read, one document to read, and the file it was read from."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, render_template, request, send_file, url_for

from caselaw.domain.document import Document
from caselaw.messages import say_problem
from web.i18n import language
from web.security import restrict
from web.session import services, viewer
from web.views import evidence, reading
from web.views.citing import mentions
from web.views.relations import beside

LIST_SIZE = 30
CITED_BY = 100  # documents that cite this one, the newest first
WHOLE = 1500  # paragraphs shown on one page; longer documents are read in parts of this size


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/documents", "documents", documents)
    pages.add_url_rule("/documents/<document_id>", "document", document)
    pages.add_url_rule("/documents/<document_id>/file", "file", original)


def documents() -> str:
    """Everything this reader may read, a page at a time."""
    page = services().documents.list(viewer=viewer(), after=request.args.get("after") or None, size=LIST_SIZE)
    for one in page.documents:
        restrict(one.access)
    return render_template("pages/documents.html", page=page)


def document(document_id: str) -> str:
    """One document: its facts, what is said against whom, and its text with an address for each paragraph."""
    service = services().documents
    found = service.get(document_id, viewer=viewer())
    restrict(found.access)
    start = _start(request.args.get("from"))
    text = service.paragraphs(document_id, viewer=viewer(), after=start - 1, size=WHOLE + 1)
    further = len(text) > WHOLE
    leading, elsewhere = mentions(services().citations.cites(document_id, viewer=viewer()), language())
    whole = reading.whole_voice(text[:WHOLE])
    tie = services().splitting.tie(document_id, viewer=viewer())
    return render_template(
        "pages/document.html",
        report=replace(tie, position=tie.position if tie.position >= WHOLE else 0) if tie else None,
        first=text[0].anchor if text else "",
        cases=services().splitting.cases(document_id, viewer=viewer()),
        document=found,
        facts=found.facts,
        paragraphs=text[:WHOLE],
        contents=reading.contents(text[:WHOLE]),
        whole=whole,
        speakers=reading.speakers(text[:WHOLE], whole),
        notes=reading.notes(text[:WHOLE]),
        behind=evidence.behind(found, text),
        days=evidence.days(found),
        told=evidence.told(found),
        same=evidence.same_companies(found),
        anchors={paragraph.anchor for paragraph in text[:WHOLE]},
        leading=leading,
        elsewhere=elsewhere,
        cited_by=services().citations.cited_by(document_id, viewer=viewer(), size=CITED_BY),
        beside=beside(document_id),
        problems=[(say_problem(problem, language()), problem.where) for problem in found.problems],
        before=_part(found, max(start - WHOLE, 0)) if start else None,
        after=_part(found, start + WHOLE) if further else None,
    )


def original(document_id: str) -> Response:
    """The file as it came in: to be kept, never run; it goes by the document's id, names of files tell too much."""
    found = services().documents.get(document_id, viewer=viewer())
    restrict(found.access)
    file = services().documents.original(document_id, viewer=viewer())
    answer = send_file(
        file.path.resolve(),  # a folder given relative to where the command runs, not to this package
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"{found.id}.{file.format}",
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if "Cache-Control" in answer.headers:
        del answer.headers["Cache-Control"]
    return answer


def _start(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def _part(found: Document, start: int) -> str:
    page = url_for("pages.document", document_id=found.id)
    return f"{page}?from={start}" if start else page
