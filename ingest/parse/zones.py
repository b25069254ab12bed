"""The parts of a document that parsers look at: the head before its first numbered paragraph, the tail, the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from ingest.parse.countries import find_countries

_HEAD_CHARACTERS = 4000
_HEAD_PARAGRAPHS = 70
_TAIL_CHARACTERS = 2500


@dataclass(frozen=True)
class Passage:
    """A paragraph as parsers match it: `folded` without case and accents, its place from the head of the document."""

    paragraph: Paragraph
    place: int

    @cached_property
    def folded(self) -> str:
        return fold(self.paragraph.text)

    @cached_property
    def countries(self) -> tuple[tuple[int, str], ...]:
        """Where each country is named in `folded`, and which it is."""
        return tuple(find_countries(self.folded))

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def anchor(self) -> str:
        return self.paragraph.anchor


@dataclass(frozen=True)
class Zones:
    """A document as its parsers see it."""

    paragraphs: Sequence[Paragraph]
    language: str
    declared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file_name: str = ""

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """Everything but the notes."""
        return tuple(Passage(p, i) for i, p in enumerate(p for p in self.paragraphs if p.kind != "footnote"))

    @cached_property
    def head(self) -> tuple[Passage, ...]:
        """Title, court, number, date, parties: up to the first numbered paragraph, never more than two pages."""
        found: list[Passage] = []
        characters = 0
        for passage in self.body:
            if found and passage.paragraph.number in ("1", "I") and passage.place > 1:
                break
            if characters > _HEAD_CHARACTERS or len(found) >= _HEAD_PARAGRAPHS:
                break
            found.append(passage)
            characters += len(passage.text)
        return tuple(found)

    @cached_property
    def opening(self) -> tuple[Passage, ...]:
        """The head and the first paragraphs after it, where a document without a title says what it is about."""
        end = len(self.head)
        characters = 0
        while end < len(self.body) and characters < _HEAD_CHARACTERS:
            characters += len(self.body[end].text)
            end += 1
        return self.body[:end]

    @cached_property
    def tail(self) -> tuple[Passage, ...]:
        """Where it was done, signed and dated."""
        found: list[Passage] = []
        characters = 0
        for passage in reversed(self.body[len(self.head) :]):
            if characters > _TAIL_CHARACTERS:
                break
            found.append(passage)
            characters += len(passage.text)
        return tuple(reversed(found))

    @cached_property
    def head_folded(self) -> str:
        return " \n ".join(passage.folded for passage in self.head)

    @cached_property
    def folded(self) -> str:
        return " \n ".join(passage.folded for passage in self.body)
