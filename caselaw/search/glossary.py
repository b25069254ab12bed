"""Terms of the glossary in a query: where they stand, and how else the same thing is said.

A term is recognised by its stems in the order they stand, in whichever language it is: *evicciones forzosas* is not a
term, *desalojos forzados* is one of those of *desalojo forzado*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caselaw.domain.glossary.concepts import Concept, Edition, edition
from caselaw.domain.searching.questions import GLOSSARY
from caselaw.search.analysis import chain, exact, is_stop, stems_of

_Stems = tuple[str, ...]
_WIDEST = 12
"""Words of a query, function words among them, that a term may span."""
_ENDING = 3
"""Letters by which forms of one word differ in length."""
_MOST_KEPT = 100_000  # terms whose stems are remembered: a change to one concept must not cost the stems of all


@dataclass(frozen=True)
class Named:
    """Words [start, end) of a query are a term of `language` for these concepts."""

    start: int
    end: int
    language: str
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Saying:
    """Another way to say what was asked: `term` in `language`, of the concept with this id.

    `source` is one of SOURCES; `weight` from 0 to 1 is how sure it is among all that this source says.
    """

    concept: str
    term: str
    language: str
    source: str = GLOSSARY
    weight: float = 1.0


def named(words: Sequence[str], languages: Sequence[str]) -> tuple[Named, ...]:
    """The terms among these exact words, the longest first where two overlap; of languages the first that has one."""
    book = _book(edition())
    found: list[Named] = []
    place = 0
    while place < len(words):
        one = _longest_at(book, words, place, languages)
        if one:
            found.append(one)
        place = one.end if one else place + 1
    return tuple(found)


def sayings(concepts: Iterable[str], besides: Sequence[str], language: str) -> Iterator[Saying]:
    """The terms of these concepts in every language, but for the one that is said with the words `besides`; with each
    the terms of what editors found to be the same."""
    there = edition().concepts
    given: set[tuple[str, _Stems]] = {(chain(language), _stems(_telling(besides, language), language))}
    for concept in concepts:
        for one in _same(concept, there):
            for code, terms in one.terms.items():
                for term in terms:
                    form = (chain(code), _known_as(term, code)[1])
                    if form not in given:
                        given.add(form)
                        yield Saying(concept, term, code)


def says_something(term: str, language: str) -> bool:
    """A term of function words alone would be found in every query."""
    return any(not is_stop(word, language) for word in exact(term))


@dataclass(frozen=True)
class _Term:
    """The words of a term that say something, folded, and its concept."""

    words: _Stems
    concept: str


@dataclass(frozen=True)
class _Book:
    """The terms of one edition: of each language by the stems of the words that say something; `begins` holds the
    first of these, `longest` counts those of the longest term."""

    terms: Mapping[str, Mapping[_Stems, tuple[_Term, ...]]]
    begins: Mapping[str, frozenset[str]]
    longest: int

    def concepts(self, words: Sequence[str], language: str) -> tuple[str, ...]:
        """The concepts that these words are a term of. One word alone is known by a form of its own length: *private*
        has the stem of *privatization* and is another word."""
        terms = self.terms.get(language, {}).get(_stems(words, language), ())
        if len(words) == 1:
            terms = tuple(term for term in terms if abs(len(term.words[0]) - len(words[0])) <= _ENDING)
        return tuple(dict.fromkeys(term.concept for term in terms))


@lru_cache(maxsize=2)
def _book(of: Edition) -> _Book:
    found: dict[str, dict[_Stems, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    for concept in of.concepts.values():
        for language, terms in concept.terms.items():
            for term in terms:
                words, stems = _known_as(term, language)
                found[language][stems].append(_Term(words, concept.id))
    terms_of = {code: {stems: tuple(some) for stems, some in terms.items()} for code, terms in found.items()}
    begins = {code: frozenset(stems[0] for stems in terms if stems) for code, terms in terms_of.items()}
    return _Book(terms_of, begins, max((len(stems) for terms in found.values() for stems in terms), default=0))


@lru_cache(maxsize=_MOST_KEPT)
def _known_as(term: str, language: str) -> tuple[_Stems, _Stems]:
    """The words of a term that say something, folded, and their stems."""
    words = _telling(exact(term), language)
    return words, _stems(words, language)


def _same(concept: str, there: Mapping[str, Concept]) -> Iterator[Concept]:
    """The concept, and all that are the same as it or as one of these."""
    waiting, met = [concept], {concept}
    while waiting:
        one = there.get(waiting.pop())
        if one is not None:
            yield one
            further = [other for other in one.same if other not in met]
            met.update(further)
            waiting += further


def _longest_at(book: _Book, words: Sequence[str], place: int, languages: Sequence[str]) -> Named | None:
    """The term that begins at this word and ends last; of languages that end alike the first."""
    best: Named | None = None
    for language in languages:
        if _stems(words[place : place + 1], language)[0] not in book.begins.get(language, ()):
            continue  # most words begin no term, and a text of thousands is read in a moment
        for end, said in _spans(words, place, language, book.longest):
            if best is not None and end <= best.end:
                break
            if concepts := book.concepts(said, language):
                best = Named(place, end, language, concepts)
                break
    return best


def _spans(words: Sequence[str], place: int, language: str, most: int) -> list[tuple[int, list[str]]]:
    """What may be a term from this word on, with its end, the longest first: words as they stand, and without the
    function words among them."""
    spans = [(end, list(words[place:end])) for end in range(place + 1, min(len(words), place + most) + 1)]
    telling = [at for at in range(place, min(len(words), place + _WIDEST)) if not is_stop(words[at], language)]
    if telling and telling[0] == place:
        spans += [(telling[size - 1] + 1, [words[at] for at in telling[:size]]) for size in range(2, most + 1)
                  if size <= len(telling)]  # fmt: skip
    return sorted(spans, key=lambda span: -span[0])


def _telling(words: Sequence[str], language: str) -> _Stems:
    """The words without function words: people leave these out, and put others in (interests of *the* child). Where
    one word alone would be left, all of them say it: *sans-abri* is not *abri*."""
    kept = tuple(word for word in words if not is_stop(word, language))
    return kept if len(kept) > 1 else tuple(words)


def _stems(words: Sequence[str], language: str) -> _Stems:
    return tuple(stems_of(list(words), language))
