"""`POST /api/v1/citations/check`: a text goes in, what it cites comes out, and nothing of either is kept."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from caselaw.domain.citing.brief import MAX_BRIEF
from caselaw.schemas.brief import BriefSchema, CheckedBriefSchema, brief_form
from caselaw.schemas.paging import ReaderArguments
from search_api.bodies import Bodies
from search_api.door import reader, services, site, viewer
from search_api.views.operation import operation

blueprint = Blueprint("api-brief", __name__, description="Checking")
blueprint.ARGUMENTS_PARSER = Bodies()

MOST_BYTES = 12 * MAX_BRIEF + 1_000
"""A letter outside the first plane is twelve signs where JSON is written in ASCII."""


@blueprint.url_value_preprocessor
def allow(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A brief is longer than other requests may be."""
    request.max_content_length = MOST_BYTES


@blueprint.route("/citations/check", methods=["POST"])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(BriefSchema, location="json")
@operation(blueprint, "checkCitations", CheckedBriefSchema, 400, 413, 429, 503, kept=False)
def check_citations(_arguments: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    """Every citation of a text, what it leads to and whether that still stands."""
    words = reader()
    found = services().brief.check(given["text"], viewer=viewer(), reader=words)
    return brief_form(found, reader=words, site=site())


@blueprint.after_request
def never_kept(response: Response) -> Response:
    """Neither the text nor what it cites is for anybody's cache."""
    response.headers["Cache-Control"] = "no-store"
    return response
