"""Rounds and codings in the form of the API."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from caselaw.domain.coding.codings import CONFIDENCES, LONGEST_NOTE, Coding
from caselaw.domain.coding.round import STATES, Round
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Between, Form, Text, Whole
from caselaw.schemas.paging import reader

_LONGEST_WORDS = 20_000
_PLACES = ("here", "moved", "near", "lost")


class RoundSchema(Form):
    id = Text(required=True)
    title = Text(required=True)
    purpose = Text(required=True)
    access = Text(required=True)
    codebook = Text(required=True)
    version = fields.Integer(required=True)
    blind = fields.Boolean(required=True)
    calibrates = Text(required=True, allow_none=True)
    state = Text(required=True, validate=Among(STATES))
    revision = fields.Integer(required=True)
    records = fields.List(Text(), required=True)


class RoundsSchema(Form):
    rounds = fields.List(fields.Nested(RoundSchema), required=True)


class CoderProgressSchema(Form):
    coder = Text(required=True)
    name = Text(required=True)
    finished = fields.Integer(required=True)
    total = fields.Integer(required=True)
    whole = fields.DateTime(required=True, allow_none=True)


class RoundPageSchema(RoundSchema):
    progress = fields.List(fields.Nested(CoderProgressSchema), required=True)


class QueuedSchema(Form):
    document = Text(required=True)
    title = Text(required=True)
    finished = fields.Boolean(required=True)
    codings = fields.Integer(required=True)


class QueueSchema(Form):
    round = Text(required=True)
    queue = fields.List(fields.Nested(QueuedSchema), required=True)


class FinishedRecordSchema(Form):
    document = Text(required=True, validate=AtMost(max=40))
    finished = fields.Boolean(required=True)


class CodingSchema(Form):
    id = Text(required=True)
    round = Text(required=True, allow_none=True)
    document = Text(required=True)
    coder = Text(required=True)
    codebook = Text(required=True)
    version = fields.Integer(required=True)
    code = Text(required=True)
    anchor = Text(required=True, allow_none=True)
    quote = Text(required=True)
    prefix = Text(required=True)
    suffix = Text(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)
    note = Text(required=True)
    confidence = fields.Integer(required=True)
    place = Text(required=True, validate=Among(_PLACES))
    nearness = fields.Float(required=True)
    revision = fields.Integer(required=True)


class CodingsSchema(Form):
    codings = fields.List(fields.Nested(CodingSchema), required=True)


class CodingsArguments(Form):
    round = Text(validate=AtMost(max=40), metadata={"description": say("api.param.round", "en")})
    reader = reader()


class SuggestionsArguments(Form):
    code = Text(required=True, validate=AtMost(max=200), metadata={"description": say("api.param.suggested", "en")})
    reader = reader()


class SuggestionSchema(Form):
    document = Text(required=True)
    title = Text(required=True)
    anchor = Text(required=True)
    text = Text(required=True)
    likeness = fields.Float(required=True)
    like = Text(required=True, allow_none=True)
    words = fields.List(Text(), required=True)


class SuggestionsSchema(Form):
    round = Text(required=True)
    code = Text(required=True)
    off = fields.Boolean(required=True)
    coded = fields.Integer(required=True)
    whole = fields.Boolean(required=True)
    suggestions = fields.List(fields.Nested(SuggestionSchema), required=True)


class ChangedCodingSchema(Form):
    code = Text(required=True, validate=AtMost(max=200))
    anchor = Text(allow_none=True, validate=AtMost(max=200), metadata={"description": say("api.param.coded_at", "en")})
    words = Text(validate=AtMost(max=_LONGEST_WORDS))
    start = Whole(validate=Between(min=0, max=10_000_000), allow_none=True)
    end = Whole(validate=Between(min=0, max=10_000_000), allow_none=True)
    note = Text(validate=AtMost(max=LONGEST_NOTE))
    confidence = Whole(required=True, validate=Between(min=CONFIDENCES[0], max=CONFIDENCES[-1]))


class NewCodingSchema(ChangedCodingSchema):
    round = Text(allow_none=True, validate=AtMost(max=40))
    access = Text(allow_none=True, validate=AtMost(max=80))
    codebook = Text(allow_none=True, validate=AtMost(max=80))
    version = Whole(allow_none=True, validate=Between(min=1, max=1_000_000))


def round_form(one: Round) -> dict[str, Any]:
    told = ("id", "title", "purpose", "access", "codebook", "version", "blind", "calibrates", "state", "revision")
    return {**{name: getattr(one, name) for name in told}, "records": list(one.documents)}


def coding_form(one: Coding) -> dict[str, Any]:
    return {name: value for name, value in vars(one).items() if name in CodingSchema().fields}
