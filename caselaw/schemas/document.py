"""A document without its paragraphs: its facts, where each comes from, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.document import KINDS, OUTCOMES, STAGES, Document, Facts, SourceFile, TextLayer, VersionStatus
from caselaw.domain.history import HistoryEntry
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.splitting.parts import Tie
from caselaw.domain.veil.restrictions import Field, Passage
from caselaw.domain.versions.judging import VERSION_RELATIONS
from caselaw.schemas.abuse import AbuseSchema, abuse_form
from caselaw.schemas.facts import (
    AllegationSchema,
    ClaimSchema,
    CourtSchema,
    DateSchema,
    IdentifierSchema,
    OrderSchema,
    PartySchema,
    TermSchema,
    allegation_form,
    claim_form,
    court_form,
    date_form,
    order_form,
    term_form,
)
from caselaw.schemas.form import Among, Form, Text
from caselaw.schemas.history import HistorySchema, history_form
from caselaw.schemas.paging import next_cursor
from caselaw.schemas.problem import ProblemSchema, problem_form
from caselaw.schemas.splitting import ReportTieSchema, TieSchema, report_tie_form, tie_form


class DatesSchema(Form):
    decision = fields.Nested(DateSchema, required=True, allow_none=True)


class SourceFileSchema(Form):
    sha256 = Text(required=True)
    name = Text(required=True)
    format = Text(required=True)
    bytes = fields.Integer(required=True)
    pages = fields.Integer(required=True, allow_none=True)
    text_layer = Text(required=True, validate=Among(get_args(TextLayer)))


class VersionSchema(Form):
    id = Text(required=True)
    language = Text(required=True)
    status = Text(required=True, validate=Among(get_args(VersionStatus)))
    title = Text(required=True)
    relation = Text(
        required=True,
        validate=Among(VERSION_RELATIONS),
        metadata={"description": "`same_text`: another file of the same text; `version`: another language."},
    )


class DocumentBriefSchema(Form):
    id = Text(required=True)
    work_id = Text(required=True)
    kind = Text(required=True, validate=Among(KINDS))
    title = Text(required=True)
    case_name = Text(required=True, allow_none=True)
    headline = Text(required=True, allow_none=True)
    court = fields.Nested(CourtSchema, required=True, allow_none=True)
    country = Text(required=True, allow_none=True, metadata={"description": "ISO 3166-1 alpha-3."})
    language = Text(required=True, metadata={"description": "BCP 47; `und` where unknown."})
    dates = fields.Nested(DatesSchema, required=True)
    access = Text(required=True, metadata={"description": "`public`, `members` or `group:SLUG`."})
    added = fields.DateTime(required=True, metadata={"description": "When it came into the database (UTC)."})
    url = Text(required=True, metadata={"description": "The page to read it on."})


class DocumentSchema(DocumentBriefSchema):
    status = Text(required=True, validate=Among(get_args(VersionStatus)))
    revision = fields.Integer(required=True)
    languages = fields.Dict(keys=Text(), values=fields.Float(), required=True)
    collection = Text(required=True, allow_none=True)
    identifiers = fields.List(fields.Nested(IdentifierSchema), required=True)
    parties = fields.List(fields.Nested(PartySchema), required=True)
    judges = fields.List(Text(), required=True)
    allegations = fields.List(fields.Nested(AllegationSchema), required=True)
    summary_of = Text(
        required=True, allow_none=True, metadata={"description": "The decision to check, where this is a summary."}
    )
    of_kind = Text(required=True, allow_none=True)
    stages = fields.List(Text(validate=Among(STAGES)), required=True)
    outcome = Text(required=True, allow_none=True, validate=Among(OUTCOMES))
    respondents = fields.List(
        Text(), required=True, metadata={"description": "States it is directed against, ISO 3166-1 alpha-3."}
    )
    orders = fields.List(fields.Nested(OrderSchema), required=True)
    terms = fields.List(
        fields.Nested(TermSchema), required=True, metadata={"description": "`proposed` until a person confirms it."}
    )
    abuse = fields.Nested(AbuseSchema, required=True, allow_none=True)
    source = fields.Nested(SourceFileSchema, required=True, allow_none=True)
    withheld = fields.List(
        fields.String(), required=True,
        metadata={"description": "What is withheld from you: facts by name, paragraphs by their id, `names`."},
    )  # fmt: skip
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    problems = fields.List(fields.Nested(ProblemSchema), required=True)
    report = fields.Nested(
        ReportTieSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The report of many cases that this is one of."},
    )
    cases = fields.List(
        fields.Nested(TieSchema), required=True, metadata={"description": "The cases taken from this report."}
    )
    versions = fields.List(
        fields.Nested(VersionSchema), required=True, metadata={"description": "Other documents of the same decision."}
    )
    history = fields.List(
        fields.Nested(HistorySchema), required=True, metadata={"description": "What became of the decision later."}
    )


class DocumentPageSchema(Form):
    total = fields.Integer(required=True, metadata={"description": "Documents you may read."})
    documents = fields.List(fields.Nested(DocumentBriefSchema), required=True)
    next = next_cursor()


def brief_form(document: Document, *, reader: str, site: str) -> dict[str, Any]:
    """The document in the form of `DocumentBriefSchema`, names in the language of `reader`."""
    facts = document.facts
    return {
        "id": document.id,
        "work_id": document.work_id,
        "kind": facts.kind,
        "title": facts.title,
        "case_name": facts.case_name,
        "headline": facts.headline,
        "court": court_form(facts.court, reader),
        "country": facts.country,
        "language": document.language,
        "dates": {"decision": date_form(facts.decided)},
        "access": document.access,
        "added": document.added,
        "url": f"{site.rstrip('/')}/{reader}/documents/{document.id}",
    }


def document_form(
    document: Document,
    versions: Sequence[Document],
    *,
    reader: str,
    site: str,
    report: Tie | None = None,
    cases: Sequence[Tie] = (),
    relations: Mapping[DocumentId, str] = MappingProxyType({}),
    history: Sequence[tuple[HistoryEntry, Document | None]] = (),
) -> dict[str, Any]:
    """The document in the form of `DocumentSchema`; `versions`, `report`, `cases` and `history` are those the viewer
    may read, `relations` what each version is to this document where it is not just another language."""
    return {
        **brief_form(document, reader=reader, site=site),
        "status": document.status,
        "revision": document.revision,
        "languages": document.languages,
        "collection": document.collection,
        **_facts_form(document.facts, reader),
        "source": source_form(document.source) if document.source and document.is_whole else None,
        "withheld": withheld_form(document),
        "claims": [claim_form(claim) for claim in document.claims],
        "problems": [problem_form(problem, reader) for problem in document.problems],
        "report": report_tie_form(report),
        "cases": [tie_form(case) for case in cases],
        "versions": [
            {
                "id": other.id,
                "language": other.language,
                "status": other.status,
                "title": other.facts.title,
                "relation": relations.get(other.id, "version"),
            }
            for other in versions
            if other.id != document.id
        ],
        "history": history_form(history, reader=reader),
    }


def withheld_form(document: Document) -> list[str]:
    """What is withheld from the reader the document was loaded for."""
    targets = document.withheld
    return [
        one.name if isinstance(one, Field) else one.anchor if isinstance(one, Passage) else "names" for one in targets
    ]


def _facts_form(facts: Facts, reader: str) -> dict[str, Any]:
    """What is told of the decision beyond the brief form."""
    return {
        "identifiers": facts.identifiers,
        "parties": facts.parties,
        "judges": facts.judges,
        "allegations": [allegation_form(allegation) for allegation in facts.allegations],
        "summary_of": facts.summary_of,
        "of_kind": facts.of_kind,
        "stages": facts.stages,
        "outcome": facts.outcome,
        "respondents": facts.respondents,
        "orders": [order_form(order) for order in facts.orders],
        "terms": [term_form(term, reader) for term in facts.terms],
        "abuse": abuse_form(facts.abuse, reader) if facts.abuse else None,
    }


def source_form(source: SourceFile) -> dict[str, Any]:
    return {
        "sha256": source.sha256,
        "name": source.name,
        "format": source.format,
        "bytes": source.size,
        "pages": source.pages,
        "text_layer": source.text_layer,
    }
