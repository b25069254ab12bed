"""Rights, themes and groups proposed for a document: from the treaty articles it cites and the words it uses.

What stands in the title, a heading or the operative part weighs more than what a party or a quoted text says, and a
single mention in a note proposes nothing. All are proposals, each with the paragraph that speaks for it most.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import mappings
from caselaw.domain.citing.citation import ARTICLE, Citation
from caselaw.domain.claims import Claim
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.taxonomy.terms import find_terms, taxonomies
from caselaw.domain.term import Term
from ingest.draft import Draft

SOURCE = "parser:subjects"
PROPOSED = ("right", "theme", "group")
_MOST: Mapping[str, int] = {"right": 5, "theme": 5, "group": 4}
# A group is named in every text about people, a right mostly where it is at issue.
_LEAST: Mapping[str, float] = {"right": 3.0, "theme": 3.0, "group": 5.0}
_SHARE: Mapping[str, float] = {"right": 0.05, "theme": 0.05, "group": 0.12}
"""Of the paragraphs that have to speak for a term, at the usual weight; never more than `_CEILING` of them."""
_CEILING = 14.0
_TEXTS_OF_LAW = frozenset({"treaty", "declaration", "law", "official_gazette"})
_IN_LAW = 2.0  # times as much: a declaration names every right once, and is about none of them
_BEHIND = 0.3  # of the score of the first: what lies below is beside the point
_TITLE, _HEADING, _OPERATIVE, _ARTICLE = 5.0, 3.0, 2.0, 1.5
_VOICES = {"body": 1.0, "party": 0.7, "opinion": 0.5, "quoted": 0.3, "translation": 0.3}
_KINDS = {"footnote": 0.2, "table": 0.5}
_IN_ONE = 2.0  # the most that one paragraph can say for a term
_FEW = 8  # paragraphs of a text so undivided that each may say more
_NUMBER = re.compile(r"(?P<article>\d+[a-z]?)(?:[.(]?(?P<part>\d+)\)?)?")


@dataclass
class _Weight:
    """What speaks for a term: its score, and the paragraph that says most."""

    score: float = 0.0
    most: float = 0.0
    paragraph: str | None = None
    paragraphs: set[str] = field(default_factory=set)

    def add(self, weight: float, paragraph: str | None) -> None:
        self.score += weight
        if weight > self.most:
            self.most, self.paragraph = weight, paragraph
        if paragraph:
            self.paragraphs.add(paragraph)


def propose_subjects(draft: Draft) -> Draft:
    """The draft with the terms proposed for it, best first in each vocabulary, and a claim for each."""
    weights = _weigh(draft)
    share = sum(1 for paragraph in draft.paragraphs if paragraph.kind in ("body", "quote"))
    claims: list[Claim] = []
    for vocabulary in PROPOSED:
        ranked = sorted(
            ((term, weight) for term, weight in weights.items() if term.vocabulary == vocabulary),
            key=lambda one: (-one[1].score, one[0].id),
        )
        least = max(_LEAST[vocabulary], min(_CEILING, _SHARE[vocabulary] * share))
        least *= _IN_LAW if draft.facts.kind in _TEXTS_OF_LAW else 1
        for term, weight in _kept(vocabulary, ranked, least, short=share < _FEW):
            claims.append(Claim(vocabulary, term.id, SOURCE, weight.paragraph, _confidence(weight)))
    terms = tuple(Term(claim.field, claim.value) for claim in claims)
    known = {(term.vocabulary, term.id) for term in draft.facts.terms}
    new = tuple(term for term in terms if (term.vocabulary, term.id) not in known)
    facts = replace(draft.facts, terms=(*draft.facts.terms, *new))
    return replace(draft, facts=facts, claims=(*draft.claims, *claims))


def _weigh(draft: Draft) -> dict[Term, _Weight]:
    weights: dict[Term, _Weight] = defaultdict(_Weight)
    in_one = _IN_ONE if len(draft.paragraphs) >= _FEW else 4 * _IN_ONE
    for mention in find_terms(draft.facts.title, PROPOSED):
        weights[Term(mention.vocabulary, mention.id)].add(_TITLE, None)
    for paragraph in draft.paragraphs:
        weight = _weight(paragraph)
        counts: dict[Term, float] = defaultdict(float)
        for mention in find_terms(paragraph.text, PROPOSED):
            counts[Term(mention.vocabulary, mention.id)] += weight
        for term, count in counts.items():
            weights[term].add(min(count, in_one * weight), paragraph.anchor)
    by_anchor = {paragraph.anchor: paragraph for paragraph in draft.paragraphs}
    for citation in draft.citations:
        found = by_anchor.get(citation.paragraph)
        for term in terms_of(citation):
            weights[term].add(_ARTICLE * (_weight(found) if found else 1.0), citation.paragraph)
    return weights


def _weight(paragraph: Paragraph) -> float:
    if paragraph.kind == "heading":
        return _HEADING
    weight = _VOICES[paragraph.voice] * _KINDS.get(paragraph.kind, 1.0)
    return weight * (_OPERATIVE if paragraph.section == "operative" else 1.0)


def _kept(
    vocabulary: str, ranked: list[tuple[Term, _Weight]], least: float, *, short: bool
) -> Iterator[tuple[Term, _Weight]]:
    """The terms that enough speaks for; a broader one only where it says more than each that lies under it."""
    chosen: list[tuple[Term, _Weight]] = []
    for term, weight in ranked:
        told = len(weight.paragraphs) > 1 or weight.score >= _TITLE or short
        if weight.score < least or not told or (chosen and weight.score < _BEHIND * chosen[0][1].score):
            continue
        if not any(_above(vocabulary, term.id, other.id) for other, _ in chosen):
            chosen.append((term, weight))
    yield from chosen[: _MOST[vocabulary]]


def _above(vocabulary: str, broader: str, narrower: str) -> bool:
    terms = taxonomies()[vocabulary]
    above = terms[narrower].broader
    while above:
        if above == broader:
            return True
        above = terms[above].broader
    return False


def _confidence(weight: _Weight) -> float:
    """From .4 for what is just enough to .9 for what the whole document is about."""
    return round(min(0.9, 0.4 + 0.02 * weight.score), 2)


def terms_of(citation: Citation) -> tuple[Term, ...]:
    """The terms that the article or general comment cited is about, where it is certain which one is meant."""
    reading = citation.readings[0]
    if citation.scheme == ARTICLE:
        instrument, _, number = reading.value.rpartition(" ")
    elif citation.scheme == "general_comment" and reading.authority and len(citation.readings) == 1:
        instrument, number = f"gc:{reading.authority}", reading.value.rpartition(" ")[2]
    else:
        return ()
    return _terms_of_article(instrument, number) if instrument else ()


def _terms_of_article(instrument: str, number: str) -> tuple[Term, ...]:
    table = articles()
    match = _NUMBER.match(number)
    if not match:
        return ()
    exact = table.get((instrument, f"{match['article']}({match['part']})"), ()) if match["part"] else ()
    return (*(exact or table.get((instrument, match["article"]), ())), *table.get((instrument, "*"), ()))


@cache
def articles() -> Mapping[tuple[str, str], tuple[Term, ...]]:
    """Instrument and article ("11", "2(3)", "*" for the whole) → the terms it is about; "gc:BODY" stands for the
    general comments of a body. `ValueError` for a term that no vocabulary has."""
    found: dict[tuple[str, str], tuple[Term, ...]] = {}
    for row in csv.DictReader(mappings.open_text("taxonomies/articles.csv").splitlines()):
        if row["term"] not in taxonomies()[row["vocabulary"]]:
            raise ValueError(f"no such term: {row['vocabulary']} {row['term']}")
        place = (row["instrument"], row["article"])
        found[place] = (*found.get(place, ()), Term(row["vocabulary"], row["term"]))
    return found
