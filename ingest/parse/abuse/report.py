"""Reports of corporate abuse: where the harm was, which companies are named in which role, what is said against each.

Both records filled in field by field and running prose are read. Nothing is made stronger than the text says it: what
is not found, admitted, settled or dismissed in so many words is alleged, and a finding without its body is no finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.term import Term
from ingest.draft import Draft
from ingest.parse.abuse import fields
from ingest.parse.abuse.labels import LabelledValue, read_labels
from ingest.parse.abuse.prose import Prose, read_prose
from ingest.parse.abuse.said import Said, allegations
from ingest.parse.abuse.terms import read_terms

KIND = "abuse_report"
SOURCE = "parser:abuse_report"
_LONGEST_SOURCE = 200
LABELLED, PROSE = 0.9, 0.5
"""How sure a value is that stands under its label, and one that was read from running prose."""


@dataclass(frozen=True)
class AbuseReading:
    """What a text says of one case: `case`, what is said against each company, the terms it is about, and for each of
    these a claim with the paragraph it was read from."""

    case: AbuseCase
    allegations: tuple[Allegation, ...] = ()
    terms: tuple[Term, ...] = ()
    claims: tuple[Claim, ...] = ()


def read_abuse(paragraphs: Sequence[Paragraph], *, source: str) -> AbuseReading:
    """What these paragraphs (one case of a report, or a whole report of one case) say.

    `source` is how the report is cited: every allegation carries it, or the first source that the record itself names.
    `ValueError` for an empty `source`.
    """
    if not source.strip():
        raise ValueError("what is said against a company needs the report it stands in")
    labelled = read_labels(paragraphs)
    prose = read_prose(paragraphs, frozenset(one.paragraph for one in labelled))
    companies, sure = _companies(labelled, prose)
    place, place_claims = _either(fields.place(labelled), prose.place, "place.harm")
    country, country_claims = _either(fields.country(labelled), prose.country, "country.harm")
    began, ended, date_claims = fields.dates(labelled, prose)
    actors = fields.state_actors(labelled) or prose.state_actors
    sources = fields.sources(labelled) or prose.sources
    response = fields.response(labelled) or prose.response
    risk = fields.risk(labelled) or prose.risk
    case = AbuseCase(
        country=country, place=place, companies=companies, state_actors=actors, began=began, ended=ended,
        response=response, sources=tuple(one.value for one in sources), at_risk=risk.value if risk else None,
    )  # fmt: skip
    said = allegations(
        companies, labelled, prose.sentences, source=sources[0].value if labelled and sources else source
    )
    terms, term_claims = read_terms(labelled, prose.sentences)
    claims = [
        *country_claims, *place_claims, *date_claims,
        *(_company_claim(company, sure) for company in companies), *map(_said_claim, said),
        *(_claim("state_actor_named", one.name, one.paragraph, sure) for one in actors),
        *([_claim("people_at_risk", "yes" if risk.value else "no", risk.paragraph, risk.confidence)] if risk else []),
        *([_claim("response", response.text, response.paragraph, sure)] if response and response.text else []),
        *term_claims,
    ]  # fmt: skip
    return AbuseReading(case, tuple(one.allegation for one in said), terms, tuple(claims))


def tell_abuse(draft: Draft) -> Draft:
    """The draft of a report of abuse with its case; any other draft as it is."""
    if draft.facts.kind != KIND or not draft.paragraphs:
        return draft
    source = draft.facts.title.strip() or draft.paragraphs[0].text.strip()[:_LONGEST_SOURCE]
    if not source:
        return draft
    reading = read_abuse(draft.paragraphs, source=source)
    return replace(draft, facts=with_abuse(draft.facts, reading), claims=(*draft.claims, *reading.claims))


def with_abuse(facts: Facts, reading: AbuseReading) -> Facts:
    """The facts of a document with what was read of its case; terms that stand there already come first."""
    terms = tuple(dict.fromkeys((*facts.terms, *reading.terms)))
    return replace(facts, abuse=reading.case, allegations=reading.allegations, terms=terms)


def _companies(labelled: Sequence[LabelledValue], prose: Prose) -> tuple[tuple[Company, ...], float]:
    """Those under a label, completed with role and home State from the prose; without labels those of the prose."""
    named = fields.companies(labelled)
    if not named:
        return prose.companies, PROSE
    return tuple(fields.completed(company, prose.companies) for company in named), LABELLED


def _either(
    labelled: tuple[str, str] | None, read: tuple[str, str] | None, field: str
) -> tuple[str | None, list[Claim]]:
    """The value under its label, else the one of the prose, with its claim."""
    if labelled:
        return labelled[0], [_claim(field, *labelled, LABELLED)]
    return (read[0], [_claim(field, *read, PROSE)]) if read else (None, [])


def _company_claim(company: Company, sure: float) -> Claim:
    return _claim("company", company.name, company.paragraph, sure)


def _said_claim(said: Said) -> Claim:
    return _claim(f"allegation.{said.allegation.status}", said.allegation.company, said.paragraph, said.confidence)


def _claim(field: str, value: str, paragraph: str | None, confidence: float) -> Claim:
    return Claim(field, value, SOURCE, paragraph, confidence)
