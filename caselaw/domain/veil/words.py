"""Where words that are to be withheld stand in a text: an editor types them, and their places are restricted."""

from __future__ import annotations

import re
import unicodedata

from caselaw.domain.veil.restrictions import Span

_PART = re.compile(r"\w+|\W")


def places(text: str, words: str) -> tuple[Span, ...]:
    """All places of these words in a text, however they are spaced; always of whole words, for the rest of one would
    tell what was cut from it."""
    wanted = r"\s+".join("".join(map(re.escape, _PART.findall(word))) for word in words.split())
    return tuple(
        Span(_word_start(text, found.start()), _word_end(text, found.end()))
        for found in re.finditer(wanted, text, re.IGNORECASE)
    )


def _word_start(text: str, at: int) -> int:
    while at > 0 and _joins(text, at):
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and _joins(text, at):
        at += 1
    return at


def _joins(text: str, at: int) -> bool:
    """No word ends or begins between these two letters; vowel signs and accents belong to theirs."""
    return at > 0 and all(one.isalnum() or unicodedata.combining(one) for one in text[at - 1 : at + 1])
