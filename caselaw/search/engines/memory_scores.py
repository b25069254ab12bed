"""How the honest scan ranks: BM25 counted anew for every search, over whole documents and over paragraphs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caselaw.search.analysis import chain, exact
from caselaw.search.engines.clauses import telling_forms, word_stems
from caselaw.search.engines.memory_texts import Row, Text, days, has_value, holds, holds_inside, like, near_words
from caselaw.search.plan import (
    All,
    Clause,
    Fuzzy,
    InParagraph,
    Leaf,
    Near,
    Pattern,
    Phrase,
    SearchPlan,
    Some,
    Weighted,
    Word,
    answers,
    said_weights,
    said_words,
)
from caselaw.search.port import IndexDocument, IndexParagraph, ParagraphHit
from caselaw.search.wordforms import is_pattern, matcher, pattern_words

_K1, _B = 1.2, 0.75
_UNDATED = 99999999


def place(plan: SearchPlan, score: float, document: IndexDocument) -> tuple[float | str, ...]:
    """Where a document stands: by the sort of the plan, and by id where all else is equal."""
    first, last = (day or _UNDATED for day in days(document))
    newest = (1, 0) if document.date is None else (-first, last)
    match plan.sort:
        case "relevance":
            return -score, document.id
        case "newest":
            return *newest, document.id
        case "oldest":
            return last, -first, document.id
        case "level":
            return -document.level, *newest, document.id
        case "cited":
            return -document.cited, *newest, document.id


class Scores:
    """The scores of one plan among `rows`."""

    def __init__(self, plan: SearchPlan, rows: Sequence[Row]) -> None:
        self._plan = plan
        self._weights = plan.weights
        self._answers = answers(plan.where)
        self._ranks = bool(said_words(plan.where))
        self._rows = rows
        self._paragraphs = [paragraph for row in rows for paragraph in row.paragraphs]
        self._row_length = _mean(row.length for row in rows)
        self._paragraph_length = _mean(len(paragraph.words) for paragraph in self._paragraphs)
        self._rows_with: dict[_Term, int] = {}
        self._paragraphs_with: dict[_Term, int] = {}

    def document(self, row: Row) -> float:
        """What a document that was found counts."""
        if not self._ranks:
            return 0.0
        priors = (weight for each, weight in self._plan.priors if has_value(row.document, each.field, (each.value,)))
        return self._clause(self._plan.where, row) + sum(priors)

    def paragraphs(self, row: Row) -> tuple[ParagraphHit, ...]:
        """Those of the plan's paragraphs that are wanted, best first."""
        scored = [(self._answer(text, given), given) for text, given in row.placed()]
        best = sorted((-score, given.ordinal, given.anchor) for score, given in scored if score > 0)
        first = self._plan.paragraphs_from
        return tuple(ParagraphHit(anchor, -score) for score, _, anchor in best[first : first + self._plan.paragraphs])

    def _clause(self, clause: Clause, row: Row) -> float:
        match clause:
            case Word() | Phrase() | Near() | Pattern() | Fuzzy():
                return self._leaf(clause, row)
            case All() | Some():
                return sum(self._clause(each, row) for each in clause.clauses if holds(each, row))
            case Weighted():
                return clause.weight * self._clause(clause.clause, row)
            case InParagraph():
                return sum(weight * self._leaf(leaf, row) for leaf, weight in said_weights(clause.clause).items())
            case _:
                return 0.0

    def _leaf(self, leaf: Leaf, row: Row) -> float:
        match leaf:
            case Word():
                typed = sum(self._in_document(term, row) for term in _typed(leaf)) if self._weights.exact else 0.0
                stems = (self._in_document(term, row, lead=self._weights.lead) for term in _stems(leaf))
                return sum(stems) + self._weights.exact * typed
            case Phrase():
                return sum(self._in_document(term, row) for term in _phrase(leaf.text))
            case Near() | Pattern() | Fuzzy():
                return sum(
                    self._in_document(word, row) if isinstance(word, _Term) else self._fitting(word, row)
                    for word in _words(leaf)
                )

    def _answer(self, text: Text, given: IndexParagraph) -> float:
        score = 0.0
        for said, weight in self._answers.items():
            if not isinstance(said, InParagraph):
                score += weight * self._said(said, text, given)
            elif holds_inside(said, text, given):
                inside = said_weights(said.clause).items()
                score += weight * (1 + sum(each * self._said(leaf, text, given) for leaf, each in inside))
        return score

    def _said(self, leaf: Leaf, text: Text, given: IndexParagraph) -> float:
        match leaf:
            case Word():
                stems = sum(self._in_paragraph(term, text) for term in _stems(leaf))
                if not stems or not self._weights.exact:
                    return stems
                return stems + self._weights.exact * sum(self._in_paragraph(term, text) for term in _typed(leaf))
            case Phrase():
                return sum(self._in_paragraph(term, text) for term in _phrase(leaf.text))
            case Near() | Pattern() | Fuzzy():
                if not isinstance(leaf, Fuzzy) and not holds_inside(leaf, text, given):
                    return 0.0
                return sum(
                    self._in_paragraph(word, text) if isinstance(word, _Term) else float(text.has(word.fits))
                    for word in _words(leaf)
                )

    def _in_document(self, term: _Term, row: Row, lead: float = 0.0) -> float:
        times = term.times(row.paragraphs) + self._weights.title * term.times(row.names)
        times += lead * term.times(row.lead)
        if term not in self._rows_with:
            self._rows_with[term] = sum(term.times(other.texts) > 0 for other in self._rows)
        return _bm25(times, self._rows_with[term], len(self._rows), row.length, self._row_length)

    def _fitting(self, word: _Fitting, row: Row) -> float:
        named = any(name.has(word.fits) for name in row.names)
        return any(text.has(word.fits) for text in row.paragraphs) + self._weights.title * named

    def _in_paragraph(self, term: _Term, text: Text) -> float:
        times = term.times((text,))
        if term not in self._paragraphs_with:
            self._paragraphs_with[term] = sum(term.times((other,)) > 0 for other in self._paragraphs)
        holders, total = self._paragraphs_with[term], len(self._paragraphs)
        return _bm25(times, holders, total, len(text.words), self._paragraph_length)


