"""Case summaries: where each language stands, writing and translating side by side, and what readers see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.audience import audience, includes
from caselaw.domain.errors import CaselawError, Changed, Conflict, Invalid, NotFound
from caselaw.domain.languages import LANGUAGES, reading_direction
from caselaw.domain.summary import LONGEST_SHORT, SHORT, SUMMARY_FIELDS, SummaryText
from caselaw.messages import say, say_error
from caselaw.services.editing.summaries import Desk, ShownSummary, WrittenText
from web.i18n import language
from web.labels import court_label, date_words
from web.refusals import status
from web.security import seen
from web.session import services, viewer
from web.views.editing.facts import WRITES, whole


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up, and give the page of a document its summary."""
    writes = limiter.limit(WRITES)
    at = "/documents/<document_id>/summary"
    pages.add_url_rule(at, "summary", show)
    pages.add_url_rule(at, "decide_summary", writes(decide), methods=["POST"])
    pages.add_url_rule(f"{at}/<any({','.join(LANGUAGES)}):tongue>/edit", "edit_summary", ask)
    pages.add_url_rule(
        f"{at}/<any({','.join(LANGUAGES)}):tongue>/edit", "write_summary", writes(write), methods=["POST"]
    )

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals |= {"case_summary": published, "summary_field_name": field_name}


def published(document_id: str) -> ShownSummary | None:
    """The summary of a decision as this reader sees it."""
    return services().summaries.published(document_id, language(), viewer=viewer())


def field_name(field: str) -> str:
    return say(f"summary_field.{field}", language())


def show(document_id: str) -> str:
    """Where each language stands, and what can be done with it."""
    return _desk(document_id)


def decide(document_id: str) -> ResponseReturnValue:
    """One act on one language: reviewed, published, withdrawn; or who may read the summary."""
    form, tongue = request.form, request.form.get("tongue", "")
    service, revision = services().summaries, whole(request.form.get("revision"))
    try:
        if form.get("do") == "review":
            service.review(document_id, tongue, revision, viewer=viewer())
        elif form.get("do") == "publish":
            service.publish(document_id, tongue, revision, viewer=viewer())
        elif form.get("do") == "withdraw":
            service.withdraw(document_id, tongue, viewer=viewer())
        elif form.get("do") == "restrict":
            _restrict(document_id, form.get("access", ""))
        else:
            raise Invalid("error.invalid")
    except (Invalid, Conflict) as refusal:
        return make_response(_desk(document_id, refusal), status(refusal))
    return redirect(url_for("pages.summary", document_id=document_id), 303)


def ask(document_id: str, tongue: str) -> str:
    """The form of one language, beside the text that it is translated from."""
    desk = _read(document_id)
    text = _text(desk, tongue)
    return _form(desk, tongue, text.fields if text else _begun(desk, tongue), text.revision if text else 0)


def write(document_id: str, tongue: str) -> ResponseReturnValue:
    """Save the text of a language; where somebody else wrote the same field, both stand on the page."""
    wanted = {field: request.form[field] for field in SUMMARY_FIELDS if field in request.form}
    revision = whole(request.form.get("revision"))
    try:
        done = services().summaries.write(document_id, tongue, wanted, revision, viewer=viewer())
    except Invalid as refusal:
        return make_response(_form(_read(document_id), tongue, wanted, revision, refusal=refusal), 422)
    except Changed:
        desk = _read(document_id)
        text = _text(desk, tongue)
        return make_response(_form(desk, tongue, wanted, text.revision if text else 0), 409)
    if done.collisions:
        page = _form(_read(document_id), tongue, done.kept or {}, done.revision, done=done)
        return make_response(page, 409)
    return redirect(url_for("pages.summary", document_id=document_id, saved=tongue), 303)


def _restrict(document_id: str, access: str) -> None:
    try:
        wanted = audience(access) if access else None
    except ValueError:
        raise Invalid("summary.access", {"access": ["summary.access"]}) from None
    services().summaries.restrict(document_id, wanted, viewer=viewer())


def _read(document_id: str) -> Desk:
    desk = services().summaries.desk(document_id, viewer=viewer())
    seen(desk.document)
    return desk


def _text(desk: Desk, tongue: str) -> SummaryText | None:
    return desk.summary.texts.get(tongue) if desk.summary else None


def _begun(desk: Desk, tongue: str) -> Mapping[str, str]:
    """What is known of the decision already, for the first text."""
    if desk.summary is not None:
        return {}
    facts = desk.document.facts
    return {
        "headline": facts.headline or "", "cited_as": facts.summary_of or facts.case_name or facts.title,
        "forum": court_label(facts.court) if tongue == language() else "",
        "date": date_words(facts.decided) if tongue == language() else "",
    }  # fmt: skip


def _desk(document_id: str, refusal: CaselawError | None = None) -> str:
    desk = _read(document_id)
    summary = desk.summary
    tongues = [one for one in LANGUAGES if summary and one in summary.texts]
    shown = request.args.get("show") or language()
    told = services().summaries.changes(document_id, shown, viewer=viewer()) if shown in tongues else ()
    return render_template(
        "pages/summary.html",
        document=desk.document,
        summary=summary,
        people=desk.people,
        tongues=LANGUAGES,
        shown=shown if shown in tongues else "",
        told=told[:200],
        saved=request.args.get("saved", ""),
        audiences=_narrower(desk),
        refusal=say_error(refusal, language()) if refusal else None,
        **_words(),
    )


def _form(
    desk: Desk, tongue: str, fields: Mapping[str, str], revision: int, *, refusal: Invalid | None = None,
    done: WrittenText | None = None,
) -> str:  # fmt: skip
    summary = desk.summary
    source = summary.source if summary and tongue != summary.source_language else None
    if tongue not in LANGUAGES:
        raise NotFound()
    return render_template(
        "pages/edit_summary.html",
        document=desk.document,
        tongue=tongue,
        way=reading_direction(tongue),
        source=source,
        source_way=reading_direction(source.language) if source else "ltr",
        fields=fields,
        revision=revision,
        outdated=bool(summary and summary.status(tongue) == "outdated"),
        collisions={one.field: one for one in done.collisions} if done else {},
        wrong={
            field: [say(code, language()) for code in codes]
            for field, codes in (refusal.fields if refusal else {}).items()
        },
        refusal=say_error(refusal, language()) if refusal else None,
        **_words(),
    )


def _narrower(desk: Desk) -> list[str]:
    """Whom of her own the viewer may give the summary to instead of all readers of the document."""
    return sorted(
        one for one in viewer().audiences
        if one != desk.document.access and includes(desk.document.access, one) and not one.startswith("editors")
    )  # fmt: skip


def _words() -> dict[str, Any]:
    return {
        "order": SUMMARY_FIELDS,
        "short": SHORT,
        "longest_short": LONGEST_SHORT,
        "status_name": lambda status: say(f"summary_status.{status}", language()),
    }
