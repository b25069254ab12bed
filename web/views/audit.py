"""The audit trail, for administrators: who did what, to which record, when, from which revision to which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.domain.errors import Invalid
from caselaw.messages import has, say, say_error
from caselaw.services.site.audit import TrailAsked, TrailPage
from web.i18n import language
from web.session import services, viewer

FILTERS = ("who", "action", "subject", "since", "until")
_LONGEST = 320
_NONE = TrailPage((), {}, (), None)


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/audit", "audit", show)


def show() -> ResponseReturnValue:
    """Lines of the trail, the newest first; what was asked for stands in the address."""
    typed = {name: request.args.get(name, "").strip()[:_LONGEST] for name in FILTERS}
    refusal = None
    try:
        page = services().audit.trail(_asked(typed), viewer=viewer(), before=_before(request.args.get("before", "")))
    except Invalid as error:
        page, refusal = _NONE, say_error(error, language())
    further = {name: value for name, value in typed.items() if value} | {"before": page.next}
    answer = make_response(
        render_template(
            "pages/audit.html", page=page, typed=typed, refusal=refusal, onward=_address(further),
            action_name=action_name,
            choices=sorted((action_name(action), action) for action in page.actions),
        )
    )  # fmt: skip
    answer.status_code = 422 if refusal else 200
    return answer


def action_name(action: str) -> str:
    """What was done, in words; an act that has no words yet, as it stands in the trail."""
    code = "audit.action." + action.replace(" ", "_").replace(".", "_")
    return say(code, language()) if has(code, language()) else action


def _address(filters: Mapping[str, Any]) -> str:
    return url_for("pages.audit", **filters)


def _asked(typed: dict[str, str]) -> TrailAsked:
    return TrailAsked(typed["who"], typed["action"], typed["subject"], _day(typed, "since"), _day(typed, "until"))


def _day(typed: dict[str, str], name: str) -> date | None:
    if not typed[name]:
        return None
    try:
        return date.fromisoformat(typed[name])
    except ValueError:
        raise Invalid("audit.day", {name: ["audit.day"]}, day=typed[name]) from None


def _before(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
