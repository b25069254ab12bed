"""What is told of a decision, each thing in its form: court, dates, parties, orders, terms, allegations, claims."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.claims import Claim
from caselaw.domain.court import court_name, courts
from caselaw.domain.court_rules import BINDING
from caselaw.domain.dates import PartialDate, Precision
from caselaw.domain.documentation.allegation import STATUSES, Allegation
from caselaw.domain.identifiers import SCHEMES
from caselaw.domain.order import Order, OrderKind
from caselaw.domain.taxonomy.terms import term_name
from caselaw.domain.term import Term, TermStatus
from caselaw.schemas.form import Among, Form, Text


class IdentifierSchema(Form):
    scheme = Text(required=True, validate=Among(sorted(SCHEMES)))
    value = Text(required=True)


class DateSchema(Form):
    value = Text(required=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD."})
    precision = Text(required=True, validate=Among(get_args(Precision)))


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


class ClaimSchema(Form):
    field = Text(required=True)
    value = Text(required=True)
    source = Text(required=True)
    paragraph = Text(required=True, allow_none=True)
    confidence = fields.Float(required=True)


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


def claim_form(claim: Claim) -> dict[str, Any]:
    """A claim; of an editor's it says that an editor made it, never who."""
    return {
        "field": claim.field,
        "value": claim.value,
        "source": "editor" if claim.source.startswith("editor:") else claim.source,
        "paragraph": claim.paragraph,
        "confidence": claim.confidence,
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
