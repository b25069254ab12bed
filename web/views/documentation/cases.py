"""Documented cases: the list, one record with its line of time, its forms, and what it is tied to. A record is read by
those for whom it is kept; for others it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.document import Document
from caselaw.domain.documentation.records import CASE_TIES, DOCUMENT_TIES, VOCABULARIES, DocumentedCase, state
from caselaw.domain.documentation.timeline import moments
from caselaw.domain.documentation.trends import GROUPINGS, UNKNOWN, asked_of
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid
from caselaw.domain.taxonomy.terms import term_name
from caselaw.messages import say
from caselaw.services.documentation.records import ShownCase, WrittenCase
from caselaw.services.documentation.trend_words import value_name
from web.i18n import language
from web.passages import passage_address
from web.refusals import for_form, status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.documentation import forms
from web.views.documentation.timeline import case_timeline
from web.views.editing.facts import WRITES, whole
from web.views.editing.forms import country_choices
from web.views.paging import part


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up."""
    writes = limiter.limit(WRITES)
    at = "/cases/<case_id>"
    pages.add_url_rule("/cases", "cases", show_all)
    pages.add_url_rule("/cases/new", "new_case", ask_new)
    pages.add_url_rule("/cases/new", "add_case", writes(add), methods=["POST"])
    pages.add_url_rule(at, "case", show)
    pages.add_url_rule(at, "tie_case", writes(tie), methods=["POST"])
    pages.add_url_rule(f"{at}/edit", "edit_case", ask_edit)
    pages.add_url_rule(f"{at}/edit", "change_case", writes(change), methods=["POST"])

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["documented"] = lambda kind, value: say(f"documentation.{kind}.{value}", language())
        state.app.jinja_env.globals["case_name"] = case_name


def case_name(case: DocumentedCase) -> str:
    """What a list calls a case: one in which a person is in danger has no name there."""
    return case.title or say("trends.unnamed", language())


def show_all() -> str:
    """The records that the viewer may read, the last made first, narrowed as the counts of trends are."""
    asked = asked_of({name: request.args.get(name, "").strip() for name in GROUPINGS})
    found = services().documentation.matching(asked, viewer=viewer())
    if found.cases:
        restrict("members")
    return render_template(
        "pages/cases.html",
        part=part(found.cases, "pages.cases"),
        asked=asked,
        filters=[name for name in GROUPINGS if found.choices[name] or getattr(asked, name)],
        choices=found.choices,
        unknown=UNKNOWN,
        value_name=lambda by, value: value_name(by, value, language()),
        by_name=lambda by: say(f"trends.by.{by}", language()),
        narrowed=any(getattr(asked, name) for name in GROUPINGS),
        taken_along={name: value for name in GROUPINGS if (value := getattr(asked, name))},
        keepers=services().documentation.keepers(viewer()),
    )


def ask_new() -> ResponseReturnValue:
    """The form of a new record: empty, or with what a document tells of its case."""
    asked = request.args.get("document", "")
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.new_case", document=asked or None)))
    if not services().documentation.keepers(viewer()):
        raise Forbidden()
    document = _source(asked)
    told = services().documentation.offered(document.id, viewer=viewer()) if document else {}
    return _form(None, told, document=document)


def add() -> ResponseReturnValue:
    """Make it."""
    service, wanted = services().documentation, forms.typed(request.form)
    if not service.keepers(viewer()):
        raise Forbidden()
    document = _source(request.form.get("document", ""))
    if "more" in request.form:
        return _form(None, wanted, document=document)
    keeper, source = request.form.get("keeper", ""), document.id if document else ""
    try:
        made = service.begin(wanted, keeper, document=source, viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(None, wanted, refusal, document=document), 422)
    return redirect(url_for("pages.case", case_id=made), 303)


def show(case_id: str) -> str:
    """One record."""
    return _page(case_id)


