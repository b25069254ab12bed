"""A returned file of a selection table in the form of the API: what it would change, and what is to be applied."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.selection.circulation import Kept, ReturnState
from caselaw.domain.selection.returned import KINDS, Difference, Preview
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Form, Text, Whole
from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.problem import ProblemSchema, problem_form

MOST_CELLS, LONGEST_KEY = 100_000, 400
_FORMS = ("xlsx", "docx")
_TAKEN = tuple(kind for kind in KINDS if kind != "unreadable")


def _about(code: str) -> dict[str, str]:
    return {"description": say(code, "en")}


class SheetArguments(ReaderArguments):
    form = Text(load_default="xlsx", validate=Among(_FORMS), metadata=_about("api.param.form"))


class ApplySchema(Form):
    """What is to be taken over: single cells by their keys, or all cells of some kinds under the seal of a preview."""

    cells = fields.List(
        Text(validate=AtMost(max=LONGEST_KEY)), load_default=list, validate=AtMost(max=MOST_CELLS),
        metadata=_about("api.return.cells"),
    )  # fmt: skip
    kinds = fields.List(
        Text(validate=Among(_TAKEN)), load_default=list, validate=AtMost(max=len(_TAKEN)),
        metadata=_about("api.return.kinds"),
    )  # fmt: skip
    seal = Text(load_default="", validate=AtMost(max=64), metadata=_about("api.return.seal"))


class DifferenceSchema(Form):
    key = Text(required=True)
    candidate = Text(required=True)
    column = Text(required=True)
    kind = Text(required=True, validate=Among(KINDS))
    now = Text(required=True)
    given = Text(required=True)
    why = fields.Nested(ProblemSchema, required=True, allow_none=True)
    readable = fields.List(Text(), required=True)


class ReturnSchema(Form):
    id = Text(required=True)
    organisation = Text(required=True)
    state = Text(required=True, validate=Among(get_args(ReturnState)))
    sha256 = Text(required=True)
    at = fields.DateTime(required=True)
    seal = Text(required=True)
    refused = fields.Nested(ProblemSchema, required=True, allow_none=True)
    notes = fields.List(fields.Nested(ProblemSchema), required=True)
    differences = fields.List(fields.Nested(DifferenceSchema), required=True)
    same = Whole(required=True)
    absent = fields.List(Text(), required=True)
    applied = fields.List(Text(), required=True, metadata=_about("api.return.applied"))


def return_form(kept: Kept, preview: Preview, reader: str) -> dict[str, Any]:
    """A file that came back, in the form of `ReturnSchema`, its reasons in the reader's language."""
    return {
        "id": kept.id, "organisation": kept.organisation, "state": kept.state, "sha256": kept.sha256, "at": kept.at,
        "seal": preview.seal, "refused": problem_form(preview.refused, reader) if preview.refused else None,
        "notes": [problem_form(one, reader) for one in preview.notes],
        "differences": [_difference(one, reader) for one in preview.differences], "same": preview.same,
        "absent": list(preview.absent), "applied": list(kept.applied),
    }  # fmt: skip


def _difference(one: Difference, reader: str) -> dict[str, Any]:
    return {
        "key": one.key, "candidate": one.candidate, "column": one.column, "kind": one.kind, "now": one.now,
        "given": one.given, "why": problem_form(one.why, reader) if one.why else None, "readable": list(one.readable),
    }  # fmt: skip
