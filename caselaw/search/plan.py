"""What is to be found, said before it is run: the frozen plan that each engine compiles by a pure function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import Sort
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
    """All of `words`, two to MOST_NEAR, unstemmed and folded, in one paragraph or one name, each at a place of its own,
    in any order, with at most `gap` other words between the first and the last; more than WIDEST counts as WIDEST.
    A word may be a pattern (see `Pattern`). What parts in several (l’eau) is those several words; of what is no word
    nothing is asked. Where no word is left, or more than MOST_NEAR, nothing holds. It ranks by its words, as each of
    them would alone."""

    words: tuple[str, ...]
    gap: int


@dataclass(frozen=True)
class Pattern:
    """A word of a paragraph or a name, unstemmed and folded, in which `*` stands for any letters, also none, and `?`
    for one (`wordforms.matcher`). With fewer than two letters of its own nothing holds. A text that is several words
    (anti-discrim*) is those words `Near` each other with nothing between. For rank it counts 1 where a paragraph holds
    it and the weight of titles where a name does, however often."""

    text: str


@dataclass(frozen=True)
class Fuzzy:
    """A word spelled like this one: one letter other, more, less or changed with its neighbour; two such changes from
    six letters on; a word of one or two letters, or with a digit, is only itself. Unstemmed and folded, the word itself
    included. A text that is several words asks for each of them, anywhere in the document. For rank each counts as a
    `Pattern` does."""

    text: str


@dataclass(frozen=True)
class Named:
    """Every exact word of `text`, each of which may be a pattern, stands in the names of `field`, one of
    `caselaw.search.project.NAME_FIELDS`, whichever of them; nothing holds without a word. Has no say in the rank."""

    field: str
    text: str


@dataclass(frozen=True)
class Between:
    """Decided on a day that may lie from `first` to `last`, both yyyymmdd and included: of a decision of which only the
    year is known, any day of it may be the day. Nothing undated, and nothing where `first` is after `last`.
    Has no say in the rank."""

    first: int
    last: int


@dataclass(frozen=True)
class InParagraph:
    """One paragraph alone holds all of `clause`, denials in it included, and stands in one of `sections`, bears one of
    the printed `numbers`, has one of `voices`; what is empty asks nothing. Names of the document are no paragraph.
    `check_clauses` refuses what speaks of the document inside (`Keyword`, `Named`, `Between`). It ranks documents by
    the words it affirms (`said_weights`), wherever in the document they stand."""

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


MOST_NEAR = 5
"""Words that may be asked for near each other."""

WIDEST = 50
"""Other words that may stand between the first and the last of a `Near`."""

Leaf = Word | Phrase | Near | Pattern | Fuzzy
"""What a paragraph can say."""

_LEAVES = (Word, Phrase, Near, Pattern, Fuzzy)  # as a tuple: a union is asked several times slower

Clause = Leaf | Named | Keyword | Between | InParagraph | All | Some | Not | Weighted | Everything


@dataclass(frozen=True)
class SearchPlan:
    """A plan for one viewer.

    A row is served where its audience is among `audiences` and none of its richer rows' is; no audience, no hit.
    `where` speaks of whole documents; paragraphs are ranked by its words and phrases alone. `filters` maps a field to
    wanted values: any of them, and a facet of the same field is counted without it; of the fields `together` all of
    them, and a facet of the same field is counted with it. `scope` narrows to these ids (None:
    all); `withdrawn` are left out of hits, counts and facets: the index may still hold what the viewer may no longer
    read of them. `offset` and `size` count documents; size 0 asks only for counts. `facet_sizes` says where a facet has
    another size than `facet_size`.

    `weights` is what each place of a text counts (`lead` and `exact` of a `Word` alone); each of `priors`, all above 0,
    that holds adds its weight to the score of what was found, whatever the words (and only where some words rank).
    `paragraphs` of each document are given, from the `paragraphs_from`-th best on: a paragraph counts by each of
    `answers` that it holds, a `Word` of several stems by each of them (as it was typed only where it has one),
    a `Near` or `InParagraph` only where all of it holds; the latter by its words and 1 more.

    `relevance`: the best score first. `newest`: by the first day a decision may be of, the last of them first;
    `oldest`: by the last such day, the first of them first; of two that share that day the one whose other day is
    nearer to it, so that a decision of which only the year is known stands after those of its year both ways; the
    undated last. `level`: the highest first; `cited`: the most cited first; both then by `newest`. At last by id.
    """

    audiences: frozenset[Audience]
    where: Clause = field(default_factory=Everything)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    together: frozenset[str] = frozenset()
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


def wanted_of(plan: SearchPlan, without: str | None = None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of which field any of which values is wanted, all that the filters of a plan ask one after the other; without
    the filter of one field where it can be set aside."""
    for name, values in plan.filters.items():
        if name in plan.together:
            yield from ((name, (value,)) for value in values)
        elif name != without:
            yield name, values


def children(clause: Clause) -> tuple[Clause, ...]:
    """The clauses directly below this one."""
    if isinstance(clause, All | Some):
        return clause.clauses
    return (clause.clause,) if isinstance(clause, Not | Weighted | InParagraph) else ()


def answers(clause: Clause) -> Mapping[Leaf | InParagraph, float]:
    """What chooses paragraphs, with what each counts: `said_weights`, but an affirmed `InParagraph` as a whole."""
    return _affirmed(clause, whole=InParagraph)


def said_words(clause: Clause) -> tuple[Leaf, ...]:
    """The words and phrases that speak for a document, each once: those that rank it, by which its paragraphs are
    chosen, and that are marked there. What stands under a denial does not."""
    return tuple(said_weights(clause))


def said_weights(clause: Clause) -> Mapping[Leaf, float]:
    """`said_words` with what each counts: where it stands more than once, the most."""
    return {leaf: weight for leaf, weight in _affirmed(clause).items() if isinstance(leaf, _LEAVES)}


def _affirmed(clause: Clause, whole: type[InParagraph] | None = None) -> dict[Leaf | InParagraph, float]:
    found: dict[Leaf | InParagraph, float] = {}
    waiting: list[tuple[Clause, bool, float]] = [(clause, True, 1.0)]
    while waiting:
        current, affirmed, weight = waiting.pop()
        if isinstance(current, _LEAVES) or (whole and isinstance(current, whole)):
            if affirmed:
                found[current] = max(weight, found.get(current, 0.0))
            continue
        flips = isinstance(current, Not)
        weight *= current.weight if isinstance(current, Weighted) else 1.0
        waiting.extend((child, affirmed != flips, weight) for child in reversed(children(current)))
    return found
