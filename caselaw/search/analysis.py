"""What a text is to the search: its words with their places, their exact forms, and their stems per language.

One tokenizer for all languages and engines: a word is a run of letters, marks and digits; hyphen, slash and every kind
of apostrophe part words, so that "droit à l’eau" and "droit à l'eau" are the same four words. The exact form of a word
is folded and unstemmed. A stem is made from the exact form alone, so that a word typed without its accents finds
what a word typed with them finds; the rules of each language stand in `mappings/languages/*.json`.
Stop words stay in every stream, in their places: it is the planner that does not require them.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress

import Stemmer

from caselaw.domain.text import fold
from caselaw.search.arabic import light10
from mappings import open_text

CHAINS = ("en", "es", "fr", "ar", "pt", "und")
APOSTROPHES = "'’‘ʼ`´′＇"
"""The signs that people write for one."""
LONGEST = 200
"""Code points of an exact form that count: a longer run is no word, and engines refuse terms of many thousand bytes."""

_REMEMBERED = 200_000  # words kept in each memory of forms; a text of hostile length only empties it
_LONGEST_RUN = 40  # code points between two spaces; more is rare, or of a script that has none
_SEVERAL = " "  # no stem: it has a space

_Words = tuple[tuple[str, str, int, int], ...]

# Superscript figures are footnote calls printed close to the word and ½ is no letter (both category No); ª and º stand
# for a degree sign, ʼ for an apostrophe: none is part of a word. CO₂ is one.
_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl"})
_NO_LETTERS = frozenset("ªºʼⁱⁿ")
_SUBSCRIPTS = frozenset("₀₁₂₃₄₅₆₇₈₉")
_ONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # written without spaces: each sign a word, found as a phrase
_UNSEEN = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphens, joiners, directions


def _letters() -> str:
    """All letters, marks and digits as ranges of a class; few ranges above U+FFFF, which sre tries one by one."""
    one = re.compile(f"[{_ONE}]")
    ranges: list[list[int]] = []
    for point in range(0x10000):
        letter = chr(point)
        known = unicodedata.category(letter) in _CATEGORIES and letter not in _NO_LETTERS and not one.match(letter)
        if known or letter in _SUBSCRIPTS:
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    ranges += [[0x10000, 0x1CFFF], [0x1D400, 0x1D7FF], [0x1E000, 0x1EFFF], [0x20000, 0x3FFFF]]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_LETTERS = _letters()
_WORD = re.compile(f"[{_LETTERS}]+(?:[{_UNSEEN}]+[{_LETTERS}]+)*|[{_ONE}]")
# Most texts have only letters and what parts them: there a word is found in half the time.
_RARE = re.compile(f"[{_ONE}{_UNSEEN}]")
_PLAIN_WORD = re.compile(f"[{_LETTERS}]+")
_NOT_WORD = re.compile(f"[^{_LETTERS}{_ONE}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its exact form, and [start, end) in code points of the text as given."""

    exact: str
    start: int
    end: int


@lru_cache(maxsize=1_000)
def chain(language: str) -> str:
    """The analysis that serves a language: "es-CO" → "es", a language without its own → "und"."""
    code = language.partition("-")[0].lower()
    return code if code in CHAINS else "und"


def tokenize(text: str) -> list[Token]:
    """The words of a text in order, the same for every language and engine."""
    forms = _forms
    return [Token(form, match.start(), match.end()) for match in _WORD.finditer(text) if (form := forms[match.group()])]


