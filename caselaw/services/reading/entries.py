"""A document as it leaves this site: its facts in the reader's words, and how it is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caselaw.cite.own import own_citations
from caselaw.domain.court import courts
from caselaw.domain.document import Document, Facts
from caselaw.domain.languages import LANGUAGES
from caselaw.exchange.entry import Entry, Passage
from caselaw.messages import say
from caselaw.search.labels import country_name, label, language_name

_SERIES = {"series_c": "Series C No. {}"}


def entry_of(
    document: Document,
    reader: str,
    site: str,
    passages: Sequence[Passage] = (),
    names: Mapping[str, str] | None = None,
) -> Entry:
    """The document for a reader of this language; `site` is the address its pages are under, `names` what its case is
    called in other languages."""
    facts = document.facts
    court = courts().get(facts.court or "")
    return Entry(
        id=document.id,
        url=address(document.id, reader, site),
        title=facts.title,
        kind=facts.kind,
        kind_name=label("kind", facts.kind, reader),
        language=document.language,
        language_name=language_name(document.language, reader),
        case_name=facts.case_name or "",
        headline=facts.headline or "",
        citation=_citation(document, reader, names),
        summary_of=(facts.summary_of or facts.title) if document.is_summary else "",
        court=label("court", facts.court, reader) if facts.court else "",
        court_id=facts.court or "",
        country=country_name(facts.country, reader) if facts.country else "",
        country_code=facts.country or "",
        across_countries=court is not None and court.country is None,
        date=str(facts.decided or ""),
        numbers=_numbers(facts),
        reporters=tuple(one.value for one in facts.identifiers if one.scheme == "reporter"),
        parties=tuple(party.name for party in facts.parties),
        judges=facts.judges,
        respondents=tuple(country_name(one, reader) for one in facts.respondents),
        stages=tuple(label("stage", one, reader) for one in facts.stages),
        outcome=label("outcome", facts.outcome, reader) if facts.outcome else "",
        terms=_terms(document, reader),
        passages=tuple(passages),
    )


def address(document_id: str, reader: str, site: str) -> str:
    """The page of a document, for a reader of this language."""
    return f"{site.rstrip('/')}/{reader if reader in LANGUAGES else 'en'}/documents/{document_id}"


def _numbers(facts: Facts) -> tuple[str, ...]:
    return tuple(
        _SERIES[one.scheme].format(one.value) if one.scheme in _SERIES and one.value.isdigit() else one.value
        for one in facts.identifiers
    )


def _citation(document: Document, reader: str, names: Mapping[str, str] | None) -> str:
    """In the reader's language where the body is official in it, else in the document's; empty for a summary."""
    forms = own_citations(document.facts, document.language, reader, names=names)
    own = next((one.text for one in forms if one.language == reader), None)
    return own or (forms[0].text if forms else "")


def _terms(document: Document, reader: str) -> dict[str, tuple[str, ...]]:
    """The labels by vocabulary; one that no person has confirmed says so."""
    found: dict[str, tuple[str, ...]] = {}
    for term in document.facts.terms:
        name = label(term.vocabulary, term.id, reader)
        said = name if term.status == "confirmed" else say("export.proposed", reader, term=name)
        found[term.vocabulary] = (*found.get(term.vocabulary, ()), said)
    return found
