"""Versions and history of a decision, decided by people: what is one decision and what is another, what became of it,
how it treats others."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.document import Document
from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound, SearchUnavailable
from caselaw.domain.history import EVENTS, LONGEST_NOTE, TREATMENTS
from caselaw.domain.identifiers import as_id
from caselaw.domain.searching.questions import SearchQuery
from caselaw.messages import say, say_error
from web.i18n import language
from web.labels import month_choices
from web.refusals import status
from web.security import restrict, seen
from web.session import services, viewer
from web.views.editing.facts import WRITES

OFFERED = 8  # documents that are offered for words of a title
_ID_IN = re.compile(r"documents/([0-9a-z]{16})(?![0-9a-z])")


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up."""
    pages.add_url_rule("/documents/<document_id>/versions", "versions", show)
    act = limiter.limit(WRITES)(decide)
    pages.add_url_rule("/documents/<document_id>/versions", "decide_versions", act, methods=["POST"])


def show(document_id: str) -> str:
    """What is said of the document's relatives, and the forms to say otherwise."""
    return _page(document_id)


def decide(document_id: str) -> ResponseReturnValue:
    """One act; what cannot be is said above the page, which keeps what was typed."""
    try:
        act = ACTS.get(request.form.get("do", ""))
        if act is None:
            raise Invalid("error.invalid")
        act(document_id)
    except (Invalid, Conflict) as refusal:
        return make_response(_page(document_id, refusal), status(refusal))
    return redirect(url_for("pages.versions", document_id=document_id, done=request.form.get("do")), 303)


def meant(typed: str) -> str:
    """The document that is meant by an id, or by the address of its page. `Invalid` for what names none that the viewer
    may read."""
    found = _ID_IN.search(typed)
    wanted = as_id(found[1] if found else typed.strip())
    try:
        return services().documents.get(wanted or "", viewer=viewer()).id
    except NotFound:
        raise Invalid("editing.no_document", {"other": ["editing.no_document"]}) from None


def _page(document_id: str, refusal: CaselawError | None = None) -> str:
    document = services().documents.get(document_id, viewer=viewer())
    require(viewer(), Action.JOIN_VERSIONS, document)
    seen(document)
    versions = services().versions.of(document_id, viewer=viewer())
    proposed = [
        (one.right if one.left.id == document.id else one.left, one.verdict.reasons)
        for one in services().versions.proposals(viewer=viewer())
        if document.id in (one.left.id, one.right.id)
    ]
    for one in (*(version.document for version in versions), *(other for other, _reasons in proposed)):
        restrict(one.access)
    words = " ".join(request.args.get("q", "").split())[:300]
    return render_template(
        "pages/versions.html",
        document=document,
        versions=versions,
        proposed=proposed,
        words=words,
        found=_found(words, document, {one.document.id for one in versions}) if words else (),
        later=services().history.of(document_id, viewer=viewer()),
        treatments=[one for one in services().history.treatments(document_id, viewer=viewer()) if one.ours],
        events=EVENTS,
        treatment_kinds=TREATMENTS,
        longest_note=LONGEST_NOTE,
        done=request.args.get("done") in ACTS,
        refusal=say_error(refusal, language()) if refusal else None,
        typed=request.form if refusal else {},
        relation_name=lambda relation: say(f"versions.{relation}", language()),
        reason_name=lambda reason: say(f"versions.reason.{reason}", language()),
        months=month_choices(),
        event_name=lambda event: say(f"history.{event}", language()),
        treatment_name=lambda treatment: say(f"treatment.{treatment}", language()),
    )


def _found(words: str, document: Document, known: set[str]) -> list[Document]:
    """What may be meant: the document of an id or address, else what is found by words of its title."""
    try:
        ids = [meant(words)]
    except Invalid:
        query = SearchQuery(text=words, reader=language(), like=True, mode="lexical", size=OFFERED)
        try:
            page = services().search.search(query, viewer=viewer())
        except (SearchUnavailable, Invalid):
            return []
        ids = [one.id for one in page.documents]
    service = services().documents
    return [service.get(one, viewer=viewer()) for one in ids if one != document.id and one not in known][:OFFERED]


def _join(document_id: str) -> None:
    services().versions.confirm(document_id, meant(request.form.get("other", "")), viewer=viewer())


def _part(document_id: str) -> None:
    services().versions.reject(document_id, meant(request.form.get("other", "")), viewer=viewer())


def _split(document_id: str) -> None:
    services().versions.split(document_id, viewer=viewer())


def _tell(document_id: str) -> None:
    form = request.form
    by = meant(form["other"]) if form.get("other", "").strip() else None
    services().history.add(
        document_id, form.get("event", ""), viewer=viewer(), by=by, note=form.get("note", ""),
        date=_date(*(form.get(name, "").strip() for name in ("year", "month", "day"))),
    )  # fmt: skip


def _date(year: str, month: str, day: str) -> str | None:
    """A date as far as it was typed, in the form of ISO 8601; a day without its month is no date."""
    if not (year or month or day):
        return None
    told = (year, month and month.zfill(2), day.zfill(2)) if day else (year, month.zfill(2)) if month else (year,)
    return "-".join(told)


def _confirm_told(_document_id: str) -> None:
    services().history.confirm(request.form.get("entry", ""), viewer=viewer())


def _forget_told(_document_id: str) -> None:
    services().history.remove(request.form.get("entry", ""), viewer=viewer())


def _treat(document_id: str) -> None:
    form = request.form
    services().history.treat(
        document_id, meant(form.get("other", "")), form.get("treatment", ""), viewer=viewer(),
        paragraph=form.get("paragraph", "").strip().removeprefix("#") or None, note=form.get("note", ""),
    )  # fmt: skip


def _forget_treatment(_document_id: str) -> None:
    services().history.remove_treatment(request.form.get("entry", ""), viewer=viewer())


ACTS: dict[str, Callable[[str], None]] = {
    "join": _join, "part": _part, "split": _split, "tell": _tell, "confirm": _confirm_told, "forget": _forget_told,
    "treat": _treat, "forget-treatment": _forget_treatment,
}  # fmt: skip
