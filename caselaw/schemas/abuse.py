"""A case of corporate abuse: where, by which companies in which role, and what they answered."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.taxonomy.terms import term_name
from caselaw.schemas.form import Form, Text

_DATE = {"description": "YYYY, YYYY-MM or YYYY-MM-DD."}
_STATE = {"description": "ISO 3166-1 alpha-3."}
_ANCHOR = {"description": "The anchor of the paragraph it was read from."}


class AbuseCompanySchema(Form):
    name = Text(required=True, metadata={"description": "As the text names it."})
    role = Text(required=True, allow_none=True)
    role_name = Text(required=True, allow_none=True, metadata={"description": "In the reader's language."})
    home_state = Text(required=True, allow_none=True, metadata=_STATE)
    paragraph = Text(required=True, allow_none=True, metadata=_ANCHOR)


class StateActorSchema(Form):
    name = Text(required=True, metadata={"description": "As the text names it."})
    kind = Text(required=True, allow_none=True)
    paragraph = Text(required=True, allow_none=True, metadata=_ANCHOR)


class CompanyResponseSchema(Form):
    asked = fields.Boolean(required=True, allow_none=True)
    received = fields.Boolean(required=True, allow_none=True)
    text = Text(required=True, allow_none=True)
    paragraph = Text(required=True, allow_none=True, metadata=_ANCHOR)


class AbuseSchema(Form):
    country = Text(required=True, allow_none=True, metadata={"description": "Where the harm was, ISO 3166-1 alpha-3."})
    place = Text(required=True, allow_none=True)
    companies = fields.List(fields.Nested(AbuseCompanySchema), required=True)
    state_actors = fields.List(fields.Nested(StateActorSchema), required=True)
    began = Text(required=True, allow_none=True, metadata=_DATE)
    ended = Text(required=True, allow_none=True, metadata=_DATE)
    response = fields.Nested(CompanyResponseSchema, required=True, allow_none=True)
    sources = fields.List(Text(), required=True)
    at_risk = fields.Boolean(
        required=True, allow_none=True, metadata={"description": "People it names may be in danger; null: not said."}
    )


def abuse_form(case: AbuseCase, reader: str) -> dict[str, Any]:
    """The case in the form of `AbuseSchema`, roles named in the language of `reader`."""
    return {
        **vars(case),
        "began": str(case.began) if case.began else None,
        "ended": str(case.ended) if case.ended else None,
        "companies": [
            {**vars(one), "role_name": term_name("company_role", one.role, reader) if one.role else None}
            for one in case.companies
        ],
    }
