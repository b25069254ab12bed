"""What is to be found, said before it is run: the frozen plan that each engine compiles by a pure function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching import Sort


@dataclass(frozen=True)
class Word:
    """A word as typed, matched by the analysis of `language` (a stem) in texts and titles of that language."""

    text: str
    language: str


@dataclass(frozen=True)
class Phrase:
    """Words next to each other, unstemmed and folded, in any language; one word alone is an exact word."""

    text: str


@dataclass(frozen=True)
class Keyword:
    """A whole value of a field that is not text (court, country, kind, language, identifier …)."""

    field: str
    value: str


@dataclass(frozen=True)
class All:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Some:
    """At least one holds; each that holds adds to the score."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Not:
    clause: Clause


@dataclass(frozen=True)
class Weighted:
    """The clause, counting `weight` times as much for the rank of documents and paragraphs."""

    clause: Clause
    weight: float


@dataclass(frozen=True)
class Everything:
    pass


Clause = Word | Phrase | Keyword | All | Some | Not | Weighted | Everything


@dataclass(frozen=True)
class SearchPlan:
    """A plan for one viewer.

    A row is served where its audience is among `audiences` and none of its richer rows' is; no audience, no hit.
    `where` speaks of whole documents; paragraphs are ranked by its words and phrases alone. `filters` maps a field to
    wanted values (any of them); a facet of the same field is counted without it. `scope` narrows to these ids (None:
    all); `withdrawn` are left out of hits, counts and facets: the index may still hold what the viewer may no longer
    read of them. `offset` and `size` count documents; size 0 asks only for counts.
    """

    audiences: frozenset[Audience]
    where: Clause = field(default_factory=Everything)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages_in: tuple[str, ...] = ()
    languages_out: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    facet_size: int = 100
    sort: Sort = "relevance"
    offset: int = 0
    size: int = 10
    paragraphs: int = 3
    scope: frozenset[DocumentId] | None = None
    withdrawn: frozenset[DocumentId] = frozenset()


def children(clause: Clause) -> tuple[Clause, ...]:
    """The clauses directly below this one."""
    if isinstance(clause, All | Some):
        return clause.clauses
    return (clause.clause,) if isinstance(clause, Not | Weighted) else ()


def said_words(clause: Clause) -> tuple[Word | Phrase, ...]:
    """The words and phrases that speak for a document, each once: those that rank it, by which its paragraphs are
    chosen, and that are marked there. What stands under a denial does not."""
    return tuple(said_weights(clause))


def said_weights(clause: Clause) -> Mapping[Word | Phrase, float]:
    """`said_words` with what each counts: where it stands more than once, the most."""
    found: dict[Word | Phrase, float] = {}
    waiting: list[tuple[Clause, bool, float]] = [(clause, True, 1.0)]
    while waiting:
        current, affirmed, weight = waiting.pop()
        if isinstance(current, Word | Phrase) and affirmed:
            found[current] = max(weight, found.get(current, 0.0))
        flips = isinstance(current, Not)
        weight *= current.weight if isinstance(current, Weighted) else 1.0
        waiting.extend((child, affirmed != flips, weight) for child in reversed(children(current)))
    return found
