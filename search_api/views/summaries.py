"""`GET /api/v1/documents/{id}/summary`: what people wrote of a decision, as it is published. It is not the decision."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.summary import SummarySchema, summary_form
from search_api.door import reader, services, viewer
from search_api.views.operation import DOCUMENT, operation

blueprint = Blueprint("api-summaries", __name__, description="Documents")


@blueprint.route("/documents/<string:document_id>/summary", parameters=[DOCUMENT])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getSummary", SummarySchema, 404)
def get_summary(_arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """The published summary of a decision, in the reader's language where there is one. It cannot be cited as it."""
    asking = viewer()
    document = services().documents.get(document_id, viewer=asking)
    shown = services().summaries.published(document_id, reader(), viewer=asking)
    services().audit.viewed(document, viewer=asking)
    if shown is None or shown.text.published is None:
        return summary_form(document_id, None, {})
    return summary_form(document_id, shown.text.language, shown.text.published)