@dataclass(frozen=True)
class _Term:
    """What BM25 counts: a stem of one chain, or, where `chain` is None, exact words in a row."""

    words: tuple[str, ...]
    chain: str | None = None

    def times(self, texts: Iterable[Text]) -> int:
        if self.chain is None:
            return sum(text.occurrences(self.words) for text in texts)
        return sum(text.stems[self.words[0]] for text in texts if text.chain == self.chain)


@dataclass(frozen=True)
class _Fitting:
    """A word for which several stand: it counts the same however often and however rare."""

    word: str
    is_spelling: bool

    def fits(self, form: str) -> bool:
        return (like(self.word) if self.is_spelling else matcher(self.word))(form)


def _stems(word: Word) -> tuple[_Term, ...]:
    return tuple(_Term((stem,), chain(word.language)) for stem in word_stems(word))


def _typed(word: Word) -> tuple[_Term, ...]:
    return tuple(_Term((form,)) for form in dict.fromkeys(telling_forms(word)))


def _phrase(text: str) -> tuple[_Term, ...]:
    words = exact(text)
    return (_Term(tuple(words)),) if words else ()


def _words(leaf: Near | Pattern | Fuzzy) -> list[_Term | _Fitting]:
    if isinstance(leaf, Fuzzy):
        return [_Fitting(word, is_spelling=True) for word in dict.fromkeys(exact(leaf.text))]
    words = near_words(leaf) if isinstance(leaf, Near) else pattern_words(leaf.text)
    distinct = dict.fromkeys(words)
    return [_Fitting(word, is_spelling=False) if is_pattern(word) else _Term((word,)) for word in distinct]


def _mean(lengths: Iterable[int]) -> float:
    values = list(lengths)
    return sum(values) / len(values) if values else 0.0


def _bm25(times: float, holders: int, total: int, length: int, mean: float) -> float:
    if not times:
        return 0.0
    rarity = math.log(1 + (total - holders + 0.5) / (holders + 0.5))
    return rarity * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length / (mean or 1)))
