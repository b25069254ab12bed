"""What happened in a case, in the order of time: the harm, what was asked of companies and answered, and its events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.records import DocumentedCase

MomentKind = Literal["began", "asked", "received", "event", "ended"]
MOMENTS: tuple[MomentKind, ...] = get_args(MomentKind)


@dataclass(frozen=True)
class Moment:
    """Something that happened on a day, in a month or in a year; `words` and `source` are those of an event."""

    kind: MomentKind
    day: PartialDate
    words: str = ""
    source: str = ""


def moments(case: DocumentedCase) -> tuple[Moment, ...]:
    """All that the record dates; of what may be of one day, the harm begins first and ends last."""
    response = case.response
    dated: tuple[tuple[MomentKind, PartialDate | None], ...] = (
        ("began", case.began),
        ("asked", PartialDate.parse(response.asked_on) if response.asked_on else None),
        ("received", PartialDate.parse(response.received_on) if response.received_on else None),
        ("ended", case.ended),
    )
    found = [Moment(kind, day) for kind, day in dated if day]
    found += [Moment("event", one.day, one.words, one.source) for one in case.events]
    return tuple(sorted(found, key=_in_time))


def _in_time(moment: Moment) -> tuple[int, int, int]:
    day = moment.day
    return day.last if moment.kind == "ended" else day.first, day.last, MOMENTS.index(moment.kind)
