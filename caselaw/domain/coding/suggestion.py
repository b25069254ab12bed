"""Suggestions to a coder: passages like those that already have a code, each with its reason.

A suggestion is no coding and is kept nowhere; what is kept is that a coder has turned one down. Only what a person
saves is coded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from caselaw.domain.coding.codings import Coding
from caselaw.domain.document import Document
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph

_K = TypeVar("_K")
_RANK = 20
"""How slowly the later places of a list count less (reciprocal rank fusion, Cormack et al. 2009, with a smaller k: our
lists are short)."""


@dataclass(frozen=True)
class Spot:
    """A paragraph by its place. `length` in code points tells whether it is still the same one: read anew, its anchor
    may be another's."""

    document: DocumentId
    anchor: str
    length: int


@dataclass(frozen=True)
class Reason:
    """Why a passage is suggested: like the words of `coding` by its meaning (`likeness` a cosine), or by the `words`
    that it shares with the coded passages, as they stand in it; or both."""

    coding: Coding | None = None
    likeness: float = 0.0
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A paragraph that may deserve the code."""

    document: Document
    paragraph: Paragraph
    reason: Reason

    @property
    def spot(self) -> Spot:
        return Spot(self.document.id, self.paragraph.anchor, len(self.paragraph.text))


def fused(*lists: Iterable[_K]) -> tuple[_K, ...]:
    """What stands in these lists, each the best first, as one list: what several put in front comes first."""
    scores: dict[_K, float] = {}
    for one in lists:
        for place, key in enumerate(one):
            scores[key] = scores.get(key, 0.0) + 1 / (_RANK + place)
    return tuple(sorted(scores, key=lambda key: -scores[key]))


def shared_weights(
    coded: Iterable[frozenset[str]], every: Mapping[str, int], total: int
) -> dict[str, float]:  # fmt: skip
    """What the words of coded passages tell, by word: each counts the more the more of the coded passages have it, and
    the fewer of all `total` paragraphs, of which `every` tells how many have it. With several passages a word that
    only one of them has tells nothing."""
    passages = list(coded)
    held: dict[str, int] = {}
    for words in passages:
        for word in words:
            held[word] = held.get(word, 0) + 1
    least = 2 if len(passages) > 1 else 1
    found = {}
    for word, count in held.items():
        usual = (every.get(word, 0) + 1) / (total + 2)
        lift = count / len(passages) - usual
        if count >= least and lift > 0:
            found[word] = lift * (1 - usual)
    return found
