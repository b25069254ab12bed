"""What an editor is told of who may read what of a document, and how she says what is to be restricted."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.domain.audience import Audience
from caselaw.domain.document import Document
from caselaw.domain.veil.restrictions import Restriction

BY_EDITOR = "editor"
MOST = 500
"""Restrictions of one document; what needs more is better given to a narrower audience as a whole."""


@dataclass(frozen=True)
class Wanted:
    """What is to be restricted: a fact of `restrictions.FIELDS`, or a paragraph, by its anchor, or only `words` of
    it; and who still reads it."""

    audience: str
    field: str | None = None
    anchor: str | None = None
    words: str = ""


@dataclass(frozen=True)
class AccessOf:
    """Who reads what of a document, as an editor may know: `meant` is whom it is for once nothing holds it, `shown` are
    the restrictions that she is let through, `to` those to whom she may restrict something."""

    document: Document
    meant: Audience
    shown: tuple[Restriction, ...]
    to: tuple[Audience, ...]
    may_change_level: bool
