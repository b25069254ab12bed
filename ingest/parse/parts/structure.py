"""Two stages that read how a decision is built: the parts and voices of its paragraphs, then what it orders."""

from __future__ import annotations

from dataclasses import replace

from caselaw.domain.text import fold
from ingest.draft import Draft
from ingest.parse.parts.orders import read_orders
from ingest.parse.parts.outcome import claim_outcome
from ingest.parse.parts.sections import with_sections
from ingest.parse.parts.voices import with_voices

_HEAD_PARAGRAPHS, _SURE_ENOUGH = 25, 0.7


def tell_parts(draft: Draft) -> Draft:
    """The draft, each of its paragraphs with the part it stands in and whose words it is."""
    kind = draft.facts.kind
    return replace(draft, paragraphs=with_voices(with_sections(draft.paragraphs, kind), kind))


def read_operative(draft: Draft) -> Draft:
    """The draft with what it orders and what became of the case, each tied to its paragraph."""
    orders = read_orders(draft.paragraphs, draft.facts)
    if not orders:
        return draft
    head = fold(" ".join(paragraph.text[:200] for paragraph in draft.paragraphs[:_HEAD_PARAGRAPHS]))
    claims = claim_outcome(orders, draft.facts, head)
    sure = next((claim.value for claim in claims if claim.confidence >= _SURE_ENOUGH), None)
    facts = replace(draft.facts, orders=orders, outcome=draft.facts.outcome or sure)
    return replace(draft, facts=facts, claims=(*draft.claims, *claims))
