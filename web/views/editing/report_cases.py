"""The cases of a report: where each begins and ends, decided part by part, until nothing of the report is left over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.splitting.parts import LONGEST_TITLE, Split
from caselaw.messages import say, say_error
from web.i18n import language
from web.security import seen
from web.session import services, viewer

OPENINGS = 60
"""Paragraphs of a part among which a person may choose where another case begins."""
_WORDS = 90


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/review/reports", "reports", listed)
    pages.add_url_rule("/review/reports/<document_id>", "report_cases", show)
    pages.add_url_rule("/review/reports/<document_id>", "decide_cases", decide, methods=["POST"])


def listed() -> ResponseReturnValue:
    """Every report that is cut into cases, and how far they are decided."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.reports")))
    if not may_somewhere(viewer(), Action.SPLIT_REPORT):
        raise Forbidden()
    return _kept(render_template("pages/reports.html", reports=services().splitting.list(viewer=viewer())))


def show(document_id: str) -> Response:
    """The parts of one report; where nobody has looked for any, the offer to do so."""
    return _page(document_id)


def decide(document_id: str) -> ResponseReturnValue:
    """One decision on one part, or on all cases."""
    form = request.form
    act = ACTS.get(form.get("do", ""))
    try:
        if act is None:
            raise Invalid("error.invalid")
        act(document_id, form, _number(form.get("revision", "")))
    except (Invalid, Conflict) as refusal:
        return _page(document_id, refusal)
    part = form.get("part", "")
    return redirect(url_for("pages.report_cases", document_id=document_id) + (f"#part-{part}" if part else ""), 303)


def _page(document_id: str, refusal: CaselawError | None = None) -> Response:
    document, paragraphs = services().splitting.report(document_id, viewer=viewer())
    seen(document)
    try:
        split: Split | None = services().splitting.get(document_id, viewer=viewer())
    except NotFound:
        split = None
    openings = {
        draft.id: [
            (one.anchor, one.text[:_WORDS]) for one in paragraphs[draft.part.first + 1 : draft.part.last + 1][:OPENINGS]
        ]
        for draft in (split.drafts if split else ())
        if draft.status == "proposed"
    }
    page = render_template(
        "pages/report_cases.html",
        document=document,
        split=split,
        paragraphs=paragraphs,
        openings=openings,
        longest_title=LONGEST_TITLE,
        say=lambda code, **params: say(code, language(), **params),
        refusal=say_error(refusal, language()) if refusal else None,
        refused=request.form.get("part", "") if refusal else "",
        wanted=request.form if refusal else {},
    )
    status = 200 if refusal is None else 422 if isinstance(refusal, Invalid) else 409
    return _kept(page, status)


def _kept(page: str, status: int = 200) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _look(document_id: str, _form: Mapping[str, str], _revision: int) -> None:
    services().splitting.look_through(document_id, viewer=viewer())


def _approve(document_id: str, form: Mapping[str, str], revision: int) -> None:
    part = form.get("part", "")
    services().splitting.approve(document_id, [part] if part else None, viewer=viewer(), revision=revision)


def _join(document_id: str, form: Mapping[str, str], revision: int) -> None:
    """With the part before it."""
    drafts = services().splitting.get(document_id, viewer=viewer()).drafts
    places = {draft.id: place for place, draft in enumerate(drafts)}
    place = places.get(form.get("part", ""), 0)
    if place == 0:
        raise Invalid("split.last")
    services().splitting.merge(drafts[place - 1].id, viewer=viewer(), revision=revision)


def _cut(_document_id: str, form: Mapping[str, str], revision: int) -> None:
    services().splitting.cut(form.get("part", ""), form.get("at", ""), viewer=viewer(), revision=revision)


def _rename(_document_id: str, form: Mapping[str, str], revision: int) -> None:
    services().splitting.rename(form.get("part", ""), form.get("title", ""), viewer=viewer(), revision=revision)


def _reject(_document_id: str, form: Mapping[str, str], revision: int) -> None:
    services().splitting.reject(form.get("part", ""), form.get("reason", ""), viewer=viewer(), revision=revision)


def _reopen(_document_id: str, form: Mapping[str, str], revision: int) -> None:
    services().splitting.reopen(form.get("part", ""), viewer=viewer(), revision=revision)


ACTS: Mapping[str, Callable[[str, Mapping[str, str], int], None]] = {
    "look": _look, "approve": _approve, "join": _join, "cut": _cut, "rename": _rename, "reject": _reject,
    "reopen": _reopen,
}  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
