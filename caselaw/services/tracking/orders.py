"""The orders of a decision as measures follow them: which one is meant, and what it proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from caselaw.domain.audience import Audience
from caselaw.domain.document import Document
from caselaw.domain.errors import Conflict
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.order import Order
from caselaw.domain.taxonomy.terms import find_terms
from caselaw.domain.term import Term
from caselaw.domain.tracking.measure import NATURE_OF_REMEDY, TERMS, Form, Measure
from caselaw.domain.tracking.tie import find, marks, order_key
from caselaw.services.tracking.followed import Followed
from caselaw.store.tables.base import now


def in_version(one: Followed, document: Document) -> Order | None:
    """The order that is followed, as this version of the decision has it: what one reads in French need not be followed
    again in Arabic. Another file of the same language is known by its words, another language by paragraph and number
    alike."""
    if one.document is None or one.document.id == document.id or one.order is None:
        return one.order
    measure, orders = one.measure, document.facts.orders
    if found := find(measure.paragraph, measure.number, measure.marks, orders):
        return found
    if one.document.language == document.language or not (measure.paragraph and measure.number):
        return None
    alike = [each for each in orders if (each.paragraph, each.number) == (measure.paragraph, measure.number)]
    return alike[0] if len(alike) == 1 else None


def chosen_orders(document: Document | None, keys: Sequence[str]) -> list[Order]:
    """The orders of these keys; `Conflict` where one stands there no more as it did."""
    known = {order_key(one): one for one in document.facts.orders} if document else {}
    if any(key not in known for key in keys):
        raise Conflict("measure.order_gone")
    return [known[key] for key in dict.fromkeys(keys)]


def new_measure(document: Document | None, order: Order | None, keeper: Audience, by: str) -> Measure:
    """A measure with what an order proposes: which kind it is, and what it is about, until somebody looks."""
    measure = Measure(new_id(), keeper, keeper, 1, by, now(), DocumentId(document.id) if document else None)
    if order is None:
        return measure
    form: Form = "recommendation" if order.kind == "recommendation" else "order"
    found = {(one.vocabulary, one.id) for one in find_terms(order.text, ("remedy", *TERMS))}
    remedies = {term for vocabulary, term in found if vocabulary == "remedy"}
    natures = {NATURE_OF_REMEDY[term] for term in remedies & NATURE_OF_REMEDY.keys()}
    return replace(
        measure, form=form, paragraph=order.paragraph, number=order.number, marks=marks(order.text),
        nature=natures.pop() if len(natures) == 1 else None,
        terms=tuple(sorted(Term(*one) for one in found if one[0] in TERMS)),
    )  # fmt: skip
