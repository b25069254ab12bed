"""Measures: what a decision orders or recommends, followed until it is carried out.

Whether it was is said by three, kept apart and never averaged: the body itself, in its own terms; us; and the community
whom it was ordered for. A line to which nothing was said is unknown, which is not the same as not carried out.

The words of an order stay in the document it stands in. A measure knows it again by paragraph, number and likeness
(`caselaw.domain.tracking.tie`), so that nothing of a document lies where fewer rules guard it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from caselaw.domain.audience import Audience
from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.term import Term

Form = Literal["order", "recommendation"]
FORMS: tuple[Form, ...] = get_args(Form)
Nature = Literal[
    "restitution", "compensation", "rehabilitation", "satisfaction", "non_repetition", "structural", "interim"
]
NATURES: tuple[Nature, ...] = get_args(Nature)
NATURE_OF_REMEDY: Mapping[str, Nature] = {
    "restitution": "restitution", "compensation": "compensation", "rehabilitation": "rehabilitation",
    "satisfaction": "satisfaction", "public_apology": "satisfaction", "publication": "satisfaction",
    "investigation": "satisfaction", "guarantees_of_non_repetition": "non_repetition",
    "law_reform": "non_repetition", "training": "non_repetition", "plan_of_action": "structural",
    "protective_measures": "interim",
}  # fmt: skip
"""The kind of measure that a remedy of the taxonomy is: Basic Principles on the Right to a Remedy, 19 to 23; plans and
protection are the two kinds that litigators follow beside them."""

Line = Literal["body", "ours", "community"]
LINES: tuple[Line, ...] = get_args(Line)
Grade = Literal["carried_out", "partly", "begun", "not_carried_out", "contrary", "unknown"]
GRADES: tuple[Grade, ...] = get_args(Grade)
"""Our scale, from done to undone; what each step means is said in `tracker.po`."""

EvidenceKind = Literal["document", "link", "file", "words"]
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
NAMED: tuple[EvidenceKind, ...] = ("document", "link", "words")
"""What is written in a form; a file is only ever what was sent, for its hash would open any file."""
TERMS = ("right", "group", "theme")
"""The vocabularies by which measures are grouped."""
FIELDS = (
    "form", "what", "nature", "addressee", "deadline", "due", "country", "body", "source", "cycle", "terms",
    "next_step", "next_by", "responsible", "stopped", "access",
)  # fmt: skip
INTERNAL = frozenset({"next_step", "next_by", "responsible"})
"""For those alone who follow the measure."""
LONGEST_LINE, LONGEST_TEXT, MOST_EVIDENCE = 300, 10_000, 20
SOON = 90
"""Days ahead that are called upcoming."""
Standing = Literal["overdue", "upcoming", "later", "undated", "done", "stopped"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


@dataclass(frozen=True)
class Evidence:
    """What an assessment rests on: the id of a document, an address, the SHA-256 of a file, or words. `label` is what
    it is called (of a file, its name)."""

    kind: EvidenceKind
    value: str
    label: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """An entry that was taken back, which stays in the history: by whom, when and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class StatusEntry:
    """What one line says of a measure on a day. `assessment` is the body's own term, one of `mappings/assessments.csv`;
    `access` who reads the entry, among those who read the measure; `consent` that the community agreed to that."""

    id: str
    line: Line
    grade: Grade
    on: PartialDate
    access: Audience
    by: str
    at: datetime
    assessment: str | None = None
    words: str = ""
    consent: bool = False
    evidence: tuple[Evidence, ...] = ()
    withdrawn: Withdrawn | None = None


@dataclass(frozen=True)
class Measure:
    """One order or recommendation that is followed: by `keeper`, who sees its next step too, for `access` to read.

    `paragraph`, `number` and `marks` tie it to an order of `document`; `lost` says that the order was not found again
    when the document was last read. Empty fields take what the order and the document say. `source` names the text
    where it is no document here, `cycle` the review or the year it belongs to.
    """

    id: str
    keeper: Audience
    access: Audience
    revision: int
    by: str
    made: datetime
    document: DocumentId | None = None
    paragraph: str | None = None
    number: str | None = None
    marks: tuple[int, ...] = ()
    lost: bool = False
    form: Form = "order"
    what: str = ""
    nature: Nature | None = None
    addressee: str = ""
    deadline: str = ""
    due: PartialDate | None = None
    country: str | None = None
    body: str | None = None
    source: str = ""
    cycle: str = ""
    terms: tuple[Term, ...] = ()
    next_step: str = ""
    next_by: PartialDate | None = None
    responsible: str = ""
    stopped: str = ""
    entries: tuple[StatusEntry, ...] = ()

    @property
    def is_tied(self) -> bool:
        """It follows an order that was read in its document."""
        return bool(self.marks)


@dataclass(frozen=True)
class FieldChange:
    """One field of a measure, or of an intervention, that somebody changed; `revision` is the one that it made."""

    field: str
    before: Any
    after: Any
    revision: int
    by: str
    at: datetime


def state(measure: Measure) -> dict[str, Any]:
    """The fields that people write, in the types of JSON: what forms, the API and the history speak of."""
    found: dict[str, Any] = {field: getattr(measure, field) for field in FIELDS}
    for field in ("due", "next_by"):
        found[field] = str(found[field]) if found[field] else None
    found["terms"] = [{"vocabulary": one.vocabulary, "id": one.id, "status": one.status} for one in measure.terms]
    return found


def latest(entries: Iterable[StatusEntry], line: Line) -> StatusEntry | None:
    """What a line says now: the entry of its latest day, of one day the one written last; None: nothing."""
    said = [one for one in entries if one.line == line and one.withdrawn is None]
    return max(said, key=lambda one: (one.on.last, one.at, one.id), default=None)


def grade(entries: Iterable[StatusEntry], line: Line) -> Grade:
    """How much is carried out by what a line says; unknown where it says nothing."""
    entry = latest(entries, line)
    return entry.grade if entry else "unknown"


def standing(measure: Measure, due: PartialDate | None, today: date) -> Standing:
    """Where a measure stands in time. It is done once we say so, or the body does where we say nothing: then nobody
    need be reminded. A month or a year ends with its last day."""
    if measure.stopped:
        return "stopped"
    ours = grade(measure.entries, "ours")
    if "carried_out" in (ours, grade(measure.entries, "body") if ours == "unknown" else ours):
        return "done"
    if due is None:
        return "undated"
    now = today.year * 10000 + today.month * 100 + today.day
    if due.last < now:
        return "overdue"
    ahead = date(due.year, due.month or 12, due.last % 100) - today
    return "upcoming" if ahead.days <= SOON else "later"


def counted(grades: Sequence[Grade]) -> dict[Grade, int]:
    """How many of each grade, all of them named: what is unknown is counted as unknown."""
    return {grade: grades.count(grade) for grade in GRADES}
