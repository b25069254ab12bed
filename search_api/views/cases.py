"""`GET /api/v1/cases`: documented cases, as far as the viewer may read them; with a token of who documents for their
readers, made and changed."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.documentation.trends import GROUPINGS, asked_of
from caselaw.domain.errors import Changed, Forbidden
from caselaw.schemas.cases import (
    CasesArguments,
    CasesSchema,
    ChangedCaseSchema,
    DocumentedCaseSchema,
    NewCaseSchema,
    TyingCaseSchema,
    TyingDocumentSchema,
    case_form,
)
from caselaw.schemas.paging import ReaderArguments
from search_api.bodies import Bodies
from search_api.door import services, viewer
from search_api.headers import read_revision
from search_api.views.operation import DOCUMENT, Answer, allowed_first, if_match, in_path, operation

blueprint = Blueprint("api-cases", __name__, description="Documenting")
blueprint.ARGUMENTS_PARSER = Bodies()

_ID = in_path("case_id", "api.param.documented_case")
_OTHER = in_path("other_id", "api.param.other_case")
_IF_MATCH = if_match("api.param.if_match_case")


def _may_document() -> None:
    if not may_somewhere(viewer(), Action.DOCUMENT_CASE):
        raise Forbidden()


def _may_write(case_id: str) -> None:
    if not services().documentation.get(case_id, viewer=viewer()).writes:
        raise Forbidden()


def _may_tie_document(case_id: str, document_id: str) -> None:
    _may_write(case_id)
    services().documents.get(document_id, viewer=viewer())


def _may_tie_case(case_id: str, other_id: str) -> None:
    _may_write(case_id)
    services().documentation.get(other_id, viewer=viewer())


@blueprint.route("/cases")
@blueprint.arguments(CasesArguments, location="query", unknown=None)
@operation(blueprint, "listCases", CasesSchema, 400)
def list_cases(arguments: dict[str, Any]) -> dict[str, Any]:
    """The records that were asked for, the last made first."""
    asked = asked_of({name: arguments.get(name, "") for name in GROUPINGS})
    found = services().documentation.matching(asked, viewer=viewer()).cases
    first = int(arguments.get("after") or 0)
    following = first + arguments["size"]
    return {
        "cases": [case_form(one) for one in found[first:following]],
        "total": len(found),
        "next": str(following) if following < len(found) else None,
    }


@blueprint.route("/cases", methods=["POST"])
@allowed_first(_may_document)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewCaseSchema, location="json")
@operation(blueprint, "documentCase", DocumentedCaseSchema, 400, 403, 404, 413, kept=False)
def document_case(_arguments: dict[str, Any], given: dict[str, Any]) -> Answer:
    """Make a record, by hand or of what a document tells."""
    fields = {name: value for name, value in given.items() if name not in ("access", "document")}
    made = services().documentation.begin(fields, given["access"], document=given["document"], viewer=viewer())
    return _told(made)


@blueprint.route("/cases/<string:case_id>", parameters=[_ID])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getCase", DocumentedCaseSchema, 404)
def get_case(_arguments: dict[str, Any], case_id: str) -> Answer:
    """One record, with what it is tied to; the tag is its revision."""
    return _told(case_id)


@blueprint.route("/cases/<string:case_id>", methods=["PATCH"], parameters=[_ID, _IF_MATCH])
@allowed_first(_may_write)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(ChangedCaseSchema, location="json")
@operation(blueprint, "changeCase", DocumentedCaseSchema, 400, 403, 404, 409, 412, 413, 428, kept=False)
def change_case(_arguments: dict[str, Any], given: dict[str, Any], case_id: str) -> Answer:
    """Change fields as they were read; what others changed meanwhile stays, and both on one field is refused."""
    written = services().documentation.change(case_id, given, read_revision(), viewer=viewer())
    if written.collisions:
        raise Changed()
    return _told(case_id)


@blueprint.route("/cases/<string:case_id>/documents/<string:document_id>", methods=["PUT"], parameters=[_ID, DOCUMENT])
@allowed_first(_may_tie_document)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(TyingDocumentSchema, location="json")
@operation(blueprint, "tieDocument", DocumentedCaseSchema, 400, 403, 404, 409, 413, kept=False)
def tie_document(_arguments: dict[str, Any], given: dict[str, Any], case_id: str, document_id: str) -> Answer:
    """Tie a document to a record, in the place of how it was tied before."""
    services().documentation.link_document(case_id, document_id, given["kind"], viewer=viewer())
    return _told(case_id)


@blueprint.route(
    "/cases/<string:case_id>/documents/<string:document_id>", methods=["DELETE"], parameters=[_ID, DOCUMENT]
)
@allowed_first(_may_tie_document)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "untieDocument", DocumentedCaseSchema, 403, 404, 409, kept=False)
def untie_document(_arguments: dict[str, Any], case_id: str, document_id: str) -> Answer:
    """Take the tie to a document away; the document stays."""
    services().documentation.unlink_document(case_id, document_id, viewer=viewer())
    return _told(case_id)


@blueprint.route("/cases/<string:case_id>/cases/<string:other_id>", methods=["PUT"], parameters=[_ID, _OTHER])
@allowed_first(_may_tie_case)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(TyingCaseSchema, location="json")
@operation(blueprint, "tieCase", DocumentedCaseSchema, 400, 403, 404, 409, 413, kept=False)
def tie_case(_arguments: dict[str, Any], given: dict[str, Any], case_id: str, other_id: str) -> Answer:
    """Tie a record to another, in the place of how the two were tied before, from either side."""
    services().documentation.link_case(case_id, other_id, given["kind"], viewer=viewer())
    return _told(case_id)


@blueprint.route("/cases/<string:case_id>/cases/<string:other_id>", methods=["DELETE"], parameters=[_ID, _OTHER])
@allowed_first(_may_tie_case)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "untieCase", DocumentedCaseSchema, 403, 404, 409, kept=False)
def untie_case(_arguments: dict[str, Any], case_id: str, other_id: str) -> Answer:
    """Take the tie to another record away; both records stay."""
    services().documentation.unlink_case(case_id, other_id, viewer=viewer())
    return _told(case_id)


def _told(case_id: str) -> Answer:
    found = services().documentation.get(case_id, viewer=viewer())
    form = {
        **case_form(found.case),
        "documents": [{"document": document.id, "kind": kind} for document, kind in found.documents],
        "cases": [{"case": one.id, "kind": tie.kind, "turned": tie.turned} for one, tie in found.cases],
        "masked": found.masked,
    }
    return form, 200, {"ETag": f'"{found.case.revision}"'}
