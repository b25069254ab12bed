"""The glossary as the API tells it and takes changes to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marshmallow import fields, validate

from caselaw.domain.glossary.changes import HERE, NewTerm, ShownConcept, Term
from caselaw.domain.glossary.concepts import RELATIONS, SUBJECTS, TERM_LANGUAGES, Concept
from caselaw.domain.glossary.rules import LONGEST_SENSE, LONGEST_SOURCE, LONGEST_TERM
from caselaw.domain.searching.questions import MAX_PAGE_SIZE
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Between, Form, Text, Whole
from caselaw.schemas.paging import LIST_SIZE, next_cursor, numbered_cursor, reader

NONE = "none"
"""The word for two concepts that are not related."""
_LONGEST_WORD = 200
_STATUS = ("official", "proposed", "reviewed")


class ConceptArguments(Form):
    q = Text(validate=AtMost(max=_LONGEST_WORD), metadata={"description": say("api.param.glossary_q", "en")})
    subject = Text(
        validate=Among((*SUBJECTS, HERE)), metadata={"description": say("api.param.glossary_subject", "en")}
    )  # fmt: skip
    after = numbered_cursor()
    size = Whole(
        validate=Between(min=1, max=MAX_PAGE_SIZE),
        load_default=LIST_SIZE,
        metadata={"description": say("api.param.list_size", "en")},
    )
    reader = reader()


class NamedConceptSchema(Form):
    id = Text(required=True)
    name = Text(required=True, metadata={"description": "The preferred term in the reader's language."})


class ConceptBriefSchema(NamedConceptSchema):
    subject = Text(required=True)
    sense = Text(required=True, allow_none=True)
    terms = fields.Dict(
        keys=fields.String(), values=fields.List(fields.String()), required=True,
        metadata={"description": "By language the terms in use, the preferred one first."},
    )  # fmt: skip


class ConceptPageSchema(Form):
    total = Whole(required=True)
    concepts = fields.List(fields.Nested(ConceptBriefSchema), required=True)
    next = next_cursor()


class ConceptTermSchema(Form):
    language = Text(required=True)
    text = Text(required=True)
    status = Text(required=True, validate=Among(_STATUS))
    source = Text(required=True, allow_none=True, metadata={"description": "The official text in which it stands."})
    used = fields.Boolean(required=True, metadata={"description": "False: taken out of use in this installation."})
    added = fields.Boolean(required=True, metadata={"description": "Added in this installation."})
    learned = fields.Boolean(required=True, metadata={"description": "Proposed by the lexicon of all readers."})
    reviewed = Text(required=True, allow_none=True, metadata={"description": "The day of the review, ISO 8601."})


class ConceptSchema(NamedConceptSchema):
    subject = Text(required=True)
    sense = Text(required=True, allow_none=True)
    revision = Whole(required=True, metadata={"description": "Changes here so far; `If-Match` takes the answer's tag."})
    added = fields.Boolean(required=True)
    terms = fields.List(fields.Nested(ConceptTermSchema), required=True)
    same = fields.List(fields.Nested(NamedConceptSchema), required=True)
    near = fields.List(fields.Nested(NamedConceptSchema), required=True)
    counterparts = fields.List(fields.Nested(NamedConceptSchema), required=True)
    documents = Whole(
        required=True, allow_none=True,
        metadata={"description": "Documents that say it and that you may read; null where search does not answer."},
    )  # fmt: skip


class NewTermSchema(Form):
    language = Text(required=True, validate=Among(TERM_LANGUAGES))
    text = Text(required=True, validate=AtMost(max=LONGEST_TERM))
    source = Text(load_default="", validate=AtMost(max=LONGEST_SOURCE))


class SaidTermSchema(Form):
    language = Text(required=True, validate=Among(TERM_LANGUAGES))
    text = Text(required=True, validate=AtMost(max=LONGEST_TERM))


class NewConceptSchema(Form):
    terms = fields.List(fields.Nested(NewTermSchema), required=True, validate=validate.Length(min=2, max=50))
    subject = Text(load_default="", validate=Among(("", *SUBJECTS)))
    sense = Text(load_default="", validate=AtMost(max=LONGEST_SENSE))


class RelationSchema(Form):
    other = Text(required=True, validate=AtMost(max=_LONGEST_WORD))
    relation = Text(required=True, validate=Among((*RELATIONS, NONE)))


def new_term(given: dict[str, str]) -> NewTerm:
    """A term as the service takes it in."""
    return NewTerm(given["language"], given["text"], given.get("source", ""))


def brief_concept_form(concept: Concept, *, reader: str) -> dict[str, Any]:
    """A concept in a list."""
    return {
        **_named(concept, reader),
        "subject": concept.subject,
        "sense": concept.sense,
        "terms": {language: list(terms) for language, terms in concept.terms.items()},
    }


def concept_form(shown: ShownConcept, *, reader: str) -> dict[str, Any]:
    """A concept whole; who changed what is told on the page for editors only."""
    return {
        **_named(shown.concept, reader),
        "subject": shown.concept.subject,
        "sense": shown.concept.sense,
        "revision": shown.revision,
        "added": shown.added,
        "terms": [_term(term) for term in shown.terms],
        "same": _all_named(shown.related["same"], reader),
        "near": _all_named(shown.related["near"], reader),
        "counterparts": _all_named(shown.related["counterpart"], reader),
        "documents": shown.documents,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "language": term.language, "text": term.text, "status": term.status, "source": term.source, "used": term.used,
        "added": term.added, "learned": term.learned,
        "reviewed": term.reviewed.at.date().isoformat() if term.reviewed else None,
    }  # fmt: skip


def _named(concept: Concept, reader: str) -> dict[str, str]:
    return {"id": concept.id, "name": concept.called(reader)}


def _all_named(concepts: Iterable[Concept], reader: str) -> list[dict[str, str]]:
    return [_named(one, reader) for one in concepts]
