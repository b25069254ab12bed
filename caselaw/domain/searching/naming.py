"""The names by which a document can be asked for while somebody types: its own, its number, those who stand in it.

A name is found by the beginning of any of its words, and by several words in their order, however they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.document import Facts
from caselaw.domain.text import fold

NameKind = Literal["case", "number", "party", "judge", "company"]

LONGEST_NAME = 160
"""Code points: a title that is a whole sentence is not what anybody begins to type."""
LONGEST_START = 60
"""Code points of a name, from one of its words on, that are compared with what was typed."""
_MOST_WORDS = 12
_MOST_PEOPLE = 20
_SHORTEST = 3  # letters of a word in the midst of a name that is looked for by itself
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = "ال"
# Words that begin no search: of, and, the, against, in the four languages, and how a caption parts its sides.
_LINKING = frozenset(map(fold, (
    "the", "and", "for", "los", "las", "del", "les", "des", "aux", "von", "contra", "contre", "against", "versus",
    "ضد", "من", "في", "على", "عن", "إلى", "بن", "ابن",
)))  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A name as it is printed, on one line."""

    kind: NameKind
    text: str


@dataclass(frozen=True)
class Start:
    """A name from one of its words on, folded; `inside` where it is not the first."""

    text: str
    inside: bool


def names(facts: Facts) -> tuple[Name, ...]:
    """The names of a document, each once. People who were harmed are not among them, nor anybody in a case whose
    people are at risk: they are found by whoever knows their case."""
    return tuple(dict.fromkeys(name for name in _names(facts) if folded(name.text) and len(name.text) <= LONGEST_NAME))


def _names(facts: Facts) -> Iterator[Name]:
    for title in (facts.case_name, facts.title):
        if title:
            yield Name("case", _line(title))
    for identifier in facts.identifiers:
        yield Name("number", _line(identifier.value))
    if facts.abuse:
        for company in facts.abuse.companies[:_MOST_PEOPLE]:
            yield Name("company", _line(company.name))
    if not (facts.abuse and facts.abuse.at_risk):
        for party in facts.parties[:_MOST_PEOPLE]:
            if party.role != "victim":
                yield Name("party", _line(party.name))
        for judge in facts.judges[:_MOST_PEOPLE]:
            yield Name("judge", _line(judge))


def starts(name: str) -> tuple[Start, ...]:
    """Where a name can begin to be typed, each once: at its first word, and at each later one that says something. An
    Arabic word also without its article."""
    words = _WORD.findall(fold(name))
    found: dict[str, bool] = {}
    for place, word in enumerate(words[:_MOST_WORDS]):
        if place and (len(word) < _SHORTEST or word in _LINKING) and not word.isdecimal():
            continue
        for whole in {word, word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word}:
            text = " ".join((whole, *words[place + 1 :]))[:LONGEST_START]
            found[text] = found.get(text, True) and place > 0
    return tuple(Start(text, inside) for text, inside in found.items())


def folded(name: str) -> str:
    """The whole name in folded words with single spaces: two that are written differently are the same in it."""
    return " ".join(_WORD.findall(fold(name)))


def beginning(typed: str) -> str:
    """What was typed in the form of `Start.text`. A space at its end stays: the word before it is complete."""
    words = folded(typed)[:LONGEST_START]
    return words + " " if words and typed[-1:].isspace() else words


def _line(text: str) -> str:
    return " ".join(text.split())
