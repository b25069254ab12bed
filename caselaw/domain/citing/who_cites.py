"""Who cites whom: a citation with the document it leads to, and the documents that lead here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.citing.citation import Citation, Pinpoint
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SUMMARY
from caselaw.domain.identifiers import DocumentId

CitationStatus = Literal["resolved", "several", "unresolved"]


@dataclass(frozen=True)
class Place:
    """A document as another one names it: enough to show and to link."""

    id: DocumentId
    work_id: str
    title: str
    language: str
    kind: str
    court: str | None = None
    decided: PartialDate | None = None


def passage_anchor(place: Place, at: Pinpoint | None) -> str | None:
    """The paragraph of `place` that a citation points to; None for a summary, whose paragraphs are not the decision's,
    and where the citation means the whole or names a page."""
    return at.anchor if at and place.kind != SUMMARY else None


def meant(leads: Sequence[Place]) -> Sequence[Place]:
    """Of the documents that a citation may lead to, those it means: a summary stands for its decision only where that
    is not here."""
    return [place for place in leads if place.kind != SUMMARY] or leads


def one_decision(leads: Sequence[Place]) -> bool:
    """These are one work, or its versions before anybody has joined them: one court, one day, each its own language."""
    if len({place.work_id for place in leads}) == 1:
        return True
    days = {(place.court, place.decided) for place in leads}
    languages = {place.language for place in leads}
    return len(days) == 1 and None not in next(iter(days)) and len(languages) == len(leads)


@dataclass(frozen=True)
class Cited:
    """One citation of a document: where it leads, if exactly one decision that the viewer may read remains.

    `position` counts the document's citations in the order of its text.
    """

    position: int
    citation: Citation
    status: CitationStatus
    target: Place | None = None


@dataclass(frozen=True)
class CitedBy:
    """A document that cites: how often, the first passage in which it does, and `pointed`: the paragraphs it points
    to, each once, with its own paragraph that does (the anchors of both, ours first)."""

    source: Place
    times: int
    first: Citation
    pointed: tuple[tuple[str, str], ...] = ()
