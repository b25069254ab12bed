"""Who may read what of a document, as the API tells it and takes it."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.veil.access import BY_EDITOR, MOST, AccessOf, Wanted
from caselaw.domain.veil.restrictions import FIELDS, MARK, Field, Passage, Restriction
from caselaw.schemas.form import Among, AtMost, Form, Text, Whole

_LONGEST = 20_000  # code points of a passage that is named by its words


class RestrictionSchema(Form):
    audience = Text(required=True, validate=AtMost(max=100), metadata={"description": "Who still reads it."})
    field = Text(load_default=None, allow_none=True, validate=Among(FIELDS), metadata={"description": "A fact."})
    paragraph = Text(
        load_default=None, allow_none=True, validate=AtMost(max=200),
        metadata={"description": "The id of a paragraph, where it is not a fact."},
    )  # fmt: skip
    words = Text(
        load_default="", validate=AtMost(max=_LONGEST),
        metadata={"description": "Words of the paragraph, wherever they stand in it; empty: the whole of it."},
    )  # fmt: skip


class ShownRestrictionSchema(RestrictionSchema):
    origin = Text(required=True, metadata={"description": "`editor`, or `name` for a name withheld in all versions."})
    unsure = fields.Boolean(
        required=True, metadata={"description": "The text was read anew: more is withheld than was asked for."}
    )  # fmt: skip


class AccessSchema(Form):
    document = Text(required=True)
    revision = Whole(required=True, metadata={"description": "`If-Match` takes the answer's tag."})
    level = Text(required=True, metadata={"description": "Whom the whole document is for."})
    to = fields.List(fields.String(), required=True, metadata={"description": "To whom you may restrict something."})
    restrictions = fields.List(fields.Nested(ShownRestrictionSchema), required=True)
    whole = fields.Boolean(required=True, metadata={"description": "False: parts are withheld from you, too."})


class AccessGivenSchema(Form):
    restrictions = fields.List(
        fields.Nested(RestrictionSchema), required=True, validate=validate.Length(max=MOST),
        metadata={"description": "All that is to be restricted by editors, in place of what you see."},
    )  # fmt: skip


def access_form(shown: AccessOf, paragraphs: tuple[Paragraph, ...]) -> dict[str, Any]:
    """The answer in the form of `AccessSchema`; `paragraphs` are the document's as the viewer reads them."""
    texts = {one.anchor: one.text for one in paragraphs}
    return {
        "document": shown.document.id,
        "revision": shown.document.revision,
        "level": shown.meant,
        "to": list(shown.to),
        "restrictions": [_restriction_form(one, texts) for one in shown.shown],
        "whole": shown.document.is_whole,
    }


def wanted(given: dict[str, Any]) -> list[Wanted]:
    """The body of `AccessGivenSchema` as what is to be restricted."""
    return [
        Wanted(one["audience"], field=one["field"], anchor=one["paragraph"], words=one["words"])
        for one in given["restrictions"]
    ]


def _restriction_form(one: Restriction, texts: dict[str, str]) -> dict[str, Any]:
    target = one.target
    passage = target if isinstance(target, Passage) else None
    text = texts.get(passage.anchor, "") if passage else ""
    span = passage.span if passage and MARK not in text else None
    return {
        "audience": one.audience,
        "field": target.name if isinstance(target, Field) else None,
        "paragraph": passage.anchor if passage else None,
        "words": text[span.start : span.end] if span else "",
        "origin": one.origin or BY_EDITOR,
        "unsure": one.unsure,
    }
