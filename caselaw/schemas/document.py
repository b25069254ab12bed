"""A document without its paragraphs: its facts, where each comes from, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.allegation import STATUSES, Allegation
from caselaw.domain.claims import Claim
from caselaw.domain.court import court_name, courts
from caselaw.domain.court_rules import BINDING
from caselaw.domain.dates import PartialDate, Precision
from caselaw.domain.document import KINDS, OUTCOMES, STAGES, Document, SourceFile, TextLayer, VersionStatus
from caselaw.domain.history import HistoryEntry
from caselaw.domain.identifiers import SCHEMES, DocumentId
from caselaw.domain.order import Order, OrderKind
from caselaw.domain.problems import Problem, Severity
from caselaw.domain.splitting import Tie
from caselaw.domain.taxonomy import term_name
from caselaw.domain.term import Term, TermStatus
from caselaw.domain.versions.judging import VERSION_RELATIONS
from caselaw.messages import say_problem
from caselaw.schemas.abuse import AbuseSchema, abuse_form
from caselaw.schemas.form import Among, Form, Text
from caselaw.schemas.history import HistorySchema, history_form
from caselaw.schemas.paging import next_cursor
from caselaw.schemas.splitting import ReportTieSchema, TieSchema, report_tie_form, tie_form


class IdentifierSchema(Form):
    scheme = Text(required=True, validate=Among(sorted(SCHEMES)))
    value = Text(required=True)


class DateSchema(Form):
    value = Text(required=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD."})
    precision = Text(required=True, validate=Among(get_args(Precision)))


class DatesSchema(Form):
    decision = fields.Nested(DateSchema, required=True, allow_none=True)


class CourtSchema(Form):
    id = Text(required=True)
    name = Text(required=True, metadata={"description": "In the reader's language."})
    level = Text(required=True, allow_none=True)
    type = Text(required=True, allow_none=True)
    binding = Text(
        required=True,
        allow_none=True,
        validate=Among(BINDING),
        metadata={"description": "What its decisions are to those they are addressed to, where known."},
    )


class PartySchema(Form):
    name = Text(required=True)
    role = Text(required=True)


class AllegationSchema(Form):
    company = Text(required=True)
    role = Text(required=True, allow_none=True)
    home_state = Text(required=True, allow_none=True)
    statement = Text(required=True)
    status = Text(required=True, validate=Among(STATUSES))
    body = Text(required=True, allow_none=True, metadata={"description": "Who found, settled or dismissed it."})
    source = Text(required=True)


class OrderSchema(Form):
    kind = Text(required=True, validate=Among(get_args(OrderKind)))
    number = Text(required=True, allow_none=True, metadata={"description": "As printed."})
    text = Text(required=True)
    addressee = Text(required=True, allow_none=True, metadata={"description": "Who has to act, in its own words."})
    deadline = Text(required=True, allow_none=True, metadata={"description": "In its own words."})
    due = fields.Nested(DateSchema, required=True, allow_none=True)
    paragraph = Text(required=True, allow_none=True)


class TermSchema(Form):
    vocabulary = Text(required=True)
    id = Text(required=True)
    name = Text(required=True, metadata={"description": "In the reader's language."})
    status = Text(required=True, validate=Among(get_args(TermStatus)))


class SourceFileSchema(Form):
    sha256 = Text(required=True)
    name = Text(required=True)
    format = Text(required=True)
    bytes = fields.Integer(required=True)
    pages = fields.Integer(required=True, allow_none=True)
    text_layer = Text(required=True, validate=Among(get_args(TextLayer)))


class ClaimSchema(Form):
    field = Text(required=True)
    value = Text(required=True)
    source = Text(required=True)
    paragraph = Text(required=True, allow_none=True)
    confidence = fields.Float(required=True)


class ProblemSchema(Form):
    code = Text(required=True)
    severity = Text(required=True, validate=Among(get_args(Severity)))
    message = Text(required=True, metadata={"description": "In the reader's language."})
    where = Text(required=True)


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
    facts = document.facts
    return {
        **brief_form(document, reader=reader, site=site),
        "status": document.status,
        "revision": document.revision,
        "languages": document.languages,
        "collection": document.collection,
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
        "source": source_form(document.source) if document.source else None,
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


def court_form(court: str | None, reader: str) -> dict[str, Any] | None:
    """A court's id with its name in the language of `reader`, and what the list knows of it."""
    if court is None:
        return None
    listed = courts().get(court)
    return {
        "id": court,
        "name": court_name(court, reader),
        "level": listed.level if listed else None,
        "type": listed.type if listed else None,
        "binding": listed.binding if listed else None,
    }


def date_form(date: PartialDate | None) -> dict[str, str] | None:
    return {"value": str(date), "precision": date.precision} if date else None


def order_form(order: Order) -> dict[str, Any]:
    return {**vars(order), "due": date_form(order.due)}


def term_form(term: Term, reader: str) -> dict[str, str]:
    """A term with its name in the language of `reader`."""
    return {**vars(term), "name": term_name(term.vocabulary, term.id, reader)}


def problem_form(problem: Problem, reader: str) -> dict[str, str]:
    """A problem with its sentence in the language of `reader`."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": say_problem(problem, reader),
        "where": problem.where,
    }


def claim_form(claim: Claim) -> dict[str, Any]:
    """A claim; of an editor's it says that an editor made it, never who."""
    return {
        "field": claim.field,
        "value": claim.value,
        "source": "editor" if claim.source.startswith("editor:") else claim.source,
        "paragraph": claim.paragraph,
        "confidence": claim.confidence,
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


def allegation_form(allegation: Allegation) -> dict[str, Any]:
    return {
        "company": allegation.company,
        "role": allegation.role,
        "home_state": allegation.home_state,
        "statement": allegation.statement,
        "status": allegation.status,
        "body": allegation.body,
        "source": allegation.source,
    }
