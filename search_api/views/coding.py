"""`/api/v1/rounds` and `/api/v1/codings`: rounds of coding, a coder's own queue, and codes given with the token of a
coder. What another coded in a blind round is in no answer before adjudication opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_smorest import Blueprint

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.domain.coding.codings import Coding
from caselaw.domain.errors import Forbidden
from caselaw.schemas.coding import (
    ChangedCodingSchema,
    CodingsArguments,
    CodingSchema,
    CodingsSchema,
    FinishedRecordSchema,
    NewCodingSchema,
    QueueSchema,
    RoundPageSchema,
    RoundsSchema,
    SuggestionsArguments,
    SuggestionsSchema,
    coding_form,
    round_form,
)
from caselaw.schemas.paging import ReaderArguments
from caselaw.services.coding.coding_asked import CodingAsked
from search_api.bodies import Bodies
from search_api.door import services, viewer
from search_api.headers import read_revision
from search_api.views.operation import DOCUMENT, Answer, allowed_first, if_match, in_path, operation

blueprint = Blueprint("api-coding", __name__, description="Coding")
blueprint.ARGUMENTS_PARSER = Bodies()

_ROUND = in_path("round_id", "api.param.round")
_CODING = in_path("coding_id", "api.param.coding")
_IF_MATCH = if_match("api.param.if_match_coding")


def _may_code(document_id: str) -> None:
    services().documents.get(document_id, viewer=viewer())
    if not may_somewhere(viewer(), Action.CODE):
        raise Forbidden()


def _may_finish(round_id: str) -> None:
    services().rounds.queue(round_id, viewer=viewer())


def _may_change(coding_id: str) -> None:
    services().coding.history(coding_id, viewer=viewer())


@blueprint.route("/rounds")
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "listRounds", RoundsSchema)
def list_rounds(_arguments: dict[str, Any]) -> dict[str, Any]:
    """The rounds of the viewer's groups, the latest first."""
    return {"rounds": [round_form(one) for one in services().rounds.all(viewer())]}


@blueprint.route("/rounds/<string:round_id>", parameters=[_ROUND])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getRound", RoundPageSchema, 404)
def get_round(_arguments: dict[str, Any], round_id: str) -> Answer:
    """A round and how many records each coder has finished."""
    page = services().rounds.page(round_id, viewer=viewer())
    form = {**round_form(page.round), "progress": [dict(vars(one)) for one in page.progress]}
    return form, 200, {}


@blueprint.route("/rounds/<string:round_id>/queue", parameters=[_ROUND])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getQueue", QueueSchema, 403, 404)
def get_queue(_arguments: dict[str, Any], round_id: str) -> dict[str, Any]:
    """The records that the viewer codes in this round, in their order."""
    return _queue(round_id)


@blueprint.route("/rounds/<string:round_id>/queue", methods=["POST"], parameters=[_ROUND])
@allowed_first(_may_finish)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(FinishedRecordSchema, location="json")
@operation(blueprint, "finishRecord", QueueSchema, 400, 403, 404, 409, 413, kept=False)
def finish_record(_arguments: dict[str, Any], given: dict[str, Any], round_id: str) -> dict[str, Any]:
    """Say that one has finished a record of the round, or has not."""
    services().rounds.finish(round_id, given["document"], done=given["finished"], viewer=viewer())
    return _queue(round_id)


@blueprint.route("/rounds/<string:round_id>/codings", parameters=[_ROUND])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "listRoundCodings", CodingsSchema, 404)
def list_round_codings(_arguments: dict[str, Any], round_id: str) -> dict[str, Any]:
    """What was coded in a round; in a blind one, until adjudication opens, the viewer's own alone."""
    return _many(services().coding.in_round(round_id, viewer=viewer()))


