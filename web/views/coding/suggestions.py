"""Passages suggested to a coder for a code of her round: each with its reason, to be coded, turned down or left."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.citing.pinpoint import printed
from caselaw.domain.coding.codings import CONFIDENCES
from caselaw.domain.errors import CaselawError, Conflict, Invalid
from caselaw.messages import say, say_error
from caselaw.services.coding.coding_asked import CodingAsked
from caselaw.services.coding.suggesting import MOST_READ
from web.i18n import language
from web.security import restrict, seen
from web.session import services, viewer
from web.views.coding.codings import codes_by_field, facet_name
from web.views.coding.rounds import state_name
from web.views.editing.facts import WRITES, whole

ASKS = "120 per hour"  # an answer reads the records of a round, and may ask the encoder


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; what is asked and sent is counted."""
    at = "/rounds/<round_id>/suggestions"
    pages.add_url_rule(at, "suggestions", limiter.limit(ASKS)(show))
    pages.add_url_rule(at, "judge_suggestion", limiter.limit(WRITES)(act), methods=["POST"])


def show(round_id: str) -> str:
    return _page(round_id, request.args.get("code", ""))


def act(round_id: str) -> ResponseReturnValue:
    """Code the whole paragraph, as the coder's own coding; turn it down; or take that back."""
    form = request.form
    do, code, document, anchor = (form.get(name, "") for name in ("do", "code", "document", "anchor"))
    try:
        if do == "accept":
            asked = CodingAsked(code, anchor, confidence=whole(form.get("confidence")))
            if not anchor:
                raise Invalid("coding.paragraph")
            services().coding.write(document, asked, viewer=viewer(), round_id=round_id)
        elif do in ("reject", "restore"):
            judge = services().suggestions.judge
            judge(round_id, code, document, anchor, rejected=do == "reject", viewer=viewer())
        else:
            raise Invalid("error.invalid")
    except (Invalid, Conflict) as refusal:
        page = _page(round_id, code, refusal, at=(document, anchor))
        return make_response(page, 422 if isinstance(refusal, Invalid) else 409)
    return redirect(url_for("pages.suggestions", round_id=round_id, code=code, done=do), 303)


def _page(
    round_id: str, code: str, refusal: CaselawError | None = None, *, at: tuple[str, str] = ("", "")
) -> str:  # fmt: skip
    found = services().suggestions.of(round_id, code, viewer=viewer())
    restrict(found.round.access)
    for one in {each.document.id: each.document for each in (*found.found, *found.rejected)}.values():
        seen(one)
    faults = refusal.fields.values() if isinstance(refusal, Invalid) else ()
    said = [say(each, language()) for some in faults for each in some]
    return render_template(
        "pages/suggestions.html",
        of=found,
        round=found.round,
        fields=codes_by_field(found.codebook),
        confidences={one: say(f"coding_confidence.{one}", language()) for one in CONFIDENCES},
        facet_of=facet_name,
        state_name=state_name,
        printed=printed,
        me=viewer().account,
        most_read=MOST_READ,
        done=request.args.get("done", ""),
        refusal=" ".join((say_error(refusal, language()), *said)) if refusal else None,
        at=at,
        says=_says,
    )


def _says(key: str, **params: Any) -> str:
    return say(f"suggestion.{key}", language(), **params)
