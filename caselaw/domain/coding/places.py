"""Where a coded passage stands after its text was read anew or corrected: the same words, else words nearly the
same near the old place, else nowhere – then a person looks for it. It is never dropped, and never moved unseen.

`NEAR` was measured on decisions in four languages with `tests/relevance/measure_anchors.py`: passages whose words were
changed here and there stay above it, what stands around a passage that was taken out stays below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from caselaw.domain.coding.codings import AROUND, Passage, Place, passage_of
from caselaw.domain.text import fold

NEAR = 0.7
"""How many of the words must be the same, as a share of those coded or of those found, whichever are more."""
_REACH = 6  # paragraphs on each side of the old place that are looked at for words nearly the same
_UNSURE = 16  # code points; a shorter quotation says little without the words around it
_LEAST_AROUND = 0.5  # of the signs around it, where it says little
_LEAST_WORDS = 3
_WORD = re.compile(r"\w+")

Texts = Sequence[tuple[str, str]]
"""Paragraphs in reading order: anchor and text in full."""


@dataclass(frozen=True)
class Found:
    """Where a passage stands now; `nearness` is 1 for the same words."""

    passage: Passage
    place: Place
    nearness: float = 1.0


def find_again(passage: Passage, after: Texts, was_at: int = 0, of: int = 0) -> Found | None:
    """Where the passage stands in this text; None where that cannot be told. `was_at` is how many paragraphs stood
    before its own in the text before, which had `of`."""
    same = _same_words(passage, after)
    if same:
        return _chosen(passage, same)
    by_anchor = {anchor: index for index, (anchor, _) in enumerate(after)}
    middle = by_anchor.get(passage.anchor)
    if middle is None:
        middle = min(was_at * len(after) // of, len(after) - 1) if of else was_at
    near = sorted(range(max(0, middle - _REACH), min(len(after), middle + _REACH + 1)), key=lambda at: abs(at - middle))
    found = [one for at in near if (one := _nearly(passage, *after[at])) is not None]
    return max(found, key=lambda one: one.nearness, default=None)


def place_of_words(text: str, words: str, start: int | None = None, end: int | None = None) -> tuple[int, int] | None:
    """Where in a paragraph the words stand that somebody chose: at the place that she gave, if they stand there; else
    the one place where they do, however they are spaced. No words: her place, or all of the paragraph. None where they
    are not there, or at several places none of which she gave."""
    wanted = words.strip()
    if not wanted:
        if start is None or end is None:
            return (0, len(text)) if text.strip() else None
        return (start, end) if 0 <= start < end <= len(text) and text[start:end].strip() else None
    spaced = re.compile(r"\s+".join(re.escape(word) for word in wanted.split()))
    found = [one.span() for one in spaced.finditer(text)]
    if not found:
        found = [one.span() for one in re.compile(spaced.pattern, re.IGNORECASE).finditer(text)]
    if start is not None:
        return min(found, key=lambda one: abs(one[0] - start), default=None)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class _Same:
    """A place of exactly the same words; `around` is how much of what stood around them stands around it."""

    around: float
    own: bool  # in its own paragraph
    far: int
    passage: Passage


def _same_words(passage: Passage, after: Texts) -> list[_Same]:
    """All places of exactly these words, the likeliest first."""
    found = [
        _Same(
            _around(passage, text, start),
            anchor == passage.anchor,
            abs(start - passage.start),
            passage_of(anchor, text, start, start + len(passage.quote)),
        )
        for anchor, text in after
        for start in _places(text, passage.quote)
    ]
    return sorted(found, key=lambda one: (-one.around, not one.own, one.far))


def _chosen(passage: Passage, same: Sequence[_Same]) -> Found | None:
    """The one of these places that is meant; None where nobody can tell."""
    best = same[0]
    says_little = len(passage.quote) < _UNSURE or len(same) > 1
    if says_little and best.around < _LEAST_AROUND and not (best.own and len(same) == 1):
        return None
    if len(same) > 1 and not best.own and same[1].around == best.around:
        return None
    return Found(best.passage, "here" if best.own else "moved")


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _around(passage: Passage, text: str, start: int) -> float:
    """Which share of the signs kept from around the passage stand around this place, counted away from it."""
    end = start + len(passage.quote)
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    kept = len(passage.prefix) + len(passage.suffix)
    if not kept:
        return 1.0 if not before and not behind else 0.5
    alike = _common(passage.prefix[::-1], before[::-1]) + _common(passage.suffix, behind)
    return alike / kept


def _common(one: str, other: str) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _nearly(passage: Passage, anchor: str, text: str) -> Found | None:
    """Words of this paragraph that are nearly those of the passage, around the longest run that both share."""
    wanted = [fold(word) for word in _WORD.findall(passage.quote)]
    there = list(_WORD.finditer(text))
    folded = [fold(word.group()) for word in there]
    if len(wanted) < _LEAST_WORDS or not folded:
        return None
    matcher = SequenceMatcher(None, wanted, folded, autojunk=False)
    longest = matcher.find_longest_match()
    if not longest.size:
        return None
    slack = len(wanted) // 4 + 1
    low = max(0, longest.b - longest.a - slack)
    high = min(len(folded), longest.b + len(wanted) - longest.a + slack)
    blocks = SequenceMatcher(None, wanted, folded[low:high], autojunk=False).get_matching_blocks()[:-1]
    first = max(low, low + blocks[0].b - blocks[0].a)  # words that were changed at either end belong to it
    last = min(high, low + blocks[-1].b + len(wanted) - blocks[-1].a)
    alike = sum(one.size for one in blocks) / max(len(wanted), last - first)
    if alike < NEAR:
        return None
    return Found(passage_of(anchor, text, there[first].start(), there[last - 1].end()), "near", round(alike, 3))
