"""`PATCH /api/v1/documents/{id}`, its facts as editors correct them, and their history: with a token of an editor."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from flask_smorest import Blueprint
from werkzeug.wrappers import Response

from caselaw.messages import say
from caselaw.schemas.editing import (
    ChangesSchema,
    ConflictSchema,
    CorrectionSchema,
    FactsSchema,
    change_form,
    conflict_form,
    facts_form,
)
from caselaw.schemas.paging import ReaderArguments
from search_api.bodies import Bodies
from search_api.door import reader, request_id, services, viewer
from search_api.headers import read_revision
from search_api.views.operation import DOCUMENT, Answer, allowed_first, if_match, operation

blueprint = Blueprint("api-editing", __name__, description="Correcting")
blueprint.ARGUMENTS_PARSER = Bodies()

_IF_MATCH = if_match("api.param.if_match_document")


@blueprint.route("/documents/<string:document_id>/facts", parameters=[DOCUMENT])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getFacts", FactsSchema, 403, 404)
def get_facts(_arguments: dict[str, Any], document_id: str) -> Answer:
    """The facts in the form in which they are corrected; the tag is their revision."""
    return _told(document_id, ())


@blueprint.route("/documents/<string:document_id>", methods=["PATCH"], parameters=[DOCUMENT, _IF_MATCH])
@allowed_first(lambda document_id: services().editing.show(document_id, viewer=viewer()))
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(CorrectionSchema, location="json")
@operation(blueprint, "correctFacts", FactsSchema, 400, 403, 404, 413, 428, kept=False)
@blueprint.alt_response(412, schema=ConflictSchema, description=say("api.answer.412", "en"))
def correct_facts(_arguments: dict[str, Any], given: dict[str, Any], document_id: str) -> Answer | Response:
    """Correct facts as they were read; what others changed meanwhile stays, and both on one fact is refused."""
    source = given["source"]["kind"], given["source"]["text"]
    written = services().editing.correct(document_id, given["facts"], read_revision(), source, viewer=viewer())
    if written.collisions:
        form = conflict_form(written.revision, written.collisions, reader=reader(), request=request_id())
        answer = jsonify(ConflictSchema().dump(form))
        answer.status_code = 412
        return answer
    return _told(document_id, written.fields)


@blueprint.route("/documents/<string:document_id>/changes", parameters=[DOCUMENT])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getChanges", ChangesSchema, 403, 404)
def get_changes(_arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """Who changed which fact, the newest change first."""
    asking = viewer()
    told = services().editing.changes(document_id, viewer=asking)
    services().audit.viewed(services().documents.get(document_id, viewer=asking), viewer=asking)
    return {"document": document_id, "changes": [change_form(one, reader=reader()) for one in told]}


def _told(document_id: str, changed: tuple[str, ...]) -> Answer:
    asking = viewer()
    shown = services().editing.show(document_id, viewer=asking)
    services().audit.viewed(shown.document, viewer=asking)
    form = facts_form(shown.document.id, shown.revision, shown.facts, changed)
    return form, 200, {"ETag": f'"{shown.revision}"'}
