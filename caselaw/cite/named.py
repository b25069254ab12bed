"""Cases that a text names by their parties alone: "as held in Ríos v. Chile, para. 44".

A name is looked for around each "v.", as far as capitals and the small words of names reach; whether there is such a
case is asked afterwards. Arabic has no capitals: there the words around ضد are taken, and only what is found counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caselaw.cite.name_parts import LONGEST
from caselaw.cite.name_words import BETWEEN, JOINED
from caselaw.cite.sought import Sought, sought
from caselaw.domain.text import fold

_AGAINST = re.compile(r"(?<=\s)(?:[Vv][Ss]?\.?|c\.|c/|contra|contre|ضد)(?=\s)")
_WORD = re.compile(r"\S+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_STOPS = (".", ",", ";", ":", ")", "]", "”", "»", "؛", "،")
_OTHERS = frozenset({"others", "another", "otros", "otras", "autres", "outros", "al", "ors", "anor"})
_BEFORE_NAMES = frozenset({
    "in", "see", "cf", "also", "compare", "contra", "under", "following", "since", "as", "en", "vease", "ver", "cfr",
    "segun", "conforme", "voir", "dans", "selon", "ainsi", "cited", "citing", "e.g", "per",
})  # fmt: skip
_FAR = 160  # letters on either side that are looked at
_AROUND_ARABIC = 5  # words


@dataclass(frozen=True)
class NamedCase:
    """Where a text names a case: `text[start:end]`; `certain` that it is a name, whoever it may be."""

    start: int
    end: int
    sought: Sought
    certain: bool


def named_cases(text: str) -> Iterator[NamedCase]:
    """The cases named by two parties, in the order of the text; none overlap."""
    behind = 0
    for sign in _AGAINST.finditer(text):
        if sign.start() < behind:
            continue
        arabic = sign.group() == "ضد"
        start = _begins(text, max(behind, sign.start() - _FAR), sign.start(), arabic=arabic)
        end = _ends(text, sign.end(), min(len(text), sign.end() + _FAR), arabic=arabic)
        if start is None or end is None:
            continue
        wanted = sought(text[start:end])
        if wanted.pairs:
            behind = end
            yield NamedCase(start, end, wanted, certain=not arabic)


def _begins(text: str, first: int, last: int, *, arabic: bool) -> int | None:
    """Where the name before a "v." begins; None where no name stands there."""
    start = None
    words = list(_WORD.finditer(text, first, last))[-(_AROUND_ARABIC if arabic else LONGEST) :]
    for word in reversed(words):
        said = word.group()
        if start is not None and said.endswith(_STOPS) and not _is_initial(said):
            break
        if arabic and not _ARABIC.search(said):
            break
        if fold(said).strip(".,(") in _BEFORE_NAMES:
            break
        if arabic or _opens(said):
            start = word.start() + len(said) - len(said.lstrip('(“"«[‘'))
        elif not _is_small(said):
            break
    return start


def _ends(text: str, first: int, last: int, *, arabic: bool) -> int | None:
    """Where the name behind a "v." ends; None where no name stands there."""
    end = None
    words = list(_WORD.finditer(text, first, last))[: _AROUND_ARABIC if arabic else LONGEST]
    for word in words:
        said = word.group()
        bare = said.rstrip("".join(_STOPS) + "’'\"")
        if arabic and not _ARABIC.search(said):
            break
        if arabic or _opens(said):
            end = word.start() + (len(said) if _is_initial(said) else len(bare))
        elif not _is_small(said):
            break
        if said.endswith(_STOPS) and not _is_initial(said):
            break
    return end


def _opens(word: str) -> bool:
    letters = word.lstrip("(“\"«[‘'’")
    return letters[:1].isupper() or (letters[:1].isdigit() and len(letters) < 3)


def _is_small(word: str) -> bool:
    plain = fold(word).strip(".,&’'")
    return plain in BETWEEN or plain in JOINED or plain in _OTHERS or word == "&"


def _is_initial(word: str) -> bool:
    """ "I.", "J.P.", "U.S.": a full stop that ends no sentence."""
    return re.fullmatch(r"[(“\"«]?(?:[^\W\d_]{1,2}\.)+", word) is not None
