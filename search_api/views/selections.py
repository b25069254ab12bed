"""`/api/v1/tables`: case selection tables as their readers see them, and the answers of one's own organisation."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.selection import (
    AllAnswersSchema,
    AnswersSchema,
    OwnAnswersSchema,
    TableSchema,
    TablesSchema,
    all_form,
    line_form,
    read_answers,
    sheet_form,
    table_form,
)
from search_api.bodies import Bodies
from search_api.door import reader, services, viewer
from search_api.headers import read_revision
from search_api.views.operation import Answer, allowed_first, if_match, in_path, operation

blueprint = Blueprint("api-selections", __name__, description="Case selection")
blueprint.ARGUMENTS_PARSER = Bodies()

_TABLE = in_path("table", "api.param.table")
_ORGANISATION = in_path("organisation", "api.param.organisation")
_IF_MATCH = if_match("api.param.if_match_answers")


def _sheet(table: str, organisation: str) -> dict[str, Any]:
    return sheet_form(services().selections.sheet(viewer(), table, organisation, reader()))


@blueprint.route("/tables")
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getTables", TablesSchema)
def get_tables(_arguments: dict[str, Any]) -> dict[str, Any]:
    """The tables of which the viewer may know."""
    return {"tables": [line_form(one.table, one.mine) for one in services().selections.all(viewer())]}


@blueprint.route("/tables/<string:table>", parameters=[_TABLE])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getTable", TableSchema, 404)
def get_table(_arguments: dict[str, Any], table: str) -> dict[str, Any]:
    """One table, its criteria, the cases that the viewer may read, and what was decided."""
    shown = services().selections.show(table, viewer=viewer())
    course = services().deliberating.course(table, viewer=viewer())
    titles = {one.id: shown.title(one, reader()) for one in shown.table.candidates}
    return table_form(shown.table, shown.mine, titles, course.decisions)


@blueprint.route("/tables/<string:table>/answers", parameters=[_TABLE])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getAnswers", AllAnswersSchema, 404)
def get_answers(_arguments: dict[str, Any], table: str) -> dict[str, Any]:
    """The answers that the viewer may read: of her organisations, and of all when the table is opened."""
    heard = services().answering.heard(table, viewer=viewer())
    shown = services().selections.show(table, viewer=viewer())
    return all_form(shown.table, tuple(heard.answers.values()), tuple(heard.declarations.values()))


@blueprint.route("/tables/<string:table>/answers/<string:organisation>", parameters=[_TABLE, _ORGANISATION])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getOwnAnswers", OwnAnswersSchema, 404)
def get_own_answers(_arguments: dict[str, Any], table: str, organisation: str) -> Answer:
    """What an organisation of the viewer has said; the tag is the revision of its last save."""
    return _told(table, organisation)


@blueprint.route(
    "/tables/<string:table>/answers/<string:organisation>", methods=["PATCH"],
    parameters=[_TABLE, _ORGANISATION, _IF_MATCH],
)  # fmt: skip
@allowed_first(_sheet)
@blueprint.arguments(AnswersSchema, location="json")
@operation(blueprint, "saveAnswers", OwnAnswersSchema, 400, 404, 409, 412, 413, 428, kept=False)
def save_answers(given: dict[str, Any], table: str, organisation: str) -> Answer:
    """Answer for an organisation: all of it, or nothing where a colleague changed the same meanwhile."""
    said, declared = read_answers(given)
    services().answering.save(viewer(), table, organisation, said, declared, since=read_revision(), whole=True)
    return _told(table, organisation)


def _told(table: str, organisation: str) -> Answer:
    form = _sheet(table, organisation)
    return form, 200, {"ETag": f'"{form["revision"]}"'}
