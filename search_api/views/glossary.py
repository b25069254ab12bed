"""`/api/v1/glossary`: concepts and their terms, and changes to them with a token. A review is given in the site alone,
by a person."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import abort, request
from flask_smorest import Blueprint

from caselaw.domain.glossary import edition
from caselaw.domain.glossary_list import chosen
from caselaw.messages import say
from caselaw.schemas.glossary import (
    NONE,
    ConceptArguments,
    ConceptPageSchema,
    ConceptSchema,
    NewConceptSchema,
    NewTermSchema,
    RelationSchema,
    SaidTermSchema,
    brief_concept_form,
    concept_form,
    new_term,
)
from caselaw.schemas.paging import ReaderArguments
from search_api.bodies import Bodies
from search_api.door import reader, services, viewer
from search_api.views.operation import operation

blueprint = Blueprint("api-glossary", __name__, description="Glossary")
blueprint.ARGUMENTS_PARSER = Bodies()

_ID = {"name": "concept_id", "in": "path", "description": say("api.param.concept", "en")}
_IF_MATCH = {
    "name": "If-Match", "in": "header", "required": True, "description": say("api.param.if_match", "en"),
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}(-[0-9a-f]*)?"$'},
}  # fmt: skip
_Answer = tuple[dict[str, Any], int, dict[str, str]]


@blueprint.route("/glossary")
@blueprint.arguments(ConceptArguments, location="query", unknown=None)
@operation(blueprint, "listConcepts", ConceptPageSchema)
def list_concepts(arguments: dict[str, Any]) -> dict[str, Any]:
    """A page of concepts, in the order of the reader's language."""
    words, start, size = reader(), int(arguments.get("after") or 0), arguments["size"]
    found = chosen(
        services().glossary.all(viewer=viewer()), words, text=arguments.get("q", ""),
        subject=arguments.get("subject", ""),
    )  # fmt: skip
    return {
        "total": len(found),
        "concepts": [brief_concept_form(one, reader=words) for one in found[start : start + size]],
        "next": str(start + size) if start + size < len(found) else None,
    }


@blueprint.route("/glossary", methods=["POST"])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewConceptSchema, location="json")
@operation(blueprint, "addConcept", ConceptSchema, 400, 403, 409, 413, kept=False)
def add_concept(_arguments: dict[str, Any], given: dict[str, Any]) -> _Answer:
    """A concept that the glossary lacks."""
    made = services().glossary.add_concept(
        [new_term(term) for term in given["terms"]], viewer=viewer(), subject=given["subject"], sense=given["sense"]
    )
    return _told(made)


@blueprint.route("/glossary/<string:concept_id>", parameters=[_ID])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getConcept", ConceptSchema, 404)
def get_concept(_arguments: dict[str, Any], concept_id: str) -> _Answer:
    """One concept with its terms, their status and what is near."""
    return _told(concept_id)


@blueprint.route("/glossary/<string:concept_id>/terms", methods=["POST"], parameters=[_ID, _IF_MATCH])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewTermSchema, location="json")
@operation(blueprint, "addTerm", ConceptSchema, 400, 403, 404, 412, 413, 428, kept=False)
def add_term(_arguments: dict[str, Any], given: dict[str, str], concept_id: str) -> _Answer:
    """One more term, or one that is used again."""
    services().glossary.add_terms(concept_id, [new_term(given)], revision=_revision(), viewer=viewer())
    return _told(concept_id)


@blueprint.route("/glossary/<string:concept_id>/terms/retire", methods=["POST"], parameters=[_ID, _IF_MATCH])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(SaidTermSchema, location="json")
@operation(blueprint, "retireTerm", ConceptSchema, 400, 403, 404, 412, 413, 428, kept=False)
def retire_term(_arguments: dict[str, Any], given: dict[str, str], concept_id: str) -> _Answer:
    """A term out of use in this installation."""
    services().glossary.retire_term(
        concept_id, given["language"], given["text"], revision=_revision(), viewer=viewer()
    )  # fmt: skip
    return _told(concept_id)


@blueprint.route("/glossary/<string:concept_id>/relations", methods=["POST"], parameters=[_ID, _IF_MATCH])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(RelationSchema, location="json")
@operation(blueprint, "relateConcept", ConceptSchema, 400, 403, 404, 412, 413, 428, kept=False)
def relate_concept(_arguments: dict[str, Any], given: dict[str, Any], concept_id: str) -> _Answer:
    """How two concepts are related, or that they are not."""
    relation = None if given["relation"] == NONE else given["relation"]
    services().glossary.relate(concept_id, given["other"], relation, revision=_revision(), viewer=viewer())
    return _told(concept_id)


def _told(concept_id: str) -> _Answer:
    """The concept with a tag that begins with its revision: a change is made to what was read, or refused."""
    words = reader()
    shown = services().glossary.show(concept_id, viewer=viewer())
    state = f"{edition().stamp} {shown.documents} {words}"
    tag = f'"{shown.revision}-{hashlib.sha256(state.encode()).hexdigest()[:12]}"'
    return concept_form(shown, reader=words), 200, {"ETag": tag}


def _revision() -> int:
    """The revision that a writer has read, from its tag; 428 where she does not say."""
    tags = [tag for tag in request.if_match.as_set() if tag.partition("-")[0].isdecimal()]
    if len(tags) != 1 or len(tags[0]) > 40:
        abort(428)
    return int(tags[0].partition("-")[0])
