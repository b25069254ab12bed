"""What of a document is encoded: every piece of every paragraph that says something, for each audience what it
may read.

This is the one place where something is kept from the encoder: a record that must never be encoded has no readings.
A heading, a date, a name on a list is near to any short question and answers none: it is encoded only where a document
has nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caselaw.domain.paragraph import Paragraph
from caselaw.search.encoder.cleaning import clean, pieces
from caselaw.search.port import IndexDocument
from caselaw.search.vectors import Reading


@dataclass(frozen=True)
class Texts:
    """A reading with the text of each of its vectors."""

    reading: Reading
    texts: tuple[str, ...]


def saying_something(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs of a document that can answer a question; all of them where none seems to."""
    found = [one for one in paragraphs if not one.is_label]
    return found or paragraphs


def to_encode(row: IndexDocument) -> Texts:
    """What is encoded of one row of the index. A long paragraph is several pieces: one vector of it all is a blur."""
    found = [
        (paragraph.anchor, piece)
        for paragraph in row.paragraphs
        if (text := clean(paragraph.text))
        for piece in pieces(text)
    ]
    anchors = tuple(anchor for anchor, _ in found)
    reading = Reading(row.audience, row.language, anchors, row.superseded_by)
    return Texts(reading, tuple(piece for _, piece in found))


def digest(readings: Iterable[Texts]) -> str:
    """Another one wherever a vector would be another one, or another paragraph's."""
    found = hashlib.blake2b(digest_size=8)
    for one in readings:
        for anchor, text in zip(one.reading.anchors, one.texts, strict=True):
            found.update(f"{anchor}\n{text}\0".encode())
        found.update(b"\1")
    return found.hexdigest()
