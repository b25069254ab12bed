"""What is followed, in the form of the API: a measure, what each line says of it, and how much is carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.searching.questions import MAX_PAGE_SIZE
from caselaw.domain.term import TermStatus
from caselaw.domain.tracking.assessment import assessments
from caselaw.domain.tracking.measure import (
    EVIDENCE_KINDS,
    FIELDS,
    FORMS,
    GRADES,
    INTERNAL,
    LINES,
    NAMED,
    NATURES,
    STANDINGS,
    TERMS,
    Grade,
    Line,
    Measure,
    StatusEntry,
    state,
)
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Between, Form, Text, Whole
from caselaw.schemas.paging import LIST_SIZE, next_cursor, numbered_cursor, reader

_LONGEST = 20_000
_MOST = 100


def _filter() -> Text:
    return Text(validate=AtMost(max=200))


class MeasuresArguments(Form):
    form = Text(validate=Among(FORMS))
    country, body, right, group, theme = (_filter() for _ in range(5))
    nature = Text(validate=Among(NATURES))
    document, cycle = (_filter() for _ in range(2))
    standing = Text(validate=Among(STANDINGS))
    line = Text(validate=Among(LINES))
    grade = Text(validate=Among(GRADES))
    after = numbered_cursor()
    size = Whole(
        validate=Between(min=1, max=MAX_PAGE_SIZE),
        load_default=LIST_SIZE,
        metadata={"description": say("api.param.list_size", "en")},
    )
    reader = reader()


class EvidenceSchema(Form):
    kind = Text(required=True, validate=Among(EVIDENCE_KINDS))
    value = Text(required=True, validate=AtMost(max=_LONGEST))
    label = Text(load_default="", validate=AtMost(max=_LONGEST))


class NewEvidenceSchema(EvidenceSchema):
    kind = Text(required=True, validate=Among(NAMED))


class EntrySchema(Form):
    id = Text(required=True)
    line = Text(required=True, validate=Among(LINES))
    grade = Text(required=True, validate=Among(GRADES))
    assessment = Text(required=True, allow_none=True, metadata={"description": "The body's own term."})
    on = Text(required=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD."})
    words = Text(required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    withdrawn = fields.Boolean(required=True)


class NewEntrySchema(Form):
    line = Text(required=True, validate=Among(LINES))
    grade = Text(load_default=None, allow_none=True, validate=Among(GRADES))
    assessment = Text(load_default=None, allow_none=True, validate=Among(tuple(assessments())))
    on = Text(required=True, validate=AtMost(max=10))
    words = Text(load_default="", validate=AtMost(max=_LONGEST))
    access = Text(load_default=None, allow_none=True, validate=AtMost(max=200))
    consent = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    evidence = fields.List(fields.Nested(NewEvidenceSchema), load_default=list, validate=AtMost(max=_MOST))


class GivenTermSchema(Form):
    vocabulary = Text(required=True, validate=Among(TERMS))
    id = Text(required=True, validate=AtMost(max=200))
    status = Text(load_default="confirmed", validate=Among(get_args(TermStatus)))


_CHOSEN: Mapping[str, Any] = {
    "form": lambda: Text(validate=Among(FORMS)),
    "nature": lambda: Text(allow_none=True, validate=Among(NATURES)),
    "terms": lambda: fields.List(fields.Nested(GivenTermSchema), validate=AtMost(max=_MOST)),
}
ChangedMeasureSchema = Form.from_dict(
    {field: _CHOSEN.get(field, lambda: Text(allow_none=True, validate=AtMost(max=_LONGEST)))() for field in FIELDS},
    name="ChangedMeasureSchema",
)
"""The fields of a measure that are written; one that is not named stays as it is."""


class GradesSchema(Form):
    body, ours, community = (
        fields.Dict(keys=Text(validate=Among(GRADES)), values=fields.Integer(), required=True) for _ in range(3)
    )


class MeasureSchema(Form):
    id = Text(required=True)
    revision = fields.Integer(required=True)
    document = Text(required=True, allow_none=True)
    paragraph = Text(required=True, allow_none=True)
    number = Text(required=True, allow_none=True)
    lost = fields.Boolean(required=True, metadata={"description": "The order was not found when it was last read."})
    form = Text(required=True, validate=Among(FORMS))
    what = Text(required=True)
    decision = Text(required=True, metadata={"description": "What it is of, by name."})
    nature = Text(required=True, allow_none=True, validate=Among(NATURES))
    addressee = Text(required=True)
    deadline = Text(required=True)
    due = Text(required=True, allow_none=True)
    standing = Text(required=True, validate=Among(STANDINGS))
    countries = fields.List(Text(), required=True)
    body = Text(required=True, allow_none=True)
    cycle = Text(required=True)
    terms = fields.List(fields.Nested(GivenTermSchema), required=True)
    access = Text(required=True)
    stopped = Text(required=True)
    next_step = Text(required=True, metadata={"description": "Empty for those whose work it is not."})
    next_by = Text(required=True, allow_none=True)
    responsible = Text(required=True)
    status = fields.Dict(keys=Text(validate=Among(LINES)), values=Text(validate=Among(GRADES)), required=True)
    entries = fields.List(fields.Nested(EntrySchema), required=True)


class MeasuresSchema(Form):
    measures = fields.List(fields.Nested(MeasureSchema), required=True)
    total = fields.Integer(required=True)
    lines = fields.Nested(GradesSchema, required=True, metadata={"description": "How much is carried out, by line."})
    next = next_cursor()


def measure_form(measure: Measure, told: Mapping[str, Any], status: Mapping[Line, Grade]) -> dict[str, Any]:
    """The form of `MeasureSchema`; `told` is what its order and its decision say where it says nothing."""
    fields_ = state(measure)
    kept = {name: fields_[name] for name in ("form", "nature", "cycle", "access", "stopped", *INTERNAL)}
    return {
        "id": measure.id, "revision": measure.revision, "document": measure.document, "paragraph": measure.paragraph,
        "number": measure.number, "lost": measure.lost, **kept, **told, "status": dict(status),
        "entries": [entry_form(one) for one in measure.entries],
    }  # fmt: skip


def entry_form(entry: StatusEntry) -> dict[str, Any]:
    """The form of `EntrySchema`; of a file its name alone is told."""
    evidence = [vars(one) | ({"value": ""} if one.kind == "file" else {}) for one in entry.evidence]
    return {
        "id": entry.id, "line": entry.line, "grade": entry.grade, "assessment": entry.assessment, "on": str(entry.on),
        "words": entry.words, "evidence": evidence,
        "withdrawn": entry.withdrawn is not None,
    }  # fmt: skip
