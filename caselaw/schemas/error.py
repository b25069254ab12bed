"""The one form in which every refusal leaves the API."""

from __future__ import annotations

from marshmallow import fields

from caselaw.schemas.form import Form, Text


class ErrorSchema(Form):
    code = Text(required=True, metadata={"description": "What was refused, for programs; it never changes."})
    message = Text(required=True, metadata={"description": "The same for people, in the reader's language."})
    errors = fields.Dict(
        keys=Text(),
        values=fields.List(Text()),
        required=True,
        metadata={"description": "What is wrong with each field; empty where no field is at fault."},
    )
    repair = Text(
        metadata={"description": "Only where a search cannot be read: another that can, near to what was meant."}
    )
    request_id = Text(required=True, metadata={"description": "Quote it when you ask us about this answer."})
