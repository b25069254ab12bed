"""Footnotes and the paragraphs that call them: the mark in the text, "[12]", and the mark the note begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from caselaw.domain.paragraph import Paragraph

_MARK = re.compile(r"\[(\d{1,3}|\*{1,3})\]")
_OWN = re.compile(r"\s*(?:\[(\d{1,3}|\*{1,3})\]|\(?(\d{1,3})\)?(?=[\s.)]|[^\W\d_])|(\*{1,3}))")
_PAGES_BACK = 1  # a paragraph may begin a page before the one its note stands on


def mark_of(note: str) -> str | None:
    """The mark a note begins with, "12" or "*"."""
    found = _OWN.match(note)
    marks: tuple[str | None, ...] = found.groups() if found else ()
    return next((mark for mark in marks if mark), None)


def marks_in(text: str) -> list[str]:
    """The marks that a paragraph calls notes by."""
    return [found.group(1) for found in _MARK.finditer(text)]


def tie_notes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each note with the anchor of the paragraph that calls it, where one does: on its page where pages
    are known, else the first behind the one that calls the note before it."""
    calls: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.kind != "footnote" and "[" in paragraph.text:
            for mark in dict.fromkeys(marks_in(paragraph.text)):
                calls.setdefault(mark, []).append(paragraph)
    if not calls:
        return tuple(paragraphs)
    reached = 0
    found = []
    for paragraph in paragraphs:
        own = mark_of(paragraph.text) if paragraph.kind == "footnote" else None
        caller = _caller(calls.get(own, ()), paragraph.page, reached) if own else None
        if caller is not None:
            reached = caller.position
            found.append(replace(paragraph, called_by=caller.anchor))
        else:
            found.append(paragraph)
    return tuple(found)


def _caller(calling: Iterable[Paragraph], page: int | None, reached: int) -> Paragraph | None:
    for paragraph in calling:
        if page is None or paragraph.page is None:
            if paragraph.position >= reached:
                return paragraph
        elif page - _PAGES_BACK <= paragraph.page <= page:
            return paragraph
    return None
