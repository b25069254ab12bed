"""What a check of an installation finds: one sentence each, with its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from caselaw.domain.errors import CaselawError


class State(StrEnum):
    """GOOD works; a NOTE is something to know that breaks nothing; BAD is unsafe or broken."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """A code of a sentence and what fills it. `worst` is what a site that others reach is not served with."""

    state: State
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    worst: bool = False


def good(code: str, **params: str | int) -> Finding:
    return Finding(State.GOOD, code, params)


def note(code: str, **params: str | int) -> Finding:
    return Finding(State.NOTE, code, params)


def bad(code: str, **params: str | int) -> Finding:
    return Finding(State.BAD, code, params)


def worst(code: str, **params: str | int) -> Finding:
    return Finding(State.BAD, code, params, worst=True)


def of_fault(fault: CaselawError, state: State = State.BAD) -> Finding:
    """What does not answer, in its own words."""
    return Finding(state, fault.code, fault.params)