def tie(case_id: str) -> ResponseReturnValue:
    """Tie a document or another case to it, or take a tie away."""
    form, service = request.form, services().documentation
    kind, other = form.get("kind", ""), form.get("other", "")
    acts = {
        "document": lambda: service.link_document(case_id, other, kind, viewer=viewer()),
        "case": lambda: service.link_case(case_id, other, kind, viewer=viewer()),
        "no-document": lambda: service.unlink_document(case_id, other, viewer=viewer()),
        "no-case": lambda: service.unlink_case(case_id, other, viewer=viewer()),
    }
    try:
        acts.get(form.get("do", ""), acts["document"])()
    except (Invalid, Conflict) as refusal:
        return make_response(_page(case_id, refusal), status(refusal))
    return redirect(url_for("pages.case", case_id=case_id, saved=1, _anchor="ties"), 303)


def ask_edit(case_id: str) -> str:
    """The form with what stands."""
    found = _kept(case_id)
    return _form(found, state(found.case))


def change(case_id: str) -> ResponseReturnValue:
    """Change it; where that cannot be, the page says why and keeps what was typed."""
    wanted, revision = forms.typed(request.form), whole(request.form.get("revision"))
    if "more" in request.form:
        return _form(_kept(case_id), wanted, revision=revision)
    try:
        written = services().documentation.change(case_id, wanted, revision, viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(_kept(case_id), wanted, refusal, revision=revision), 422)
    except Conflict as refusal:
        return make_response(_form(_kept(case_id), wanted, refusal), 409)
    if written.collisions:
        found = _kept(case_id)
        return make_response(_form(found, written.kept or {}, revision=written.revision, written=written), 409)
    return redirect(url_for("pages.case", case_id=case_id, saved=1), 303)


def _source(document_id: str) -> Document | None:
    """The document that a record is made of; `NotFound` for one that the viewer may not read."""
    found = services().documents.get(document_id, viewer=viewer()) if document_id else None
    if found:
        seen(found)
    return found


def _kept(case_id: str) -> ShownCase:
    """The record, for whoever may write it and reads all of it."""
    found = services().documentation.get(case_id, viewer=viewer())
    if not found.writes or found.masked:
        raise Forbidden()
    _seen(found)
    return found


def _seen(found: ShownCase) -> None:
    restrict(found.case.access)
    for document, _ in found.documents:
        restrict(document.access)


def _page(case_id: str, refusal: CaselawError | None = None) -> str:
    found = services().documentation.get(case_id, viewer=viewer())
    _seen(found)
    changes, people = services().documentation.history(case_id, viewer=viewer())
    dated = moments(found.case)
    return render_template(
        "pages/case.html",
        one=found,
        case=found.case,
        vocabularies=[name for name in VOCABULARIES if found.case.of(name)],
        moments=dated,
        line=case_timeline(dated, language(), say("documentation.line", language())),
        source_at=source_at,
        kind_name=lambda kind: term_name("state_actor", kind, language()),
        document_ties=DOCUMENT_TIES,
        case_ties=CASE_TIES,
        changes=changes,
        people=people,
        typed=request.form,
        saved="saved" in request.args,
        change_words=forms.words,
        **for_form(refusal),
    )


def source_at(passage: str | None) -> str | None:
    """Where a name was taken from, as an address."""
    document, _, anchor = (passage or "").partition("#")
    return passage_address(document, anchor or None) if document else None


def _form(
    found: ShownCase | None, fields: Mapping[str, Any], refusal: CaselawError | None = None, *,
    document: Document | None = None, revision: int | None = None, written: WrittenCase | None = None,
) -> str:  # fmt: skip
    keepers = services().documentation.keepers(viewer())
    asked = request.form.get("more", "")
    return render_template(
        "pages/edit_case.html",
        one=found,
        document=document,
        fields=fields,
        revision=revision if revision is not None else (found.case.revision if found else 0),
        keepers=keepers,
        keeper=request.form.get("keeper", ""),
        rows=lambda field: forms.rows(field, fields.get(field), asked),
        more=asked,
        terms=forms.term_choices(),
        chosen={f"{one['vocabulary']}:{one['id']}" for one in fields.get("terms") or ()},
        roles=forms.listed_terms("company_role"),
        kinds=forms.listed_terms("state_actor"),
        countries=country_choices(),
        source_at=source_at,
        collisions={one.field: one for one in written.collisions} if written else {},
        change_words=forms.words,
        **for_form(refusal),
    )
