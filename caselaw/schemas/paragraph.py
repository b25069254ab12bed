"""A paragraph as it is read and linked: its id is its anchor on the document's page."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.paragraph import Paragraph, ParagraphKind, Voice
from caselaw.domain.section import SECTIONS
from caselaw.domain.text import Direction
from caselaw.schemas.form import Among, Form, Text
from caselaw.schemas.paging import next_cursor


class ParagraphSchema(Form):
    id = Text(required=True, metadata={"description": "Its anchor: add `#` and this to the document's address."})
    number = Text(required=True, allow_none=True, metadata={"description": "The number as printed."})
    page = fields.Integer(required=True, allow_none=True)
    language = Text(required=True, metadata={"description": "BCP 47; `und` where unknown."})
    direction = Text(required=True, validate=Among(get_args(Direction)))
    kind = Text(required=True, validate=Among(get_args(ParagraphKind)))
    section = Text(
        required=True, allow_none=True, validate=Among(SECTIONS),
        metadata={"description": "The part of the decision it stands in, where known."},
    )  # fmt: skip
    voice = Text(
        required=True, validate=Among(get_args(Voice)),
        metadata={
            "description": "Whose words: the body's that decides, a party's, those of a text it quotes, a judge's who "
            "writes apart, or a translator's."
        },
    )  # fmt: skip
    level = fields.Integer(
        required=True, allow_none=True, metadata={"description": "How deep a heading stands; 1 is the highest."}
    )
    called_by = Text(
        required=True, allow_none=True, metadata={"description": "The paragraph that calls this note."}
    )  # fmt: skip
    text = Text(required=True)


class ParagraphPageSchema(Form):
    document = Text(required=True, metadata={"description": "The document's id."})
    paragraphs = fields.List(fields.Nested(ParagraphSchema), required=True)
    next = next_cursor()


def paragraph_form(paragraph: Paragraph) -> dict[str, Any]:
    """The paragraph in the form of `ParagraphSchema`."""
    return {
        "id": paragraph.anchor,
        "number": paragraph.number,
        "page": paragraph.page,
        "language": paragraph.language,
        "direction": paragraph.direction,
        "kind": paragraph.kind,
        "section": paragraph.section,
        "voice": paragraph.voice,
        "level": paragraph.level,
        "called_by": paragraph.called_by,
        "text": paragraph.text,
    }
