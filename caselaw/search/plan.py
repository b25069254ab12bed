"""What is to be found, said before it is run: the frozen plan that each engine compiles by a pure function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching import Sort
from caselaw.search.weights import WEIGHTS, Weights


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
class Near:
    """All of `words`, two to five, unstemmed and folded, in one paragraph or one name, in any order, with at most `gap`
    other words between the first and the last of them. A word may be a pattern (see `Pattern`)."""

    words: tuple[str, ...]
    gap: int


@dataclass(frozen=True)
class Pattern:
    """A word of the texts, unstemmed and folded, in which `*` stands for any letters, also none, and `?` for one."""

    text: str


@dataclass(frozen=True)
class Fuzzy:
    """A word spelled like this one: one letter other, more, less or changed with its neighbour; two from six letters
    on. Unstemmed and folded."""

    text: str


@dataclass(frozen=True)
class Named:
    """Every exact word of `text` stands in the names of `field`, one of `caselaw.search.project.NAME_FIELDS`."""

    field: str
    text: str


@dataclass(frozen=True)
class Between:
    """Decided on a day that may lie from `first` to `last`, both yyyymmdd and included: of a decision of which only the
    year is known, any day of it may be the day."""

    first: int
    last: int


@dataclass(frozen=True)
class InParagraph:
    """One paragraph alone holds all of `clause`, in which nothing speaks of the document (`Keyword`, `Named`,
    `Between`), and stands in one of `sections`, bears one of the printed `numbers`, has one of `voices`; what is empty
    asks nothing. Names of the document are no paragraph."""

    clause: Clause
    sections: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()


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


Leaf = Word | Phrase | Near | Pattern | Fuzzy
"""What a paragraph can say."""

Clause = Leaf | Named | Keyword | Between | InParagraph | All | Some | Not | Weighted | Everything


@dataclass(frozen=True)
class SearchPlan:
    """A plan for one viewer.

    A row is served where its audience is among `audiences` and none of its richer rows' is; no audience, no hit.
    `where` speaks of whole documents; paragraphs are ranked by its words and phrases alone. `filters` maps a field to
    wanted values (any of them); a facet of the same field is counted without it. `scope` narrows to these ids (None:
    all); `withdrawn` are left out of hits, counts and facets: the index may still hold what the viewer may no longer
    read of them. `offset` and `size` count documents; size 0 asks only for counts. `facet_sizes` says where a facet has
    another size than `facet_size`.

    `weights` is what each place of a text counts; each of `priors` that holds adds its weight to the score of what was
    found, whatever the words (and only where some words rank). `paragraphs` of each document are given, from the
    `paragraphs_from`-th best on.
    """

    audiences: frozenset[Audience]
    where: Clause = field(default_factory=Everything)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages_in: tuple[str, ...] = ()
    languages_out: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    facet_size: int = 100
    facet_sizes: Mapping[str, int] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0
    size: int = 10
    paragraphs: int = 3
    paragraphs_from: int = 0
    weights: Weights = WEIGHTS
    priors: tuple[tuple[Keyword, float], ...] = ()
    scope: frozenset[DocumentId] | None = None
    withdrawn: frozenset[DocumentId] = frozenset()


def children(clause: Clause) -> tuple[Clause, ...]:
    """The clauses directly below this one."""
    if isinstance(clause, All | Some):
        return clause.clauses
    return (clause.clause,) if isinstance(clause, Not | Weighted | InParagraph) else ()


def said_words(clause: Clause) -> tuple[Leaf, ...]:
    """The words and phrases that speak for a document, each once: those that rank it, by which its paragraphs are
    chosen, and that are marked there. What stands under a denial does not."""
    return tuple(said_weights(clause))


def said_weights(clause: Clause) -> Mapping[Leaf, float]:
    """`said_words` with what each counts: where it stands more than once, the most."""
    found: dict[Leaf, float] = {}
    waiting: list[tuple[Clause, bool, float]] = [(clause, True, 1.0)]
    while waiting:
        current, affirmed, weight = waiting.pop()
        if isinstance(current, Leaf) and affirmed:
            found[current] = max(weight, found.get(current, 0.0))
        flips = isinstance(current, Not)
        weight *= current.weight if isinstance(current, Weighted) else 1.0
        waiting.extend((child, affirmed != flips, weight) for child in reversed(children(current)))
    return found
