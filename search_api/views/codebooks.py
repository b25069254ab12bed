"""`/api/v1/codebooks`: the words in which groups code, read by whoever may read them, written with an editor's token at
the revision that she read. A review is given in the site alone, by a person."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask_smorest import Blueprint

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.audience import Audience
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.errors import NotFound
from caselaw.schemas.codebooks import (
    CarriedArguments,
    CarriedSchema,
    CodebookSchema,
    CodebooksSchema,
    CodebookVersionSchema,
    GivenCodesSchema,
    GivenMapsSchema,
    NewCodebookSchema,
    PublishSchema,
    carried_form,
    given_code,
    shelf_form,
    version_form,
)
from caselaw.schemas.paging import ReaderArguments
from search_api.bodies import Bodies
from search_api.door import reader, services, viewer
from search_api.headers import read_revision
from search_api.views.operation import Answer, allowed_first, if_match, in_path, operation

blueprint = Blueprint("api-codebooks", __name__, description="Codebooks")
blueprint.ARGUMENTS_PARSER = Bodies()

_SLUG = in_path("slug", "api.param.codebook")
_NUMBER = in_path("number", "api.param.codebook_number")
_IF_MATCH = if_match("api.param.if_match")
_VERSION = "/codebooks/<string:slug>/versions/<int:number>"
_REFUSED = (400, 403, 404, 409, 412, 413, 428)


def _may_make() -> None:
    """Who may make none for anybody is told so before anything that was sent is looked at."""
    if not services().codebook_editing.audiences(viewer()):
        require(viewer(), Action.EDIT_CODEBOOK)


def _may_write(slug: str, number: int) -> None:
    services().codebook_editing.readiness(slug, number, viewer=viewer())


@blueprint.route("/codebooks")
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "listCodebooks", CodebooksSchema)
def list_codebooks(_arguments: dict[str, Any]) -> dict[str, Any]:
    """The codebooks that the viewer may read."""
    words = reader()
    return {"codebooks": [shelf_form(one, reader=words) for one in services().codebooks.all(viewer())]}


@blueprint.route("/codebooks", methods=["POST"])
@allowed_first(_may_make)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewCodebookSchema, location="json")
@operation(blueprint, "addCodebook", CodebookVersionSchema, 400, 403, 404, 413, kept=False)
def add_codebook(_arguments: dict[str, Any], given: dict[str, Any]) -> Answer:
    """A codebook with a first draft, empty or with the codes of another."""
    copy_of = (given["copy_of"], given["copy_number"]) if given["copy_of"] else None
    made = services().codebook_editing.create(
        given["titles"], Audience(given["access"]), viewer=viewer(), about=given["about"], copy_of=copy_of
    )
    return _told(made, 1)


@blueprint.route("/codebooks/<string:slug>", parameters=[_SLUG])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getCodebook", CodebookSchema, 404)
def get_codebook(_arguments: dict[str, Any], slug: str) -> dict[str, Any]:
    """A codebook with the versions of it that the viewer may read."""
    return shelf_form(services().codebooks.shelf(viewer(), slug), reader=reader())


@blueprint.route("/codebooks/<string:slug>/versions", methods=["POST"], parameters=[_SLUG])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "beginCodebookVersion", CodebookVersionSchema, 403, 404, 409, kept=False)
def begin_version(_arguments: dict[str, Any], slug: str) -> Answer:
    """A draft that follows the latest version."""
    return _told(slug, services().codebook_editing.begin_version(slug, viewer=viewer()))


@blueprint.route(_VERSION, parameters=[_SLUG, _NUMBER])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getCodebookVersion", CodebookVersionSchema, 404)
def get_version(_arguments: dict[str, Any], slug: str, number: int) -> Answer:
    """A version with all its codes."""
    return _told(slug, number)


@blueprint.route(f"{_VERSION}/carried", parameters=[_SLUG, _NUMBER])
@blueprint.arguments(CarriedArguments, location="query", unknown=None)
@operation(blueprint, "getCarriedCodes", CarriedSchema, 404)
def get_carried(arguments: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """How the codes of a version are read in the terms of a newer one."""
    if arguments["to"] < number:  # nothing is read backwards
        raise NotFound()
    compared = services().codebooks.compare(viewer(), slug, number, arguments["to"])
    return carried_form(compared.old, compared.new.number, dict(compared.carried))


@blueprint.route(f"{_VERSION}/codes", methods=["PUT"], parameters=[_SLUG, _NUMBER, _IF_MATCH])
@allowed_first(_may_write)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(GivenCodesSchema, location="json")
@operation(blueprint, "putCodes", CodebookVersionSchema, *_REFUSED, kept=False)
def put_codes(_arguments: dict[str, Any], given: dict[str, Any], slug: str, number: int) -> Answer:
    """Exactly these codes, in this order, in the place of those of a draft."""
    codes = tuple(map(given_code, given["codes"]))
    services().codebook_editing.put_codes(slug, number, codes, revision=read_revision(), viewer=viewer())
    return _told(slug, number)


@blueprint.route(f"{_VERSION}/maps", methods=["POST"], parameters=[_SLUG, _NUMBER, _IF_MATCH])
@allowed_first(_may_write)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(GivenMapsSchema, location="json")
@operation(blueprint, "mapCodes", CodebookVersionSchema, *_REFUSED, kept=False)
def map_codes(_arguments: dict[str, Any], given: dict[str, Any], slug: str, number: int) -> Answer:
    """What codes of the version before became in a draft."""
    services().codebook_editing.set_maps(slug, number, given["maps"], revision=read_revision(), viewer=viewer())
    return _told(slug, number)


@blueprint.route(f"{_VERSION}/publish", methods=["POST"], parameters=[_SLUG, _NUMBER, _IF_MATCH])
@allowed_first(_may_write)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(PublishSchema, location="json")
@operation(blueprint, "publishCodebook", CodebookVersionSchema, *_REFUSED, kept=False)
def publish(_arguments: dict[str, Any], given: dict[str, Any], slug: str, number: int) -> Answer:
    """A draft frozen for ever, as it was read."""
    services().codebook_editing.publish(
        slug, number, revision=read_revision(), viewer=viewer(), accept_missing=given["accept_missing"]
    )
    return _told(slug, number)


def _told(slug: str, number: int) -> Answer:
    """The version with a tag that begins with its revision: a change is made to what was read, or refused."""
    words = reader()
    version: CodebookVersion = services().codebooks.version(viewer(), slug, number)
    form = version_form(version, reader=words)
    state = hashlib.sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()[:12]
    return form, 200, {"ETag": f'"{version.revision}-{state}"'}
