"""What stands beside a document: the other decisions of its case, how it is treated, and its versions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.document import KINDS, STAGES, Document
from caselaw.domain.families.ties import CASE_RELATIONS, CaseRelation, TieStatus
from caselaw.domain.history import TREATMENTS, Treatment
from caselaw.domain.paragraph import Paragraph
from caselaw.messages import say
from caselaw.schemas.facts import CourtSchema, DateSchema, court_form, date_form
from caselaw.schemas.form import Among, Form, Text
from caselaw.schemas.history import NamedDocumentSchema, named_form
from caselaw.schemas.paging import next_cursor
from caselaw.schemas.paragraph import ParagraphSchema, paragraph_form


class CaseDecisionSchema(Form):
    id = Text(required=True)
    title = Text(required=True)
    language = Text(required=True)
    kind = Text(required=True, validate=Among(KINDS))
    court = fields.Nested(CourtSchema, required=True, allow_none=True)
    date = fields.Nested(DateSchema, required=True, allow_none=True)
    stages = fields.List(Text(validate=Among(STAGES)), required=True)
    relation = Text(required=True, validate=Among(CASE_RELATIONS))
    of_this = fields.Boolean(
        required=True, metadata={"description": "Whether it is this document that stands in the relation to that one."}
    )
    message = Text(required=True, metadata={"description": "The relation in the reader's language."})
    status = Text(required=True, validate=Among(get_args(TieStatus)))
    rule = Text(required=True, metadata={"description": "The evidence; empty where a third decision ties the two."})
    said_in = Text(required=True, allow_none=True, metadata={"description": "The document whose passage says so."})
    paragraph = Text(required=True, allow_none=True)


class TreatmentSchema(Form):
    id = Text(required=True)
    treatment = Text(required=True, validate=Among(TREATMENTS))
    by_this = fields.Boolean(required=True, metadata={"description": "Whether this document treats the other."})
    other = fields.Nested(NamedDocumentSchema, required=True)
    paragraph = Text(required=True, allow_none=True, metadata={"description": "Of the document that treats."})
    note = Text(required=True)


class FamilySchema(Form):
    document = Text(required=True, metadata={"description": "The document's id."})
    decisions = fields.List(fields.Nested(CaseDecisionSchema), required=True)
    treatments = fields.List(fields.Nested(TreatmentSchema), required=True)
    similar = fields.List(
        fields.Nested(NamedDocumentSchema),
        required=True,
        metadata={"description": "Other decisions that read almost alike: not to be taken for this one."},
    )


class RowSchema(Form):
    left = fields.Nested(ParagraphSchema, required=True, allow_none=True)
    right = fields.Nested(ParagraphSchema, required=True, allow_none=True)
    score = fields.Float(required=True, metadata={"description": "From 0 to 1; 0 where there is no counterpart."})


class AlignmentSchema(Form):
    document = Text(required=True)
    other = Text(required=True)
    method = Text(required=True, metadata={"description": "Empty where the two have not been aligned yet."})
    likeness = fields.Float(required=True)
    rows = fields.List(fields.Nested(RowSchema), required=True)
    next = next_cursor()


def relation_words(relation: CaseRelation, reader: str, *, turned: bool) -> str:
    """What another decision of the case is, said of it."""
    turned = turned and relation != "same_case"
    return say(f"families.turned.{relation}" if turned else f"families.{relation}", reader)


def decision_form(
    document: Document, relation: CaseRelation, status: TieStatus, rule: str, *, turned: bool, said_in: str | None,
    paragraph: str | None, reader: str,
) -> dict[str, Any]:  # fmt: skip
    """A decision of the case in the form of `CaseDecisionSchema`."""
    facts = document.facts
    return {
        **named_form(document),
        "kind": facts.kind,
        "court": court_form(facts.court, reader),
        "date": date_form(facts.decided),
        "stages": facts.stages,
        "relation": relation,
        "of_this": turned,
        "message": relation_words(relation, reader, turned=turned),
        "status": status,
        "rule": rule,
        "said_in": said_in,
        "paragraph": paragraph,
    }


def treatment_form(one: Treatment, other: Document, *, by_this: bool) -> dict[str, Any]:
    """A treatment in the form of `TreatmentSchema`; who entered it is not told."""
    return {
        "id": one.id,
        "treatment": one.treatment,
        "by_this": by_this,
        "other": named_form(other),
        "paragraph": one.paragraph,
        "note": one.note,
    }


def row_forms(rows: Sequence[tuple[Paragraph | None, Paragraph | None, float]]) -> list[dict[str, Any]]:
    """Rows of two versions side by side in the form of `RowSchema`."""
    return [
        {
            "left": paragraph_form(left) if left else None,
            "right": paragraph_form(right) if right else None,
            "score": score,
        }
        for left, right, score in rows
    ]
