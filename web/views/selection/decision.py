"""A selection table that is opened: the wider group talks, the steering committee decides; minutes and tables to take
along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.selection.table import LONGEST_TEXT, OUTCOMES, Candidate, Decision, Dissent
from caselaw.services.selection.seeing import Seen
from web.i18n import language
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES
from web.views.paging import Part, part
from web.views.search.export import sent
from web.views.selection.forms import faults_of, revision
from web.views.selection.tables import organisation_names

FILES = "20 per minute"
AT_ONCE = 20
"""Cases on one page of decisions: each may carry a form."""


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; what is sent is counted, files by account."""
    counted = limiter.limit(FILES, key_func=lambda: f"minutes:{viewer().account}")
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/tables/<table>/discussion", "discussion", discuss)
    pages.add_url_rule("/tables/<table>/discussion", "add_comment", writes(comment), methods=["POST"])
    pages.add_url_rule("/tables/<table>/decision", "decision", show)
    pages.add_url_rule("/tables/<table>/decision", "decide", writes(decide), methods=["POST"])
    pages.add_url_rule(
        "/tables/<table>/<any('minutes.docx','table.xlsx','table.csv'):name>", "table_file", counted(file)
    )


def discuss(table: str) -> ResponseReturnValue:
    """What was said, each in its own language, with people's translations."""
    return _discussion(services().selections.show(table, viewer=viewer()))


def comment(table: str) -> ResponseReturnValue:
    """Say something, or put a translation beside what somebody said."""
    shown = services().selections.show(table, viewer=viewer())
    form = request.form
    try:
        if form.get("comment"):
            services().deliberating.translate(
                table, form["comment"], form.get("language", ""), form.get("translation", ""), viewer=viewer()
            )
        else:
            services().deliberating.comment(
                table, form.get("words", ""), form.get("language", ""), viewer=viewer(),
                candidate=form.get("candidate") or None,
            )  # fmt: skip
    except Invalid as refusal:
        return make_response(_discussion(shown, refusal), 422)
    return redirect(url_for("pages.discussion", table=table, done="yes"), 303)


def show(table: str) -> ResponseReturnValue:
    """The decision of each case; for who sits on the committee, as a form."""
    return _decision(services().selections.show(table, viewer=viewer()))


def decide(table: str) -> ResponseReturnValue:
    """Record the decision of one case, or end the sitting."""
    shown = services().selections.show(table, viewer=viewer())
    try:
        if request.form.get("do") == "close":
            services().deliberating.close(table, revision=revision(), viewer=viewer())
        else:
            services().deliberating.decide(table, _typed(shown), viewer=viewer())
    except (Invalid, Conflict, Forbidden) as refusal:
        status = {Invalid: 422, Conflict: 409, Forbidden: 403}
        return make_response(
            _decision(shown, refusal), next(n for kind, n in status.items() if isinstance(refusal, kind))
        )
    beginning: dict[str, Any] = {"from": _part(shown, request.form.get("candidate", "")).start or None}
    return redirect(url_for("pages.decision", table=table, done="yes", **beginning), 303)


def file(table: str, name: str) -> Response:
    """The minutes, or the table with its answers and decisions, as far as the reader may read it."""
    return sent(services().minutes.file(table, name, language(), viewer=viewer()))


def _typed(shown: Seen) -> Decision:
    form = request.form
    names = [*shown.table.committee, *(one.organisation for one in shown.table.invited)]
    dissents = tuple(
        Dissent(name, words) for name in sorted(names) if (words := form.get(f"dissent.{name}", "").strip())
    )
    outcome = next((one for one in OUTCOMES if one == form.get("outcome")), None)
    if outcome is None:
        raise Invalid("selection.outcome", {"outcome": ["selection.outcome"]})
    return Decision(
        form.get("candidate", ""), outcome, form.get("consensus") == "yes", form.get("reason", ""),
        form.get("language", language()), dissents,
    )  # fmt: skip


def _discussion(shown: Seen, refusal: CaselawError | None = None) -> str:
    comments, names = services().deliberating.comments(shown.table.id, viewer=viewer())
    restrict("members")
    return render_template(
        "pages/discussion.html", shown=shown, table=shown.table, comments=comments, names=names,
        faults=faults_of(refusal), form=request.form, longest=LONGEST_TEXT, done=request.args.get("done"),
    )  # fmt: skip


def _part(shown: Seen, chosen: str) -> Part[Candidate]:
    """The cases that are shown: those among which the chosen one is, else those that the address asks for."""
    every = shown.table.candidates
    at = next((place for place, one in enumerate(every) if one.id == chosen), None)
    return part(every, "pages.decision", at=at, size=AT_ONCE)


def _decision(shown: Seen, refusal: CaselawError | None = None) -> str:
    table = shown.table.id
    if not shown.open:
        raise Conflict("selection.not_open")
    course = services().deliberating.course(table, viewer=viewer())
    barred = services().deliberating.barred(table, viewer=viewer())
    typed: dict[str, Decision] = {}
    chosen = request.form.get("candidate", "")
    if refusal is not None and shown.table.candidate(chosen):
        before = course.current.get(chosen, Decision(chosen, "deferred", True, "", language()))
        typed[chosen] = replace(
            before, reason=request.form.get("reason", ""), consensus=request.form.get("consensus") == "yes",
            outcome=next((one for one in OUTCOMES if one == request.form.get("outcome")), before.outcome),
            dissents=tuple(
                Dissent(name.removeprefix("dissent."), text) for name, text in request.form.items()
                if name.startswith("dissent.") and text.strip()
            ),
        )  # fmt: skip
    elif refusal is not None and request.form.get("do") != "close":
        raise NotFound()
    restrict("members")
    left = [place for place, one in enumerate(shown.table.candidates) if one.id not in course.current]
    return render_template(
        "pages/decision.html", shown=shown, table=shown.table, course=course, barred=barred, typed=typed,
        part=_part(shown, chosen), left=left,
        faulty=chosen, outcomes=OUTCOMES, organisations=organisation_names(), faults=faults_of(refusal),
        done=request.args.get("done"), longest=LONGEST_TEXT,
        intervenes=bool(services().implementation.keepers(viewer())),
    )  # fmt: skip
