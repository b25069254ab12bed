"""How a document is cited as its body does, and a passage quoted, in the form of the API."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.quotation import Quotation
from caselaw.domain.court_rules import PINPOINTS
from caselaw.domain.document import Document
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Form, Text
from caselaw.schemas.paging import reader

LONGEST = 100


class OwnCitationArguments(Form):
    paragraphs = Text(
        validate=AtMost(max=LONGEST), load_default="", metadata={"description": say("api.param.passage", "en")}
    )
    reader = reader()


class WrittenSchema(Form):
    language = Text(required=True, metadata={"description": "The language that it is written in."})
    text = Text(required=True)


class CitedPassageSchema(Form):
    unit = Text(required=True, validate=Among(PINPOINTS))
    numbers = Text(required=True)
    said = Text(required=True, metadata={"description": "In the reader's language: paras 44–46."})


class OwnCitationSchema(Form):
    document = Text(required=True)
    citations = fields.List(
        fields.Nested(WrittenSchema),
        required=True,
        metadata={"description": "As its body cites itself: in the language of the document, then in the reader's."},
    )
    summary_of = Text(
        required=True, allow_none=True, metadata={"description": "The decision; a summary itself is never cited as it."}
    )
    passage = fields.Nested(CitedPassageSchema, required=True, allow_none=True)
    quotations = fields.List(
        fields.Nested(WrittenSchema),
        required=True,
        metadata={
            "description": "The words of the passage with each citation; none where no paragraphs are asked for."
        },
    )


def own_citation_form(
    document: Document,
    citations: tuple[tuple[str, str], ...],
    passage: Pinpoint | None,
    said: str,
    quotations: tuple[Quotation, ...] = (),
) -> dict[str, Any]:
    """The answer in the form of `OwnCitationSchema`; each citation is its language and its text."""
    return {
        "document": document.id,
        "citations": [{"language": language, "text": text} for language, text in citations],
        "summary_of": (document.facts.summary_of or document.facts.title) if document.is_summary else None,
        "passage": {"unit": passage.unit, "numbers": passage.numbers, "said": said} if passage else None,
        "quotations": [{"language": one.language, "text": one.text} for one in quotations],
    }
