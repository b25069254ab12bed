"""What of a call may leave its group, and what stays: the person's consent first, then the risk of each field.

Nothing leaves without a consent that reaches so far and still holds. What is of little risk may go then; what is of
great risk goes if somebody chose it by itself; what never leaves does not, whoever chose it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from caselaw.domain.solidarity.call import FIELDS, REACHES, Reach, Wording

Why = Literal["consent", "over", "never", "high", "chosen"]
"""Why a field stays: the consent does not reach so far; it is over; it never leaves; it is of great risk and was not
chosen; it was not wanted."""


@dataclass(frozen=True)
class Leaving:
    """The fields that go, with their words, and those that stay, each with why."""

    goes: dict[str, str]
    stays: dict[str, Why]


def leaving(wording: Wording, to: Reach, wanted: Collection[str], day: date) -> Leaving:
    """What goes to a contact or the public on this day, of the fields that are wanted; an empty one is in neither."""
    goes: dict[str, str] = {}
    stays: dict[str, Why] = {}
    for name in FIELDS:
        if not wording[name]:
            continue
        why = _why(wording, name, to, wanted, day)
        if why is None:
            goes[name] = wording[name]
        else:
            stays[name] = why
    return Leaving(goes, stays)


def may_go(wording: Wording, to: Reach, day: date) -> tuple[str, ...]:
    """The fields that could go, if they were chosen."""
    return tuple(leaving(wording, to, FIELDS, day).goes)


def _why(wording: Wording, name: str, to: Reach, wanted: Collection[str], day: date) -> Why | None:
    if REACHES.index(wording.consent.reach) < REACHES.index(to):
        return "consent"
    if not wording.consent.holds(day):
        return "over"
    risk = wording.risk(name)
    if risk == "never":
        return "never"
    if name in wanted:
        return None
    return "high" if risk == "high" else "chosen"
