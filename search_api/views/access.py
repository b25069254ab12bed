"""`/api/v1/documents/{id}/access`: who may read what of a document, with a token of an editor."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.veil import AccessGivenSchema, AccessSchema, access_form, wanted
from search_api.bodies import Bodies
from search_api.door import services, viewer
from search_api.headers import read_revision
from search_api.views.operation import DOCUMENT, Answer, allowed_first, if_match, operation

blueprint = Blueprint("api-access", __name__, description="Access")
blueprint.ARGUMENTS_PARSER = Bodies()

_IF_MATCH = if_match("api.param.if_match_document")


@blueprint.route("/documents/<string:document_id>/access", parameters=[DOCUMENT])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getAccess", AccessSchema, 403, 404)
def get_access(_arguments: dict[str, Any], document_id: str) -> Answer:
    """Its level, and what the viewer is let through to; the tag is the document's revision."""
    return _told(document_id)


@blueprint.route("/documents/<string:document_id>/access", methods=["PUT"], parameters=[DOCUMENT, _IF_MATCH])
@allowed_first(lambda document_id: services().restricting.show(document_id, viewer=viewer()))
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(AccessGivenSchema, location="json")
@operation(blueprint, "restrictDocument", AccessSchema, 400, 403, 404, 412, 413, 428, kept=False)
def restrict_document(_arguments: dict[str, Any], given: dict[str, Any], document_id: str) -> Answer:
    """Exactly these restrictions, in place of those that the viewer sees."""
    services().restricting.put(document_id, wanted(given), revision=read_revision(), viewer=viewer())
    return _told(document_id)


def _told(document_id: str) -> Answer:
    asking = viewer()
    shown = services().restricting.show(document_id, viewer=asking)
    services().audit.viewed(shown.document, viewer=asking)
    form = access_form(shown, services().documents.paragraphs(document_id, viewer=asking))
    return form, 200, {"ETag": f'"{shown.document.revision}"'}
