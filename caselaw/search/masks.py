"""Signs that stand for letters: `*` for any, `?` for one; and which of the stars and question marks people type are
such signs.

A question mark ends questions in all our languages (¿derecho al agua?, هل …؟). It is a sign only between letters:
`wom?n`. A star is one wherever a letter touches it: `evict*`, `pol*cy`. Those of other keyboards (؟ ٭ ＊ ？) count too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caselaw.search.analysis import APOSTROPHES, elisions, tokenize

SHORTEST = 2
"""Letters or digits before the first sign of a pattern: of fewer, half the dictionary would be asked."""

MOST_SIGNS = 10
"""Signs in one pattern: of more, no engine makes a machine that tells its words."""

_SAME = str.maketrans({"＊": "*", "٭": "*", "？": "?", "؟": "?"})
MASKS = "*?＊٭？؟"
"""The signs as people type them."""
_RUN = re.compile(f"[{MASKS}]+")
# Stand for the signs while words are told apart: code points of the range of letters that no script has.
_KEPT = {"*": "\U0003fff0", "?": "\U0003fff1"}
RESERVED = "".join(_KEPT.values())


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of what was typed, [start, end) there; `masked` tells one with signs, whose `text` has them as * and ?."""

    text: str
    start: int
    end: int
    masked: bool


def pieces(text: str, whole: bool = True) -> tuple[Piece, ...]:
    """The words of a text in which signs are kept; where one is a pattern, or they are not to be `whole`, without
    particles cut off by an apostrophe (l’expuls* is expuls*)."""
    shown, kept = _signs_kept(text)
    found = tuple(_pieces(shown, kept))
    if whole and not any(piece.masked for piece in found):
        return found
    return tuple(piece for piece in found if not _is_particle(text, piece)) or found


def letters_before(text: str) -> int:
    """Letters and digits before the first sign of a pattern."""
    return next((place for place, letter in enumerate(text) if letter in "*?"), len(text))


def signs_in(text: str) -> int:
    """The signs of a pattern."""
    return text.count("*") + text.count("?")


def _pieces(shown: str, kept: str) -> Iterator[Piece]:
    for token in tokenize(kept):
        word = shown[token.start : token.end]
        masked = any(sign in kept[token.start : token.end] for sign in _KEPT.values())
        yield Piece(re.sub(r"\*+", "*", word) if masked else word, token.start, token.end, masked)


def _signs_kept(text: str) -> tuple[str, str]:
    """The text with our signs for those of other keyboards, and the same with letters in place of what is a sign."""
    shown = list(text)
    kept = list(text)
    for run in _RUN.finditer(text):
        begin, end = run.span()
        after = end < len(text) and _is_letter(text[end])
        before = begin > 0 and _is_letter(text[begin - 1])
        signs = run.group().translate(_SAME)
        if not after:  # a question mark at the end of a word is a question's
            signs = signs.rstrip("?")
        if ("*" in signs and (before or after)) or (signs and before and after):
            for place, sign in enumerate(signs, begin):
                shown[place], kept[place] = sign, _KEPT[sign]
    return "".join(shown), "".join(kept)


def _is_letter(sign: str) -> bool:
    """A letter, a digit, or a mark written over or under a letter."""
    words = tokenize(f"a{sign}")
    return words[0].end == 1 + len(sign)


def _is_particle(text: str, piece: Piece) -> bool:
    after = text[piece.end : piece.end + 1]
    return not piece.masked and bool(after) and after in APOSTROPHES and piece.text.casefold() in elisions()
