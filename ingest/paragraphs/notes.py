"""Footnotes tied to the paragraphs that call them, by their marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from caselaw.domain.citing.note import CALL, mark_of
from caselaw.domain.paragraph import Paragraph

_PAGES_BACK = 1  # a paragraph may begin a page before the one its note stands on


def tie_notes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each note with the anchor of the paragraph that calls it, where one does: on its page where pages
    are known, else the first behind the one that calls the note before it."""
    calls: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.kind != "footnote" and "[" in paragraph.text:
            for mark in dict.fromkeys(CALL.findall(paragraph.text)):
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
