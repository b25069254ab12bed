"""Where the words of a plan stand in a paragraph, in code points of its original text, and which part of it to show.

An Arabic word is marked with its vowel signs and tatweel, a phrase whole, and what the query denies not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caselaw.search.analysis import chain, exact, places, stem, stem_places
from caselaw.search.plan import Clause, Word, said_words

Span = tuple[int, int]


@dataclass(frozen=True)
class Sought:
    """What to mark: stems by the chain that makes them, and phrases as their exact words."""

    stems: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.phrases) or any(self.stems.values())


@dataclass(frozen=True)
class Marks:
    """The places where something sought stands, and which stems and phrases they are."""

    spans: tuple[Span, ...]
    stems: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Excerpt:
    """`text` is [start, end) of the whole; `highlights` are offsets in `text`; `cut_before` and `cut_after` say
    whether something is left out there."""

    text: str
    highlights: tuple[Span, ...]
    start: int
    cut_before: bool
    cut_after: bool


def sought(where: Clause) -> Sought:
    """The words and phrases a plan asks for; what stands under a denial is not asked for."""
    stems: dict[str, set[str]] = {}
    phrases: dict[tuple[str, ...], None] = {}
    for said in said_words(where):
        if isinstance(said, Word):
            stems.setdefault(chain(said.language), set()).add(stem(said.text, said.language))
        elif words := tuple(exact(said.text)):
            phrases[words] = None
    return Sought({name: frozenset(found) for name, found in stems.items()}, tuple(phrases))


def highlights(text: str, language: str, words: Sought) -> tuple[Span, ...]:
    """The places in `text`, a paragraph in `language`, where what is sought stands: in order, none touching another."""
    return marks(text, language, words).spans


def marks(text: str, language: str, words: Sought) -> Marks:
    """`highlights`, with what was found there."""
    wanted = words.stems.get(chain(language), frozenset())
    standing = stem_places(text, language, wanted) if wanted else []
    spans = [(start, end) for _, start, end in standing]
    phrases: set[tuple[str, ...]] = set()
    runs: list[tuple[int, int]] = []
    forms = exact(text) if words.phrases else []
    for phrase in words.phrases:
        held = [(number, number + len(phrase) - 1) for number in _occurrences(forms, phrase)]
        phrases.update((phrase,) if held else ())
        runs += held
    where = places(text, {number for run in runs for number in run}) if runs else {}
    spans += [(where[first][0], where[last][1]) for first, last in runs]
    return Marks(_merged(spans), frozenset(stem for stem, _, _ in standing), frozenset(phrases))


def window(text: str, spans: Sequence[Span], size: int) -> Excerpt:
    """The part of a paragraph that shows most of what was found, of at most `size` code points, cut between words."""
    if len(text) <= size:
        return Excerpt(text, tuple(spans), 0, False, False)
    start = _best_start(text, spans, size)
    end = _word_end(text, min(len(text), start + size), start)
    inside = tuple((first - start, min(last, end) - start) for first, last in spans if start <= first < end)
    return Excerpt(text[start:end], inside, start, start > 0, end < len(text))


def _occurrences(forms: Sequence[str], phrase: tuple[str, ...]) -> Iterable[int]:
    place = -1
    while True:
        try:
            place = forms.index(phrase[0], place + 1)
        except ValueError:
            return
        if tuple(forms[place : place + len(phrase)]) == phrase:
            yield place


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best_start(text: str, spans: Sequence[Span], size: int) -> int:
    """Where a window begins that holds the most different found words, with some words before the first of them."""
    lead = size // 6
    best, shown, most = 0, 0, (0, 0)
    for first, _ in spans:
        begin = max(0, min(first - lead, len(text) - size))
        held = [text[a:b].casefold() for a, b in spans if begin <= a and b <= begin + size]
        if (worth := (len(set(held)), len(held))) > most:
            best, shown, most = begin, first, worth
    return _word_start(text, best, shown)


def _word_start(text: str, place: int, shown: int) -> int:
    """The beginning of the next word at or behind `place` and before what is `shown`; else `place` itself."""
    if place == 0 or text[place - 1].isspace():
        return place
    for ahead in range(place, min(len(text), place + 40, shown)):
        if text[ahead].isspace():
            return ahead + 1
    return place


def _word_end(text: str, place: int, start: int) -> int:
    """The end of the last whole word before `place`; `place` itself in a run without spaces."""
    if place >= len(text) or text[place].isspace():
        return place
    for behind in range(place, max(start + 1, place - 40), -1):
        if text[behind - 1].isspace():
            return behind - 1
    return place
