"""Following something by hand, and changing what is followed: the form with what was typed, or with what stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.audience import PUBLIC, includes
from caselaw.domain.document import Document
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid
from caselaw.domain.tracking.measure import FIELDS, FORMS, LONGEST_LINE, NATURES, state
from caselaw.services.tracking.followed import Followed, Keepers
from caselaw.services.tracking.implementation import WrittenMeasure
from web.refusals import for_form
from web.security import seen
from web.session import services, viewer
from web.views.editing import forms
from web.views.editing.facts import WRITES, whole
from web.views.tracking.entry_form import readers
from web.views.tracking.measures import note_readers
from web.views.tracking.words import change_words, term_choices


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/measures/new", "new_measure", ask_new)
    pages.add_url_rule("/measures/new", "add_measure", writes(add), methods=["POST"])
    pages.add_url_rule("/measures/<measure_id>/edit", "edit_measure", ask_edit)
    pages.add_url_rule("/measures/<measure_id>/edit", "change_measure", writes(change), methods=["POST"])


def ask_new() -> ResponseReturnValue:
    """The form of something that is followed by hand: of a document here, or of one that is not."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.new_measure")))
    document = _named(request.args.get("document", ""))
    if not services().implementation.keepers(viewer(), document):
        raise Forbidden()
    form = request.args.get("form", "order")
    return _form(None, {"form": form if form in FORMS else "order"}, document)


def add() -> ResponseReturnValue:
    """Follow it."""
    document = _named(request.form.get("document", ""))
    wanted = typed()
    try:
        made = services().implementation.begin(
            document.id if document else None, wanted, request.form.get("keeper", ""), viewer=viewer()
        )
    except Invalid as refusal:
        return make_response(_form(None, wanted, document, refusal), 422)
    return redirect(url_for("pages.measure", measure_id=made[0]), 303)


def ask_edit(measure_id: str) -> str:
    """The form with what stands."""
    found = _kept(measure_id)
    return _form(found, state(found.measure), found.document)


def change(measure_id: str) -> ResponseReturnValue:
    """Change a measure; where that cannot be, the page says why and keeps what was typed."""
    wanted, revision = typed(), whole(request.form.get("revision"))
    try:
        written = services().implementation.change(measure_id, wanted, revision, viewer=viewer())
    except Invalid as refusal:
        found = _kept(measure_id)
        return make_response(_form(found, wanted, found.document, refusal, revision=revision), 422)
    except Conflict as refusal:
        found = _kept(measure_id)
        return make_response(_form(found, wanted, found.document, refusal), 409)
    if written.collisions:
        found = _kept(measure_id)
        kept = written.kept or {}
        return make_response(_form(found, kept, found.document, written=written, revision=written.revision), 409)
    return redirect(url_for("pages.measure", measure_id=measure_id, saved=1), 303)


def typed() -> dict[str, Any]:
    """The fields of the form that were sent."""
    form = request.form
    wanted: dict[str, Any] = {field: form[field] for field in FIELDS if field in form and field != "terms"}
    if "terms_shown" in form:
        chosen = dict.fromkeys(form.getlist("terms"))
        pairs = [one.partition(":") for one in chosen if one]
        wanted["terms"] = [{"vocabulary": name, "id": term, "status": "confirmed"} for name, _, term in pairs]
    named = {"country": forms.country_choices(), "body": forms.court_choices()}
    wanted |= {
        field: by.get(wanted[field].strip(), wanted[field].strip()) for field, by in named.items() if field in wanted
    }
    return {field: value or None if field in ("due", "next_by", "nature") else value for field, value in wanted.items()}


def _named(document_id: str) -> Document | None:
    return services().documents.get(document_id, viewer=viewer()) if document_id else None


def _kept(measure_id: str) -> Followed:
    found = services().implementation.get(measure_id, viewer=viewer())
    if not may(viewer(), Action.FOLLOW_MEASURE, Keepers(found.measure.keeper)):
        raise Forbidden()
    note_readers(found)
    return found


def _form(
    found: Followed | None, fields: Mapping[str, Any], document: Document | None,
    refusal: CaselawError | None = None, *, revision: int | None = None, written: WrittenMeasure | None = None,
) -> str:  # fmt: skip
    keeper = found.measure.keeper if found else None
    keepers = services().implementation.keepers(viewer(), document)
    chosen = {f"{one['vocabulary']}:{one['id']}" for one in fields.get("terms") or ()}
    if document:
        seen(document)
    offered = readers(document.access if document else PUBLIC, keeper or (keepers[0] if keepers else PUBLIC))
    return render_template(
        "pages/edit_measure.html",
        one=found,
        document=document,
        fields=fields,
        revision=revision if revision is not None else (found.measure.revision if found else 0),
        keepers=keepers,
        keeper=request.form.get("keeper", ""),
        readers=[one for one in offered if keeper is None or includes(one, keeper)],
        forms=FORMS,
        natures=NATURES,
        longest=LONGEST_LINE,
        courts=forms.court_choices(),
        court_choice=forms.court_choice,
        countries=forms.country_choices(),
        terms=term_choices(),
        chosen=chosen,
        collisions={one.field: one for one in written.collisions} if written else {},
        change_words=change_words,
        **for_form(refusal),
    )
