"""What a term, a source and a concept must be to be taken into the glossary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from caselaw.domain.glossary.concepts import TERM_LANGUAGES, Concept
from caselaw.domain.text import fold, nfc

LONGEST_TERM = 120
LONGEST_SOURCE = 200
LONGEST_SENSE = 300
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60


def plain(text: str) -> str:
    """The text on one line, in the form in which texts are stored."""
    return " ".join(nfc(text).split())


def term_fault(text: str, language: str) -> str | None:
    """The code of what is wrong with a term by itself, None where nothing is."""
    if language not in TERM_LANGUAGES:
        return "glossary.language"
    if len(text) > LONGEST_TERM:
        return "glossary.term.long"
    if not any(character.isalpha() for character in text):
        return "glossary.term.empty"
    if any(unicodedata.category(character) in ("Cc", "Cs", "Cf", "Co", "Cn") for character in text) or "|" in text:
        return "glossary.term.signs"
    return None


def line_fault(text: str, most: int) -> str | None:
    """The code of what is wrong with a line about a term or concept, None where nothing is."""
    if len(text) > most:
        return "glossary.line.long"
    if any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in text):
        return "glossary.term.signs"
    return None


def owner_of(text: str, language: str, concept: str, there: Mapping[str, Concept]) -> Concept | None:
    """Another concept that has this term and is not related to this one: who types the term could mean either, and
    nobody said how the two are tied."""
    own = there.get(concept)
    tied = {*own.same, *own.near, *own.counterparts} if own else set()
    for other in there.values():
        if other.id == concept or other.id in tied or concept in {*other.same, *other.near, *other.counterparts}:
            continue
        if any(fold(term) == fold(text) for term in other.terms.get(language, ())):
            return other
    return None


def id_for(term: str, taken: Mapping[str, Concept]) -> str:
    """A free id for a concept that is first called so: its letters as far as they are Latin, and a number where the id
    is taken."""
    name = _NOT_IN_IDS.sub("-", fold(term)).strip("-")[:_LONGEST_ID].strip("-") or "concept"
    number = 1
    while (found := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return found
