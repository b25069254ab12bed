"""Terms of the glossary in a query: where they stand, and how else the same thing is said.

A term is recognised by its stems in the order they stand, in whichever language it is: *evicciones forzosas* is not a
term, *desalojos forzados* is one of those of *desalojo forzado*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from caselaw.domain.glossary import TERM_LANGUAGES, glossary
from caselaw.domain.searching import GLOSSARY
from caselaw.search.analysis import chain, exact, stems_of

_Stems = tuple[str, ...]


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
    found: list[Named] = []
    place = 0
    while place < len(words):
        one = _longest_at(words, place, languages)
        if one:
            found.append(one)
        place = one.end if one else place + 1
    return tuple(found)


def sayings(concepts: Sequence[str], besides: Sequence[str], language: str) -> Iterator[Saying]:
    """The terms of these concepts in every language, but for the one that is said with the words `besides`."""
    said = _stems(besides, language)
    given: set[tuple[str, _Stems]] = {(chain(language), said)}
    for concept in concepts:
        for code, terms in glossary()[concept].terms.items():
            for term in terms:
                form = (chain(code), _stems(exact(term), code))
                if form not in given:
                    given.add(form)
                    yield Saying(concept, term, code)


def _longest_at(words: Sequence[str], place: int, languages: Sequence[str]) -> Named | None:
    for size in range(min(_longest(), len(words) - place), 0, -1):
        some = words[place : place + size]
        for language in languages:
            concepts = _terms(language).get(_stems(some, language))
            if concepts:
                return Named(place, place + size, language, concepts)
    return None


@cache
def _terms(language: str) -> Mapping[_Stems, tuple[str, ...]]:
    """The concepts of each term of a language, by its stems."""
    found: dict[_Stems, dict[str, None]] = {}
    for concept in glossary().values():
        for term in concept.terms.get(language, ()):
            found.setdefault(_stems(exact(term), language), {})[concept.id] = None
    return {stems: tuple(ids) for stems, ids in found.items()}


@cache
def _longest() -> int:
    return max(len(stems) for language in TERM_LANGUAGES for stems in _terms(language))


def _stems(words: Sequence[str], language: str) -> _Stems:
    return tuple(stems_of(list(words), language))
