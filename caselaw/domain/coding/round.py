"""Rounds of coding: a set of records that several people code with one version of a codebook, blind or in the open.

In a blind round nobody learns what another has coded before adjudication opens: neither who curates the group, nor an
administrator. How many records each coder has finished may be known, nothing else. When a round goes back to coding it
is blind again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId

RoundState = Literal["preparing", "coding", "adjudicating", "closed"]
STATES: tuple[RoundState, ...] = ("preparing", "coding", "adjudicating", "closed")
LONGEST_TITLE = 200
LONGEST_PURPOSE = 2_000
LONGEST_REASON = 1_000
MOST_DOCUMENTS = 2_000
MOST_CODERS = 30


@dataclass(frozen=True)
class Round:
    """A round. `codebook` is the slug of a codebook, `version` a number of its versions; `calibrates` the round that
    this one practises for; `documents` in the order in which they are coded; `coders` are accounts."""

    id: str
    title: str
    codebook: str
    version: int
    access: Audience
    purpose: str = ""
    blind: bool = True
    calibrates: str | None = None
    state: RoundState = "preparing"
    documents: tuple[DocumentId, ...] = ()
    coders: tuple[str, ...] = ()
    revision: int = 1
    made: datetime | None = None
    made_by: str = ""

    def hides_others(self) -> bool:
        """Nobody sees now what another person has coded in it."""
        return self.blind and self.state in ("preparing", "coding")


@dataclass(frozen=True)
class Step:
    """A round came into a state, or got more records or coders in it: when, by whom, and why, where it was said."""

    number: int
    state: RoundState
    at: datetime
    by: str
    reason: str = ""


def opened_before(steps: Sequence[Step]) -> tuple[Step, Step] | None:
    """When a round was opened for comparison, and when it was last taken back to coding; None where it never was."""
    opened: Step | None = None
    found: tuple[Step, Step] | None = None
    before = ""
    for one in steps:
        if one.state == "adjudicating":
            opened = opened or one
        elif one.state == "coding" and opened is not None and before != "coding":
            found = (opened, one)
        before = one.state
    return found


def next_states(state: RoundState) -> tuple[RoundState, ...]:
    """Where a round may go from a state: on by one step, or back by one, which is reopening."""
    place = STATES.index(state)
    back = STATES[max(1, place - 1) : place]
    return (*STATES[place + 1 : place + 2], *back)


def reopens(before: RoundState, after: RoundState) -> bool:
    """The step leads back: it needs a reason."""
    return STATES.index(after) < STATES.index(before)
