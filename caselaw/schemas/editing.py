"""Facts as a program corrects them, their changes, and what is told where two hands wanted different things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from marshmallow import fields

from caselaw.domain.editing import FIELDS, GIVEN, KEYS, SOURCE_KINDS, Change, Collision, Value
from caselaw.messages import say
from caselaw.schemas.error import ErrorSchema
from caselaw.schemas.form import Among, AtMost, Form, Text

_LONGEST = 20_000
_MOST = 500


def _text() -> Text:
    return Text(allow_none=True, validate=AtMost(max=_LONGEST))


def _texts() -> fields.List[Any]:
    return fields.List(Text(validate=AtMost(max=_LONGEST)), validate=AtMost(max=_MOST))


def _records(field: str) -> fields.List[Any]:
    record = Form.from_dict({key: _text() for key in KEYS[field]}, name=f"Corrected{field.title()}Schema")
    return fields.List(fields.Nested(record), validate=AtMost(max=_MOST))


_SHAPES = {"stages": _texts, "judges": _texts, "respondents": _texts}
CorrectedFactsSchema = Form.from_dict(
    {field: _records(field) if field in KEYS else _SHAPES.get(field, _text)() for field in FIELDS},
    name="CorrectedFactsSchema",
)
"""The facts that are corrected; one that is not named stays as it is, `null` or an empty list says: none."""


class SourceSchema(Form):
    kind = Text(required=True, validate=Among(GIVEN))
    text = Text(
        required=True, validate=AtMost(max=_LONGEST),
        metadata={"description": "The paragraph's number or anchor, the address, the publication, or how you know."},
    )  # fmt: skip


class CorrectionSchema(Form):
    facts = fields.Nested(CorrectedFactsSchema, required=True)
    source = fields.Nested(SourceSchema, required=True)


class FactsSchema(Form):
    id = Text(required=True)
    revision = fields.Integer(required=True)
    facts = fields.Dict(keys=Text(), values=fields.Raw(allow_none=True), required=True)
    changed = fields.List(Text(), required=True, metadata={"description": "The facts that this request changed."})


class ChangeSchema(Form):
    id = Text(required=True)
    field = Text(required=True, validate=Among(FIELDS))
    name = Text(required=True, metadata={"description": "Of the fact, in the reader's language."})
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)
    revision = fields.Integer(required=True)
    at = fields.DateTime(required=True)
    by = Text(required=True, metadata={"description": "The person's name; empty for the program."})
    source = Text(required=True, validate=Among(SOURCE_KINDS))
    text = Text(required=True)
    paragraph = Text(required=True, allow_none=True)
    reverts = Text(required=True, allow_none=True)


class ChangesSchema(Form):
    document = Text(required=True)
    changes = fields.List(fields.Nested(ChangeSchema), required=True)


class CollisionSchema(Form):
    field = Text(required=True, validate=Among(FIELDS))
    base = fields.Raw(required=True, allow_none=True, metadata={"description": "What it was when you read it."})
    theirs = fields.Raw(required=True, allow_none=True, metadata={"description": "What it is now."})
    mine = fields.Raw(required=True, allow_none=True, metadata={"description": "What you want."})


class ConflictSchema(ErrorSchema):
    revision = fields.Integer(metadata={"description": "The revision that stands now."})
    conflicts = fields.List(fields.Nested(CollisionSchema))


class _Told(Protocol):
    @property
    def change(self) -> Change: ...
    @property
    def name(self) -> str: ...


def facts_form(document: str, revision: int, facts: Mapping[str, Value], changed: tuple[str, ...]) -> dict[str, Any]:
    return {"id": document, "revision": revision, "facts": dict(facts), "changed": list(changed)}


def change_form(told: _Told, *, reader: str) -> dict[str, Any]:
    """A change in the form of `ChangeSchema`."""
    change = told.change
    return {
        "id": change.id, "field": change.field, "name": say(f"fact.{change.field}", reader), "before": change.before,
        "after": change.after, "revision": change.revision, "at": change.at, "by": told.name,
        "source": change.source.kind, "text": change.source.text, "paragraph": change.source.paragraph,
        "reverts": change.reverts,
    }  # fmt: skip


def conflict_form(revision: int, collisions: tuple[Collision, ...], *, reader: str, request: str) -> dict[str, Any]:
    """A refusal that holds both states."""
    message = say("editing.collided", reader)
    return {
        "code": "editing.collided", "message": message, "errors": {one.field: [message] for one in collisions},
        "request_id": request, "revision": revision, "conflicts": [vars(one) for one in collisions],
    }  # fmt: skip
