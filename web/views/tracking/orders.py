"""What of a decision is followed, and for those who may what else could be."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.document import Document
from caselaw.domain.errors import CaselawError, Conflict, Invalid
from caselaw.domain.tracking.measure import LINES
from caselaw.messages import say_error
from web.i18n import language
from web.refusals import status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.editing.facts import WRITES


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    at = "/documents/<document_id>/implementation"
    pages.add_url_rule(at, "implementation", show)
    pages.add_url_rule(at, "follow_orders", limiter.limit(WRITES)(follow), methods=["POST"])


def show(document_id: str) -> str:
    """What of a decision is followed, and for those who may what else could be."""
    return _page(document_id)


def follow(document_id: str) -> ResponseReturnValue:
    """Follow the orders that were ticked."""
    form = request.form
    try:
        if not form.getlist("order") and _may_follow(document_id):
            raise Invalid("measure.none_ticked")
        made = services().implementation.begin(
            document_id, {}, form.get("keeper", ""), orders=form.getlist("order"), viewer=viewer()
        )
    except (Invalid, Conflict) as refusal:
        return make_response(_page(document_id, refusal), status(refusal))
    if len(made) == 1:
        return redirect(url_for("pages.measure", measure_id=made[0]), 303)
    return redirect(url_for("pages.implementation", document_id=document_id, followed=len(made)), 303)


def _may_follow(document_id: str) -> bool:
    """Whether the viewer may follow something of a document that she may read; `NotFound` for another."""
    return bool(services().implementation.keepers(viewer(), services().documents.get(document_id, viewer=viewer())))


def _page(document_id: str, refusal: CaselawError | None = None) -> str:
    shown = services().implementation.of_document(document_id, viewer=viewer())
    seen(shown.document)
    for one in shown.measures:
        restrict(one.measure.access)
    family = services().families.of(document_id, viewer=viewer())
    return render_template(
        "pages/implementation.html",
        document=shown.document,
        measures=shown.measures,
        open=shown.open,
        keepers=services().implementation.keepers(viewer(), shown.document),
        reports=[one for one in family if _follows_up(one.document, one.relation)],
        interventions=services().intervening.all(viewer=viewer(), document=document_id),
        refusal=say_error(refusal, language()) if refusal else None,
        ticked=request.form.getlist("order"),
        lines=LINES,
    )


def _follows_up(document: Document, relation: str) -> bool:
    """The body came back to the case to see what was carried out."""
    facts = document.facts
    return relation == "compliance_with" or facts.kind == "follow_up_report" or "compliance" in facts.stages
