"""The published summary of a decision, in the form of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.summary import SUMMARY_FIELDS
from caselaw.domain.text import Direction, direction
from caselaw.schemas.form import Among, Form, Text


class SummaryTextSchema(Form):
    language = Text(required=True, validate=Among(LANGUAGES))
    direction = Text(required=True, validate=Among(get_args(Direction)))
    fields_ = fields.Dict(
        keys=Text(validate=Among(SUMMARY_FIELDS)),
        values=Text(),
        required=True,
        data_key="fields",
        metadata={"description": "What is written, by field; a field without text is left out."},
    )


class SummarySchema(Form):
    document = Text(required=True)
    summary = fields.Nested(
        SummaryTextSchema,
        required=True,
        allow_none=True,
        metadata={"description": "In the reader's language, else as first written; null where none is published."},
    )


def summary_form(document: str, language: str | None, told: Mapping[str, str]) -> dict[str, Any]:
    """The form of `SummarySchema`; `language` is None where no summary is published."""
    if language is None:
        return {"document": document, "summary": None}
    said = {name: told[name] for name in SUMMARY_FIELDS if told.get(name)}
    way = direction(said.get("summary", ""))
    return {"document": document, "summary": {"language": language, "direction": way, "fields_": said}}
