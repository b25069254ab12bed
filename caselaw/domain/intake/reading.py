"""How well a document was read: its problems, and which of two readings is the better."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.problems import Problem

_KEPT = 0.9  # of the text


@dataclass(frozen=True)
class Unread:
    """A problem of one document; `file` is the name it came under, None where it came from no file."""

    id: DocumentId
    title: str
    file: str | None
    problem: Problem


@dataclass(frozen=True)
class Legible:
    """How much of a document could be read: its paragraphs, the length of their texts, the problems that cost text."""

    paragraphs: int
    letters: int
    errors: int

    def is_worse_than(self, other: Legible) -> bool:
        """More went wrong, or a good part of the text is gone. Less text alone is no loss: running titles go, too."""
        return self.errors > other.errors or self.letters < other.letters * _KEPT


@dataclass(frozen=True)
class Kept:
    """A stored document that can be read again: `key` is the SHA-256 of its file, which was called `name` and lies at
    `original`, None where none was kept; `legible` is how well it was read so far; `access` and `collection` say who
    may read it and where it belongs."""

    id: DocumentId
    key: str
    title: str
    name: str
    original: Path | None
    legible: Legible
    access: Audience
    collection: str | None
