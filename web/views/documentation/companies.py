"""Names of companies that may mean one company: looked at one by one, decided with a reason, and taken back."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Forbidden, Invalid
from caselaw.messages import say
from web.i18n import language
from web.refusals import for_form
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import WRITES

_SIZE = 25
_FIELDS = ("first", "second", "same", "reason", "keeper")


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up."""
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/companies/matches", "company_matches", show)
    pages.add_url_rule("/companies/matches", "decide_company", writes(decide), methods=["POST"])


def show() -> ResponseReturnValue:
    """The proposals, and what was decided."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.company_matches")))
    return _page()


def decide() -> ResponseReturnValue:
    """Keep a decision, or take one back."""
    form, verbs = request.form, services().companies
    if form.get("do") == "undo":
        verbs.undo(form.get("decision", ""), viewer=viewer())
        return redirect(url_for("pages.company_matches", saved=1, _anchor="decided"), 303)
    typed = {field: form.get(field, "") for field in _FIELDS}
    try:
        if not verbs.may_decide(viewer()):
            raise Forbidden()
        if typed["same"] not in ("yes", "no"):
            raise Invalid("companies.invalid", {"same": ["companies.choice"]})
        verbs.decide(
            typed["first"], typed["second"], typed["same"] == "yes", typed["reason"], typed["keeper"], viewer=viewer()
        )  # fmt: skip
    except Invalid as refusal:
        return make_response(_page(typed, refusal), 422)
    return redirect(url_for("pages.company_matches", saved=1, _anchor="decided"), 303)


def _page(typed: dict[str, str] | None = None, refusal: CaselawError | None = None) -> str:
    restrict("members")
    found = services().companies.matches(viewer=viewer())
    start = request.args.get("from", "")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    shown = found.proposals[first : first + _SIZE]
    pair = (typed["first"], typed["second"]) if typed else None
    return render_template(
        "pages/company_matches.html",
        view=found,
        shown=shown,
        first=first,
        following=first + _SIZE if first + _SIZE < len(found.proposals) else None,
        typed=typed or {},
        among=next((place for place, one in enumerate(shown) if (one.first, one.second) == pair), None),
        because=lambda reason: say(f"companies.match.{reason}", language()),
        saved="saved" in request.args,
        **for_form(refusal),
    )
