"""What is added to a query: for a concept it names, the other ways to say it, in every language.

Widening only ever adds: the words that were typed are looked for as they were, and what is added counts for less. Words
in quotation marks, values of fields and what is denied are taken as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caselaw.domain.glossary import TERM_LANGUAGES
from caselaw.domain.languages import reading_direction
from caselaw.domain.searching import GLOSSARY, SearchQuery
from caselaw.domain.text import direction
from caselaw.search.analysis import exact
from caselaw.search.glossary import Named, Saying, named, sayings
from caselaw.search.query import Both, Either, Loose, Node, Typed

MOST_CONCEPTS = 12
"""Terms of a query that are widened, the first of them."""

_TELLING = 7  # letters: a shorter word alone is often a word of another language too (auto, fond, vista)


@dataclass(frozen=True)
class Group:
    """Nodes [start, end) of a row of typed words name concepts that have these other names."""

    start: int
    end: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True)
class Widening:
    """How a query is widened: terms of `spoken` languages are known by every word, those of other languages only where
    they cannot well be anything else."""

    spoken: tuple[str, ...]
    dropped: frozenset[str] = frozenset()

    def groups(self, nodes: Sequence[Typed]) -> tuple[Group, ...]:
        """The terms in a row of typed words, in their order, none overlapping another."""
        owners: list[int] = []
        words: list[str] = []
        for number, node in enumerate(nodes):
            forms = exact(node.text)
            words += forms
            owners += [number] * len(forms)
        others = tuple(code for code in TERM_LANGUAGES if code not in self.spoken)
        groups: list[Group] = []
        for term in named(words, (*self.spoken, *others)):
            first, last = owners[term.start], owners[term.end - 1]
            whole = owners.index(first) == term.start and len(owners) - 1 - owners[::-1].index(last) == term.end - 1
            if whole and self._certain(term, words[term.start : term.end]):
                concepts = [concept for concept in term.concepts if concept not in self.dropped]
                said = tuple(sayings(concepts, words[term.start : term.end], term.language))
                groups.append(Group(first, last + 1, said))
        return tuple(group for group in groups if group.sayings)[:MOST_CONCEPTS]

    def _certain(self, term: Named, words: Sequence[str]) -> bool:
        if term.language in self.spoken or len(words) > 1 or len(words[0]) >= _TELLING:
            return True
        return direction(words[0]) != reading_direction(self.spoken[0])


def widening(query: SearchQuery, spoken: Iterable[str]) -> Widening | None:
    """How this query is widened; None where the reader wants nothing added. `spoken` are the languages of its words."""
    if GLOSSARY in query.without:
        return None
    return Widening(tuple(dict.fromkeys((query.reader, *sorted(spoken)))), query.dropped)


def added(node: Node, how: Widening | None) -> tuple[Saying, ...]:
    """Everything that is added to a query, each once."""
    if how is None:
        return ()
    return tuple(
        dict.fromkeys(saying for row in _rows(node) for group in how.groups(row) for saying in group.sayings)
    )  # fmt: skip


def rows_of(nodes: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """The nodes cut into rows: typed words side by side are one, every other node is one of its own."""
    row: list[Node] = []
    for node in nodes:
        if row and not (isinstance(node, Typed) and isinstance(row[-1], Typed)):
            yield tuple(row)
            row = []
        row.append(node)
    if row:
        yield tuple(row)


def _rows(node: Node) -> Iterator[tuple[Typed, ...]]:
    """The rows of typed words of a query that are not denied."""
    match node:
        case Typed():
            yield (node,)
        case Loose():
            yield node.nodes
        case Both():
            for row in rows_of(node.nodes):
                words = tuple(part for part in row if isinstance(part, Typed))
                if words:
                    yield words
                else:
                    yield from _rows(row[0])
        case Either():
            for part in node.nodes:
                yield from _rows(part)
        case _:
            return
