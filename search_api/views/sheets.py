"""`/api/v1/tables/{id}/sheets` and `/returns`: a selection table out as a file; back, shown cell by cell, applied."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from caselaw.domain.errors import Changed, Invalid
from caselaw.exchange.office_door import MOST_BYTES
from caselaw.exchange.selection_files import MEDIA_TYPES
from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema
from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.returning import ApplySchema, ReturnSchema, SheetArguments, return_form
from caselaw.services.selection.circulating import file_name
from caselaw.services.selection.returning import Chosen
from search_api.bodies import Bodies
from search_api.door import reader, services, viewer
from search_api.views.operation import allowed_first, in_path, operation

blueprint = Blueprint("api-sheets", __name__, description="Case selection")
blueprint.ARGUMENTS_PARSER = Bodies()

_TABLE = in_path("table", "api.param.table")
_ORGANISATION = in_path("organisation", "api.param.organisation")
_RETURNED = in_path("returned", "api.param.returned")
_FORM = 100_000  # bytes of a request beside its file
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILES = dict.fromkeys(MEDIA_TYPES.values(), _BINARY)
_FILE = {"type": "object", "required": ["file"], "properties": {"file": _BINARY["schema"]}}


@blueprint.url_value_preprocessor
def allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A file is larger than other requests may be, for who signed in."""
    if endpoint == f"{blueprint.name}.return_sheet" and viewer().account is not None:
        request.max_content_length = MOST_BYTES + _FORM
        request.max_form_memory_size = _FORM


def _file(view: Any) -> Any:
    """Describe a view that answers with a file, and its refusals."""
    for status in (401, 404, 422, 429, 500):
        view = blueprint.alt_response(status, schema=ErrorSchema, description=say(f"api.answer.{status}", "en"))(view)
    return blueprint.doc(
        operationId="getSheet",
        summary=say("api.op.getSheet", "en"),
        description=say("api.op.getSheet.more", "en"),
        responses={200: {"description": say("api.answer.200", "en"), "content": _FILES}},
    )(view)


def _mine(table: str, organisation: str) -> None:
    services().selections.sheet(viewer(), table, organisation, reader())


def _kept(table: str, returned: str) -> None:
    services().returning.owner(viewer(), table, returned)


@blueprint.route("/tables/<string:table>/sheets/<string:organisation>", parameters=[_TABLE, _ORGANISATION])
@allowed_first(_mine)
@blueprint.arguments(SheetArguments, location="query", unknown=None)
@_file
def get_sheet(arguments: dict[str, Any], table: str, organisation: str) -> Response:
    """The file: in the reader's language, without what is restricted."""
    form = arguments["form"]
    content = services().returning.take(viewer(), table, organisation, reader(), form)
    answer = Response(content, content_type=MEDIA_TYPES[form])
    answer.headers.set("Content-Disposition", "attachment", filename=file_name(table, form))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route(
    "/tables/<string:table>/returns/<string:organisation>", methods=["POST"], parameters=[_TABLE, _ORGANISATION]
)  # fmt: skip
@allowed_first(_mine)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "returnSheet", ReturnSchema, 400, 404, 413, 429, kept=False)
@blueprint.doc(requestBody={"required": True, "content": {"multipart/form-data": {"schema": _FILE}}})
def return_sheet(_arguments: dict[str, Any], table: str, organisation: str) -> dict[str, Any]:
    """A file comes back: it is kept, and nothing is changed."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid("return.refused.empty", {"file": ["return.refused.empty"]})
    kept = services().returning.receive(viewer(), table, organisation, sent.stream, sent.filename)
    return _told(table, kept.id)


@blueprint.route("/tables/<string:table>/returned/<string:returned>", parameters=[_TABLE, _RETURNED])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getReturn", ReturnSchema, 404)
def get_return(_arguments: dict[str, Any], table: str, returned: str) -> dict[str, Any]:
    """What the file would change of the answers as they are now."""
    return _told(table, returned)


@blueprint.route(
    "/tables/<string:table>/returned/<string:returned>/apply", methods=["POST"], parameters=[_TABLE, _RETURNED]
)  # fmt: skip
@allowed_first(_kept)
@blueprint.arguments(ApplySchema, location="json")
@operation(blueprint, "applyReturn", ReturnSchema, 400, 404, 409, 413, kept=False)
def apply_return(given: dict[str, Any], table: str, returned: str) -> dict[str, Any]:
    """Take over what was chosen, as it was shown; `Changed` where any of it has changed since."""
    chosen = Chosen(frozenset(given["cells"]), frozenset(given["kinds"]), given["seal"])
    done = services().returning.apply(viewer(), table, returned, chosen, reader())
    if done.moved and not done.written:
        raise Changed()
    return _told(table, returned)


def _told(table: str, returned: str) -> dict[str, Any]:
    found = services().returning.show(viewer(), table, returned, reader())
    return return_form(found.kept, found.preview, reader())
