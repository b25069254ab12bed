"""The stage that finds a document's citations, with what it knows as a whole: its court, country and terms."""

from __future__ import annotations

from dataclasses import replace

from caselaw.cite.called import definitions
from caselaw.cite.decide import Context
from caselaw.cite.find import find_citations
from caselaw.domain.citing.citation import Citation, keys_of
from ingest.draft import Draft

_HEAD = 40  # paragraphs in which a document may give its own number


def cite(draft: Draft) -> Draft:
    """The draft with the citations of all its paragraphs. Its own numbers in its head are no citations."""
    facts = draft.facts
    called = dict(definitions(paragraph.text for paragraph in draft.paragraphs))
    context = Context(facts.court, facts.country, draft.language[:2], called=called)
    own = keys_of(facts.identifiers, facts.court)
    found: list[Citation] = []
    for paragraph in draft.paragraphs:
        for citation in find_citations(paragraph.text, context):
            if paragraph.position >= _HEAD or not own & citation.keys:
                found.append(replace(citation, paragraph=paragraph.anchor))
    return replace(draft, citations=tuple(found))
