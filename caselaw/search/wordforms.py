"""Which exact words a pattern stands for, and which are spelled alike: one rule for every engine and every mark.

Both speak of exact forms (`caselaw.search.analysis`): folded and unstemmed, counted in code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from caselaw.search.analysis import exact

ANY, ONE = "*", "?"
SHORTEST_PATTERN = 2
"""Letters or digits that a pattern must have: of a shorter one no word is asked, and nothing holds it."""

_SHORTEST_LIKE, _LONG = 3, 6
# Stand for the signs of a pattern while its words are folded: Yi letters, which no folding changes.
_KEPT = {ANY: "\ua000", ONE: "\ua001"}
_SIGNS = re.compile(f"[{ANY}{ONE}]")
_STARS = re.compile(r"\*+")


def pattern_words(text: str) -> tuple[str, ...]:
    """The exact words of a text in which `*` and `?` are kept: "L’Évict*" → "l", "evict*"."""
    for kept in _KEPT.values():
        text = text.replace(kept, " ")
    for sign, kept in _KEPT.items():
        text = text.replace(sign, kept)
    words = " ".join(exact(text))
    for sign, kept in _KEPT.items():
        words = words.replace(kept, sign)
    return tuple(_STARS.sub(ANY, word) for word in words.split())


def is_pattern(word: str) -> bool:
    """True for a word in which something stands for any letters."""
    return _SIGNS.search(word) is not None


def is_too_wide(word: str) -> bool:
    """True for a pattern that says too little to be looked for."""
    return is_pattern(word) and len(_SIGNS.sub("", word)) < SHORTEST_PATTERN


@lru_cache(maxsize=1_000)
def matcher(word: str) -> Callable[[str], bool]:
    """Tells the exact forms for which a word of `pattern_words` stands."""
    if not is_pattern(word):
        return word.__eq__
    if is_too_wide(word):
        return lambda _form: False
    first, *rest = ("".join("." if sign == ONE else re.escape(sign) for sign in run) for run in word.split(ANY))
    # What stands between two stars is taken where it comes first, and never again: no word can make it try for long.
    between = "".join(f"(?>.*?{run})" for run in rest[:-1])
    compiled = re.compile(f"{first}{between}.*{rest[-1]}" if rest else first, re.DOTALL)
    return lambda form: compiled.fullmatch(form) is not None


def edits(form: str) -> int:
    """How many letters may be other in a word spelled like this exact form: none in one of two letters or with a digit
    in it, one up to five letters, two from six on."""
    if len(form) < _SHORTEST_LIKE or any(letter.isdigit() for letter in form):
        return 0
    return 1 if len(form) < _LONG else 2


def is_like(form: str, other: str) -> bool:
    """True where `other` is spelled like `form`."""
    most = edits(form)
    return form == other or (most > 0 and distance(form, other, most) <= most)


def distance(form: str, other: str, most: int) -> int:
    """Letters other, more, less, or changed with their neighbour (optimal string alignment); `most` + 1 for more."""
    if abs(len(form) - len(other)) > most:
        return most + 1
    if len(set(form).difference(other)) > most or len(set(other).difference(form)) > most:
        return most + 1  # each letter that the other has nowhere is an edit of its own
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(form, start=1):
        earlier, before, row = before, row, [at]
        for place, against in enumerate(other, start=1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != against))
            if place > 1 and earlier and letter == other[place - 2] and form[at - 2] == against:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return min(row[-1], most + 1)
