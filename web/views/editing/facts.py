"""Facts corrected in place, their history, and two states of them side by side: for those who may edit a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.document import KINDS, OUTCOMES, STAGES, VersionStatus
from caselaw.domain.documentation.allegation import STATUSES
from caselaw.domain.editing import FIELDS, GIVEN, LONGEST_SOURCE, Value
from caselaw.domain.errors import Changed, Conflict, Invalid
from caselaw.domain.identifiers import SCHEMES
from caselaw.domain.order import OrderKind
from caselaw.domain.taxonomy.terms import taxonomies, term_name
from caselaw.messages import say, say_error
from caselaw.services.editing.facts import Editable, Written
from caselaw.services.editing.rules import ROLES, TERM_STATUSES
from web.i18n import language
from web.security import seen
from web.session import services, viewer
from web.views.editing import forms

WRITES = "60 per minute"
_CHOICES = {
    "kinds": KINDS, "stages": STAGES, "outcomes": OUTCOMES, "statuses": get_args(VersionStatus),
    "schemes": sorted(SCHEMES), "roles": ROLES, "order_kinds": get_args(OrderKind), "allegation_statuses": STATUSES,
    "term_statuses": TERM_STATUSES, "known_company_roles": tuple(taxonomies()["company_role"]),
    "source_kinds": GIVEN, "longest_source": LONGEST_SOURCE,
}  # fmt: skip


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; what costs a reading of the whole document is counted."""
    writes = limiter.limit(WRITES)
    at = "/documents/<document_id>"
    pages.add_url_rule(f"{at}/edit", "edit_facts", ask)
    pages.add_url_rule(f"{at}/edit", "correct_facts", writes(correct), methods=["POST"])
    pages.add_url_rule(f"{at}/changes", "changes", changes)
    pages.add_url_rule(f"{at}/changes", "revert_change", writes(revert), methods=["POST"])
    pages.add_url_rule(f"{at}/compare", "compare_facts", compare)


def ask(document_id: str) -> str:
    """The form with the facts as they stand."""
    shown = _shown(document_id)
    return _form(shown, shown.revision, {})


def correct(document_id: str) -> ResponseReturnValue:
    """Correct what the form wants; where that cannot be, the page says why and keeps what was typed."""
    form = request.form
    wanted = forms.carried(form) if "kept" in form else forms.typed(form)
    revision, source = whole(form.get("revision")), (form.get("source.kind", ""), form.get("source", ""))
    if form.get("do") in ("more", "edit") or "more" in form:
        return _form(_shown(document_id), revision, wanted)
    try:
        written = services().editing.correct(document_id, wanted, revision, source, viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(_shown(document_id), revision, wanted, refusal), 422)
    except Changed:  # a revision that never was: the facts as they stand, with what was typed
        shown = _shown(document_id)
        return make_response(_form(shown, shown.revision, wanted), 409)
    if written.collisions:
        return make_response(_conflict(_shown(document_id), written), 409)
    if not written.fields:
        return redirect(url_for("pages.edit_facts", document_id=document_id, unchanged=1), 303)
    return redirect(url_for("pages.changes", document_id=document_id, saved=written.revision), 303)


def changes(document_id: str) -> str:
    """Who changed which fact, when, from what to what, and on what it rests."""
    return _history(document_id)


def revert(document_id: str) -> ResponseReturnValue:
    """Take one change back."""
    try:
        done = services().editing.revert(document_id, request.form.get("change", ""), viewer=viewer())
    except Conflict as refusal:
        return make_response(_history(document_id, say_error(refusal, language())), 409)
    return redirect(url_for("pages.changes", document_id=document_id, saved=done.revision), 303)


def compare(document_id: str) -> str:
    """Two states of the facts, field by field."""
    wanted = [whole(request.args.get(name)) if request.args.get(name) else None for name in ("from", "to")]
    compared = services().editing.compare(document_id, *wanted, viewer=viewer())
    seen(compared.document)
    moments = {one.change.revision: one for one in reversed(compared.moments)}
    return render_template(
        "pages/compare.html", document=compared.document, compared=compared, moments=moments, **_words()
    )


def whole(text: str | None) -> int:
    """A number as a form gives it; -1 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def _shown(document_id: str) -> Editable:
    shown = services().editing.show(document_id, viewer=viewer())
    seen(shown.document)
    return shown


def _form(
    shown: Editable, revision: int, wanted: Mapping[str, Value], refusal: Invalid | None = None
) -> str:  # fmt: skip
    wrong = {
        field: [say(code, language()) for code in codes] for field, codes in (refusal.fields if refusal else {}).items()
    }
    return render_template(
        "pages/edit.html",
        document=shown.document,
        revision=revision,
        facts={**shown.facts, **{field: value for field, value in wanted.items() if field in shown.facts}},
        closed=[field for field in FIELDS if field not in shown.facts],
        wrong=wrong,
        refusal=say_error(refusal, language()) if refusal else None,
        more=request.form.get("more", ""),
        source=(request.form.get("source.kind", GIVEN[0]), request.form.get("source", "")),
        rows=forms.rows,
        date_parts=forms.date_parts,
        courts=forms.court_choices(),
        court_choice=forms.court_choice,
        countries=forms.country_choices(),
        terms=forms.term_choices(),
        unchanged="unchanged" in request.args,
        **_CHOICES,
        **_words(),
    )


def _conflict(shown: Editable, written: Written) -> str:
    return render_template(
        "pages/edit_conflict.html",
        document=shown.document,
        written=written,
        others=written.others or {},
        merged=[field for field in FIELDS if field in (written.kept or {}) and _free(written, field)],
        kept=json.dumps(written.kept, ensure_ascii=False),
        source=(request.form.get("source.kind", GIVEN[0]), request.form.get("source", "")),
        **_CHOICES,
        **_words(),
    )


def _free(written: Written, field: str) -> bool:
    return all(collision.field != field for collision in written.collisions)


def _history(document_id: str, refusal: str | None = None) -> str:
    document = services().documents.get(document_id, viewer=viewer())
    told = services().editing.changes(document_id, viewer=viewer())
    seen(document)
    saved = whole(request.args.get("saved"))
    return render_template(
        "pages/changes.html",
        document=document,
        told=told,
        saved=sorted(one.change.field for one in told if one.change.revision == saved),
        reverted={one.change.reverts for one in told},
        refusal=refusal,
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "fact_name": lambda field: say(f"fact.{field}", language()),
        "term_status_name": lambda status: say(f"term_status.{status}", language()),
        "term_named": lambda one: term_name(str(one["vocabulary"]), str(one["id"]), language()),
        "source_kind_name": lambda kind: say(f"change_source.{kind}", language()),
    }
