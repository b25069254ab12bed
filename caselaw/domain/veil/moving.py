"""Restrictions of a document whose text was read anew: each goes where its words stand now, and what cannot be found
again closes more than it did before, never less, until an editor has looked.

Words are compared folded, in runs of a few: a better reading mends letters and moves borders of paragraphs, and leaves
most runs as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from caselaw.domain.veil.restrictions import Passage, Restriction, Span

_WORD = re.compile(r"\w+")
_RUN = 3  # words that are compared at once
_SHARED = 0.3  # of the runs of a paragraph, or of what was hidden: then it holds hidden words
_FOUND = 0.6  # of what was hidden must be found again


@dataclass(frozen=True)
class Moved:
    """Restrictions as they hold for the new text; `lost` are those whose words were not found again, for which the
    document itself is to be closed."""

    restrictions: tuple[Restriction, ...]
    lost: tuple[Restriction, ...] = ()


def moved(known: Iterable[Restriction], before: Mapping[str, str], after: Sequence[Paragraph]) -> Moved:
    """The restrictions of a text that was `before`, by anchor, for the text `after`."""
    found: list[Restriction] = []
    lost: list[Restriction] = []
    same = {one.anchor for one in after if before.get(one.anchor) == one.text}
    for one in known:
        target = one.target
        if not isinstance(target, Passage) or target.anchor in same:
            found.append(one)
            continue
        there = _again(one, target, before.get(target.anchor), after)
        (found if there else lost).extend(there or [one])
    return Moved(tuple(dict.fromkeys(found)), tuple(lost))


def _again(one: Restriction, target: Passage, text: str | None, after: Sequence[Paragraph]) -> list[Restriction]:
    """Where the hidden words stand now; nothing where they are not found."""
    if text is None:  # it was lost at an earlier reading, and nobody has looked since
        return []
    same = [replace(one, target=replace(target, anchor=p.anchor)) for p in after if p.text == text]
    if same:
        return same
    hidden = _words(text[target.span.start : target.span.end] if target.span else text)
    if not hidden:
        return [replace(one, target=Passage(target.anchor))] if any(p.anchor == target.anchor for p in after) else []
    if target.span is not None:
        exact = [Passage(p.anchor, replace(target.span, start=s.start, end=s.end)) for p, s in _standing(hidden, after)]
        if any(passage.anchor == target.anchor for passage in exact):
            return [replace(one, target=passage) for passage in exact]
    anchors, share = _sharing(hidden, after)
    if share < _FOUND:
        return []
    own = [target.anchor] if any(p.anchor == target.anchor for p in after) else []
    return [replace(one, target=Passage(anchor), unsure=True) for anchor in dict.fromkeys([*own, *anchors])]


def _standing(hidden: Sequence[str], after: Sequence[Paragraph]) -> Iterable[tuple[Paragraph, Span]]:
    """The places of exactly these words."""
    size, first = len(hidden), hidden[0]
    for paragraph in after:
        words = list(_WORD.finditer(paragraph.text))
        folded = [fold(word.group()) for word in words]
        for at, word in enumerate(folded[: len(folded) - size + 1]):
            if word == first and folded[at : at + size] == list(hidden):
                yield paragraph, Span(words[at].start(), words[at + size - 1].end())


def _sharing(hidden: Sequence[str], after: Sequence[Paragraph]) -> tuple[list[str], float]:
    """The paragraphs that hold hidden words, and which share of these they hold together."""
    size = min(_RUN, len(hidden))
    wanted = set(_runs(hidden, size))
    anchors: list[str] = []
    found: set[tuple[str, ...]] = set()
    for paragraph in after:
        own = set(_runs(_words(paragraph.text), size))
        shared = own & wanted
        if shared and (len(shared) >= _SHARED * len(wanted) or len(shared) >= _SHARED * len(own)):
            anchors.append(paragraph.anchor)
            found |= shared
    return anchors, len(found) / len(wanted)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _runs(words: Sequence[str], size: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1))
