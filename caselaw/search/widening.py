"""What is added to a query: for a concept it names, the other ways to say it, in every language; for a word, what the
collection has taught itself to say for it in other languages.

Widening only ever adds: the words that were typed are looked for as they were, and what is added counts for less. Words
in quotation marks, values of fields and what is denied are taken as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from caselaw.domain.glossary.concepts import TERM_LANGUAGES
from caselaw.domain.languages import reading_direction
from caselaw.domain.searching.questions import GLOSSARY, LEXICON, SearchQuery
from caselaw.domain.text import direction
from caselaw.search.analysis import exact, is_stop, stem
from caselaw.search.glossary import Saying, named, sayings
from caselaw.search.lexicon import NOTHING_LEARNED, Lexicon, Translation
from caselaw.search.query import Both, Either, Loose, Node, Typed
from caselaw.search.telling import looked_for, telling

MOST_CONCEPTS = 12
"""Terms of a query that are widened, the first of them."""

SURE = 0.3
"""Probability from which a learned word stands for one that is wanted. In free text, where any word will do, unlikely
ones only weigh less; here each of them would bring documents of its own."""

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
    they cannot well be anything else. `glossary` says whether concepts are named otherwise, `lexicon` how words are
    said in other languages, from which probability on (`least`)."""

    spoken: tuple[str, ...]
    dropped: frozenset[str] = frozenset()
    glossary: bool = True
    lexicon: Lexicon = NOTHING_LEARNED
    least: float = 0.0
    _met: dict[tuple[str, ...], tuple[Group, ...]] = field(default_factory=dict, compare=False, repr=False)

    def groups(self, nodes: Sequence[Typed]) -> tuple[Group, ...]:
        """The terms in a row of typed words, in their order, none overlapping another."""
        if not self.glossary:
            return ()
        row = tuple(node.text for node in nodes)
        if row not in self._met:
            self._met[row] = self._groups(nodes)
        return self._met[row]

    def _groups(self, nodes: Sequence[Typed]) -> tuple[Group, ...]:
        owners: list[int] = []
        words: list[str] = []
        for number, node in enumerate(nodes):
            forms = exact(node.text)
            words += forms
            owners += [number] * len(forms)
        groups: list[Group] = []
        for term in named(words, (*self.spoken, *self._others())):
            first, last = owners[term.start], owners[term.end - 1]
            whole = owners.index(first) == term.start and len(owners) - 1 - owners[::-1].index(last) == term.end - 1
            if whole and self._certain(term.language, words[term.start : term.end]):
                concepts = [concept for concept in term.concepts if concept not in self.dropped]
                said = tuple(sayings(concepts, words[term.start : term.end], term.language))
                groups.append(Group(first, last + 1, said))
        return tuple(group for group in groups if group.sayings)[:MOST_CONCEPTS]

    def learned(self, node: Typed) -> tuple[Saying, ...]:
        """What the collection says for one typed word in other languages, by language the likeliest first."""
        words = telling(node.text)
        concept = f"{LEXICON}:{''.join(exact(node.text))}"
        if not self.lexicon or len(words) != 1 or concept in self.dropped:
            return ()
        for language in (*self.spoken[1:], self.spoken[0], *self._others()):
            found = self.lexicon.translations(words[0], language)
            if found and self._certain(language, exact(words[0])) and not is_stop(words[0], language):
                return tuple(
                    Saying(concept, one.term, one.language, LEXICON, one.probability)
                    for one in found
                    if one.probability >= self.least
                    and not _is_said(one, words[0])
                    and (not self.least or self._is_said_back(one, words[0], language))
                )
        return ()

    def _is_said_back(self, one: Translation, word: str, language: str) -> bool:
        """What a learned word is itself known to mean is the word it stands for, among others. A stem may be that of
        two words (*casa*, *caso*): where one of them is everywhere, it would bring every document."""
        back = [each for each in self.lexicon.translations(one.term, one.language) if each.language == language]
        return not back or any(_is_said(each, word) for each in back)

    def _others(self) -> tuple[str, ...]:
        return tuple(code for code in TERM_LANGUAGES if code not in self.spoken)

    def _certain(self, language: str, words: Sequence[str]) -> bool:
        if language in self.spoken or len(words) > 1 or len(words[0]) >= _TELLING:
            return True
        return direction(words[0]) != reading_direction(self.spoken[0])


def widening(
    query: SearchQuery, node: Node, spoken: Iterable[str], lexicon: Lexicon = NOTHING_LEARNED
) -> Widening | None:
    """How this query, parsed as `node`, is widened; None where the reader wants nothing added. `spoken` are the
    languages of its words, of which those that are not the reader's are shown by more of its function words."""
    chosen = NOTHING_LEARNED if LEXICON in query.without else lexicon
    if GLOSSARY in query.without and not chosen:
        return None
    languages = tuple(dict.fromkeys((query.reader, *sorted(spoken))))
    least = 0.0 if isinstance(node, Loose) else SURE
    return Widening(languages, query.dropped, GLOSSARY not in query.without, chosen, least)


def added(node: Node, how: Widening | None) -> tuple[Saying, ...]:
    """Everything that is added to a query, each once."""
    if how is None:
        return ()
    found = [saying for row in _rows(node) for group in how.groups(row) for saying in group.sayings]
    return tuple(dict.fromkeys((*found, *(saying for word in _learnable(node, how) for saying in how.learned(word)))))


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


def _learnable(node: Node, how: Widening) -> Iterator[Typed]:
    """The typed words for which learned translations are looked for: those of no term, and all of a free text."""
    match node:
        case Typed():
            yield from () if how.groups((node,)) else (node,)
        case Loose():
            yield from looked_for(node, frozenset(how.spoken))
        case Both():
            for row in rows_of(node.nodes):
                words = tuple(part for part in row if isinstance(part, Typed))
                if words:
                    covered = {place for group in how.groups(words) for place in range(group.start, group.end)}
                    yield from (word for place, word in enumerate(words) if place not in covered)
                else:
                    yield from _learnable(row[0], how)
        case Either():
            for part in node.nodes:
                yield from _learnable(part, how)
        case _:
            return


def _is_said(translation: Translation, word: str) -> bool:
    """The word itself is looked for in every language."""
    return stem(translation.term, translation.language) == stem(word, translation.language)
