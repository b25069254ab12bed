"""The text of a brief: its paragraphs and lines, and where in it something is cited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from caselaw.cite import find_citations
from caselaw.cite.called import definitions
from caselaw.cite.decide import Context
from caselaw.cite.name_words import split
from caselaw.cite.named import NamedCase, named_cases
from caselaw.cite.passage import passage_cited
from caselaw.cite.sought import Sought
from caselaw.cite.view import view
from caselaw.domain.citing.brief import CheckedCitation
from caselaw.domain.citing.citation import ARTICLE, Citation, Pinpoint

MOST = 5_000
"""Citations that are listed; a text with more is a list of citations, not a brief."""
_BETWEEN_BLOCKS = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"\n")
_WORD = re.compile(r"\S+")
_LONGEST_PIECE = 20_000  # code points
_AROUND = 60  # letters shown before and behind a citation
_BEHIND = 120  # letters in which the passage of a case that is named stands


@dataclass(frozen=True)
class Seen:
    """A citation in the `block`-th piece of the text before it is looked up: by its number, or by the name of its case.
    `certain`: it is a name, whoever it may be."""

    block: int
    start: int
    end: int
    cited: Citation | None = None
    named: Sought | None = None
    certain: bool = True
    pinpoint: Pinpoint | None = None


class BriefText:
    """A brief in memory."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._blocks = list(_blocks(text))
        self._starts = [start for start, _ in self._blocks]
        self._lines = [0, *(line.end() for line in _LINE.finditer(text))]

    def seen(self, language: str) -> list[Seen]:
        """What the text cites, in its order; a name that is part of a longer citation does not stand apart."""
        called = dict(definitions(self.text[start:end] for start, end in self._blocks))
        context = Context(language=language, called=called)
        found: list[Seen] = []
        names = 0
        for number, (start, end) in enumerate(self._pieces()):
            if len(found) >= MOST:
                break
            piece = self.text[start:end]
            cited = find_citations(piece, context)
            found += [Seen(number, start + one.start, start + one.end, one, pinpoint=one.pinpoint) for one in cited]
            taken = [(one.start, one.end) for one in cited if one.scheme != ARTICLE]
            for name in islice(named_cases(piece), MOST - names):
                names += 1
                if not any(first < name.end and name.start < last for first, last in taken):
                    found.append(self._name(number, start, name))
        return sorted(found, key=lambda one: one.start)

    def narrowed(self, one: Seen, words: frozenset[str]) -> Seen:
        """The name from the first to the last of these words: what stands around it was only taken for a part of it."""
        said = [
            word
            for word in _WORD.finditer(self.text, one.start, one.end)
            if not words.isdisjoint(split(word.group()))
        ]  # fmt: skip
        if not said:
            return one
        end = said[0].start() + len(self.text[said[0].start() : said[-1].end()].rstrip(".,;:)]»”’\"'،؛"))
        return replace(one, start=said[0].start(), end=end, pinpoint=self._passage(end))

    def placed(self, one: CheckedCitation) -> CheckedCitation:
        """The citation with its text and its place, as people count: paragraphs and lines from 1."""
        paragraph = bisect_right(self._starts, one.start)
        first, last = self._blocks[paragraph - 1]
        return replace(
            one,
            paragraph=paragraph,
            line=bisect_right(self._lines, one.start),
            text=self.text[one.start : one.end],
            before=_whole_words(self.text[max(first, one.start - _AROUND) : one.start], front=True),
            after=_whole_words(self.text[one.end : min(last, one.end + _AROUND)], front=False),
        )

    def _name(self, block: int, start: int, name: NamedCase) -> Seen:
        end = start + name.end
        return Seen(
            block, start + name.start, end, named=name.sought, certain=name.certain, pinpoint=self._passage(end)
        )  # fmt: skip

    def _passage(self, end: int) -> Pinpoint | None:
        return passage_cited(view(self.text[end : end + _BEHIND]).folded, 0, 0, "name")

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """The paragraphs, those too long for any that a person wrote cut at a line or a space."""
        for first, end in self._blocks:
            start = first
            while end - start > _LONGEST_PIECE:
                cut = max(self.text.rfind(mark, start + 1, start + _LONGEST_PIECE) for mark in "\n ")
                cut = cut if cut > start else start + _LONGEST_PIECE
                yield start, cut
                start = cut
            yield start, end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text stand that are parted by empty lines."""
    start = 0
    for gap in _BETWEEN_BLOCKS.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _whole_words(text: str, *, front: bool) -> str:
    """The text on one line, without the half of a word where it was cut; what stands at the citation's side keeps its
    space."""
    if len(text) == _AROUND:
        text = text.partition(" ")[2] if front else text.rpartition(" ")[0]
    plain = " ".join(text.split())
    if front:
        return f"{plain} " if text[-1:].isspace() and plain else plain
    return f" {plain}" if text[:1].isspace() and plain else plain
