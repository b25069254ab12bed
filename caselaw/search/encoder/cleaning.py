"""A text as the encoder reads it best, and the pieces of a long one.

Measured, as cosine to the plain text: capitals .37, Arabic with its vowel marks .48, with tatweel .92. Control and
direction characters and digits of other scripts are unknown to its vocabulary, and half a surrogate pair stops it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, pairwise

VERSION = "c1"
"""Changes whenever any text is cleaned otherwise: it is part of the version of the encoder."""

LONGEST = 40_000
"""Code points of a text that count: time is linear, and no paragraph is longer."""
PIECE_WORDS = 120
PIECE_POINTS = 1_200
"""A vector says what about 120 words are about; one of more is a blur."""

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"  # vowel and Quranic marks, tatweel
_FORMAT = (  # all of category Cf: directions, joiners, soft hyphens
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_ISOLATED = re.compile("[\ufc5e-\ufc63\ufe70-\ufe7f]")  # NFKC makes a space and a mark of each: it would part a word
_DROPPED = re.compile(f"[{_MARKS}{_FORMAT}]")
_NOTHING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_LONG_WORD = re.compile(r"\S{200}(?=\S)")  # writing without spaces, or no writing at all
_WORDS_OF_A_RUN = 3
_LETTERS_OF_A_RUN = 12


def clean(text: str) -> str:
    """The text without what the encoder does not know; empty where nothing in it is a letter."""
    text = text[:LONGEST]
    if not text.isascii():
        text = _DROPPED.sub("", unicodedata.normalize("NFKC", _ISOLATED.sub("", text)))
        text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit.group())), text)
    words = _NOTHING.sub(" ", text).split()
    if not any(map(str.isalpha, "".join(words))):
        return ""
    return " ".join(_lowered(words))


def pieces(text: str) -> list[str]:
    """A cleaned text in parts of about equal length, none much above `PIECE_WORDS` words or `PIECE_POINTS`."""
    words = _LONG_WORD.sub(r"\g<0> ", text).split(" ")
    count = max(-(-len(words) // PIECE_WORDS), -(-len(text) // PIECE_POINTS))
    if count <= 1:
        return [text]
    bounds = [round(number * len(words) / count) for number in range(count + 1)]
    return [" ".join(words[start:end]) for start, end in pairwise(bounds) if start < end]


def _lowered(words: list[str]) -> list[str]:
    """Words with each run of capitals in small letters; a lone UN or ICESCR stays what it is."""
    if not any(map(str.isupper, words)):
        return words
    result: list[str] = []
    whole = not any(map(_has_small, words))
    for shouted, run in groupby(words, key=lambda word: not _has_small(word)):
        some = list(run)
        capitals = [word for word in some if word.isupper()]
        letters = sum(map(len, capitals))
        many = len(capitals) >= _WORDS_OF_A_RUN or (whole and len(capitals) > 1)
        if shouted and letters >= _LETTERS_OF_A_RUN and (many or whole):
            some = [word.lower() for word in some]
        result += some
    return result


def _has_small(word: str) -> bool:
    return any(map(str.islower, word))
