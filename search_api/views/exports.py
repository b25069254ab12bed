"""`GET /api/v1/search/export` and `GET /api/v1/documents/{id}/citation`: taking results along, citing and quoting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from caselaw.domain.citing.quotation import Quotation
from caselaw.exchange.formats import FORMATS
from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema
from caselaw.schemas.exporting import ExportArguments, ExportAsked
from caselaw.schemas.quoting import OwnCitationArguments, OwnCitationSchema, own_citation_form
from search_api.door import reader, services, viewer
from search_api.views.operation import DOCUMENT, operation

blueprint = Blueprint("api-exports", __name__, description="Citing")

_REFUSALS = (401, 422, 429, 500, 503)
_FILES = {
    form.mimetype.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for form in FORMATS.values()
}


def _file(view: Any) -> Any:
    """Describe a view that answers with a file, and its refusals."""
    for status in _REFUSALS:
        view = blueprint.alt_response(status, schema=ErrorSchema, description=say(f"api.answer.{status}", "en"))(view)
    return blueprint.doc(
        operationId="exportSearch",
        summary=say("api.op.exportSearch", "en"),
        description=say("api.op.exportSearch.more", "en"),
        responses={200: {"description": say("api.answer.200", "en"), "content": _FILES}},
    )(view)


@blueprint.route("/search/export")
@blueprint.arguments(ExportArguments, location="query", unknown=None)
@_file
def export_search(asked: ExportAsked) -> Response:
    """The file: all that the search finds for this viewer."""
    query = replace(asked.query, reader=reader())
    export = services().exports.results(query, asked.format, asked.columns, viewer=viewer())
    answer = Response(export.pieces, content_type=export.mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=export.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/documents/<string:document_id>/citation", parameters=[DOCUMENT])
@blueprint.arguments(OwnCitationArguments, location="query", unknown=None)
@operation(blueprint, "getCitation", OwnCitationSchema, 404)
def get_citation(arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """How the document is cited, and its paragraphs quoted where some are asked for."""
    words, quoting, passage = reader(), services().quoting, arguments["paragraphs"]
    citing = quoting.citing(document_id, viewer=viewer(), reader=words)
    quotations: tuple[Quotation, ...] = ()
    if passage.strip():
        quoted = quoting.quotation(document_id, passage, viewer=viewer(), reader=words)
        citing, quotations = quoted.citing, quoted.quotations
        services().audit.viewed(citing.document, viewer=viewer())
    forms = tuple((one.language, one.text) for one in citing.forms)
    return own_citation_form(citing.document, forms, citing.passage, citing.at, quotations)
