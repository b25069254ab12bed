"""A draft in the form that outsiders hold on to: one object of `caselaw inspect --json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import CASE_NUMBERS
from caselaw.schemas.abuse import abuse_form
from caselaw.schemas.citations import citation_form
from caselaw.schemas.facts import allegation_form, claim_form, court_form, date_form, order_form, term_form
from caselaw.schemas.inspect import InspectedSchema
from caselaw.schemas.paragraph import paragraph_form
from caselaw.schemas.problem import problem_form
from ingest.draft import Draft

_SCHEMA = InspectedSchema()
_OTHER_DATES = tuple(
    f"date.{role}" for role in ("heard", "filed", "adopted", "delivered", "published", "signed", "notified")
)


def present(draft: Draft, language: str) -> Mapping[str, Any]:
    """Everything known of the draft, its problems said in `language`."""
    facts = draft.facts
    shown = {
        "path": draft.path,
        "sha256": draft.sha256,
        "format": draft.format,
        "bytes": draft.size,
        "pages": draft.pages,
        "text_layer": draft.text_layer,
        "kind": facts.kind,
        "language": draft.language,
        "languages": draft.languages,
        "title": facts.title,
        "case_name": facts.case_name,
        "court": court_form(facts.court, language),
        "country": facts.country,
        "docket_numbers": [i.value for i in facts.identifiers if i.scheme in CASE_NUMBERS],
        "identifiers": facts.identifiers,
        "dates": _dates(draft),
        "parties": facts.parties,
        "judges": facts.judges,
        "stages": facts.stages,
        "outcome": facts.outcome,
        "respondents": facts.respondents,
        "orders": [order_form(order) for order in facts.orders],
        "terms": [term_form(term, language) for term in facts.terms],
        "allegations": [allegation_form(allegation) for allegation in facts.allegations],
        "abuse": abuse_form(facts.abuse, language) if facts.abuse else None,
        "paragraphs": [paragraph_form(paragraph) for paragraph in draft.paragraphs],
        "citations": [citation_form(citation) for citation in draft.citations],
        "claims": [claim_form(claim) for claim in draft.claims],
        "problems": [problem_form(problem, language) for problem in draft.problems],
        "seconds": draft.seconds,
    }  # fmt: skip
    result: Mapping[str, Any] = _SCHEMA.dump(shown)
    return result


def _dates(draft: Draft) -> dict[str, dict[str, str] | None]:
    """The decision's date, and others that stand in the text; the first claim of a field is its best."""
    dates: dict[str, dict[str, str] | None] = {"decision": date_form(draft.facts.decided)}
    for claim in draft.claims:
        if claim.field in _OTHER_DATES:
            dates.setdefault(claim.field.removeprefix("date."), date_form(PartialDate.parse(claim.value)))
    return dates
