"""`GET /api/v1/measures`: what is followed and how much of it is carried out; with a token of who follows it, changed
and assessed. `GET /api/v1/interventions`: what was filed in cases of others."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.errors import Changed
from caselaw.domain.tracking.measure import LINES
from caselaw.schemas.interventions import InterventionSchema, InterventionsSchema, intervention_form
from caselaw.schemas.measures import (
    ChangedMeasureSchema,
    EntrySchema,
    MeasuresArguments,
    MeasureSchema,
    MeasuresSchema,
    NewEntrySchema,
    entry_form,
    measure_form,
)
from caselaw.schemas.paging import ReaderArguments
from caselaw.services.tracking.followed import Followed, Keepers
from caselaw.services.tracking.overview import asked_of
from search_api.bodies import Bodies
from search_api.door import services, viewer
from search_api.headers import read_revision
from search_api.views.operation import Answer, allowed_first, if_match, in_path, operation

blueprint = Blueprint("api-measures", __name__, description="Following")
blueprint.ARGUMENTS_PARSER = Bodies()

_ID = in_path("measure_id", "api.param.measure")
_IF_MATCH = if_match("api.param.if_match_measure")


def _may_write(measure_id: str) -> None:
    found = services().implementation.get(measure_id, viewer=viewer())
    require(viewer(), Action.FOLLOW_MEASURE, Keepers(found.measure.keeper))


@blueprint.route("/measures")
@blueprint.arguments(MeasuresArguments, location="query", unknown=None)
@operation(blueprint, "listMeasures", MeasuresSchema, 400)
def list_measures(arguments: dict[str, Any]) -> dict[str, Any]:
    """What is followed, the most urgent first, with counts over all that was asked for."""
    view = services().tracking.overview(asked_of(arguments), viewer=viewer())
    first, size = int(arguments.get("after") or 0), arguments["size"]
    following = first + size
    return {
        "measures": [_form(one) for one in view.measures[first:following]],
        "total": len(view.measures),
        "lines": {line: dict(view.lines[line]) for line in LINES},
        "next": str(following) if following < len(view.measures) else None,
    }


@blueprint.route("/measures/<string:measure_id>", parameters=[_ID])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getMeasure", MeasureSchema, 404)
def get_measure(_arguments: dict[str, Any], measure_id: str) -> Answer:
    """One measure, with all that was said of it; the tag is the revision of its facts."""
    return _told(measure_id)


@blueprint.route("/measures/<string:measure_id>", methods=["PATCH"], parameters=[_ID, _IF_MATCH])
@allowed_first(_may_write)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(ChangedMeasureSchema, location="json")
@operation(blueprint, "changeMeasure", MeasureSchema, 400, 403, 404, 409, 412, 413, 428, kept=False)
def change_measure(_arguments: dict[str, Any], given: dict[str, Any], measure_id: str) -> Answer:
    """Change fields as they were read; what others changed meanwhile stays, and both on one field is refused."""
    written = services().implementation.change(measure_id, given, read_revision(), viewer=viewer())
    if written.collisions:
        raise Changed()
    return _told(measure_id)


@blueprint.route("/measures/<string:measure_id>/entries", methods=["POST"], parameters=[_ID])
@allowed_first(_may_write)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewEntrySchema, location="json")
@operation(blueprint, "assessMeasure", EntrySchema, 400, 403, 404, 413, kept=False)
def assess_measure(_arguments: dict[str, Any], given: dict[str, Any], measure_id: str) -> Answer:
    """Say what a line says: added to all that was said before."""
    made = services().implementation.assess(measure_id, given, viewer=viewer())
    found = services().implementation.get(measure_id, viewer=viewer())
    return entry_form(next(one for one in found.measure.entries if one.id == made)), 200, {}


@blueprint.route("/interventions")
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "listInterventions", InterventionsSchema)
def list_interventions(_arguments: dict[str, Any]) -> dict[str, Any]:
    """Every intervention that the viewer may read, the last recorded first."""
    found = services().intervening.all(viewer=viewer())
    return {"interventions": [intervention_form(one.intervention, one.title) for one in found]}


@blueprint.route("/interventions/<string:intervention_id>", parameters=[in_path("intervention_id", "api.param.id")])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getIntervention", InterventionSchema, 404)
def get_intervention(_arguments: dict[str, Any], intervention_id: str) -> Answer:
    """One intervention; the tag is its revision."""
    asking = viewer()
    one = services().intervening.get(intervention_id, viewer=asking)
    for document in (one.document, one.text):
        if document:
            services().audit.viewed(document, viewer=asking)
    form = intervention_form(one.intervention, one.title)
    return form, 200, {"ETag": f'"{one.intervention.revision}"'}


def _told(measure_id: str) -> Answer:
    asking = viewer()
    found = services().implementation.get(measure_id, viewer=asking)
    if found.document:
        services().audit.viewed(found.document, viewer=asking)
    return _form(found), 200, {"ETag": f'"{found.measure.revision}"'}


def _form(one: Followed) -> dict[str, Any]:
    told = {
        "what": one.words, "decision": one.title, "addressee": one.addressee, "deadline": one.deadline,
        "due": str(one.due) if one.due else None, "standing": one.standing, "countries": list(one.countries),
        "body": one.body,
        "terms": [{"vocabulary": term.vocabulary, "id": term.id, "status": term.status} for term in one.terms],
    }  # fmt: skip
    return measure_form(one.measure, told, {line: one.grade(line) for line in LINES})
