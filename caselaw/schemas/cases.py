"""Documented cases, in the form of the API."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from caselaw.domain.documentation.records import CASE_TIES, DOCUMENT_TIES, VOCABULARIES, DocumentedCase, state
from caselaw.domain.documentation.trends import GROUPINGS
from caselaw.domain.searching.questions import MAX_PAGE_SIZE
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Between, Form, Text, Whole
from caselaw.schemas.paging import LIST_SIZE, next_cursor, numbered_cursor, reader

_LINE, _LONGEST, _MOST = 300, 20_000, 500


def _asked(name: str) -> Text:
    return Text(validate=AtMost(max=_LINE), metadata={"description": say(f"api.param.trends.{name}", "en")})


def _text(longest: int = _LINE) -> Text:
    return Text(load_default="", validate=AtMost(max=longest))


def _perhaps() -> Text:
    return Text(load_default=None, allow_none=True, validate=AtMost(max=_LINE))


def _yes() -> fields.Boolean:
    return fields.Boolean(load_default=None, allow_none=True, truthy={True}, falsy={False})


class CasesArguments(Form):
    form, country, year, industry, company = (_asked(one) for one in GROUPINGS)
    after = numbered_cursor()
    size = Whole(
        validate=Between(min=1, max=MAX_PAGE_SIZE),
        load_default=LIST_SIZE,
        metadata={"description": say("api.param.list_size", "en")},
    )
    reader = reader()


class CasePlaceSchema(Form):
    country, words = _perhaps(), _text()


class CaseCompanySchema(Form):
    name = Text(required=True, validate=AtMost(max=_LINE))
    role, home_state, parent_state = _perhaps(), _perhaps(), _perhaps()
    parent = _text()
    passage = Text(dump_only=True, allow_none=True, metadata={"description": say("api.field.case_passage", "en")})


class CaseActorSchema(Form):
    name = Text(required=True, validate=AtMost(max=_LINE))
    kind = _perhaps()
    passage = Text(dump_only=True, allow_none=True, metadata={"description": say("api.field.case_passage", "en")})


class CaseTermSchema(Form):
    vocabulary = Text(required=True, validate=Among(VOCABULARIES))
    id = Text(required=True, validate=AtMost(max=_LINE))


class CaseResponseSchema(Form):
    asked, received = _yes(), _yes()
    asked_on, received_on = _perhaps(), _perhaps()
    words = _text(_LONGEST)
    passage = Text(dump_only=True, allow_none=True, metadata={"description": say("api.field.case_passage", "en")})


class CaseEventSchema(Form):
    day = Text(required=True, validate=AtMost(max=10), metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD."})
    words = Text(required=True, validate=AtMost(max=_LONGEST))
    source = _text(_LONGEST)


def _rows(schema: type[Form]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), validate=AtMost(max=_MOST))


class ChangedCaseSchema(Form):
    """What is written of a record; what is not named stays as it is."""

    title = Text(validate=AtMost(max=_LINE))
    places = _rows(CasePlaceSchema)
    began, ended = (Text(allow_none=True, validate=AtMost(max=10)) for _ in range(2))
    companies = _rows(CaseCompanySchema)
    state_actors = _rows(CaseActorSchema)
    terms = _rows(CaseTermSchema)
    response = fields.Nested(CaseResponseSchema)
    sources = fields.List(Text(validate=AtMost(max=_LONGEST)), validate=AtMost(max=_MOST))
    events = _rows(CaseEventSchema)
    notes = Text(validate=AtMost(max=_LONGEST))
    at_risk = fields.Boolean(truthy={True}, falsy={False})
    access = Text(validate=AtMost(max=_LINE))


class NewCaseSchema(ChangedCaseSchema):
    access = Text(required=True, validate=AtMost(max=_LINE))
    document = Text(load_default="", validate=AtMost(max=_LINE))


class ListedCaseSchema(Form):
    """A record as lists show it: where a person is in danger, without any name."""

    id = Text(required=True)
    revision = fields.Integer(required=True)
    title = Text(required=True)
    places = fields.List(fields.Nested(CasePlaceSchema), required=True)
    began, ended = (Text(required=True, allow_none=True) for _ in range(2))
    companies = fields.List(fields.Nested(CaseCompanySchema), required=True)
    state_actors = fields.List(fields.Nested(CaseActorSchema), required=True)
    terms = fields.List(fields.Nested(CaseTermSchema), required=True)
    response = fields.Nested(CaseResponseSchema, required=True)
    sources = fields.List(Text(), required=True)
    events = fields.List(fields.Nested(CaseEventSchema), required=True)
    notes = Text(required=True)
    at_risk = fields.Boolean(required=True)
    access = Text(required=True)


class TiedDocumentSchema(Form):
    document = Text(required=True)
    kind = Text(required=True, validate=Among(DOCUMENT_TIES))


class TiedCaseSchema(Form):
    case = Text(required=True)
    kind = Text(required=True, validate=Among(CASE_TIES))
    turned = fields.Boolean(required=True, metadata={"description": say("api.field.case_turned", "en")})


class TyingDocumentSchema(Form):
    """How a document is tied to a record."""

    kind = Text(required=True, validate=Among(DOCUMENT_TIES))


class TyingCaseSchema(Form):
    """How a record is tied to another."""

    kind = Text(required=True, validate=Among(CASE_TIES))


class DocumentedCaseSchema(ListedCaseSchema):
    documents = fields.List(fields.Nested(TiedDocumentSchema), required=True)
    cases = fields.List(fields.Nested(TiedCaseSchema), required=True)
    masked = fields.Boolean(required=True, metadata={"description": say("api.field.case_masked", "en")})


class CasesSchema(Form):
    cases = fields.List(fields.Nested(ListedCaseSchema), required=True)
    total = fields.Integer(required=True)
    next = next_cursor()


def case_form(case: DocumentedCase) -> dict[str, Any]:
    """The form of `ListedCaseSchema`."""
    return {"id": case.id, "revision": case.revision, **state(case)}
