"""A report of many cases cut into its parts: what is a case, what stands before and what behind.

Positions are those of the report's paragraphs; `caselaw.domain.splitting.covering` shows that nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId

Matter = Literal["case", "front", "back"]
Strategy = Literal["headings", "labels", "chapters", "table"]
DraftStatus = Literal["proposed", "approved", "rejected"]
STRATEGIES: tuple[Strategy, ...] = ("headings", "labels", "chapters", "table")
LONGEST_TITLE = 200
_LONGEST_LINE = 160
_NUMBERED = re.compile(
    r"^\W{0,3}[^\W\d_]+\s+(?:(?:n[.º°ᵒo]{1,2}\.?|núm\.?|num\.?|#|رقم)\s*)?"  # "Case 2", "Caso n.º 2", "الحالة رقم ٢"
    r"(?:\d{1,4}|[IVXLC]{1,7})\s*(?:[:.)،–—|-]\s*(?P<title>.*))?$",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A stretch of a report, from its paragraph `first` to `last`, both included.

    "front" is what introduces (a title page, the contents, the opening of a chapter), "back" what follows the last
    case (annexes, sources); `country` is ISO 3166-1 alpha-3.
    """

    kind: Matter
    first: int
    last: int
    title: str = ""
    country: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError(f"a part of a report has a first and a last paragraph: {self.first}, {self.last}")


@dataclass(frozen=True)
class Reason:
    """Why a report was cut so: a message code and what fills it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Bid:
    """One way to cut a report: `score` from 0 to 1, with its reasons; `parts` cover the text without gap or overlap."""

    strategy: Strategy
    score: float
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def cases(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.kind == "case")


@dataclass(frozen=True)
class Coverage:
    """What became of every page and paragraph. A page on which one part ends and another begins counts for both;
    `shared` says how many such pages there are. `unassigned` is 0, or the parts are wrong."""

    cases: int
    pages: int
    pages_of: Mapping[Matter, int]
    shared: int
    paragraphs: int
    paragraphs_of: Mapping[Matter, int]
    unassigned: int


@dataclass(frozen=True)
class SplitDraft:
    """A part of a stored report that a person decides on. `case` is the record made of it, once there is one;
    `reason` says why it was rejected."""

    id: str
    part: Part
    status: DraftStatus = "proposed"
    reason: str | None = None
    made: bool = False
    case: DocumentId | None = None
    pages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Split:
    """A stored report with its parts in reading order; `revision` grows by one with every change."""

    report: DocumentId
    title: str
    strategy: Strategy
    revision: int
    access: Audience
    added: datetime
    drafts: tuple[SplitDraft, ...] = ()
    coverage: Coverage | None = None


@dataclass(frozen=True)
class Tie:
    """Where a case stands in its report: pages, and for each anchor of the case the anchor in the report.

    `id` and `title` are those of the other side: of the report for a case, of the case for a report; `position` is that
    of the first paragraph in the report.
    """

    id: DocumentId
    title: str
    language: str
    first_page: int | None
    last_page: int | None
    anchors: Mapping[str, str] = field(default_factory=dict)
    position: int = 0


def kept_beside(decided: Sequence[Part], proposed: Sequence[Part]) -> list[Part]:
    """The proposed parts cut back to what the decided ones leave free, so that all together cover the text again.

    Both are in reading order; the answer holds the new parts alone. What a decided part cuts off from the head of a
    proposed one stays a draft under the same title: a person says whether it is one.
    """
    free: list[Part] = []
    for part in proposed:
        at = part.first
        for fixed in decided:
            if fixed.last < at or fixed.first > part.last:
                continue
            if fixed.first > at:
                free.append(replace(part, first=at, last=fixed.first - 1))
            at = fixed.last + 1
        if at <= part.last:
            free.append(replace(part, first=at))
    return free


def merged(first: Part, second: Part) -> Part:
    """Two neighbours as one: a case if either is; `ValueError` where they do not stand side by side."""
    if first.last + 1 != second.first:
        raise ValueError("only neighbours can be merged")
    lead = first if first.kind == "case" or second.kind != "case" else second
    return replace(lead, first=first.first, last=second.last, country=lead.country or second.country or first.country)


def title_of(opening: str, below: str = "") -> str:
    """What a case is called that begins with this paragraph: its heading without the number that every report gives its
    own way ("Case 2: A road"), or the line `below` where a number is all the heading says."""
    numbered = _NUMBERED.match(opening.strip())
    if numbered is None:
        return opening
    return (numbered["title"] or "").strip() or (below if 0 < len(below) <= _LONGEST_LINE else opening)


def cut(part: Part, at: int, title: str, country: str | None = None) -> tuple[Part, Part]:
    """The part in two, the second from paragraph `at` on, under `title` and of `country`: what is known of the first
    says nothing of it. The second is a case: a person cuts where one begins. `ValueError` where `at` is not inside the
    part."""
    if not part.first < at <= part.last:
        raise ValueError("a part is cut at one of its own paragraphs, behind its first")
    return replace(part, last=at - 1), Part("case", at, part.last, title, country)
