"""A text as the words of a name: initials are one word, and what only leads to a name or follows it is left off."""

from __future__ import annotations

import re

from caselaw.cite.countries import country_names
from caselaw.cite.name_words import ARTICLES, LEADING, TRAILING, split

Words = tuple[str, ...]

LONGEST = 10
"""Words of a party's name that are compared."""
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,}")
_POSSESSIVE = re.compile(r"['’](?=s\b)", re.IGNORECASE)


def words_in(text: str) -> Words:
    """The folded words of a name."""
    return tuple(split(_POSSESSIVE.sub("", initials_closed(text))))


def initials_closed(text: str) -> str:
    """The text with initials written as one word each."""
    return _INITIALS.sub(_closed, text)


def _closed(initials: re.Match[str]) -> str:
    """ "I.D.G. " is one word; what looks like initials but ends in a "v." of two parties is not closed over it."""
    letters = re.findall(r"[^\W\d_]", initials.group())
    if letters[-1].lower() in ("v", "c"):
        return "".join(letters[:-1]) + f" {letters[-1]}. "
    return "".join(letters) + " "


def behind_leading(words: Words) -> Words:
    """What follows "Case of …"; empty where the words do not begin so."""
    for leading in LEADING:
        if words[: len(leading)] == leading:
            return words[len(leading) :]
    return ()


def trimmed(words: Words) -> Words:
    """Without articles in front, and without "and others" behind."""
    words = without_articles(words)
    while any(words[-len(tail) :] == tail for tail in TRAILING):
        words = next(words[: -len(tail)] for tail in TRAILING if words[-len(tail) :] == tail)
    return words


def without_articles(words: Words) -> Words:
    """Without the articles in front, where something else follows."""
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return words


def is_country(words: Words) -> bool:
    """True for what a country is called in one of our languages."""
    return " ".join(words) in country_names()
