"""What a plan asks of single paragraphs, as queries of their index: which hold a clause, and which say most of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import tantivy
from tantivy import Occur, Query

from caselaw.search.analysis import exact
from caselaw.search.engines.clauses import telling_forms, word_stems
from caselaw.search.engines.tantivy_near import Field, near
from caselaw.search.engines.tantivy_rows import marked, paragraph_schema
from caselaw.search.engines.tantivy_terms import (
    all_but,
    all_of,
    among,
    boosted,
    fitting,
    scored,
    silent,
    some_of,
    spelled,
    where,
    word,
)
from caselaw.search.plan import (
    WIDEST,
    All,
    Clause,
    Everything,
    Fuzzy,
    InParagraph,
    Leaf,
    Near,
    Not,
    Pattern,
    Phrase,
    Some,
    Weighted,
    Word,
    answers,
    said_weights,
)
from caselaw.search.port import ABOUT
from caselaw.search.weights import Weights
from caselaw.search.wordforms import is_pattern, pattern_words


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of one view; what is dear to find out of them is found out once."""

    searcher: tantivy.Searcher
    _near: dict[tuple[tuple[str, ...], int], Query] = field(default_factory=dict)

    def holding(self, clause: Clause) -> Query:
        """The paragraphs that hold all of a clause, unranked."""
        match clause:
            case Word():
                return all_of([fitting(paragraph_schema(), "stems", stem) for stem in _stems(clause)])
            case Phrase():
                return silent(phrase(clause.text))
            case Near() | Pattern():
                return silent(self.near(clause))
            case Fuzzy():
                return all_of([spelled(paragraph_schema(), "exact", form) for form in exact(clause.text)])
            case All():
                return self._every(clause.clauses)
            case Some():
                return some_of([self.holding(each) for each in clause.clauses])
            case Not():
                return self._every((clause,))
            case Weighted():
                return self.holding(clause.clause)
            case InParagraph():
                return all_but([self.holding(clause.clause), *_of_part(clause)], [_about()])
            case Everything():
                return silent(Query.all_query())
        raise ValueError("a paragraph is asked what only a document can answer")

    def near(self, clause: Near | Pattern) -> Query:
        """The paragraphs that hold words near each other, or the words of a pattern in a row."""
        words, gap = near_words(clause)
        if (words, gap) not in self._near:
            self._near[words, gap] = near(Field(self.searcher, paragraph_schema(), "exact"), words, gap)
        return self._near[words, gap]

    def answering(self, wanted: Clause, weights: Weights) -> Query | None:
        """The paragraphs by which a document answers, the best of them ranked first; None where it has no words."""
        said: list[Query] = []
        for each, weight in answers(wanted).items():
            if isinstance(each, InParagraph):
                inside = said_weights(each.clause).items()
                words = [boosted(part, counts) for leaf, counts in inside for part in self._ranked(leaf, weights)]
                ranked = [where(self.holding(each), [scored(Query.all_query(), 1.0), *words])]
            else:
                ranked = self._ranked(each, weights)
            said.extend(boosted(part, weight) for part in ranked)
        return some_of(said) if said else None

    def _ranked(self, leaf: Leaf, weights: Weights) -> list[Query]:
        """What a paragraph counts for one leaf, each of these for itself."""
        schema = paragraph_schema()
        match leaf:
            case Word():
                return _said(leaf, weights)
            case Phrase():
                return [phrase(leaf.text)]
            case Near() | Pattern():
                return [where(self.near(leaf), [_one(part) for part in dict.fromkeys(near_words(leaf)[0])])]
            case Fuzzy():
                return [scored(spelled(schema, "exact", form), 1.0) for form in dict.fromkeys(exact(leaf.text))]

    def _every(self, clauses: tuple[Clause, ...]) -> Query:
        denied = [self.holding(each.clause) for each in clauses if isinstance(each, Not)]
        return all_but([self.holding(each) for each in clauses if not isinstance(each, Not)], denied)


@lru_cache(maxsize=4_000)
def _said(leaf: Word, weights: Weights) -> list[Query]:
    schema = paragraph_schema()
    ranked = [word(schema, "stems", stem) for stem in _stems(leaf)]
    if weights.exact <= 0 or not ranked:
        return ranked
    typed = [boosted(word(schema, "exact", form), weights.exact) for form in dict.fromkeys(telling_forms(leaf))]
    # Only what has the stem: a foreign word of the same letters is another word.
    return [Query.boolean_query([(Occur.Must, some_of(ranked)), *((Occur.Should, each) for each in typed)])]


def phrase(text: str) -> Query:
    """The paragraphs that hold a phrase or exact word, ranked."""
    words = exact(text)
    if len(words) > 1:
        return Query.phrase_query(paragraph_schema(), "exact", list(words))
    return some_of([word(paragraph_schema(), "exact", one) for one in words])


def of_rows(said: Query, rows: list[int]) -> Query:
    """Those of `said` that are paragraphs of these rows, and not only about the decision."""
    return all_but([said, among(paragraph_schema(), "row", rows)], [_about()])


def _about() -> Query:
    return among(paragraph_schema(), "voice", (ABOUT,))


def near_words(clause: Near | Pattern) -> tuple[tuple[str, ...], int]:
    """The words that stand near each other, and how many others may stand between them."""
    if isinstance(clause, Pattern):
        return pattern_words(clause.text), 0
    words = tuple(part for one in clause.words for part in pattern_words(one))
    return words, max(0, min(clause.gap, WIDEST))


def _one(text: str) -> Query:
    if is_pattern(text):
        return scored(fitting(paragraph_schema(), "exact", text), 1.0)
    return word(paragraph_schema(), "exact", text)


def _stems(wanted: Word) -> list[str]:
    return [marked(stem, wanted.language) for stem in word_stems(wanted)]


def _of_part(clause: InParagraph) -> list[Query]:
    asked: Mapping[str, tuple[str, ...]] = {
        "section": clause.sections,
        "number": clause.numbers,
        "voice": clause.voices,
    }
    return [among(paragraph_schema(), name, values) for name, values in asked.items() if values]
