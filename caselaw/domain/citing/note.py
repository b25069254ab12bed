"""Footnotes by their marks: the one that a text calls a note by, "[12]", and the one that a note begins with."""

from __future__ import annotations

import re

CALL = re.compile(r"\[(\d{1,3}|\*{1,3})\]")
"""A call for a note in a text; its first group is the mark."""
_OWN = re.compile(r"\s*(?:\[(\d{1,3}|\*{1,3})\]|\(?(\d{1,3})\)?(?=[\s.)]|[^\W\d_])|(\*{1,3}))")


def mark_of(note: str) -> str | None:
    """The mark a note begins with, "12" or "*"; None where it begins with none."""
    found = _OWN.match(note)
    marks: tuple[str | None, ...] = found.groups() if found else ()
    return next((mark for mark in marks if mark), None)
