"""`/api/v1/subjects`: the vocabularies by which decisions are grouped, and one term of them."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from caselaw.domain.taxonomy.terms import VOCABULARIES, taxonomies
from caselaw.schemas.paging import ReaderArguments
from caselaw.schemas.subjects import SubjectSchema, SubjectsSchema, subject_form, vocabulary_form
from search_api.door import reader, services, viewer
from search_api.views.operation import in_path, operation

blueprint = Blueprint("api-subjects", __name__, description="Subjects")

_VOCABULARY = in_path("vocabulary", "api.param.vocabulary")
_ID = in_path("term_id", "api.param.subject_term")


@blueprint.route("/subjects")
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "listSubjects", SubjectsSchema)
def list_subjects(_arguments: dict[str, Any]) -> dict[str, Any]:
    """Every vocabulary with its terms."""
    words = reader()
    counts = services().subjects.counts(tuple(VOCABULARIES), viewer=viewer(), reader=words)
    return {
        "vocabularies": [
            vocabulary_form(name, terms, counts.values.get(name), reader=words)
            for name, terms in taxonomies().items()
        ]
    }  # fmt: skip


@blueprint.route("/subjects/<string:vocabulary>/<string:term_id>", parameters=[_VOCABULARY, _ID])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getSubject", SubjectSchema, 404)
def get_subject(_arguments: dict[str, Any], vocabulary: str, term_id: str) -> dict[str, Any]:
    """One term with its definition and what lies around it."""
    words = reader()
    return subject_form(services().subjects.show(vocabulary, term_id, viewer=viewer(), reader=words), reader=words)
