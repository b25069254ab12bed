"""Where the words of a plan stand in a paragraph, in code points of its original text, and which part of it to show.

An Arabic word is marked with its vowel signs and tatweel, a phrase whole, and what the query denies not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from caselaw.search.analysis import chain, exact, places, stem, stem_places
from caselaw.search.plan import WIDEST, Clause, Fuzzy, Leaf, Near, Pattern, Phrase, Word, said_words
from caselaw.search.wordforms import is_like, matcher, pattern_words

Span = tuple[int, int]
Run = tuple[int, int]
"""The first and the last word of something found, by their number in the text."""


@dataclass(frozen=True)
class Sought:
    """What to mark: stems by the chain that makes them; phrases as their exact words; patterns and likenesses each as
    what tells a word; and words near each other, with the others that may stand between."""

    stems: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    alike: tuple[Callable[[str], bool], ...] = field(default=(), compare=False)
    near: tuple[tuple[tuple[str, ...], int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.alike or self.near) or any(self.stems.values())


@dataclass(frozen=True)
class Marks:
    """The places where something sought stands; which stems these are, and in which exact forms; and which phrases,
    or words by a pattern, a likeness or their nearness, stand there (`exactly`)."""

    spans: tuple[Span, ...]
    stems: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    forms: frozenset[str] = frozenset()
    exactly: bool = False


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
    alike: list[Callable[[str], bool]] = []
    near: dict[tuple[tuple[str, ...], int], None] = {}
    for said in said_words(where):
        if isinstance(said, Word):
            stems.setdefault(chain(said.language), set()).add(stem(said.text, said.language))
        elif isinstance(said, Fuzzy):
            alike += [_like(word) for word in exact(said.text)]
        else:
            _exactly(said, phrases, alike, near)
    return Sought({name: frozenset(found) for name, found in stems.items()}, tuple(phrases), tuple(alike), tuple(near))


def _exactly(
    said: Leaf,
    phrases: dict[tuple[str, ...], None],
    alike: list[Callable[[str], bool]],
    near: dict[tuple[tuple[str, ...], int], None],
) -> None:
    match said:
        case Phrase() if words := tuple(exact(said.text)):
            phrases[words] = None
        case Pattern() if words := pattern_words(said.text):
            if len(words) == 1:
                alike.append(matcher(words[0]))
            else:
                near[words, 0] = None
        case Near() if words := tuple(part for word in said.words for part in pattern_words(word)):
            near[words, min(said.gap, WIDEST)] = None
        case _:
            pass


def highlights(text: str, language: str, words: Sought) -> tuple[Span, ...]:
    """The places in `text`, a paragraph in `language`, where what is sought stands: in order, none touching another."""
    return marks(text, language, words).spans


def marks(text: str, language: str, words: Sought) -> Marks:
    """`highlights`, with what was found there."""
    wanted = words.stems.get(chain(language), frozenset())
    standing = stem_places(text, language, wanted) if wanted else []
    spans = [(start, end) for _, _, start, end in standing]
    forms = frozenset(form for _, form, _, _ in standing)
    found = frozenset(stem for stem, _, _, _ in standing)
    if not (words.phrases or words.alike or words.near):
        return Marks(_merged(spans), found, frozenset(), forms)
    every = exact(text)
    phrases: set[tuple[str, ...]] = set()
    runs = [*_alike(every, words.alike), *(run for some, gap in words.near for run in _near(every, some, gap))]
    for phrase in words.phrases:
        held = [(number, number + len(phrase) - 1) for number in _occurrences(every, phrase)]
        phrases.update((phrase,) if held else ())
        runs += held
    where = places(text, {number for run in runs for number in run}) if runs else {}
    spans += [(where[first][0], where[last][1]) for first, last in runs]
    return Marks(_merged(spans), found, frozenset(phrases), forms, exactly=bool(runs))


def window(text: str, spans: Sequence[Span], size: int) -> Excerpt:
    """The part of a paragraph that shows most of what was found, of at most `size` code points, cut between words."""
    if len(text) <= size:
        return Excerpt(text, tuple(spans), 0, False, False)
    start = _best_start(text, spans, size)
    end = _word_end(text, min(len(text), start + size), start)
    inside = tuple((first - start, min(last, end) - start) for first, last in spans if start <= first < end)
    return Excerpt(text[start:end], inside, start, start > 0, end < len(text))


def _like(word: str) -> Callable[[str], bool]:
    """Tells the exact forms that are spelled like a word; the same words stand in paragraph after paragraph."""

    def tells(form: str) -> bool:
        return _is_like(word, form)

    return tells


_is_like = lru_cache(maxsize=50_000)(is_like)


def _alike(forms: Sequence[str], tests: Collection[Callable[[str], bool]]) -> Iterable[Run]:
    """Each word that one of the tests tells."""
    told = {form for form in set(forms) if any(test(form) for test in tests)} if tests else set()
    return ((number, number) for number, form in enumerate(forms) if form in told)


def _near(forms: Sequence[str], words: Sequence[str], gap: int) -> Iterable[Run]:
    """Each of the words, wherever all of them stand together with at most `gap` others between the first and the
    last."""
    tests = [matcher(word) for word in words]
    standing = [
        (number, which)
        for number, form in enumerate(forms)
        if (which := frozenset(place for place, test in enumerate(tests) if test(form)))
    ]
    found: dict[Run, None] = {}
    first = 0
    for last in range(len(standing)):
        while standing[last][0] - standing[first][0] >= len(words) + gap:
            first += 1
        # The widest stretch that is narrow enough: none of its words is left out that belongs to a shorter one.
        held = standing[first : last + 1]
        if len(held) >= len(words) and len(frozenset().union(*(which for _, which in held))) == len(words):
            found |= dict.fromkeys((number, number) for number, _ in held)
    return found


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
