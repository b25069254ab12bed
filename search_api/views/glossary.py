"""`/api/v1/glossary`: concepts and their terms, and changes to them with a token. A review is given in the site alone,
by a person."""

from __future__ import annotations

import hashlib
from typing import Any

from flask_smorest import Blueprint

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.domain.glossary.concepts import edition
from caselaw.domain.glossary.listing import chosen
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
from search_api.headers import read_revision
from search_api.views.operation import Answer, allowed_first, if_match, in_path, operation

blueprint = Blueprint("api-glossary", __name__, description="Glossary")
blueprint.ARGUMENTS_PARSER = Bodies()

_ID = in_path("concept_id", "api.param.concept")
_IF_MATCH = if_match("api.param.if_match")


def _may_edit(**_names: str) -> None:
    """Concepts are for all to read; who may not change them is told so before anything else."""
    require(viewer(), Action.EDIT_GLOSSARY)


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
@allowed_first(_may_edit)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewConceptSchema, location="json")
@operation(blueprint, "addConcept", ConceptSchema, 400, 403, 409, 413, kept=False)
def add_concept(_arguments: dict[str, Any], given: dict[str, Any]) -> Answer:
    """A concept that the glossary lacks."""
    made = services().glossary.add_concept(
        [new_term(term) for term in given["terms"]], viewer=viewer(), subject=given["subject"], sense=given["sense"]
    )
    return _told(made)


@blueprint.route("/glossary/<string:concept_id>", parameters=[_ID])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getConcept", ConceptSchema, 404)
def get_concept(_arguments: dict[str, Any], concept_id: str) -> Answer:
    """One concept with its terms, their status and what is near."""
    return _told(concept_id)


@blueprint.route("/glossary/<string:concept_id>/terms", methods=["POST"], parameters=[_ID, _IF_MATCH])
@allowed_first(_may_edit)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(NewTermSchema, location="json")
@operation(blueprint, "addTerm", ConceptSchema, 400, 403, 404, 412, 413, 428, kept=False)
def add_term(_arguments: dict[str, Any], given: dict[str, str], concept_id: str) -> Answer:
    """One more term, or one that is used again."""
    services().glossary.add_terms(concept_id, [new_term(given)], revision=read_revision(), viewer=viewer())
    return _told(concept_id)


@blueprint.route("/glossary/<string:concept_id>/terms/retire", methods=["POST"], parameters=[_ID, _IF_MATCH])
@allowed_first(_may_edit)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(SaidTermSchema, location="json")
@operation(blueprint, "retireTerm", ConceptSchema, 400, 403, 404, 412, 413, 428, kept=False)
def retire_term(_arguments: dict[str, Any], given: dict[str, str], concept_id: str) -> Answer:
    """A term out of use in this installation."""
    services().glossary.retire_term(
        concept_id, given["language"], given["text"], revision=read_revision(), viewer=viewer()
    )  # fmt: skip
    return _told(concept_id)


@blueprint.route("/glossary/<string:concept_id>/relations", methods=["POST"], parameters=[_ID, _IF_MATCH])
@allowed_first(_may_edit)
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@blueprint.arguments(RelationSchema, location="json")
@operation(blueprint, "relateConcept", ConceptSchema, 400, 403, 404, 412, 413, 428, kept=False)
def relate_concept(_arguments: dict[str, Any], given: dict[str, Any], concept_id: str) -> Answer:
    """How two concepts are related, or that they are not."""
    relation = None if given["relation"] == NONE else given["relation"]
    services().glossary.relate(concept_id, given["other"], relation, revision=read_revision(), viewer=viewer())
    return _told(concept_id)


def _told(concept_id: str) -> Answer:
    """The concept with a tag that begins with its revision: a change is made to what was read, or refused."""
    words = reader()
    shown = services().glossary.show(concept_id, viewer=viewer())
    state = f"{edition().stamp} {shown.documents} {words}"
    tag = f'"{shown.revision}-{hashlib.sha256(state.encode()).hexdigest()[:12]}"'
    return concept_form(shown, reader=words), 200, {"ETag": tag}
