"""`POST /api/v1/documents`: files are sent with a token that may write; `GET /api/v1/uploads/{id}` tells what became of
each. A person publishes them, in the site."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import request
from flask_smorest import Blueprint

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.audience import Audience
from caselaw.domain.errors import Forbidden
from caselaw.domain.intake.upload import MOST_FILES, Sent, Wishes
from caselaw.messages import say
from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.uploads import UploadSchema, WishesSchema, upload_form
from search_api.bodies import Bodies
from search_api.door import BASE, reader, services, site, viewer
from search_api.headers import read_revision
from search_api.views.operation import Answer, if_match, in_path, operation

blueprint = Blueprint("api-uploads", __name__, description="Adding")

_ID = in_path("upload_id", "api.param.upload")
_IF_MATCH = if_match("api.param.if_match_upload")
_TEXT = {"type": "string"}
_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    **{
                        name: _TEXT | {"description": say(f"api.upload.{name}", "en")}
                        for name in ("access", "collection", "kind", "language", "note")
                    },
                },
            }
        }
    },
}
_FORM = 100_000  # bytes of a request beside its files
_WISHES = WishesSchema()


@blueprint.url_value_preprocessor
def allow(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Files are larger than other requests may be, for who may send some."""
    if endpoint == f"{blueprint.name}.send_documents" and may_somewhere(viewer(), Action.ADD_DOCUMENT):
        request.max_content_length = services().settings.upload_all * 1_000_000 + _FORM
        request.max_form_memory_size = _FORM
        request.max_form_parts = MOST_FILES + 50


@blueprint.route("/documents", methods=["POST"])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "sendDocuments", UploadSchema, 400, 403, 413, 429, kept=False, status=202)
@blueprint.doc(requestBody=_BODY)
def send_documents(_arguments: dict[str, Any]) -> Answer:
    """Files for the collection: drafts, once they are read."""
    if not services().uploads.choices(viewer()):
        raise Forbidden()
    given = Bodies().parse(_WISHES, request, location="form")
    sent = [Sent(file.filename, file.stream) for file in request.files.getlist("files") if file.filename]
    wishes = Wishes(**{**given, "access": Audience(given["access"])})
    return _told(services().uploads.receive(sent, wishes, viewer=viewer()), 202)


@blueprint.route("/uploads/<string:upload_id>", parameters=[_ID])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getUpload", UploadSchema, 404)
def get_upload(_arguments: dict[str, Any], upload_id: str) -> Answer:
    """What became of each file."""
    return _told(upload_id, 200)


@blueprint.route("/uploads/<string:upload_id>/stop", methods=["POST"], parameters=[_ID, _IF_MATCH])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "stopUpload", UploadSchema, 404, 409, 428, kept=False)
def stop_upload(_arguments: dict[str, Any], upload_id: str) -> Answer:
    """What was not begun is not read any more."""
    services().uploads.stop(upload_id, viewer=viewer(), revision=read_revision())
    return _told(upload_id, 200)


def _told(upload_id: str, status: int) -> Answer:
    """The upload with a tag that begins with its revision."""
    found = services().uploads.get(upload_id, viewer=viewer())
    address = f"{site().rstrip('/')}{BASE}/uploads/{upload_id}"
    form = upload_form(found, reader=reader(), address=address)
    digest = hashlib.sha256(json.dumps(form, default=str, sort_keys=True).encode()).hexdigest()[:12]
    return form, status, {"ETag": f'"{found.revision}-{digest}"', "Location": address}
