"""What is like a document or a paragraph, in the form of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import fields

from caselaw.domain.searching.questions import FoundDocument, SearchAnswer
from caselaw.messages import say
from caselaw.schemas.form import Between, Form, Text, Whole
from caselaw.schemas.paging import reader
from caselaw.schemas.search import FoundDocumentSchema, search_form

MOST = 50
USUAL = 10


class SimilarArguments(Form):
    size = Whole(
        validate=Between(min=1, max=MOST),
        load_default=USUAL,
        metadata={"description": say("api.param.similar_size", "en")},
    )
    reader = reader()


class SimilarSchema(Form):
    document = Text(required=True)
    paragraph = Text(required=True, allow_none=True, metadata={"description": "The anchor that was asked about."})
    documents = fields.List(
        fields.Nested(FoundDocumentSchema),
        required=True,
        metadata={"description": "First those in the reader's language, then others, each the likest first."},
    )


def similar_form(
    document: str, paragraph: str | None, found: Sequence[FoundDocument], *, reader: str, site: str
) -> dict[str, Any]:
    """What was found, in the form of `SimilarSchema`."""
    answer = SearchAnswer("", "", {}, documents=tuple(found))
    return {
        "document": document,
        "paragraph": paragraph,
        "documents": search_form(answer, reader=reader, site=site)["documents"],
    }
