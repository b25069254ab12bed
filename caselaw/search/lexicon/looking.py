"""Looking words up in what was learned: one lexicon of all the tables that a reader may use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caselaw.search.analysis import chain, stem
from caselaw.search.lexicon.learning import BEST, LEAST, Learned


@dataclass(frozen=True)
class Entry:
    """A translation as a table has it: see `Learned`."""

    language: str
    word: str
    target_language: str
    target: str
    probability: float
    times: int

    @classmethod
    def of(cls, learned: Learned) -> Entry:
        return cls(
            learned.language, learned.word, learned.target_language, learned.target, learned.probability, learned.times
        )  # fmt: skip


@dataclass(frozen=True)
class Translation:
    """A word may be said `term` in `language`, with this probability; what is missing to 1 in a language are words that
    are seldom said for it, and texts that say nothing for it."""

    term: str
    language: str
    probability: float


class Lexicon:
    """Translations by word. Made of several tables, a word means what it means in all of them together, each counting
    as often as it has seen the word."""

    def __init__(self, tables: Iterable[Iterable[Entry]] = (), *, version: str = "") -> None:
        self.version = version
        self._found = _merged(tables)

    def __bool__(self) -> bool:
        return bool(self._found)

    def translations(self, word: str, language: str) -> tuple[Translation, ...]:
        """How a word of this language, in any of its forms, is said in other languages; by language, the likeliest
        first. Nothing where it was never learned."""
        return self._found.get((chain(language), stem(word, language)), ())


def _merged(tables: Iterable[Iterable[Entry]]) -> Mapping[tuple[str, str], tuple[Translation, ...]]:
    expected: dict[tuple[str, str], dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    seen: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for table in tables:
        times: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for entry in table:
            word = chain(entry.language), stem(entry.word, entry.language)
            expected[word][entry.target_language, entry.target] += entry.probability * entry.times
            times[word][entry.target_language] = entry.times
        for word, by_language in times.items():
            for language, count in by_language.items():
                seen[word][language] += count
    return {word: tuple(_best(targets, seen[word])) for word, targets in expected.items()}


def _best(targets: Mapping[tuple[str, str], float], seen: Mapping[str, int]) -> Iterable[Translation]:
    for code in sorted(seen):
        said = sorted((-value / seen[code], term) for (language, term), value in targets.items() if language == code)
        for less, term in said[:BEST]:
            if -less >= LEAST:
                yield Translation(term, code, -less)


NOTHING_LEARNED = Lexicon()
