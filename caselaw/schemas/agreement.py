"""The agreement of a round of coding, in the form of the API."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from caselaw.domain.coding.agreement import Measured
from caselaw.domain.coding.agreement_round import CodeAgreement, advice
from caselaw.domain.coding.agreement_units import UNIT_KINDS
from caselaw.messages import say
from caselaw.schemas.form import Among, Form, Text
from caselaw.schemas.paging import reader


class AgreementArguments(Form):
    unit = Text(
        validate=Among(UNIT_KINDS),
        load_default=UNIT_KINDS[0],
        metadata={"description": say("api.param.compared_unit", "en")},
    )
    reader = reader()


class AgreementFigureSchema(Form):
    """A figure with its interval; `value` null where there is none, and `why`."""

    value = fields.Float(required=True, allow_none=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)
    units = fields.Integer(required=True)
    why = fields.String(required=True, allow_none=True)


class ComparedCoderSchema(Form):
    id = fields.String(required=True)
    name = fields.String(required=True)


class CodeAgreementSchema(Form):
    code = fields.String(required=True)
    label = fields.String(required=True)
    units = fields.Integer(required=True)
    everyone = fields.Integer(required=True)
    percent = fields.Nested(AgreementFigureSchema, required=True)
    kappa = fields.Nested(AgreementFigureSchema, required=True)
    alpha = fields.Nested(AgreementFigureSchema, required=True)
    alpha_with_confidence = fields.Nested(AgreementFigureSchema, required=True)
    advice = fields.String(required=True)


class PairAgreementSchema(Form):
    coders = fields.List(fields.String(), required=True)
    percent = fields.Nested(AgreementFigureSchema, required=True)
    alpha = fields.Nested(AgreementFigureSchema, required=True)


class DecidedOfSchema(Form):
    agreed = fields.Integer(required=True)
    disputed = fields.Integer(required=True)
    decided = fields.Integer(required=True)


class NotComparedSchema(Form):
    unfinished = fields.Integer(required=True)
    lost = fields.Integer(required=True)
    withheld = fields.Integer(required=True)


class AgreementSchema(Form):
    round = fields.String(required=True)
    unit = fields.String(required=True)
    units = fields.Integer(required=True)
    coders = fields.List(fields.Nested(ComparedCoderSchema), required=True)
    percent = fields.Nested(AgreementFigureSchema, required=True)
    alpha = fields.Nested(AgreementFigureSchema, required=True)
    kappa_is = fields.String(required=True)
    codes = fields.List(fields.Nested(CodeAgreementSchema), required=True)
    never = fields.List(fields.String(), required=True)
    pairs = fields.List(fields.Nested(PairAgreementSchema), required=True)
    progress = fields.Nested(DecidedOfSchema, required=True)
    left_out = fields.Nested(NotComparedSchema, required=True)


def figure_form(one: Measured) -> dict[str, Any]:
    """A figure, to six decimals: more than its interval could ever tell apart."""
    return {
        "value": _rounded(one.value), "low": _rounded(one.low), "high": _rounded(one.high), "units": one.units,
        "why": one.why,
    }  # fmt: skip


def code_form(one: CodeAgreement, label: str) -> dict[str, Any]:
    return {
        "code": one.code, "label": label, "units": one.units, "everyone": one.everyone,
        "percent": figure_form(one.percent), "kappa": figure_form(one.kappa), "alpha": figure_form(one.alpha),
        "alpha_with_confidence": figure_form(one.sure), "advice": advice(one.alpha),
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0
