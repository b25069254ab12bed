"""Uploads at every door: what a sender says of her files, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.document import KINDS
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.upload import LONGEST_NOTE, FileState, Upload, UploadedFile, UploadState
from caselaw.domain.text import nfc
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Form, Pattern, Text
from caselaw.schemas.problem import ProblemSchema, problem_form

_SLUG = "^[a-z0-9][a-z0-9-]{0,62}$"


def _about(code: str) -> dict[str, str]:
    return {"description": say(code, "en")}


class WishesSchema(Form):
    """The fields that are sent beside the files."""

    access = Text(
        load_default="",
        validate=Pattern("^(public|members|group:[a-z0-9][a-z0-9-]{0,62})$", "upload.access"),
        metadata=_about("api.upload.access"),
    )
    collection = Text(
        load_default=None, validate=Pattern(_SLUG, "upload.collection"), metadata=_about("api.upload.collection")
    )
    kind = Text(load_default=None, validate=Among(KINDS), metadata=_about("api.upload.kind"))
    language = Text(
        load_default=None,
        validate=Pattern("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "intake.language"),
        metadata=_about("api.upload.language"),
    )
    note = Text(load_default="", validate=AtMost(max=LONGEST_NOTE), metadata=_about("api.upload.note"))


class UploadedFileSchema(Form):
    name = Text(required=True)
    size = fields.Integer(required=True)
    state = Text(required=True, validate=Among(get_args(FileState)))
    inside = fields.List(Text(), required=True, metadata=_about("api.upload.inside"))
    document = Text(required=True, allow_none=True)
    problem = fields.Nested(ProblemSchema, required=True, allow_none=True)
    reason = Text(required=True, allow_none=True)


class UploadSchema(Form):
    id = Text(required=True)
    state = Text(required=True, validate=Among(get_args(UploadState)))
    access = Text(required=True)
    revision = fields.Integer(required=True)
    added = fields.DateTime(required=True)
    address = Text(required=True, metadata=_about("api.upload.address"))
    files = fields.List(fields.Nested(UploadedFileSchema), required=True)


def upload_form(upload: Upload, *, reader: str, address: str) -> dict[str, Any]:
    """An upload in the form of `UploadSchema`; `address` is where to ask for it again."""
    return {
        "id": upload.id,
        "state": upload.state,
        "access": upload.wishes.access,
        "revision": upload.revision,
        "added": upload.added,
        "address": address,
        "files": [_file_form(file, reader) for file in upload.files],
    }


def _file_form(file: UploadedFile, reader: str) -> Mapping[str, Any]:
    document: DocumentId | None = file.document
    return {
        "name": nfc(file.name),
        "size": file.size,
        "state": file.state,
        "inside": list(file.inside),
        "document": document,
        "problem": problem_form(file.problem, reader) if file.problem else None,
        "reason": file.reason,
    }
