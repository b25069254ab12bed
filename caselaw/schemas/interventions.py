"""Interventions, in the form of the API."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from caselaw.domain.tracking.intervention import DATES, LEAVES, Intervention, state
from caselaw.schemas.form import Among, Form, Text


class TakenUpSchema(Form):
    paragraph = Text(required=True)
    words = Text(required=True)
    lost = fields.Boolean(required=True)


_DATES = Form.from_dict({name: Text(required=True, allow_none=True) for name in DATES}, name="InterventionDates")


class InterventionSchema(_DATES):  # type: ignore[valid-type,misc]
    id = Text(required=True)
    revision = fields.Integer(required=True)
    case = Text(required=True)
    document = Text(required=True, allow_none=True)
    body = Text(required=True, allow_none=True)
    country = Text(required=True, allow_none=True)
    leave = Text(required=True, validate=Among(LEAVES))
    signatories = fields.List(Text(), required=True)
    arguments = Text(required=True)
    text_document = Text(required=True, allow_none=True)
    access = Text(required=True)
    taken_up = fields.List(fields.Nested(TakenUpSchema), required=True)


class InterventionsSchema(Form):
    interventions = fields.List(fields.Nested(InterventionSchema), required=True)


def intervention_form(one: Intervention, title: str) -> dict[str, Any]:
    """The form of `InterventionSchema`; `title` is what the case is called."""
    told = {name: value for name, value in state(one).items() if name != "table"}
    passages = [{"paragraph": at.anchor, "words": at.words, "lost": at.lost} for at in one.taken_up]
    return {"id": one.id, "revision": one.revision, **told, "case": title, "taken_up": passages}
