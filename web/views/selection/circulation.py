"""How a selection table goes round: who was asked, by which link and letter, who has opened, answered and sent back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.errors import CaselawError, Conflict, Invalid, NotFound
from caselaw.domain.selection.circulation import LINK_DAYS, MOST_LETTERS, MOST_LINK_DAYS, TableLetter
from caselaw.exchange.selection_files import FORMS, Form
from web.i18n import language
from web.refusals import status
from web.security import restrict
from web.session import services, viewer
from web.views.selection.forms import faults_of
from web.views.selection.tables import organisation_names

LETTERS = "60 per hour"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; each letter may reach a stranger, so they are counted by account."""
    counted = limiter.limit(LETTERS, key_func=lambda: f"letters:{viewer().account}")
    pages.add_url_rule("/tables/<table>/circulation", "circulation", show)
    pages.add_url_rule("/tables/<table>/circulation", "circulate", counted(act), methods=["POST"])


def show(table: str) -> ResponseReturnValue:
    """Links, letters and returns."""
    return _page(table)


def act(table: str) -> ResponseReturnValue:
    """Make a link (told once, in the answer), take one back, write letters, remind."""
    form = request.form
    organisation, do = form.get("organisation", ""), form.get("do", "")
    spoken = form.get("language", language())
    try:
        if do == "link":
            days = form.get("days", "")
            made = services().circulation.make_link(
                table, organisation, spoken, days=int(days) if days.isdecimal() and len(days) < 5 else LINK_DAYS,
                viewer=viewer(),
            )  # fmt: skip
            return _page(table, made=made, made_for=organisation)
        if do == "revoke":
            services().circulation.revoke(table, form.get("link", ""), viewer=viewer())
            return redirect(url_for("pages.circulation", table=table, done="revoked"), 303)
        written = _write(table, organisation, do, spoken)
    except (Invalid, Conflict) as refusal:
        return _page(table, refusal, status=status(refusal))
    told = {state: sum(one.posted == state for one in written) for state in ("sent", "kept", "failed")}
    return redirect(url_for("pages.circulation", table=table, _anchor="letters", **_given(told)), 303)


def _given(told: Mapping[str, int]) -> dict[str, Any]:
    return {state: count for state, count in told.items() if count}


def _write(table: str, organisation: str, do: str, spoken: str) -> tuple[TableLetter, ...]:
    if do == "remind":
        return services().circulation.remind(table, organisation, viewer=viewer())
    if do != "send":
        raise NotFound()
    form: Form | None = next((one for one in FORMS if one == request.form.get("form")), None)
    emails = request.form.get("emails", "")
    return services().circulation.send(table, organisation, emails, spoken, form, viewer=viewer())


def _page(
    table: str, refusal: CaselawError | None = None, status: int = 200, made: str = "", made_for: str = ""
) -> Response:  # fmt: skip
    shown = services().selections.show(table, viewer=viewer())
    require(viewer(), Action.MANAGE_SELECTION, shown.table)
    restrict("members")
    progress = services().answering.progress(table, viewer=viewer())
    page = render_template(
        "pages/circulation.html",
        shown=shown,
        table=shown.table,
        found=services().circulation.show(table, progress, viewer=viewer()),
        organisations=organisation_names(),
        tongues=services().settings.languages,
        spoken=language(),
        forms=FORMS,
        most=MOST_LETTERS,
        days=LINK_DAYS,
        most_days=MOST_LINK_DAYS,
        made=made,
        made_for=made_for,
        moment=datetime.now(UTC),
        faults=faults_of(refusal),
        typed=request.form if refusal else {},
        done=request.args.get("done"),
        told={state: request.args.get(state, type=int) for state in ("sent", "kept", "failed")},
    )
    return make_response(page, status)
