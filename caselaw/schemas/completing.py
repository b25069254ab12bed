"""What a query that is being typed may become, in the one form that the API and the pages' script share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import fields

from caselaw.domain.searching.completion import KINDS, Completion
from caselaw.domain.searching.questions import MAX_QUERY
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Form, Text
from caselaw.schemas.paging import reader


class SuggestArguments(Form):
    q = Text(
        required=True, validate=AtMost(max=MAX_QUERY), metadata={"description": say("api.param.suggest_q", "en")}
    )  # fmt: skip
    reader = reader()


class CompletionSchema(Form):
    text = Text(required=True)
    kind = Text(required=True, validate=Among(KINDS))
    language = Text(
        required=True, allow_none=True, metadata={"description": "Of the text; null for a name in a document."}
    )
    query = Text(required=True, metadata={"description": "The whole query with it."})


class SuggestAnswerSchema(Form):
    suggestions = fields.List(fields.Nested(CompletionSchema), required=True)


def suggest_form(found: Sequence[Completion]) -> dict[str, Any]:
    """The completions in the form of `SuggestAnswerSchema`."""
    dumped: dict[str, Any] = SuggestAnswerSchema().dump({"suggestions": found})
    return dumped
