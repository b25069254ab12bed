"""`GET /api/v1/documents/{id}/family` and `…/alignment/{other}`: what stands beside a document."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.history import named_form
from caselaw.schemas.paging import ParagraphArguments, ReaderArguments, position_after
from caselaw.schemas.relations import AlignmentSchema, FamilySchema, decision_form, row_forms, treatment_form
from search_api.door import reader, services, viewer
from search_api.views.operation import DOCUMENT, in_path, operation

blueprint = Blueprint("api-relations", __name__, description="Following")

_OTHER = in_path("other_id", "api.param.other")


@blueprint.route("/documents/<string:document_id>/family", parameters=[DOCUMENT])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getFamily", FamilySchema, 404)
def get_family(_arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """The other decisions of the case, how this one is treated and treats others, and what reads almost alike."""
    asking, words = viewer(), reader()
    decisions = services().families.of(document_id, viewer=asking)
    treated = services().history.treatments(document_id, viewer=asking)
    return {
        "document": document_id,
        "decisions": [
            decision_form(
                one.document, one.relation, one.status, one.rule, turned=one.turned, said_in=one.said_in,
                paragraph=one.paragraph, reader=words,
            )
            for one in decisions
        ],
        "treatments": [treatment_form(one.treatment, one.other, by_this=one.ours) for one in treated],
        "similar": [named_form(one) for one in services().versions.look_alikes(document_id, viewer=asking)],
    }  # fmt: skip


@blueprint.route("/documents/<string:document_id>/alignment/<string:other_id>", parameters=[DOCUMENT, _OTHER])
@blueprint.arguments(ParagraphArguments, location="query", unknown=None)
@operation(blueprint, "getAlignment", AlignmentSchema, 404)
def get_alignment(arguments: dict[str, Any], document_id: str, other_id: str) -> dict[str, Any]:
    """A page of two versions of one decision, paragraph by paragraph."""
    start, size = position_after(arguments.get("after")) + 1, arguments["size"]
    asking = viewer()
    found = services().alignments.alignment(document_id, other_id, viewer=asking)
    for shown in (document_id, other_id):
        services().audit.viewed(services().documents.get(shown, viewer=asking), viewer=asking)
    end = start + size
    return {
        "document": document_id,
        "other": other_id,
        "method": found.method,
        "likeness": found.likeness,
        "rows": row_forms(found.rows[start:end]),
        "next": str(end - 1) if len(found.rows) > end else None,
    }
