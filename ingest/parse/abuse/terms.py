"""What a case of abuse is about, as terms: rights, groups, industry, mechanisms, harms and forms of corporate "
"capture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from caselaw.domain.claims import Claim
from caselaw.domain.taxonomy.terms import find_terms, taxonomies
from caselaw.domain.term import Term
from ingest.parse.abuse.labels import LabelledValue
from ingest.parse.abuse.prose import Sentence

_SOURCE = "parser:abuse_report"
_BY_LABEL: Mapping[str, tuple[str, ...]] = {
    "right": ("right",), "group": ("group",), "industry": ("industry",), "mechanism": ("mechanism",),
    "capture": ("capture",), "harm": ("harm", "capture"),
}  # fmt: skip
_MOST: Mapping[str, int] = {"right": 6, "group": 5, "industry": 3, "mechanism": 6, "capture": 4, "harm": 6}
_AT_LEAST: Mapping[str, int] = {"group": 2, "industry": 2, "mechanism": 1, "right": 1, "capture": 1, "harm": 2}
_LABELLED, _PROSE = 0.9, 0.5
_FEW = 12  # sentences of a case so short that one mention is enough


def read_terms(
    labelled: Sequence[LabelledValue], sentences: Sequence[Sentence]
) -> tuple[tuple[Term, ...], tuple[Claim, ...]]:
    """The terms, those under a label first, with a claim for each; all are proposed."""
    found: dict[Term, Claim] = {}
    for one in labelled:
        vocabularies = _BY_LABEL.get(one.field, ())
        for mention in find_terms(one.value, vocabularies) if vocabularies else ():
            term = Term(mention.vocabulary, mention.id)
            found.setdefault(term, _claim(term, one.paragraph, _LABELLED))
    told = [sentence for sentence in sentences if not sentence.labelled]
    given = {term.vocabulary for term in found}
    for term, paragraph in _of_prose(told):
        if term.vocabulary not in given:
            found.setdefault(term, _claim(term, paragraph, _PROSE))
    return tuple(found), tuple(found.values())


def _of_prose(sentences: Sequence[Sentence]) -> list[tuple[Term, str]]:
    """The terms that the prose uses most, by vocabulary; a broader term stands back behind a narrower one."""
    counts: Counter[Term] = Counter()
    first: dict[Term, str] = {}
    for sentence in sentences:
        for mention in find_terms(sentence.text, _MOST):
            term = Term(mention.vocabulary, mention.id)
            counts[term] += 2 if sentence.heading else 1
            first.setdefault(term, sentence.paragraph)
    chosen: list[tuple[Term, str]] = []
    for vocabulary, most in _MOST.items():
        ranked = [term for term, _ in counts.most_common() if term.vocabulary == vocabulary]
        least = 1 if len(sentences) <= _FEW else _AT_LEAST[vocabulary]
        kept = [term for term in ranked if counts[term] >= least and not _said_better(term, counts)]
        chosen += [(term, first[term]) for term in kept[:most]]
    return chosen


def _said_better(term: Term, counts: Counter[Term]) -> bool:
    """A narrower term is used at least as often."""
    vocabulary = taxonomies()[term.vocabulary]
    return any(
        other.vocabulary == term.vocabulary
        and vocabulary[other.id].broader == term.id
        and counts[other] >= counts[term]
        for other in counts
    )


def _claim(term: Term, paragraph: str, confidence: float) -> Claim:
    return Claim(term.vocabulary, term.id, _SOURCE, paragraph, confidence)
