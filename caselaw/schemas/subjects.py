"""The taxonomies as the API tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from caselaw.domain.taxonomy.changes import ShownTerm
from caselaw.domain.taxonomy.terms import TaxonomyTerm, Vocabulary
from caselaw.schemas.form import Form, Text, Whole


def _by_language() -> fields.Dict:
    return fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class NamedSubjectSchema(Form):
    id = Text(required=True)
    name = Text(required=True, metadata={"description": "In the reader's language, else in English."})


class BriefSubjectSchema(NamedSubjectSchema):
    names = _by_language()
    broader = Text(required=True, allow_none=True)
    retired = fields.Boolean(required=True)
    merged = Text(required=True, allow_none=True, metadata={"description": "The term that took its place."})
    documents = Whole(
        required=True, allow_none=True,
        metadata={"description": "Documents that you may read; null where search does not answer."},
    )  # fmt: skip


class VocabularySchema(Form):
    vocabulary = Text(required=True)
    terms = fields.List(fields.Nested(BriefSubjectSchema), required=True)


class SubjectsSchema(Form):
    vocabularies = fields.List(fields.Nested(VocabularySchema), required=True)


class SubjectSchema(BriefSubjectSchema):
    vocabulary = Text(required=True)
    definitions = _by_language()
    defined_by = Text(required=True, metadata={"description": "The text that the listed definition follows."})
    source = Text(required=True)
    revision = Whole(required=True)
    added = fields.Boolean(required=True)
    above = fields.List(fields.Nested(NamedSubjectSchema), required=True)
    below = fields.List(fields.Nested(NamedSubjectSchema), required=True)
    merged_into_it = fields.List(fields.Nested(NamedSubjectSchema), required=True)


def vocabulary_form(
    name: str, terms: Vocabulary, counts: Mapping[str, int] | None, *, reader: str
) -> dict[str, Any]:  # fmt: skip
    """A vocabulary with its terms; `counts` None: the engine is away."""
    return {
        "vocabulary": name,
        "terms": [
            _brief(one, None if counts is None else counts.get(one.id, 0), reader) for one in terms.values()
        ],
    }  # fmt: skip


def subject_form(shown: ShownTerm, *, reader: str) -> dict[str, Any]:
    """A term whole."""
    term = shown.term
    return {
        **_brief(term, shown.documents, reader),
        "vocabulary": term.vocabulary,
        "definitions": dict(term.definitions),
        "defined_by": term.defined_by,
        "source": term.source,
        "revision": shown.revision,
        "added": term.added,
        "above": [_named(one, reader) for one in shown.above],
        "below": [_named(one, reader) for one in shown.below],
        "merged_into_it": [_named(one, reader) for one in shown.merged],
    }


def _brief(term: TaxonomyTerm, documents: int | None, reader: str) -> dict[str, Any]:
    return {
        **_named(term, reader), "names": dict(term.names), "broader": term.broader, "retired": term.retired,
        "merged": term.merged, "documents": documents,
    }  # fmt: skip


def _named(term: TaxonomyTerm, reader: str) -> dict[str, str]:
    return {"id": term.id, "name": term.name(reader)}
