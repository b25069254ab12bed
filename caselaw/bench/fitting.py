"""Fitting the weights of `mappings/weights.json`: which numbers rank the answers of judged questions best.

Half of the questions choose the numbers, the other half only judges them: a number that helps those it was chosen by
and not the others is not kept. Which half a question is in hangs on its words alone, so that it never changes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caselaw.access.viewer import ANYONE
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import SearchQuery
from caselaw.search.plan import SearchPlan
from caselaw.search.port import SearchIndex
from caselaw.search.query import free, parse
from caselaw.search.standing import priors
from caselaw.search.understand import of_section, plan
from caselaw.search.weights import Weights

DEPTH = 20
"""Documents of a ranking that are judged."""
LEAST_GAIN = 0.002
"""What a number must gain on the half that chooses, else the plainer one stays."""
GRID: Mapping[str, tuple[float, ...]] = {
    "title": (1.0, 2.0, 3.0, 5.0),
    "title_of_free": (0.0, 0.5, 1.0, 3.0),
    "exact": (0.0, 0.02, 0.05, 0.1, 0.25),
    "exact_of_free": (0.0, 0.5, 1.0, 2.0, 4.0),
    "lead": (0.0, 0.1, 0.25, 0.5),
    "standing": (0.0, 0.03, 0.1, 0.3),
}
"""The numbers that are tried, of each weight the plainest first; `standing` multiplies STANDING."""
STANDING: Mapping[str, Mapping[str, float]] = {
    "level": {"international": 1.0, "regional": 1.0, "apex": 0.8, "constitutional": 0.8, "appeal": 0.4},
    "cited_by": {"1": 0.3, "3": 0.3, "10": 0.3, "30": 0.3, "100": 0.3},
}
"""What the standing of a decision adds, in relation: as much as a word's one more mention at most."""


@dataclass(frozen=True)
class Question:
    """A query of one `family` of questions, and the documents that answer it."""

    family: str
    text: str
    reader: str
    answers: frozenset[DocumentId]
    like: bool = False

    @property
    def held_out(self) -> bool:
        """It judges, and chooses nothing."""
        return hashlib.blake2b(f"{self.family}\n{self.text}".encode(), digest_size=1).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Fitted:
    """The weights that were chosen, and the means by family of the half that chose and of the one held out, before and
    after."""

    weights: Weights
    chosen_by: tuple[Mapping[str, float], Mapping[str, float]]
    held_out: tuple[Mapping[str, float], Mapping[str, float]]


class Fitting:
    """An index with questions to it, understood once."""

    def __init__(self, index: SearchIndex, questions: Iterable[Question]) -> None:
        self._index = index
        self._asked = [(question, _plan(question)) for question in questions]

    def means(self, weights: Weights, *, held_out: bool) -> dict[str, float]:
        """The mean average precision of each family's questions in one half, by these weights."""
        values: dict[str, list[float]] = defaultdict(list)
        for question, asked in self._asked:
            if question.held_out == held_out:
                own = weights.of_free_text() if question.like else weights
                weighed = replace(asked, weights=own, priors=priors(weights=weights))
                found = [hit.id for hit in self._index.search(weighed).hits]
                values[question.family].append(precision(found, question.answers))
        return {family: sum(some) / len(some) for family, some in sorted(values.items())}

    def fit(self, start: Weights, told: Callable[[str], None] = lambda _line: None, rounds: int = 2) -> Fitted:
        """The best weights of GRID, found one after another, beginning from `start`."""
        best, worth = start, self._worth(start)
        for _ in range(rounds):
            before = best
            for name, numbers in GRID.items():
                for number in numbers:
                    tried = _with(best, name, number)
                    if tried == best:
                        continue
                    value = self._worth(tried)
                    told(f"{name} {number}: {self._said(tried)}")
                    if value > worth + LEAST_GAIN:
                        best, worth = tried, value
            if best == before:
                break
        return Fitted(
            best,
            (self.means(start, held_out=False), self.means(best, held_out=False)),
            (self.means(start, held_out=True), self.means(best, held_out=True)),
        )

    def _said(self, weights: Weights) -> str:
        halves = (self.means(weights, held_out=False), self.means(weights, held_out=True))
        return "; ".join(f"{family} {value:.4f} {halves[1].get(family, 0):.4f}" for family, value in halves[0].items())

    def _worth(self, weights: Weights) -> float:
        """The mean over families, each counting alike."""
        means = self.means(weights, held_out=False)
        return sum(means.values()) / max(len(means), 1)


def precision(found: Sequence[DocumentId], answers: frozenset[DocumentId]) -> float:
    """The average precision of a ranking of at most DEPTH documents."""
    places = [place for place, document in enumerate(found[:DEPTH], start=1) if document in answers]
    best = min(len(answers), DEPTH)
    return sum(number / place for number, place in enumerate(places, start=1)) / best if best else 0.0


def _with(weights: Weights, name: str, number: float) -> Weights:
    """The weights with one of GRID's set to this number."""
    fields: dict[str, Any] = {name: number}
    if name == "standing":
        fields = {
            of: {value: round(one * number, 3) for value, one in values.items() if number}
            for of, values in STANDING.items()
        }
    return replace(weights, **fields)


def _plan(question: Question) -> SearchPlan:
    asked = SearchQuery(question.text, reader=question.reader, like=question.like, size=DEPTH)
    node = free(question.text) if question.like else parse(question.text)
    counted = plan(asked, node, viewer=ANYONE, section=None)
    return replace(of_section(counted, asked, "own"), paragraphs=0)
