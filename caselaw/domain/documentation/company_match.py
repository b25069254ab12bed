"""Whether two names may be those of one company, across spellings and across Latin and Arabic script.

A match is a proposal with its reason. Nothing is ever joined by it: companies of one group bear names that differ in a
word, and only a person who knows them can tell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

import mappings
from caselaw.domain.documentation.company import CompanyName, company_name
from caselaw.domain.documentation.company_sounds import likeness
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold

Reason = Literal["same", "form", "spacing", "translated", "spelling", "acronym", "script"]
PROPOSED = 0.7
"""A match below is none worth a person's time."""

_ARABIC = re.compile("[\u0621-\u064a]")
_WORD = re.compile(r"[\w&]+")
_ARTICLE = re.compile("(?:ال|لل)(?=...)")
_SOUNDS = str.maketrans(
    {"غ": "ج", "ق": "ج", "ك": "ج", "ڤ": "ف", "ص": "س", "ط": "ت", "ظ": "ز", "ث": "ت", "ح": "ه", "ض": "د"}
)
_LONG_VOWELS = re.compile("[اوي]")
_UNLIKE_WORD = 0.3  # a word of a trade or a country that only one of them has
_LIKE_ENOUGH = 0.84  # of two names in two scripts
_ACRONYM = 5  # letters of the longest that is spelled out
_INITIALS = 3
_SPELLED_ALIKE = 6  # letters from which one may be wrong


@dataclass(frozen=True)
class CompanyMatch:
    """`score` runs from 0 to 1; `reason` says what the names have in common."""

    score: float
    reason: Reason


@dataclass(frozen=True)
class _Parts:
    """A name in the words that are its own and those that name a trade, a country or nothing (`strong`, `weak`)."""

    own: tuple[str, ...]
    strong: frozenset[str]
    arabic: bool
    acronyms: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return "".join(self.own)


def match_companies(first: str, second: str) -> CompanyMatch | None:
    """The match of two names as they are written; None where nothing suggests that they mean one company."""
    one, other = company_name(first), company_name(second)
    return _match(one, _parts(one), other, _parts(other)) if one.core and other.core else None


def _match(one: CompanyName, parts: _Parts, other: CompanyName, others: _Parts) -> CompanyMatch | None:
    if one.key == other.key:
        unlike = one.forms and other.forms and one.forms != other.forms
        spaced = one.core != other.core
        return CompanyMatch(
            0.8 if unlike else 0.95 if spaced else 1.0, "form" if unlike else "spacing" if spaced else "same"
        )
    found = _across_scripts(parts, others) if parts.arabic != others.arabic else _within_script(parts, others)
    found = found or _acronym(one, other) or _acronym(other, one)
    return found if found and found.score >= PROPOSED else None


def propose_matches(names: Sequence[str]) -> Iterator[tuple[str, str, CompanyMatch]]:
    """Every two of these names that may mean one company, in their order. Each name is taken apart once: a thousand of
    them are half a million pairs."""
    known = [(name, company_name(name)) for name in dict.fromkeys(names)]
    apart = [(name, one, _parts(one)) for name, one in known if one.core]
    for (first, one, parts), (second, other, others) in combinations(apart, 2):
        if match := _match(one, parts, other, others):
            yield first, second, match


def _across_scripts(one: _Parts, other: _Parts) -> CompanyMatch | None:
    latin, arabic = (other, one) if one.arabic else (one, other)
    unlike = _UNLIKE_WORD * len(latin.strong ^ arabic.strong)
    if not latin.own or not arabic.own:
        alike = latin.strong == arabic.strong and len(latin.strong) > 1 and not latin.own and not arabic.own
        return CompanyMatch(0.8, "translated") if alike else None
    best = max(likeness(latin.own, written, latin.acronyms) for written in _written(arabic))
    if best < _LIKE_ENOUGH:
        return None
    return CompanyMatch(round(0.95 * best - unlike, 2), "script")


def _written(arabic: _Parts) -> tuple[tuple[str, ...], ...]:
    """The Arabic words with and without their article: الواحة may be Al Waha or Waha."""
    return arabic.own, tuple(_ARTICLE.sub("", word, count=1) for word in arabic.own)


def _within_script(one: _Parts, other: _Parts) -> CompanyMatch | None:
    if one.strong != other.strong or not one.own or not other.own:
        return None
    if one.key == other.key or sorted(one.own) == sorted(other.own):
        return CompanyMatch(0.85, "translated")
    if one.arabic:
        skeletons = {_LONG_VOWELS.sub("", _ARTICLE.sub("", parts.key).translate(_SOUNDS)) for parts in (one, other)}
        alike = len(skeletons) == 1 and len(next(iter(skeletons))) > 2
        return CompanyMatch(0.8, "spelling") if alike else None
    shorter = min(len(one.key), len(other.key))
    allowed = 0 if shorter < _SPELLED_ALIKE else 1 if shorter < 2 * _SPELLED_ALIKE else 2
    if one.key[0] == other.key[0] and one.key[-1] == other.key[-1] and _distance(one.key, other.key) <= allowed:
        return CompanyMatch(0.78, "spelling")
    return None


def _acronym(short: CompanyName, long: CompanyName) -> CompanyMatch | None:
    """ "SPDC" for a name of the words Shell, Petroleum, Development, Company: at least three initials, all of them."""
    letters = short.written.split()[0].strip(".,").replace(".", "") if short.written else ""
    if len(letters) < _INITIALS or not letters.isupper():
        return None
    small = _words()[1]
    words = [
        word for word in _WORD.findall(fold(long.written)) if word not in small or word in ("company", "corporation")
    ]
    initials = "".join(word[0] for word in words)
    alike = fold(letters) in (initials, initials[: len(words) - len(long.forms)])
    return CompanyMatch(0.72, "acronym") if alike and len(company_name(short.written).core.split()) == 1 else None


def _parts(name: CompanyName) -> _Parts:
    words, _ = _words()
    own: list[str] = []
    strong: set[str] = set()
    for word in _WORD.findall(name.core):
        meaning = words.get(word)
        if meaning is None:
            own.append(word)
        elif meaning[1] == "strong":
            strong.add(meaning[0])
    capitals = {
        fold(word) for word in _WORD.findall(name.written.replace(".", "")) if word.isupper() and len(word) <= _ACRONYM
    }
    return _Parts(tuple(own), frozenset(strong), bool(_ARABIC.search(name.core)), frozenset(capitals))


@cache
def _words() -> tuple[Mapping[str, tuple[str, str]], frozenset[str]]:
    """Folded word → what it means and how much it weighs; and the small words among them."""
    found: dict[str, tuple[str, str]] = {}
    small: set[str] = set()
    for row in csv.DictReader(mappings.open_text("company_words.csv").splitlines()):
        for word in row["words"].split("|"):
            found[fold(word)] = (row["id"], row["weight"])
            if row["weight"] == "weak":
                small.add(fold(word))
    for row in csv.DictReader(mappings.open_text("nationalities.csv").splitlines()):
        for language in LANGUAGES:
            for word in filter(None, row[language].split("|")):
                found.setdefault(fold(word), (row["country"], "strong"))
    return found, frozenset(small)


def _distance(one: str, other: str) -> int:
    """Letters to put in, take out or change; neighbours that change places count once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        following = [at]
        for place, against in enumerate(other, start=1):
            cost = min(row[place] + 1, following[-1] + 1, row[place - 1] + (letter != against))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == against:
                cost = min(cost, before[place - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1]
