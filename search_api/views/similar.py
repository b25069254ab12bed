"""`GET /api/v1/documents/{id}/similar` and `…/paragraphs/{anchor}/similar`: more like this, in every language."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.similar import SimilarArguments, SimilarSchema, similar_form
from search_api.door import reader, services, site, viewer
from search_api.views.operation import DOCUMENT, in_path, operation

blueprint = Blueprint("api-similar", __name__, description="Following")

_ANCHOR = in_path("anchor", "api.param.anchor")


@blueprint.route("/documents/<string:document_id>/similar", parameters=[DOCUMENT])
@blueprint.arguments(SimilarArguments, location="query", unknown=None)
@operation(blueprint, "getSimilarDocuments", SimilarSchema, 404, 503)
def get_similar(arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """Documents that are about what this one is about, without its versions and the decisions of its case."""
    return _similar(document_id, None, arguments["size"])


@blueprint.route("/documents/<string:document_id>/paragraphs/<string:anchor>/similar", parameters=[DOCUMENT, _ANCHOR])
@blueprint.arguments(SimilarArguments, location="query", unknown=None)
@operation(blueprint, "getSimilarParagraphs", SimilarSchema, 404, 503)
def get_similar_paragraphs(arguments: dict[str, Any], document_id: str, anchor: str) -> dict[str, Any]:
    """Documents whose paragraphs say what this paragraph says, in every language, each with these paragraphs."""
    return _similar(document_id, anchor, arguments["size"])


def _similar(document_id: str, anchor: str | None, size: int) -> dict[str, Any]:
    words = reader()
    found = services().similar.similar(document_id, anchor, viewer=viewer(), reader=words, size=size)
    return similar_form(found.document.id, anchor, found.documents, reader=words, site=site())
