"""Two versions and all the evidence between them, weighed: how likely is this paragraph that one?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caselaw.domain.paragraph import Paragraph
from caselaw.search.align.evidence import (
    Matrix,
    Places,
    Signs,
    figures_of,
    meanings,
    printed_number,
    shared_signs,
    windows,
    words_of,
)
from caselaw.search.align.path import Step
from caselaw.search.encoder import Encoder


@dataclass(frozen=True)
class Weights:
    """Log-odds that two paragraphs are one: what each kind of evidence adds, `both` and `one` where both or only one
    of them have figures, `strangers` where the languages share no words, `size` for each e-fold of difference in
    length, `start` where nothing is known."""

    meaning: float
    figures: float
    both: float
    one: float
    words: float
    strangers: float
    size: float
    start: float


# Logistic regression over 1,400 paragraphs of versions of 34 texts (en, es, pt, fr, ar) and 17,700 of their neighbours,
# `start` then raised, since a road through both texts excludes most neighbours. Any one case left out changes little.
WITH_MEANING = Weights(18.0, 5.0, -3.8, -2.0, 1.8, 1.9, -2.6, -11.0)
WITHOUT = Weights(0.0, 8.0, -5.5, -2.7, 5.5, 0.5, -6.5, 0.5)
_SAME_NUMBER, _OTHER_NUMBER = 2.0, -2.0
_JOINED, _OWN_NUMBER_WITHIN = -1.0, -3.0
_MOST_SIZES = 2.0
_STRANGERS = 0.2  # fewer paragraphs than this share a word: two scripts


@dataclass(frozen=True)
class Side:
    """What is asked of the paragraphs of one version besides their signs."""

    sizes: Matrix
    numbers: NDArray[np.str_]
    kinds: NDArray[np.str_]

    @classmethod
    def of(cls, paragraphs: Sequence[Paragraph]) -> Side:
        return cls(
            np.array([max(len(paragraph.text), 1) for paragraph in paragraphs], dtype=np.float32),
            np.array([printed_number(paragraph) for paragraph in paragraphs], dtype=np.str_),
            np.array([paragraph.kind for paragraph in paragraphs], dtype=np.str_),
        )

    def these(self, places: Places) -> Side:
        return Side(self.sizes[places], self.numbers[places], self.kinds[places])


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side. `ratio` is how much longer the language of the right says the same; `strangers` that
    the two languages share no words."""

    left: Side
    right: Side
    figures: Signs
    words: Signs
    meaning: Signs | None
    ratio: float
    strangers: bool

    @classmethod
    def of(cls, left: Sequence[Paragraph], right: Sequence[Paragraph], encoder: Encoder | None) -> Comparison:
        """All evidence between two versions, neither of them empty."""
        ours, theirs = Side.of(left), Side.of(right)
        words = shared_signs([words_of(one.text) for one in left], [words_of(one.text) for one in right])
        return cls(
            ours,
            theirs,
            shared_signs([figures_of(one.text) for one in left], [figures_of(one.text) for one in right]),
            words,
            None if encoder is None else meanings(left, right, encoder),
            float(theirs.sizes.sum() / ours.sizes.sum()),
            bool(np.concatenate([words.left.any(axis=1), words.right.any(axis=1)]).mean() < _STRANGERS),
        )

    def these(self, rows: Places, columns: Places) -> Comparison:
        """The same for some paragraphs of each side, which then stand next to each other."""
        return Comparison(
            self.left.these(rows),
            self.right.these(columns),
            self.figures.these(rows, columns),
            self.words.these(rows, columns),
            None if self.meaning is None else self.meaning.these(rows, columns),
            self.ratio,
            self.strangers,
        )

    def scores(self, a: int, b: int) -> Matrix:
        """How likely every `a` paragraphs in a row of the left are every `b` of the right, from 0 to 1."""
        return (1 / (1 + np.exp(-self._odds(a, b)))).astype(np.float32)

    def odds_of(self, step: Step) -> float:
        """The log-odds of one step alone."""
        rows, columns = np.arange(step.left, step.left + step.a), np.arange(step.right, step.right + step.b)
        return float(self.these(rows, columns)._odds(step.a, step.b)[0, 0])

    def score_of(self, step: Step) -> float:
        """How likely one step is, from 0 to 1."""
        return float(1 / (1 + np.exp(-self.odds_of(step))))

    def _odds(self, a: int, b: int) -> Matrix:
        weights = WITHOUT if self.meaning is None else WITH_MEANING
        here, there = self.figures.there(a, b)
        odds = weights.start + weights.figures * self.figures.cosine(a, b) + weights.words * self.words.cosine(a, b)
        odds += weights.strangers * self.strangers
        odds += weights.both * np.logical_and.outer(here, there) + weights.one * np.logical_xor.outer(here, there)
        if self.meaning is not None:
            odds += weights.meaning * self.meaning.cosine(a, b)
        ours, theirs = np.log(windows(self.left.sizes, a) * self.ratio), np.log(windows(self.right.sizes, b))
        odds += weights.size * np.minimum(np.abs(np.subtract.outer(ours, theirs)), _MOST_SIZES)
        odds += self._numbering(a, b)
        return odds.astype(np.float32)

    def _numbering(self, a: int, b: int) -> Matrix:
        """What printed numbers say: that of the first of each side, and any on a paragraph that is joined to it."""
        ours, theirs = self.left.numbers, self.right.numbers
        first, other = ours[: len(ours) - a + 1, None], theirs[None, : len(theirs) - b + 1]
        odds: Matrix = np.where(
            (first != "") & (other != ""), np.where(first == other, _SAME_NUMBER, _OTHER_NUMBER), 0.0
        ).astype(np.float32)
        within_left = _any_within(ours != "", a)
        within_right = _any_within(theirs != "", b)
        odds += _OWN_NUMBER_WITHIN * np.logical_or.outer(within_left, within_right)
        odds += _JOINED * math.log2(a + b - 1)
        return odds


def _any_within(numbered: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """For each run of `count`: is one after its first numbered?"""
    found = np.zeros(len(numbered) - count + 1, dtype=np.bool_)
    for offset in range(1, count):
        found |= numbered[offset : len(numbered) - count + 1 + offset]
    return found
