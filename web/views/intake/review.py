"""Reviewing: what came in by upload, looked at by editors, published, or sent back with a reason."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.errors import CaselawError, Changed, Forbidden, Invalid
from caselaw.messages import say, say_error, say_problem
from web.i18n import language
from web.security import seen
from web.session import services, viewer
from web.views.reading import evidence

PAGE = 50
SHOWN = 400  # paragraphs beside the facts; the document's own page has all


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/review", "review", listed)
    pages.add_url_rule("/review", "publish", publish, methods=["POST"])
    pages.add_url_rule("/review/<document_id>", "draft", show)
    pages.add_url_rule("/review/<document_id>", "decide_draft", decide, methods=["POST"])


def listed() -> ResponseReturnValue:
    """What waits, the oldest first."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.review")))
    return _list()


def publish() -> ResponseReturnValue:
    """Publish those that were chosen, all or none."""
    try:
        opened = services().reviewing.publish(_chosen(request.form.getlist("draft")), viewer=viewer())
    except (Invalid, Changed) as refusal:
        return _list(refusal)
    return redirect(url_for("pages.review", published=len(opened)), 303)


def show(document_id: str) -> ResponseReturnValue:
    """One draft: what is doubtful first, all facts with their passages, the text beside them."""
    return _draft(document_id)


def decide(document_id: str) -> ResponseReturnValue:
    """Publish one draft, or send it back."""
    revision = _number(request.form.get("revision", ""))
    try:
        if request.form.get("do") == "publish":
            opened = services().reviewing.publish({document_id: revision}, viewer=viewer())
            return redirect(url_for("pages.review", published=len(opened)), 303)
        services().reviewing.send_back(
            document_id, request.form.get("reason", ""), viewer=viewer(), revision=revision
        )  # fmt: skip
    except (Invalid, Changed) as refusal:
        return _draft(document_id, refusal)
    return redirect(url_for("pages.review", sent_back=1), 303)


def fact_name(field: str) -> str:
    """What a fact is called."""
    return say(f"fact.{field}", language())


def _list(refusal: CaselawError | None = None) -> Response:
    if not may_somewhere(viewer(), Action.PUBLISH_DOCUMENT):
        raise Forbidden()
    after = _number(request.args.get("after", "0"))
    found = services().reviewing.list(viewer=viewer(), after=max(after, 0), size=PAGE)
    page = render_template(
        "pages/review.html",
        found=found,
        after=max(after, 0),
        size=PAGE,
        refusal=say_error(refusal, language()) if refusal else None,
        chosen=set(request.form.getlist("draft")) if refusal else set(),
        published=_number(request.args.get("published", "")),
        sent_back="sent_back" in request.args,
        fact_name=fact_name,
    )
    return _kept(page, refusal)


def _draft(document_id: str, refusal: CaselawError | None = None) -> Response:
    draft = services().reviewing.get(document_id, viewer=viewer())
    seen(draft.document)
    text = services().documents.paragraphs(document_id, viewer=viewer(), size=SHOWN + 1)
    page = render_template(
        "pages/draft.html",
        draft=draft,
        document=draft.document,
        paragraphs=text[:SHOWN],
        further=len(text) > SHOWN,
        behind=evidence.behind(draft.document, text),
        days=evidence.days(draft.document),
        told=evidence.told(draft.document),
        versions=services().versions.of(document_id, viewer=viewer()),
        alike=services().versions.look_alikes(document_id, viewer=viewer()),
        problems=[(say_problem(problem, language()), problem.where) for problem in draft.document.problems],
        refusal=say_error(refusal, language()) if refusal else None,
        reason=request.form.get("reason", "") if refusal else "",
        fact_name=fact_name,
    )
    return _kept(page, refusal)


def _kept(page: str, refusal: CaselawError | None) -> Response:
    """What is not published is for nobody's cache."""
    answer = make_response(page, 200 if refusal is None else 422 if isinstance(refusal, Invalid) else 409)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _chosen(sent: list[str]) -> dict[str, int]:
    """The drafts of a form, each with the revision at which it was shown: "ID-REVISION"."""
    return {document: _number(revision) for document, _, revision in (one.partition("-") for one in sent)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
