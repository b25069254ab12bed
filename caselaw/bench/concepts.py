"""Concepts as people ask for them, in a few words of each language, and the rules that judge what they were given.

A rule is a regular expression over the folded text of a paragraph, so that a judge knows more ways to say a thing than
the glossary does. A ~ between blanks stands for up to five words, with the rest of the word before it and, in Arabic,
the particles that are written together with the word after it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import direction, fold

DEPTH = 10
"""Paragraphs of an answer that are judged."""

FEWEST = 3
"""Relevant paragraphs below which a concept says nothing about a language of the collection."""

_SPACE = re.compile(r"\s+")
_GAP = r"\w*\W+(?:\w+\W+){0,5}?"
_PARTICLES = r"(?:\w{0,3}?)"

Answer = Callable[[str, str, str], Sequence[str]]
"""A query, its language and the language of the paragraphs wanted → their texts, best first."""


@dataclass(frozen=True)
class Asked:
    """A concept in one language: what people type, and the rule for paragraphs of that language."""

    query: str
    rule: re.Pattern[str]


@dataclass(frozen=True)
class Concept:
    id: str
    languages: Mapping[str, Asked]


@dataclass(frozen=True)
class Judged:
    """How one concept did on the paragraphs of one language: precision in the first DEPTH where it was asked in that
    language, and for each other language it was asked in."""

    concept: str
    language: str
    relevant: int
    within: float
    across: Mapping[str, float]

    @property
    def across_mean(self) -> float:
        return sum(self.across.values()) / len(self.across)


@dataclass(frozen=True)
class Precision:
    """Means over concepts on the paragraphs of one language, or (`language` None) over all languages alike."""

    language: str | None
    concepts: int
    within: float
    across: float

    @property
    def ratio(self) -> float:
        return self.across / self.within if self.within else 0.0


def read(path: Path) -> tuple[Concept, ...]:
    """The concepts of a file: a table each, with `language = [query, rule]`. Raises `ValueError` for one that is not
    asked in every language of ours, or whose rule cannot be read."""
    found = []
    for name, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if set(rows) != set(LANGUAGES):
            raise ValueError(f"{name}: {', '.join(sorted(rows))}")
        found.append(Concept(name, {language: Asked(query, rule(text)) for language, (query, text) in rows.items()}))
    return tuple(found)


def rule(text: str) -> re.Pattern[str]:
    """The pattern of a rule as written. Raises `ValueError` for what is no regular expression."""
    gap = _GAP + _PARTICLES if direction(text) == "rtl" else _GAP
    try:
        return re.compile(fold(text).replace(" ~ ", gap))
    except re.error as error:
        raise ValueError(f"{text}: {error}") from None


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """The form of a paragraph that rules are asked about."""
    return _SPACE.sub(" ", fold(text))


def judge(concepts: Iterable[Concept], paragraphs: Mapping[str, Sequence[str]], answer: Answer) -> tuple[Judged, ...]:
    """Every concept on the paragraphs of every language that has enough of them for it."""
    judged = []
    for concept in concepts:
        for language, asked in concept.languages.items():
            relevant = sum(map(bool, map(asked.rule.search, map(plain, paragraphs.get(language, ())))))
            if relevant >= FEWEST:
                found = {
                    spoken: _precision(asked.rule, answer(other.query, spoken, language))
                    for spoken, other in concept.languages.items()
                }
                judged.append(Judged(concept.id, language, relevant, found.pop(language), found))
    return tuple(judged)


def precisions(judged: Sequence[Judged]) -> tuple[Precision, ...]:
    """The means by language of the paragraphs, and last over these languages, each counting alike."""
    rows = []
    for language in LANGUAGES:
        some = [one for one in judged if one.language == language]
        if some:
            within, across = (sum(values) / len(some) for values in zip(*map(_both, some), strict=True))
            rows.append(Precision(language, len(some), within, across))
    if not rows:
        return ()
    within, across = (sum(row) / len(rows) for row in zip(*((row.within, row.across) for row in rows), strict=True))
    return (*rows, Precision(None, len(judged), within, across))


def _both(judged: Judged) -> tuple[float, float]:
    return judged.within, judged.across_mean


def _precision(wanted: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(bool(wanted.search(plain(text))) for text in texts[:DEPTH]) / DEPTH
