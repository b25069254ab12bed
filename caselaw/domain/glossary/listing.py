"""The glossary as a list to leaf through: by letter, by subject, by a word that stands in a term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caselaw.domain.glossary.concepts import Concept
from caselaw.domain.text import fold

_ARTICLE = "ال"


def initial(concept: Concept, language: str) -> str:
    """The letter under which a concept stands in this language; empty where its term begins with none."""
    return next((character.upper() for character in _sorted_as(concept, language) if character.isalpha()), "")


def letters(concepts: Iterable[Concept], language: str) -> tuple[str, ...]:
    """The letters under which something stands, in their order."""
    return tuple(sorted({initial(one, language) for one in concepts} - {""}))


def chosen(
    concepts: Iterable[Concept], language: str, *, text: str = "", letter: str = "", subject: str = ""
) -> tuple[Concept, ...]:
    """The concepts of a subject, under a letter, that have all the words of `text` in one of their terms: those that
    begin with it first, then by their preferred term in this language."""
    wanted = fold(" ".join(text.split()))
    found = [
        (place, _sorted_as(one, language), one)
        for one in concepts
        if (not subject or one.subject == subject)
        and (not letter or initial(one, language) == fold(letter).upper())
        and (place := _place(one, wanted.split(), wanted)) is not None
    ]
    return tuple(one for _, _, one in sorted(found, key=lambda each: (each[0], each[1], each[2].id)))


def _place(concept: Concept, words: Sequence[str], wanted: str) -> int | None:
    """0 where a term is what is wanted, 1 where one begins so, 2 where one has all the words; None where none has."""
    if not words:
        return 0
    terms = [fold(term) for terms in concept.terms.values() for term in terms]
    having = [term for term in terms if all(word in term for word in words)]
    if not having:
        return None
    return min(0 if term == wanted else 1 if term.startswith(wanted) else 2 for term in having)


def _sorted_as(concept: Concept, language: str) -> str:
    term = fold(concept.called(language))
    return term.removeprefix(_ARTICLE) if language == "ar" else term