def places(text: str, wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """Where these words of `exact`, by their number, stand: `tokenize` without what is not asked for."""
    found: dict[int, tuple[int, int]] = {}
    forms, last, number = _forms, max(wanted, default=-1), 0
    for match in _WORD.finditer(text):
        if number > last:
            break
        if forms[match.group()]:
            if number in wanted:
                found[number] = match.span()
            number += 1
    return found


def stem_places(text: str, language: str, wanted: Collection[str]) -> list[tuple[str, str, int, int]]:
    """Where words of these stems stand, in order: each stem, its exact form, and [start, end) in code points of the
    text.

    Only what stands between spaces with one of the stems, or with several words, is looked at closely: no word goes
    across a space, and most of a text is known by sight.
    """
    code, runs = chain(language), text.split()
    telling = {*wanted, _SEVERAL}
    found: list[tuple[str, str, int, int]] = []
    end = 0
    for run in compress(runs, map(telling.__contains__, map(_stems_of_runs(code).__getitem__, runs))):
        start = None
        for stem, form, first, last in _words_of(run, code):
            if stem in wanted:
                if start is None:
                    start = _start_of(run, text, end)
                    end = start + len(run)
                found.append((stem, form, start + first, start + last))
    return found


def exact(text: str) -> list[str]:
    """The exact forms of the words of a text."""
    words = _PLAIN_WORD if _is_plain(text) else _WORD
    return list(filter(None, map(_forms.__getitem__, words.findall(text))))


def stem(word: str, language: str) -> str:
    """The stem of one word, written in any way; empty for what is no word."""
    return _stems(chain(language))[_forms[word]]


def stems(text: str, language: str) -> list[str]:
    """The stems of the words of a text by the analysis of a language, one for each of `exact`."""
    return list(map(_stems(chain(language)).__getitem__, exact(text)))


def stems_of(forms: list[str], language: str) -> list[str]:
    """The stems of exact forms already made: for whoever needs both streams of one text."""
    return list(map(_stems(chain(language)).__getitem__, forms))


def is_stop(word: str, language: str) -> bool:
    """True for a word that says nothing by itself in this language (the, de la, في), an elided particle included."""
    return _forms[word] in stop_words(language)


@cache
def stop_words(language: str) -> frozenset[str]:
    """The exact forms of the stop words and elided particles of a language; none for one without its own analysis."""
    rules = _rules(chain(language))
    return frozenset(fold(word) for word in (*rules.stop_words, *rules.elisions))


@cache
def elisions() -> frozenset[str]:
    """The exact forms of all particles that any language cuts off by an apostrophe (l’, qu’, d’)."""
    return frozenset(fold(particle) for language in CHAINS for particle in _rules(language).elisions)


@dataclass(frozen=True)
class _Rules:
    """One file of `mappings/languages`: `restore` gives back the accents that the stemmer reads, as (ending, with)."""

    language: str
    stemmer: str | None
    restore: tuple[tuple[str, str], ...]
    elisions: tuple[str, ...]
    stop_words: tuple[str, ...]


@cache
def _rules(language: str) -> _Rules:
    data = json.loads(open_text(f"languages/{language}.json"))
    return _Rules(
        data["language"],
        data["stemmer"],
        tuple((ending, accented) for ending, accented in data["restore"]),
        tuple(data["elisions"]),
        tuple(data["stop_words"]),
    )


class _Memory(dict[str, str]):
    """Forms made once for each word: most of a text is a few thousand words said again."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        form = sys.intern(self._make(word))
        if len(word) <= LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = form
        return form


def _form(word: str) -> str:
    if word.isascii():
        return word.lower()[:LONGEST]
    # One word stays one word: ﷺ folds to four, ½ to a fraction.
    return _NOT_WORD.sub("", fold(word))[:LONGEST]


_forms = _Memory(_form)


def _is_plain(text: str) -> bool:
    """True for a text in which a word is nothing but a run of letters."""
    return text.isascii() or not _RARE.search(text)


@cache
def _stems_of_runs(language: str) -> _Memory:
    """What stands between two spaces by its stem, where it is one word; _SEVERAL where it is more."""

    def made(run: str) -> str:
        words = _words_of(run, language)
        return _SEVERAL if len(words) > 1 else words[0][0] if words else ""

    return _Memory(made)


def _words_of(run: str, language: str) -> _Words:
    """The words of what stands between two spaces: the stem, exact form and place of each."""
    return _kept_words(run, language) if len(run) <= _LONGEST_RUN else _words(run, language)


def _words(run: str, language: str) -> _Words:
    stems = _stems(language)
    words = ((stems[word.exact], word) for word in tokenize(run))
    return tuple((stem, word.exact, word.start, word.end) for stem, word in words if stem)


_kept_words = lru_cache(maxsize=10_000)(_words)


def _start_of(run: str, text: str, after: int) -> int:
    """Where a run stands between spaces, and not as part of another, at or behind a place."""
    start = text.find(run, after)
    while (start and not text[start - 1].isspace()) or text[start + len(run) : start + len(run) + 1].strip():
        start = text.find(run, start + 1)
    return start


@cache
def _stems(language: str) -> _Memory:
    rules = _rules(language)
    if rules.stemmer is None:
        return _Memory(str)
    if rules.stemmer == "light10":
        return _Memory(light10)
    snowball = Stemmer.Stemmer(rules.stemmer, 0)
    endings = [(re.compile(ending), accented) for ending, accented in rules.restore]

    def make(form: str) -> str:
        for ending, accented in endings:
            restored, count = ending.subn(accented, form)
            if count:
                form = restored
                break
        return fold(snowball.stemWord(form)) or form

    return _Memory(make)
