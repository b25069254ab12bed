"""A file as ingest reads it, before anything is stored: the form of `caselaw inspect --json`."""

from __future__ import annotations

from typing import get_args

from marshmallow import fields

from caselaw.domain.document import KINDS, OUTCOMES, STAGES, TextLayer
from caselaw.schemas.abuse import AbuseSchema
from caselaw.schemas.citations import CitationSchema
from caselaw.schemas.facts import (
    AllegationSchema,
    ClaimSchema,
    CourtSchema,
    DateSchema,
    IdentifierSchema,
    OrderSchema,
    PartySchema,
    TermSchema,
)
from caselaw.schemas.form import Among, Form, Text
from caselaw.schemas.paragraph import ParagraphSchema
from caselaw.schemas.problem import ProblemSchema


class InspectedSchema(Form):
    """One file: everything that could be read, and what could not."""

    path = Text(required=True)
    sha256 = Text(required=True)
    format = Text(required=True)
    bytes = fields.Integer(required=True)
    pages = fields.Integer(required=True, allow_none=True)
    text_layer = Text(required=True, validate=Among(get_args(TextLayer)))
    kind = Text(required=True, validate=Among(KINDS))
    language = Text(required=True)
    languages = fields.Dict(keys=Text(), values=fields.Float(), required=True)
    title = Text(required=True)
    case_name = Text(required=True, allow_none=True)
    court = fields.Nested(CourtSchema, required=True, allow_none=True)
    country = Text(required=True, allow_none=True)
    docket_numbers = fields.List(Text(), required=True)
    identifiers = fields.List(fields.Nested(IdentifierSchema), required=True)
    dates = fields.Dict(keys=Text(), values=fields.Nested(DateSchema, allow_none=True), required=True)
    parties = fields.List(fields.Nested(PartySchema), required=True)
    judges = fields.List(Text(), required=True)
    stages = fields.List(Text(validate=Among(STAGES)), required=True)
    outcome = Text(required=True, allow_none=True, validate=Among(OUTCOMES))
    respondents = fields.List(Text(), required=True)
    orders = fields.List(fields.Nested(OrderSchema), required=True)
    terms = fields.List(fields.Nested(TermSchema), required=True)
    allegations = fields.List(fields.Nested(AllegationSchema), required=True)
    abuse = fields.Nested(AbuseSchema, required=True, allow_none=True)
    paragraphs = fields.List(fields.Nested(ParagraphSchema), required=True)
    citations = fields.List(fields.Nested(CitationSchema), required=True)
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    problems = fields.List(fields.Nested(ProblemSchema), required=True)
    seconds = fields.Float(required=True)
