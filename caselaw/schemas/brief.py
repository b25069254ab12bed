"""A brief to be checked and what became of its citations, as the API and `caselaw citations check --json` tell it."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.citing.brief import (
    MAX_BRIEF,
    STATUSES,
    CheckedBrief,
    CheckedCitation,
    LaterTreatment,
    PassageStatus,
)
from caselaw.domain.citing.citation import CITATION_SCHEMES
from caselaw.domain.citing.pinpoint import passage_said
from caselaw.domain.history import TREATMENTS
from caselaw.messages import say
from caselaw.schemas.citations import PlaceSchema, place_form
from caselaw.schemas.form import Among, AtMost, Form, Text
from caselaw.schemas.history import HistorySchema, NamedDocumentSchema, history_form, named_form

NAME = "name"
"""In place of a scheme: a case cited by the names of its parties."""


class BriefSchema(Form):
    """The text to check, in the body of the request: nothing of it is kept."""

    text = Text(required=True, validate=AtMost(max=MAX_BRIEF), metadata={"description": say("api.param.text", "en")})


class ReadingSchema(Form):
    scheme = Text(required=True, validate=Among(sorted(CITATION_SCHEMES)))
    value = Text(required=True)
    authority = Text(required=True, allow_none=True)


class PassageSchema(Form):
    """`status` says whether the version that was found has the paragraph."""

    unit = Text(required=True)
    numbers = Text(required=True)
    said = Text(required=True, metadata={"description": "In the reader's language."})
    status = Text(required=True, allow_none=True, validate=Among(get_args(PassageStatus)))
    paragraph = Text(required=True, allow_none=True, metadata={"description": "The anchor of the first that is there."})
    missing = fields.List(Text(), required=True)


class TreatmentOfCitedSchema(Form):
    treatment = Text(required=True, validate=Among(TREATMENTS))
    by = fields.Nested(NamedDocumentSchema, required=True)
    paragraph = Text(required=True, allow_none=True)


class CheckedCitationSchema(Form):
    text = Text(required=True, metadata={"description": "As it stands in the text."})
    start = fields.Integer(required=True, metadata={"description": "In code points of the text."})
    end = fields.Integer(required=True)
    paragraph = fields.Integer(required=True, metadata={"description": "Of the text, parted by empty lines, from 1."})
    line = fields.Integer(required=True)
    before = Text(required=True)
    after = Text(required=True)
    scheme = Text(required=True, validate=Among([*sorted(CITATION_SCHEMES), NAME]))
    status = Text(
        required=True,
        validate=Among(STATUSES),
        metadata={"description": "`unknown` also where there is a decision that you may not read."},
    )
    readings = fields.List(fields.Nested(ReadingSchema), required=True)
    decisions = fields.List(fields.Nested(PlaceSchema), required=True)
    passage = fields.Nested(PassageSchema, required=True, allow_none=True)
    history = fields.List(fields.Nested(HistorySchema), required=True)
    treatments = fields.List(fields.Nested(TreatmentOfCitedSchema), required=True)


class CountsSchema(Form):
    found = fields.Integer(required=True)
    several = fields.Integer(required=True)
    unknown = fields.Integer(required=True)  # type: ignore[assignment]  # a field, and the name of a setting of forms
    instrument = fields.Integer(required=True)
    history = fields.Integer(required=True, metadata={"description": "Decisions that were dealt with later."})
    missing = fields.Integer(required=True, metadata={"description": "Paragraphs that are not there."})


class CheckedBriefSchema(Form):
    citations = fields.List(fields.Nested(CheckedCitationSchema), required=True)
    counts = fields.Nested(CountsSchema, required=True)
    cut = fields.Boolean(required=True, metadata={"description": "There were more citations than are listed."})


def brief_form(found: CheckedBrief, *, reader: str, site: str) -> dict[str, Any]:
    """A checked brief in the form of `CheckedBriefSchema`, said in the language of `reader`."""
    return {
        "citations": [_citation_form(one, reader=reader, site=site) for one in found.citations],
        "counts": dict(found.counts),
        "cut": found.cut,
    }


def treatment_words(one: LaterTreatment, reader: str) -> str:
    """How another decision treated one, in a few words: "not followed: X v. Y"."""
    treatment = say(f"treatment.{one.treatment.treatment}", reader)
    return say("brief.treated", reader, treatment=treatment, decision=one.by.facts.title)


def passage_words(one: CheckedCitation, reader: str) -> str:
    """What is known of the passage a citation points to; empty where it points to none."""
    if one.pinpoint is None:
        return ""
    said = passage_said(one.pinpoint, reader)
    if one.passage is None:
        return said
    if one.passage.status == "missing":
        return say("brief.passage.missing", reader, passage=said, numbers=", ".join(one.passage.missing))
    return say(f"brief.passage.{one.passage.status}", reader, passage=said)


def _citation_form(one: CheckedCitation, *, reader: str, site: str) -> dict[str, Any]:
    at = one.pinpoint if one.passage and one.passage.status == "there" else None
    return {
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "paragraph": one.paragraph,
        "line": one.line,
        "before": one.before,
        "after": one.after,
        "scheme": one.scheme,
        "status": one.status,
        "readings": [
            {"scheme": each.scheme, "value": each.value, "authority": each.authority} for each in one.readings
        ],
        "decisions": [place_form(place, reader=reader, site=site, at=at) for place in one.decisions],
        "passage": _passage_form(one, reader),
        "history": history_form([(later.entry, later.by) for later in one.history], reader=reader),
        "treatments": [
            {"treatment": each.treatment.treatment, "by": named_form(each.by), "paragraph": each.treatment.paragraph}
            for each in one.treatments
        ],
    }


def _passage_form(one: CheckedCitation, reader: str) -> dict[str, Any] | None:
    if one.pinpoint is None:
        return None
    there = one.passage
    return {
        "unit": one.pinpoint.unit,
        "numbers": one.pinpoint.numbers,
        "said": passage_said(one.pinpoint, reader),
        "status": there.status if there else None,
        "paragraph": there.anchor if there else None,
        "missing": list(there.missing) if there else [],
    }
