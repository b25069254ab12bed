"""`GET /api/v1/citations`: what a document cites, and what cites it."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.citations import CITES, CitationArguments, CitationPageSchema, cited_by_form, cites_form
from search_api.door import reader, services, site, viewer
from search_api.views.operation import operation

blueprint = Blueprint("api-citations", __name__, description="Following")


@blueprint.route("/citations")
@blueprint.arguments(CitationArguments, location="query", unknown=None)
@operation(blueprint, "getCitations", CitationPageSchema, 404)
def get_citations(arguments: dict[str, Any]) -> dict[str, Any]:
    """A page of one direction; one more is asked for than shown, to know whether there is more."""
    document, direction, size = arguments["document"], arguments["direction"], arguments["size"]
    place = arguments.get("after")
    answer = {"document": document, "direction": direction, "cites": [], "cited_by": [], "next": None}
    words = {"reader": reader(), "site": site()}
    if direction == CITES:
        after = -1 if place is None else int(place)
        cited = services().citations.cites(document, viewer=viewer(), after=after, size=size + 1)
        more = str(cited[size - 1].position) if len(cited) > size else None
        return {**answer, "cites": cites_form(cited[:size], **words), "next": more}
    start = int(place or 0)
    citing = services().citations.cited_by(document, viewer=viewer(), after=start, size=size + 1)
    more = str(start + size) if len(citing) > size else None
    return {**answer, "cited_by": cited_by_form(citing[:size], **words), "next": more}
