"""`GET /api/v1/search`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_smorest import Blueprint

from caselaw.domain.searching.questions import SearchQuery
from caselaw.schemas.asking import SearchArguments
from caselaw.schemas.search import SearchAnswerSchema, search_form
from search_api.door import reader, services, site, viewer
from search_api.views.operation import operation

blueprint = Blueprint("api-search", __name__, description="Finding")


@blueprint.route("/search")
@blueprint.arguments(SearchArguments, location="query", unknown=None)
@operation(blueprint, "search", SearchAnswerSchema, 429, 503)
def search(query: SearchQuery) -> dict[str, Any]:
    """A page of answer in each section, in the reader's words."""
    language = reader()
    answer = services().search.search(replace(query, reader=language), viewer=viewer())
    return search_form(answer, reader=language, site=site())
