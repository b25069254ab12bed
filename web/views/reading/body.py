"""How a document's text is read on its page: its parts, whose words they are, its notes and its rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from caselaw.domain.citing.note import mark_of
from caselaw.domain.paragraph import Paragraph, Voice

CELLS = " | "  # what parts the cells of a table's row
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMERAL = re.compile(r"[IVXLC]+\.?")
_WHOLLY = 0.8  # of the paragraphs in one voice: said once for the document, not on each
_UNNAMED = frozenset({"head", "closing"})


@dataclass(frozen=True)
class Part:
    """A part of a decision in the list of contents: `section` names it, `anchor` is where it begins."""

    section: str | None
    anchor: str
    headings: tuple[Paragraph, ...]


def contents(paragraphs: Sequence[Paragraph]) -> list[Part]:
    """The parts in reading order, each with its headings in words; none where there is nothing to choose from. Head and
    signatures are no parts one looks for."""
    parts: list[Part] = []
    before: str | None = None
    for paragraph in paragraphs:
        if paragraph.kind == "footnote" or paragraph.section in _UNNAMED:
            before = paragraph.section if paragraph.kind != "footnote" else before
            continue
        if not parts or paragraph.section != before:
            parts.append(Part(paragraph.section, paragraph.anchor, ()))
        before = paragraph.section
        if paragraph.kind == "heading" and _WORD.search(paragraph.text) and not _NUMERAL.fullmatch(paragraph.text):
            last = parts[-1]
            parts[-1] = Part(last.section, last.anchor, (*last.headings, paragraph))
    told = [part for part in parts if part.section or part.headings]
    return told if len(told) > 1 or (told and len(told[0].headings) > 1) else []


def whole_voice(paragraphs: Sequence[Paragraph]) -> Voice | None:
    """Whose words nearly all of the document is, if not the body's that decides."""
    voices = Counter(paragraph.voice for paragraph in paragraphs if paragraph.kind == "body")
    if not voices:
        return None
    voice, often = voices.most_common(1)[0]
    return voice if voice != "body" and often >= _WHOLLY * voices.total() else None


def speakers(paragraphs: Sequence[Paragraph], whole: Voice | None) -> dict[str, Voice]:
    """The paragraphs that somebody else's words begin at, by anchor: the mark stands there once for a run of them."""
    found: dict[str, Voice] = {}
    before: Voice = "body"
    for paragraph in paragraphs:
        if paragraph.kind in ("heading", "footnote", "table", "quote"):
            continue
        voice = "body" if paragraph.voice == whole else paragraph.voice
        if voice not in ("body", before):
            found[paragraph.anchor] = voice
        before = voice
    return found


def notes(paragraphs: Sequence[Paragraph]) -> dict[str, dict[str, str]]:
    """For each paragraph that calls notes on this page: the mark it calls one by, and the note's anchor."""
    found: dict[str, dict[str, str]] = {}
    for paragraph in paragraphs:
        if paragraph.called_by and (mark := mark_of(paragraph.text)):
            found.setdefault(paragraph.called_by, {}).setdefault(mark, paragraph.anchor)
    return found
