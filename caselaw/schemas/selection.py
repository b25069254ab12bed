"""Case selection tables in the form of the API: what is on one, what an organisation answers, what all said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import fields

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.answering import Declared, Said
from caselaw.domain.selection.table import (
    DECLARATIONS,
    OUTCOMES,
    STATES,
    Answer,
    Decision,
    Declaration,
    SelectionTable,
    Sheet,
)
from caselaw.schemas.form import Among, Form, Text, Whole

_WORDS = {"description": "By language."}


def _words() -> Any:
    return fields.Dict(keys=Text(validate=Among(LANGUAGES)), values=Text(), required=True, metadata=_WORDS)


class TableLineSchema(Form):
    id = Text(required=True)
    titles = _words()
    state = Text(required=True, validate=Among(STATES))
    access = Text(required=True)
    due = Text(required=True, allow_none=True)
    organisations = fields.List(Text(), required=True, metadata={"description": "Those for which you answer."})


class TablesSchema(Form):
    tables = fields.List(fields.Nested(TableLineSchema), required=True)


class LevelSchema(Form):
    value = Whole(required=True)
    labels = _words()


class CriterionSchema(Form):
    id = Text(required=True)
    labels = _words()
    definitions = _words()
    levels = fields.List(fields.Nested(LevelSchema), required=True, allow_none=True)
    weight = Whole(required=True)
    must_have = Whole(required=True, allow_none=True)


class CandidateSchema(Form):
    id = Text(required=True)
    title = Text(required=True)
    document = Text(required=True, allow_none=True)


class DecisionSchema(Form):
    candidate = Text(required=True)
    outcome = Text(required=True, validate=Among(OUTCOMES))
    consensus = fields.Boolean(required=True)
    reason = Text(required=True)
    language = Text(required=True, validate=Among(LANGUAGES))
    sitting = Whole(required=True)


class TableSchema(TableLineSchema):
    purposes = _words()
    guidelines = _words()
    blind = fields.Boolean(required=True)
    criteria = fields.List(fields.Nested(CriterionSchema), required=True)
    candidates = fields.List(fields.Nested(CandidateSchema), required=True)
    decisions = fields.List(fields.Nested(DecisionSchema), required=True)


class AnswerSchema(Form):
    candidate = Text(required=True)
    criterion = Text(required=True)
    score = Whole(load_default=None, allow_none=True)
    words = Text(load_default="")
    language = Text(load_default="en", validate=Among(LANGUAGES))


class DeclarationSchema(Form):
    candidate = Text(required=True)
    kind = Text(required=True, validate=Among(DECLARATIONS))
    words = Text(load_default="")
    language = Text(load_default="en", validate=Among(LANGUAGES))


class AnswersSchema(Form):
    """What one organisation says; what is not named stays as it is."""

    answers = fields.List(fields.Nested(AnswerSchema), load_default=list)
    declarations = fields.List(fields.Nested(DeclarationSchema), load_default=list)


class OwnAnswersSchema(AnswersSchema):
    table = Text(required=True)
    organisation = Text(required=True)
    revision = Whole(required=True)


class GivenAnswerSchema(AnswerSchema):
    organisation = Text(required=True)
    late = fields.Boolean(required=True, metadata={"description": "It came after the table's last day for answers."})


class GivenDeclarationSchema(DeclarationSchema):
    organisation = Text(required=True)


class AllAnswersSchema(Form):
    table = Text(required=True)
    answers = fields.List(fields.Nested(GivenAnswerSchema), required=True)
    declarations = fields.List(fields.Nested(GivenDeclarationSchema), required=True)


def line_form(table: SelectionTable, mine: Sequence[str]) -> dict[str, Any]:
    """A table in a list."""
    return {
        "id": table.id, "titles": dict(table.titles), "state": table.state, "access": table.access,
        "due": table.due.isoformat() if table.due else None, "organisations": list(mine),
    }  # fmt: skip


def table_form(
    table: SelectionTable, mine: Sequence[str], titles: Mapping[str, str], decisions: Sequence[Decision]
) -> dict[str, Any]:  # fmt: skip
    """A table as its reader sees it; `titles` of its candidates by id."""
    return {
        **line_form(table, mine),
        "purposes": dict(table.purposes),
        "guidelines": dict(table.guidelines),
        "blind": table.blind,
        "criteria": [
            {
                "id": one.id, "labels": dict(one.labels), "definitions": dict(one.definitions),
                "levels": [{"value": level.value, "labels": dict(level.labels)} for level in one.scale]
                if one.scale and table.scored else None,
                "weight": one.weight, "must_have": one.must_have,
            }
            for one in table.criteria
        ],
        "candidates": [{"id": one.id, "title": titles[one.id], "document": one.document} for one in table.candidates],
        "decisions": [
            {
                "candidate": one.candidate, "outcome": one.outcome, "consensus": one.consensus, "reason": one.reason,
                "language": one.language, "sitting": one.number,
            }
            for one in decisions
        ],
    }  # fmt: skip


def sheet_form(sheet: Sheet) -> dict[str, Any]:
    """What an organisation has said on a table."""
    return {
        "table": sheet.table,
        "organisation": sheet.organisation,
        "revision": sheet.revision,
        "answers": [_answer(one) for one in sheet.answers.values() if one.said],
        "declarations": [_declaration(one) for one in sheet.declarations.values() if one.kind != "none"],
    }


def all_form(table: SelectionTable, answers: Sequence[Answer], declarations: Sequence[Declaration]) -> dict[str, Any]:
    """What all organisations said that this reader may read."""
    return {
        "table": table.id,
        "answers": [
            {"organisation": one.organisation, **_answer(one), "late": table.is_late(one)}
            for one in answers
            if one.said
        ],
        "declarations": [
            {"organisation": one.organisation, **_declaration(one)} for one in declarations if one.kind != "none"
        ],
    }


def read_answers(given: Mapping[str, Any]) -> tuple[list[Said], list[Declared]]:
    """What was sent, as the service takes it."""
    return [Said(**one) for one in given["answers"]], [Declared(**one) for one in given["declarations"]]


def _answer(one: Answer) -> dict[str, Any]:
    return {
        "candidate": one.candidate, "criterion": one.criterion, "score": one.score, "words": one.words,
        "language": one.language,
    }  # fmt: skip


def _declaration(one: Declaration) -> dict[str, Any]:
    return {"candidate": one.candidate, "kind": one.kind, "words": one.words, "language": one.language}
