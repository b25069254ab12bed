"""What became of a decision later, and how others treat it: entered by a person, or proposed from an appeal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from caselaw.domain.dates import PartialDate
from caselaw.domain.identifiers import DocumentId

HistoryEvent = Literal["upheld", "varied", "reversed", "settled", "pending", "unknown"]
EVENTS: tuple[HistoryEvent, ...] = get_args(HistoryEvent)
HistoryStatus = Literal["proposed", "confirmed", "rejected"]
SHOWN: tuple[HistoryStatus, ...] = ("proposed", "confirmed")
"""What is told to readers. What a person rejected is only remembered, so that no rule proposes it again."""
TreatmentKind = Literal["followed", "distinguished", "not_followed"]
TREATMENTS: tuple[TreatmentKind, ...] = get_args(TreatmentKind)
BY_RULE = "rule:appeal"
"""The source of an entry that no person made: the outcome of an appeal that is certainly one from this decision."""
FROM_OUTCOME: dict[str, HistoryEvent] = {"upheld": "upheld", "varied": "varied", "reversed": "reversed"}
"""What the outcome of an appeal means for the decision below; any other outcome says nothing of it."""
LONGEST_NOTE = 2_000


@dataclass(frozen=True)
class HistoryEntry:
    """What became of a decision: entered on `document`, told of all its versions. `by` is the decision that did it,
    where it is here; `source` is BY_RULE or "editor:" and an account."""

    id: str
    document: DocumentId
    event: HistoryEvent
    status: HistoryStatus
    by: DocumentId | None = None
    date: PartialDate | None = None
    note: str = ""
    source: str = BY_RULE


@dataclass(frozen=True)
class Treatment:
    """How a decision treats another that it cites, as a person read it."""

    id: str
    document: DocumentId
    target: DocumentId
    treatment: TreatmentKind
    paragraph: str | None = None
    note: str = ""
    source: str = ""