@blueprint.route("/rounds/<string:round_id>/suggestions", parameters=[_ROUND])
@blueprint.arguments(SuggestionsArguments, location="query", unknown=None)
@operation(blueprint, "listSuggestions", SuggestionsSchema, 403, 404, 429)
def list_suggestions(arguments: dict[str, Any], round_id: str) -> dict[str, Any]:
    """Passages like those that have a code, each with its reason: for one of the round's coders, and none are coded."""
    asking = viewer()
    found = services().suggestions.of(round_id, arguments["code"], viewer=asking)
    for one in {each.document.id: each.document for each in found.found}.values():
        services().audit.viewed(one, viewer=asking)
    told = [
        {"document": one.document.id, "title": one.document.facts.title, "anchor": one.paragraph.anchor,
         "text": one.paragraph.text, "likeness": one.reason.likeness,
         "like": one.reason.coding.id if one.reason.coding else None, "words": list(one.reason.words)}
        for one in found.found
    ]  # fmt: skip
    return {"round": found.round.id, "code": found.code, "off": found.off, "coded": found.coded, "whole": found.whole,
            "suggestions": told}  # fmt: skip


@blueprint.route("/documents/<string:document_id>/codings", parameters=[DOCUMENT])
@blueprint.arguments(CodingsArguments, location="query", unknown=None)
@operation(blueprint, "listCodings", CodingsSchema, 404)
def list_codings(arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """What was coded of a record, in one round or in all that the viewer may see."""
    asking = viewer()
    found, _ = services().coding.of_document(document_id, viewer=asking)
    services().audit.viewed(services().documents.get(document_id, viewer=asking), viewer=asking)
    wanted = arguments.get("round")
    return _many([one for one in found if wanted is None or one.round == wanted])


@blueprint.route("/documents/<string:document_id>/codings", methods=["POST"], parameters=[DOCUMENT])
@allowed_first(_may_code)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewCodingSchema, location="json")
@operation(blueprint, "addCoding", CodingSchema, 400, 403, 404, 409, 413, kept=False)
def add_coding(_arguments: dict[str, Any], given: dict[str, Any], document_id: str) -> Answer:
    """Give a code to words of a record, or to the whole of it."""
    made = services().coding.write(
        document_id, _asked(given), viewer=viewer(), round_id=given.get("round") or "",
        access=given.get("access") or "", codebook=given.get("codebook") or "", version=given.get("version"),
    )  # fmt: skip
    return _one(made)


@blueprint.route("/codings/<string:coding_id>", parameters=[_CODING])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getCoding", CodingSchema, 404)
def get_coding(_arguments: dict[str, Any], coding_id: str) -> Answer:
    """One coding; the tag is its revision."""
    return _one(services().coding.get(coding_id, viewer=viewer()))


@blueprint.route("/codings/<string:coding_id>", methods=["PATCH"], parameters=[_CODING, _IF_MATCH])
@allowed_first(_may_change)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(ChangedCodingSchema, location="json")
@operation(blueprint, "changeCoding", CodingSchema, 400, 403, 404, 409, 412, 413, 428, kept=False)
def change_coding(_arguments: dict[str, Any], given: dict[str, Any], coding_id: str) -> Answer:
    """Change one's own coding, as it was read."""
    return _one(services().coding.change(coding_id, _asked(given), read_revision(), viewer=viewer()))


@blueprint.route("/codings/<string:coding_id>", methods=["DELETE"], parameters=[_CODING, _IF_MATCH])
@allowed_first(_may_change)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "withdrawCoding", CodingsSchema, 403, 404, 409, 412, 428, kept=False)
def withdraw_coding(_arguments: dict[str, Any], coding_id: str) -> dict[str, Any]:
    """Take one's own coding back; what it was is kept."""
    services().coding.withdraw(coding_id, read_revision(), viewer=viewer())
    return _many(())


def _asked(given: Mapping[str, Any]) -> CodingAsked:
    return CodingAsked(
        given["code"], given.get("anchor") or "", given.get("words") or "", given.get("start"), given.get("end"),
        given.get("note") or "", given["confidence"],
    )  # fmt: skip


def _queue(round_id: str) -> dict[str, Any]:
    waiting = [
        {"document": one.document.id, "title": one.document.facts.title, "finished": one.finished,
         "codings": one.codings}
        for one in services().rounds.queue(round_id, viewer=viewer())
    ]  # fmt: skip
    return {"round": round_id, "queue": waiting}


def _one(coding: Coding) -> Answer:
    return coding_form(coding), 200, {"ETag": f'"{coding.revision}"'}


def _many(codings: Sequence[Coding]) -> dict[str, Any]:
    return {"codings": [coding_form(one) for one in codings]}
