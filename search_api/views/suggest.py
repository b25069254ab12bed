"""`GET /api/v1/suggest`."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.completing import SuggestAnswerSchema, SuggestArguments, suggest_form
from search_api.door import reader, services, viewer
from search_api.views.operation import operation

blueprint = Blueprint("api-suggest", __name__, description="Finding")


@blueprint.route("/suggest")
@blueprint.arguments(SuggestArguments, location="query", unknown=None)
@operation(blueprint, "suggest", SuggestAnswerSchema, 429)
def suggest(asked: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """How what is being typed may go on; no copy of it may be kept on the way."""
    found = services().completing.complete(asked["q"], reader=reader(), viewer=viewer())
    return suggest_form(found), 200, {"Cache-Control": "no-store"}
