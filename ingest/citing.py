"""The stage that finds a document's citations, with what it knows as a whole: its court, country and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from caselaw.cite.articles import KINDS, instrument_at
from caselaw.cite.decide import Context
from caselaw.cite.find import find_citations
from caselaw.cite.view import view
from caselaw.domain.citation import Citation, keys_of
from caselaw.domain.paragraph import Paragraph
from ingest.draft import Draft

_HEREINAFTER = re.compile(
    r"\((?:hereinafter|hereafter|en adelante|ci-apres|doravante|the \"|the “|“|\"|«)[^()]{0,80}\)"
)
_HEAD = 40  # paragraphs in which a document may give its own number
_BACK = 160  # letters in which the name of an instrument stands before "hereinafter"


def cite(draft: Draft) -> Draft:
    """The draft with the citations of all its paragraphs. Its own numbers in its head are no citations."""
    facts = draft.facts
    called = dict(_definitions(draft.paragraphs))
    context = Context(facts.court, facts.country, draft.language[:2], called=called)
    own = keys_of(facts.identifiers, facts.court)
    found: list[Citation] = []
    for paragraph in draft.paragraphs:
        for citation in find_citations(paragraph.text, context):
            if paragraph.position >= _HEAD or not own & citation.keys:
                found.append(replace(citation, paragraph=paragraph.anchor))
    return replace(draft, citations=tuple(found))


def _definitions(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """What the document calls "the Convention": an instrument's full name, then its kind in brackets."""
    given: set[str] = set()
    for paragraph in paragraphs:
        if "(" not in paragraph.text:
            continue
        text = view(paragraph.text).folded
        for brackets in _HEREINAFTER.finditer(text):
            named = instrument_at(text, max(0, brackets.start() - _BACK), brackets.start())
            for kind, words in KINDS.items():
                if named and kind not in given and words.search(brackets.group()):
                    given.add(kind)
                    yield kind, named
